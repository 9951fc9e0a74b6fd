"""The kinds of hostile input, each module a subject; importing them registers them."""

from __future__ import annotations

from tests.hostile.kinds import (
    archives,
    configs,
    hosting,
    javascript,
    markup,
    python_depth,
    python_growth,
    python_values,
    templates,
)
from tests.hostile.kinds.kind import KINDS, Files, write

__all__ = [
    "KINDS",
    "Files",
    "archives",
    "configs",
    "hosting",
    "javascript",
    "markup",
    "python_depth",
    "python_growth",
    "python_values",
    "templates",
    "write",
]
