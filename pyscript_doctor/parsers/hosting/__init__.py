"""Files that tell a host which headers it should send."""
