"""What lessons ask of a page."""
