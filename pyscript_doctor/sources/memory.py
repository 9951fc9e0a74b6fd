"""A project that is held in memory."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.sources.file_names import FileNames
from pyscript_doctor.sources.reading import LARGEST_FILE, megabytes
from pyscript_doctor.sources.searching import search
from pyscript_doctor.sources.snapshot import Fetch, Request, Resource, Search, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, init=False)
class Files:
    """The Source that holds files by path: `Files({"index.html": "...", "main.py": "..."})`.

    A path is relative to the project's root and has forward slashes. Text is taken as UTF-8.
    """

    files: Mapping[str, bytes]

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        encoded = {posixpath.normpath(path): as_bytes(content) for path, content in files.items()}
        object.__setattr__(self, "files", encoded)

    def open(self) -> Snapshot:
        """The names of the files."""
        return Snapshot(FileNames(self.files))

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added."""
        asked = list(requests)
        resources = [self._fetch(each.path, snapshot) for each in asked if isinstance(each, Fetch)]
        phrases = [each.phrase for each in asked if isinstance(each, Search)]
        return snapshot.with_answers(resources, search(phrases, sorted(self.files), self.files.__getitem__))

    def _fetch(self, path: str, snapshot: Snapshot) -> Resource:
        place = posixpath.normpath(path)
        if place.startswith(("/", "../")) or place == "..":
            return Resource(path, Status.OUTSIDE)
        if place == "." or (snapshot.listing and snapshot.listing.has_folder(place)):
            return Resource(path, Status.UNREADABLE, reason="is a folder")
        if place not in self.files or path.endswith("/"):
            return Resource(path, Status.MISSING)
        return resource_of(path, self.files[place])


def resource_of(path: str, content: bytes) -> Resource:
    """A file that exists, with this content."""
    if len(content) > LARGEST_FILE:
        return Resource(
            path, Status.UNREADABLE, reason=f"is larger than {megabytes(LARGEST_FILE)} ({megabytes(len(content))})"
        )
    return Resource(path, Status.FOUND, content)


def as_bytes(content: str | bytes) -> bytes:
    """A text as the bytes of its file."""
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
