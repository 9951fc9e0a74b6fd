"""A project on disk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.sources.git import git_root, submodules
from pyscript_doctor.sources.gitignore import GitIgnore
from pyscript_doctor.sources.listing import lies_in, list_files
from pyscript_doctor.sources.reading import Unreadable, describe, read_file
from pyscript_doctor.sources.snapshot import Fetch, Request, Resource, Search, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LARGEST_FILE = 8_000_000
LARGEST_SEARCHED = 1_000_000
LONGEST_PATH = 4096
BINARY_HEAD = 8192

VENDORED = frozenset({"node_modules", "bower_components", "site-packages", "vendor", "vendored", "third_party"})
BINARY_NAMES = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".bmp", ".tif", ".tiff", ".psd",
    ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".ogg", ".wav", ".mp4", ".webm", ".pdf",
    ".zip", ".whl", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".wasm", ".pyc", ".so", ".dll", ".exe",
)  # fmt: skip


class Disk:
    """The Source that reads a folder of this machine.

    `named` are files, relative to the root, that the user asked for by name: they are listed although git may
    ignore them. Nothing outside of the root is read, but for what lies in the same git work tree.
    """

    def __init__(self, root: Path, named: Iterable[str] = ()) -> None:
        self.root = Path(os.path.realpath(root))
        self.named = frozenset(named)
        self._names: dict[str, frozenset[str]] = {}
        self._top = git_root(self.root) or self.root
        self._inside = self.root.relative_to(self._top).parts
        prefix = "".join(part + "/" for part in self._inside)
        # A root that git ignores was named on purpose: then only its own patterns count.
        asked_for = GitIgnore(self._top).ignores(prefix)
        self._ignored = GitIgnore(self.root if asked_for else self._top)
        self._prefix = "" if asked_for else prefix

    def open(self) -> Snapshot:
        """The listing of the project; the folders that could not be listed are its first resources."""
        self._names.clear()
        listing = list_files(str(self.root), self._ignored, self._prefix)
        named = (path for path in self.named if self._is_own_file(path))
        unlisted = {path: Resource(path, Status.UNLISTED, reason=reason) for path, reason in listing.unreadable.items()}
        return Snapshot(listing.files.union(named), unlisted)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added."""
        asked = list(requests)
        paths = [request.path for request in asked if isinstance(request, Fetch)]
        phrases = [request.phrase for request in asked if isinstance(request, Search)]
        resources = [self._fetch(path, path in snapshot.listing) for path in paths]
        return snapshot.with_answers(resources, self._search(phrases, snapshot.listing))

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
            if not lies_in(os.path.realpath(place), str(self._top)):
                return Resource(path, Status.OUTSIDE, reason="is a link that leads out of the project")
            return Resource(path, Status.FOUND, read_file(place, LARGEST_FILE))
        except FileNotFoundError:
            return Resource(path, Status.MISSING)
        except Unreadable as error:
            return Resource(path, Status.UNREADABLE, reason=error.reason)

    def _locate(self, path: str) -> tuple[str, ...] | None:
        """The names that lead from the top to a path; None where it leaves the top."""
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
                raise Unreadable(f"lies in a folder that cannot be listed: {describe(error)}") from error
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

    def _search(self, phrases: Sequence[str], listing: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
        """Which listed text files hold each phrase; a file is read once for all of them."""
        wanted = {phrase: phrase.encode("utf-8", "surrogatepass").lower() for phrase in phrases}
        found: dict[str, list[str]] = {phrase: [] for phrase in phrases}
        for path in sorted(listing) if wanted else ():
            content = self._searchable(path)
            for phrase, lowered in wanted.items():
                if content and lowered in content:
                    found[phrase].append(path)
        return {phrase: tuple(paths) for phrase, paths in found.items()}

    def _searchable(self, path: str) -> bytes:
        """A text file's bytes in lower case; none where it is not the project's own, too large, or binary."""
        if path.lower().endswith(BINARY_NAMES) or not VENDORED.isdisjoint(path.split("/")):
            return b""
        try:
            content = read_file(os.path.join(self.root, path), LARGEST_SEARCHED)
        except (FileNotFoundError, Unreadable):
            return b""
        return b"" if b"\0" in content[:BINARY_HEAD] else content.lower()
