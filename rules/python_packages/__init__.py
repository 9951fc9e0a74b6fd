"""Python packages and the interpreters."""
