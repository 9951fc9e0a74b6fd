"""What is open in an editor, over what is saved."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor.sources.memory import as_bytes, resource_of
from pyscript_doctor.sources.searching import holds
from pyscript_doctor.sources.snapshot import Fetch, Resource, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.sources.snapshot import Request, Source


@dataclass(frozen=True, init=False)
class Overlay:
    """A Source that shows another one with some files changed.

    `Overlay(source, {"main.py": "...", "old.py": None})`: the first file now has this text, whether it existed or not;
    the second one is gone. The listing and the searches agree with that.
    """

    source: Source
    buffers: Mapping[str, bytes | None]

    def __init__(self, source: Source, buffers: Mapping[str, str | bytes | None]) -> None:
        encoded = {
            posixpath.normpath(path): None if content is None else as_bytes(content)
            for path, content in buffers.items()
        }
        object.__setattr__(self, "source", source)
        object.__setattr__(self, "buffers", encoded)

    def with_buffer(self, path: str, content: str | bytes | None) -> Overlay:
        """The same with one more file changed."""
        return Overlay(self.source, {**self.buffers, path: content})

    def open(self) -> Snapshot:
        """The listing with the added files, and without those that are gone."""
        return self._covered(self.source.open())

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added."""
        own: list[Resource] = []
        others: list[Request] = []
        for request in requests:
            resource = self._fetch(request.path, snapshot) if isinstance(request, Fetch) else None
            if resource is None:
                others.append(request)
            else:
                own.append(resource)
        answered = self.source.answer(snapshot, others) if others else snapshot
        return self._covered(answered.with_answers(own, {}))

    def _fetch(self, path: str, snapshot: Snapshot) -> Resource | None:
        """What the buffers say about a path; None if they say nothing."""
        place = posixpath.normpath(path)
        if place in self.buffers and not path.endswith("/"):
            return _resource(path, self.buffers[place])
        touched = any(buffer.startswith(place + "/") for buffer in self.buffers)
        if touched and snapshot.listing is not None:
            if snapshot.listing.has_folder(place):
                return Resource(path, Status.UNREADABLE, reason="is a folder")
            return Resource(path, Status.MISSING)
        return None

    def _covered(self, snapshot: Snapshot) -> Snapshot:
        for path, content in self.buffers.items():
            snapshot = changed(snapshot, path, content)
        return snapshot


def changed(snapshot: Snapshot, path: str, content: bytes | None) -> Snapshot:
    """What a snapshot would say if a file held this, or were gone if it is None."""
    resources = dict(snapshot.resources)
    for asked in [asked for asked in resources if posixpath.normpath(asked) == path]:
        resources[asked] = _resource(asked, content)
    listing = snapshot.listing.changed(path, there=content is not None) if snapshot.listing is not None else None
    if listing is not snapshot.listing:
        for asked in [asked for asked in resources if path.startswith(posixpath.normpath(asked) + "/")]:
            del resources[asked]  # a folder that may be new, or gone
    matches = {phrase: _matches(phrase, paths, path, content) for phrase, paths in snapshot.matches.items()}
    return replace(snapshot, listing=listing, resources=resources, matches=matches)


def _resource(path: str, content: bytes | None) -> Resource:
    return Resource(path, Status.MISSING) if content is None else resource_of(path, content)


def _matches(phrase: str, paths: tuple[str, ...], path: str, content: bytes | None) -> tuple[str, ...]:
    found = content is not None and holds(path, content, phrase)
    if found == (path in paths):
        return paths
    return tuple(sorted({*paths, path})) if found else tuple(each for each in paths if each != path)
