"""Builds the site: the page in PyScript, and the guide."""
