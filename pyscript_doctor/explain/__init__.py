"""What an error in the browser's console means, and what to do about it."""

from pyscript_doctor.explain.entry import Entry, Wording, entries

__all__ = ["Entry", "Wording", "entries"]
