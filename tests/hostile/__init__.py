"""Input that somebody made to break the doctor: every kind is a function of its size."""
