"""Markdown: which of its HTML runs, and which is only shown."""
