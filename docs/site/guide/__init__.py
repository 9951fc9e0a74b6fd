"""Builds the documentation from the files that exist, with MkDocs."""
