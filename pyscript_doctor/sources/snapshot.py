"""What we asked a source, and what it answered: all that the doctor knows of the outside world."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from pyscript_doctor.records import NamedTuple, compared_by_class
from pyscript_doctor.sources.file_names import FileNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Status(Enum):
    """How a request for a path was answered, as a phrase that the summary can count."""

    FOUND = "file"
    MISSING = "missing file"
    IGNORED = "file that git ignores"
    SUBMODULE = "file in a submodule"
    OUTSIDE = "file outside of the project"
    UNREADABLE = "file that cannot be read"
    UNLISTED = "folder that cannot be listed"
    UNSHOWN = "file that an example leaves out"
    REFUSED = "file that the server refuses"


@compared_by_class
class Fetch(NamedTuple):
    """Asks for the bytes of a path, relative to the project's root, with forward slashes."""

    path: str


@compared_by_class
class Search(NamedTuple):
    """Asks which text files of the project hold a phrase, in any case."""

    phrase: str


Request = Fetch | Search


class Response(NamedTuple):
    """What a web server said besides the bytes: the URL that answered in the end, the status, the headers.

    redirects: the responses on the way there, that of the URL which was asked for first.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    redirects: tuple[Response, ...] = ()

    def header(self, name: str) -> str | None:
        """The value of a header, in any case; if it was sent more than once, the values are joined by commas."""
        values = [value for each, value in self.headers if each.lower() == name.lower()]
        return ", ".join(values) if values else None


def is_success(response: Response) -> bool:
    """Whether a web server sent what it was asked for."""
    return 200 <= response.status < 300


class Resource(NamedTuple):
    """The answer to a Fetch. `reason` says in words why a resource could not be read.

    response: how a web server answered, None if no server was asked.
    """

    path: str
    status: Status
    content: bytes = b""
    reason: str = ""
    response: Response | None = None


@dataclass(frozen=True)
class Snapshot:
    """All that was asked for so far, with the answers.

    listing: the files that are in the project, without those that git ignores; None if nobody can list them, as on
    a web server. start: the pages to begin with then. origin: that of the web server, `https://example.org`.
    online: other servers are asked, too, for what is at a URL; its path is the URL.
    """

    listing: FileNames | None = field(default_factory=FileNames)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    matches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    start: tuple[str, ...] = ()
    origin: str = ""
    online: bool = False

    def answers(self, request: Request) -> bool:
        """Whether this was asked already."""
        if isinstance(request, Fetch):
            return request.path in self.resources
        return request.phrase in self.matches

    def lists(self, path: str) -> bool:
        """Whether a file is known to be in the project."""
        return self.listing is not None and path in self.listing

    def with_answers(self, resources: Iterable[Resource], matches: Mapping[str, tuple[str, ...]]) -> Snapshot:
        """This snapshot and the answers to further requests."""
        known = {**self.resources, **{resource.path: resource for resource in resources}}
        return replace(self, resources=known, matches={**self.matches, **matches})


class Source(Protocol):
    """Where a project comes from: a disk, memory, an editor's buffers over a disk, a live site."""

    def open(self) -> Snapshot:
        """The listing of the project, and nothing asked for yet."""

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added."""
