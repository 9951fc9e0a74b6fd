"""Events and `py-*` attributes."""
