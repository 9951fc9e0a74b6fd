"""What a source answered, as digests, and whether it would answer the same now."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pyscript_doctor.sources.snapshot import Fetch, Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.sources.snapshot import Resource, Snapshot, Source

AT_ONCE = 200
"""How many files are held in memory together when they are read to be compared."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Digests of the answers that a report is made of: of the names of all files, of each path and of each phrase."""

    names: str
    paths: Mapping[str, str]
    phrases: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> Answers:
        """Those of everything that was asked for."""
        return cls(
            digest_of_names(snapshot),
            {path: _digest_of(resource) for path, resource in snapshot.resources.items()},
            {phrase: digest(paths) for phrase, paths in snapshot.matches.items()},
        )

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Answers:
        """What `as_data` gave. Raises KeyError or TypeError if it is something else."""
        return cls(data["names"], data["paths"], data["phrases"])

    def as_data(self) -> dict[str, Any]:
        """They as what JSON can hold."""
        return {"names": self.names, "paths": dict(self.paths), "phrases": dict(self.phrases)}

    def still_hold(self, source: Source) -> bool:
        """Whether the source would answer everything as it did."""
        opened = source.open()
        if digest_of_names(opened) != self.names:
            return False
        if any(self.paths.get(path) != _digest_of(resource) for path, resource in opened.resources.items()):
            return False
        asked = [path for path in self.paths if path not in opened.resources]
        parts = (asked[start : start + AT_ONCE] for start in range(0, len(asked), AT_ONCE))
        return all(self._are_same(source, opened, part) for part in parts) and self._finds_same(source, opened)

    def _are_same(self, source: Source, opened: Snapshot, paths: list[str]) -> bool:
        resources = source.answer(opened, [Fetch(path) for path in paths]).resources
        return all(_digest_of(resources[path]) == self.paths[path] for path in paths)

    def _finds_same(self, source: Source, opened: Snapshot) -> bool:
        if not self.phrases:
            return True
        matches = source.answer(opened, [Search(phrase) for phrase in self.phrases]).matches
        return all(digest(matches[phrase]) == self.phrases[phrase] for phrase in self.phrases)


def digest_of_names(snapshot: Snapshot) -> str:
    """A digest of the names of the project's files, and of the pages to begin with."""
    names = ["?"] if snapshot.listing is None else list(snapshot.listing)
    return digest((str(len(names)), *names, *snapshot.start))


def digest(words: Iterable[str]) -> str:
    """One for a list of words, in their order."""
    found = hashlib.blake2b(digest_size=16)
    for word in words:
        encoded = word.encode("utf-8", "surrogatepass")
        found.update(b"%d " % len(encoded))
        found.update(encoded)
    return found.hexdigest()


def _digest_of(resource: Resource) -> str:
    """One for what is at a path, and why it is not more."""
    content = hashlib.blake2b(resource.content, digest_size=16).hexdigest()
    return digest((resource.status.name, resource.reason, repr(resource.response), content))
