"""Edits that make files."""

from __future__ import annotations

from pyscript_doctor.parsers.text import Edit


def created(path: str, text: str) -> Edit:
    """Make a file with this text, in UTF-8; the edit counts only if no file has this path."""
    return Edit(path, 0, 0, text, creates=True)
