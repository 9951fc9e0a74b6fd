"""A project on disk whose files change while it is looked at."""

from __future__ import annotations

import os
import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.engine.session import Session
from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.reading import LARGEST_FILE, Unreadable, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import ModuleType

    from pyscript_doctor.settings import Settings

OF_THE_LISTING = frozenset({".gitignore", ".gitmodules"})
"""What decides which files are in a project: if it changes, the project is read from the start."""


class WatchedProject:
    """A project on disk with a Session of it. named: files that belong to it even if git ignores them."""

    def __init__(self, root: Path, named: Iterable[str], settings: Settings, packs: Sequence[ModuleType] = ()) -> None:
        self.root = root
        self._named, self._settings, self._packs = tuple(named), settings.for_project(root), tuple(packs)
        self.read_again()

    def take(self, paths: Iterable[str]) -> bool:
        """Tells the session what files, relative to the root, hold now. Whether any of them is in the project."""
        own = [path for path in sorted(set(paths)) if not self.disk.is_ignored(self._with_slash(path))]
        if any(not self._take(path) for path in own):
            self.read_again()
        return bool(own)

    def _with_slash(self, path: str) -> str:
        """A path as patterns of git match it: that of a folder ends in a slash."""
        return f"{path}/" if (self.root / path).is_dir() else path

    def _take(self, path: str) -> bool:
        """Whether the session can take a change: not one of a folder, nor of what decides which files there are."""
        listing, place = self.session.snapshot.listing, os.fspath(self.root / path)
        if posixpath.basename(path) in OF_THE_LISTING or (listing is not None and listing.has_folder(path)):
            return False
        try:
            content = read_file(place, LARGEST_FILE)
        except FileNotFoundError:
            self.session.change(path, None)
        except Unreadable:
            return False
        else:
            self.session.change(path, content)
        return True

    def read_again(self) -> None:
        """Reads the project from the start."""
        self.disk = Disk(self.root, self._named)
        self.session = Session(self.disk, self._settings, packs=self._packs)
