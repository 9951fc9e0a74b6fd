"""The release of PyScript that a page loads."""
