"""Where the URLs of a project lead."""
