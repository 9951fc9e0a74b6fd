"""Callbacks and proxies."""
