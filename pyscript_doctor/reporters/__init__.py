"""Reports: what a run came to, for people and for programs."""
