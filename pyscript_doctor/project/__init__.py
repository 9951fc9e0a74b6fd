"""What PyScript makes of a project: what runs where."""
