"""Web addresses among the names of files."""

from __future__ import annotations

SCHEMES = ("http://", "https://")


def is_web_address(name: str) -> bool:
    """Whether a name is a complete web address, and not a path in a folder. The case of its scheme does not matter."""
    return name[:8].lower().startswith(SCHEMES)
