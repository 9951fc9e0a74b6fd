"""The folder that is served: which of its files a visitor can have."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.sources.listing import SKIPPED, lies_in

if TYPE_CHECKING:
    from pathlib import Path

WELL_KNOWN = ".well-known"
LONGEST_PATH = 2000


@dataclass(frozen=True, slots=True)
class Folder:
    """A real folder. Its files are named by paths with forward slashes, "" is the folder itself."""

    root: Path

    def has_file(self, path: str) -> bool:
        """Whether a file can be served: it is in the folder, in exactly this case, and is not hidden."""
        place = self.place(path)
        return place is not None and os.path.isfile(place)

    def has_folder(self, path: str) -> bool:
        """Whether there is such a folder."""
        place = self.place(path)
        return place is not None and os.path.isdir(place)

    def place(self, path: str) -> str | None:
        """Where a path is on this machine; None for what is hidden, does not exist, or is outside the folder."""
        if len(path) > LONGEST_PATH or "\0" in path or "\\" in path:
            return None
        place = str(self.root)
        for name in filter(None, path.split("/")):
            if _is_hidden(name) or name not in _names_in(place):
                return None
            place = os.path.join(place, name)
        return place if lies_in(os.path.realpath(place), os.path.realpath(self.root)) else None

    def names_in(self, path: str) -> list[str]:
        """What a visitor can see in a folder: files, and folders with a slash behind them."""
        place = self.place(path)
        if place is None:
            return []
        names = sorted(name for name in _names_in(place) if not _is_hidden(name))
        return [f"{name}/" if self._is_folder(os.path.join(place, name)) else name for name in names]

    def _is_folder(self, place: str) -> bool:
        return os.path.isdir(place) and lies_in(os.path.realpath(place), os.path.realpath(self.root))


def _is_hidden(name: str) -> bool:
    """Whether a name is for this machine only, such as `.env` or `.git`."""
    return (name.startswith(".") and name != WELL_KNOWN) or name in SKIPPED


def _names_in(place: str) -> frozenset[str]:
    try:
        return frozenset(os.listdir(place))
    except OSError:
        return frozenset()
