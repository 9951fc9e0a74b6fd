"""Files that tell a host which headers to send."""
