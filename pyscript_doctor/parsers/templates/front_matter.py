"""Front matter: what is between `---` lines at the top of a page and is not part of it.

Source: Jekyll's documentation, "Front Matter"; Hugo's for `+++`.
"""

from __future__ import annotations

from pyscript_doctor.patterns import lazy_pattern

_FRONT_MATTER = lazy_pattern(
    r"\ufeff?(?:---[ \t]*\r?\n(?:.*\n)*?(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?:.*\n)*?\+\+\+)[ \t]*(?:\r?\n|\Z)"
)
_NOT_NEWLINE = lazy_pattern(r"[^\r\n]")


def front_matter_end(value: str) -> int:
    """Where a page's front matter ends; 0 if it has none."""
    match = _FRONT_MATTER.match(value)
    return match.end() if match else 0


def blank(value: str) -> str:
    """As many spaces, the newlines kept."""
    return _NOT_NEWLINE.sub(" ", value)
