"""What the errors of a log mean."""
