"""What an error in the browser's console means, and what to do about it."""

from pyscript_doctor.explain.known_errors import KnownError, Wording, known_errors

__all__ = ["KnownError", "Wording", "known_errors"]
