"""Files in which a project tells its host which headers to send."""
