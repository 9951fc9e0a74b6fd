"""What runs where in a project, as plain records for a reader: the picture that `inspect` shows."""
