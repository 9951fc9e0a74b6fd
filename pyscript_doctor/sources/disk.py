"""A project on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.sources.file_names import FileNames
from pyscript_doctor.sources.git import git_root, submodules
from pyscript_doctor.sources.gitignore import GitIgnore
from pyscript_doctor.sources.listing import lies_in, list_files
from pyscript_doctor.sources.reading import LARGEST_FILE, Unreadable, describe, read_file
from pyscript_doctor.sources.searching import LARGEST_SEARCHED, search
from pyscript_doctor.sources.snapshot import Fetch, Request, Resource, Search, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_PATH = 4096


class Disk:
    """The Source that reads a folder of this machine.

    `named` are files, relative to the root, that the user asked for by name: they are listed although git may
    ignore them. Nothing outside of the root is read, but for what is in the same git work tree.
    """

    def __init__(self, root: Path, named: Iterable[str] = ()) -> None:
        self.root = Path(os.path.realpath(root))
        self.named = frozenset(named)
        self._names: dict[str, frozenset[str]] = {}
        self._real_folders: dict[str, str] = {}
        self._top = git_root(self.root) or self.root
        self._inside = self.root.relative_to(self._top).parts
        prefix = "".join(part + "/" for part in self._inside)
        # If git ignores the root, the user named it on purpose: then only its own patterns count.
        asked_for = GitIgnore(self._top).ignores(prefix)
        self._ignored = GitIgnore(self.root if asked_for else self._top)
        self._prefix = "" if asked_for else prefix

    def open(self) -> Snapshot:
        """The listing of the project; the folders that could not be listed are its first resources."""
        self._names.clear()
        self._real_folders.clear()
        listing = list_files(str(self.root), self._ignored, self._prefix)
        named = (path for path in self.named if self._is_own_file(path))
        unlisted = {path: Resource(path, Status.UNLISTED, reason=reason) for path, reason in listing.unreadable.items()}
        return Snapshot(FileNames(listing.files.union(named)), unlisted)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added."""
        asked = list(requests)
        paths = [request.path for request in asked if isinstance(request, Fetch)]
        phrases = [request.phrase for request in asked if isinstance(request, Search)]
        resources = [self._fetch(path, snapshot.lists(path)) for path in paths]
        return snapshot.with_answers(resources, search(phrases, snapshot.listing or (), self._searched))

    def is_ignored(self, path: str) -> bool:
        """Whether git ignores a file of the project."""
        return self._ignored.ignores(self._prefix + path)

    def _is_own_file(self, path: str) -> bool:
        real = os.path.realpath(self.root / path)
        return lies_in(real, str(self.root)) and os.path.isfile(real)

    def _fetch(self, path: str, listed: bool) -> Resource:
        parts = self._locate(path)
        if parts is None:
            return Resource(path, Status.OUTSIDE)
        place = os.path.join(self._top, *parts)
        try:
            if not listed and not self._exists(parts):
                return Resource(path, self._status_of_missing(parts))
            if not lies_in(self._real(place), str(self._top)):
                return Resource(path, Status.OUTSIDE, reason="is a link that leads out of the project")
            return Resource(path, Status.FOUND, read_file(place, LARGEST_FILE))
        except FileNotFoundError:
            return Resource(path, Status.MISSING)
        except Unreadable as error:
            return Resource(path, Status.UNREADABLE, reason=error.reason)

    def _real(self, place: str) -> str:
        """Where a path really leads. For a folder this is looked up once."""
        folder, name = os.path.split(place)
        if os.path.islink(place):
            return os.path.realpath(place)
        if folder not in self._real_folders:
            self._real_folders[folder] = os.path.realpath(folder)
        return os.path.join(self._real_folders[folder], name)

    def _locate(self, path: str) -> tuple[str, ...] | None:
        """The names that lead from the top to a path; None if it leaves the top."""
        if path.startswith("/"):
            return None
        parts = list(self._inside)
        for name in path.split("/"):
            if name == "..":
                if not parts:
                    return None
                parts.pop()
            elif name not in ("", "."):
                parts.append(name)
        return tuple(parts)

    def _exists(self, parts: Sequence[str]) -> bool:
        """Whether these names, each in exactly this case as on a web server, lead to something."""
        if sum(map(len, parts)) + len(parts) > LONGEST_PATH:
            return False
        folder = str(self._top)
        for name in parts:
            if name not in self._names_in(folder):
                return False
            folder = os.path.join(folder, name)
        return True

    def _names_in(self, folder: str) -> frozenset[str]:
        if folder not in self._names:
            try:
                self._names[folder] = frozenset(os.listdir(folder))
            except (FileNotFoundError, NotADirectoryError):
                self._names[folder] = frozenset()
            except OSError as error:
                raise Unreadable(f"is in a folder that cannot be listed: {describe(error)}") from error
        return self._names[folder]

    def _status_of_missing(self, parts: Sequence[str]) -> Status:
        path = "/".join(parts)
        if len(path) > LONGEST_PATH:
            return Status.MISSING
        if self._is_in_absent_submodule(parts):
            return Status.SUBMODULE
        inside = "/".join(self._inside)
        if not self._prefix and inside:
            if not path.startswith(inside + "/"):
                return Status.MISSING
            path = path[len(inside) + 1 :]
        return Status.IGNORED if self._ignored.ignores(path) else Status.MISSING

    def _is_in_absent_submodule(self, parts: Sequence[str]) -> bool:
        for index in range(len(parts)):
            folder = os.path.join(self._top, *parts[:index])
            below = "/".join(parts[index:]) + "/"
            for mounted in submodules(folder):
                if below.startswith(mounted + "/") and not self._names_in(os.path.join(folder, *mounted.split("/"))):
                    return True
        return False

    def _searched(self, path: str) -> bytes:
        try:
            return read_file(os.path.join(self.root, path), LARGEST_SEARCHED)
        except (FileNotFoundError, Unreadable):
            return b""
