"""Serves a project's folder as a host on the web would."""
