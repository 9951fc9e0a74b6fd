"""What the Python index says of packages: asked only with --online, bounded in time and size, cached on disk."""
