"""A page, and the PyScript that it loads."""
