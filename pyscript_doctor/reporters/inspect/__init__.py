"""The picture of what runs where."""
