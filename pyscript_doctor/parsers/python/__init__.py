"""Python, read into plain records."""
