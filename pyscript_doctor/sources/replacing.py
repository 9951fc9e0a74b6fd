"""Writes one file, completely or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pyscript_doctor.sources.staging import staged

if TYPE_CHECKING:
    from pathlib import Path


def replace_file(place: Path, content: bytes) -> None:
    """Writes next to the file, then puts it in its place, so that nobody sees half of it. The file may exist already.

    Raises OSError if that is not possible.
    """

    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = staged(place, content)
    try:
        os.replace(temporary, place)
    except BaseException:
        os.unlink(temporary)
        raise
