"""What rules and `inspect` ask of a project."""
