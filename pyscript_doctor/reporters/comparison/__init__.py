"""What a change of release or interpreter would bring."""
