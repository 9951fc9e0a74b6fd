"""Text that may be shown to anybody: nothing in it says whose machine it comes from."""

from __future__ import annotations

import re
from pathlib import Path

from pyscript_doctor.patterns import lazy_pattern

_PART = r"[^\\/\s\"'`<>|*?]+"
_WORDS = rf"(?:{_PART}(?: {_PART}){{0,3}}(?=[\\/])|{_PART})"  # a user's name may have spaces
_ROOTS = "root|mnt|media|srv|var|tmp|opt|private|Volumes|etc"
_ABSOLUTE = lazy_pattern(
    r"(?:file:/*)?(?:"
    rf"(?<![A-Za-z])[A-Za-z]:[\\/]+(?:Users[\\/]+{_WORDS})?"
    rf"|(?<![\w.~\\/-])/(?:(?:home|Users)/(?!(?:pyodide|web_user)\b){_WORDS}|(?:{_ROOTS})(?![\w-]))"
    rf")(?P<rest>(?:[\\/]*{_PART})*)"
)


def redacted(text: str, home: Path | None = None) -> str:
    """The text with each absolute path of a machine cut down to the name of its file.

    home: the user's own folder. `/home/pyodide`, which Pyodide makes up, is the same for everybody and stays.
    """
    own = str(home or own_folder() or "")
    if len(own) > len("/"):
        text = text.replace(own, "/home/user")
    return _ABSOLUTE.sub(_shortened, text)


def own_folder() -> Path | None:
    """The folder of the user who runs the command, if that is known."""
    try:
        return Path.home()
    except RuntimeError:
        return None


def _shortened(found: re.Match[str]) -> str:
    name = re.split(r"[\\/]+", found["rest"])[-1]
    return f".../{name}" if name else "..."
