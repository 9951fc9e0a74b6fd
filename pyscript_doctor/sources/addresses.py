"""Web addresses among the names of files."""

from __future__ import annotations

SCHEMES = ("http://", "https://")


def is_web_address(name: str) -> bool:
    """Whether a name is a whole address of the web, and no path in a folder. Schemes have no case."""
    return name[:8].lower().startswith(SCHEMES)
