"""Workers from JavaScript and Python."""
