"""A project as a web server sends it."""
