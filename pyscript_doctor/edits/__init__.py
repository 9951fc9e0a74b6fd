"""Structural edits of what the parsers read, and the fixes that are made from them."""
