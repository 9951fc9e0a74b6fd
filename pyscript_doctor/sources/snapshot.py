"""What was asked of a source, and what it answered: all that the doctor knows of the outside world."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Status(Enum):
    """How a request for a path was answered."""

    FOUND = "found"
    MISSING = "missing"
    IGNORED = "git-ignored"
    SUBMODULE = "in a submodule"
    OUTSIDE = "outside of the project"
    UNREADABLE = "unreadable"
    UNLISTED = "folder that cannot be listed"
    UNSHOWN = "unshown"


@dataclass(frozen=True, slots=True)
class Fetch:
    """Asks for the bytes of a path, relative to the project's root, with forward slashes."""

    path: str


@dataclass(frozen=True, slots=True)
class Search:
    """Asks which text files of the project hold a phrase, in any case."""

    phrase: str


Request = Fetch | Search


@dataclass(frozen=True, slots=True)
class Resource:
    """The answer to a Fetch. `reason` says in words why a resource could not be read."""

    path: str
    status: Status
    content: bytes = b""
    reason: str = ""


@dataclass(frozen=True)
class Snapshot:
    """Everything asked for so far, with its answer.

    `listing` names the files that lie in the project, those that git ignores left out.
    """

    listing: frozenset[str] = frozenset()
    resources: Mapping[str, Resource] = field(default_factory=dict)
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def answers(self, request: Request) -> bool:
        """Whether the request was put to the source already."""
        if isinstance(request, Fetch):
            return request.path in self.resources
        return request.phrase in self.matches

    def with_answers(self, resources: Iterable[Resource], matches: Mapping[str, tuple[str, ...]]) -> Snapshot:
        """This snapshot and the answers to further requests."""
        known = {**self.resources, **{resource.path: resource for resource in resources}}
        return Snapshot(self.listing, known, {**self.matches, **matches})


class Source(Protocol):
    """Where a project comes from: a disk, later a live site or an editor's buffers over a disk."""

    def open(self) -> Snapshot:
        """The listing of the project, and nothing asked for yet."""

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added."""
