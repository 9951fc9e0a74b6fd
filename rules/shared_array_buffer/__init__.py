"""Workers and SharedArrayBuffer."""
