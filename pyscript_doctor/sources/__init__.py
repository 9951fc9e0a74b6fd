"""Where a project comes from: which paths to check, what is on disk, and the characters its bytes stand for."""
