"""Files and the virtual file system."""
