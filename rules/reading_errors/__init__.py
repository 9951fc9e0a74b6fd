"""Errors in the browser's console, and what stops Python from running."""
