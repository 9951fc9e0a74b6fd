"""A project as a web server gives it out."""
