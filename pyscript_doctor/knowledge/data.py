"""Reads the data files next to this module."""

from __future__ import annotations

import json
import pkgutil
from functools import cache
from typing import Any


@cache
def read(name: str) -> Any:
    """The content of `name`.json, parsed once. Nobody may change it."""
    content = pkgutil.get_data(__package__, f"{name}.json")
    if content is None:
        raise FileNotFoundError(name)
    return json.loads(content)


def at_place(runs: Any, place: int) -> str | None:
    """The text of an entry at a place: the entry itself, or the one of its runs that the place is in."""
    if runs is None or isinstance(runs, str):
        return runs
    return next((written for start, written in reversed(runs) if start <= place), None)
