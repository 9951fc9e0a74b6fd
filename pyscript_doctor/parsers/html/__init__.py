"""HTML as a browser reads it."""
