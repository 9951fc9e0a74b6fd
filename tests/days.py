"""Which share of what is tried in turns a run takes, by the day."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

SHARES = 5


def share_of(day: date) -> int:
    """The share that runs on a day, from 1 to SHARES."""
    return day.toordinal() % SHARES + 1


def share_with(name: str) -> int:
    """The share that what has this name is in."""
    return zlib.crc32(name.encode()) % SHARES + 1
