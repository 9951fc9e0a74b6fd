"""The interpreters that a page starts, with their config, files and packages."""
