"""The files of a rule page's example as a web server gives them out, without one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.client import Answer
from pyscript_doctor.live_site.site import resource_of
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.snapshot import Fetch, Resource, Response, Search, Snapshot, Status
from tests.browser.server import HEADERS_FILE, PageServer, header_rules
from tests.projects import report_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.sources.snapshot import Request
    from tests.rule_pages import Example

ORIGINS = {"yes": "http://localhost", "https": "https://localhost"}


@dataclass(frozen=True)
class Served:
    """A Source that answers as the web server of the browser tests does. start: the page to begin with."""

    server: PageServer
    start: str
    origin: str

    def open(self) -> Snapshot:
        return Snapshot(None, start=(self.start,), origin=self.origin)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        asked = list(requests)
        resources = [self._resource(each.path) for each in asked if isinstance(each, Fetch)]
        return snapshot.with_answers(resources, {each.phrase: () for each in asked if isinstance(each, Search)})

    def _resource(self, path: str) -> Resource:
        if "://" in path:
            return Resource(path, Status.UNREADABLE, reason="is not asked for")
        reply = self.server.answer("http", "localhost", f"/{path}")
        headers = (("content-type", reply.media_type), *reply.headers.items())
        return resource_of(path, Answer(Response(f"{self.origin}/{path}", reply.status, tuple(headers)), reply.body))


def served_report(files: Mapping[str, str], start: str, origin: str, **settings: object) -> Report:
    """What the doctor says of these files on a server that sends what their `_headers` says."""
    given = {path: text.encode() for path, text in files.items() if path != HEADERS_FILE}
    with PageServer(given, header_rules(files.get(HEADERS_FILE, ""))) as server:
        return Session(Served(server, start, origin), Settings(**settings)).check()  # type: ignore[arg-type]


def report_of_example(example: Example, release: str, **settings: object) -> Report:
    """What the doctor says of an example of a rule's page: of its files, or of the site that they are."""
    files = example.files_for(release)
    if example.served is None:
        return report_of(files, **settings)
    return served_report(files, example.path, ORIGINS[example.served], **settings)
