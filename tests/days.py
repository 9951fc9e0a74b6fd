"""Which share of what is tried in turns a run takes, by the day."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

SHARES = 10


def share_of(day: date) -> int:
    """The share that runs on a day, from 1 to SHARES."""
    return day.toordinal() % SHARES + 1


def share_with(name: str) -> int:
    """The share that what has this name is in."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % SHARES + 1
