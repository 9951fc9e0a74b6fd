"""What rules say of a live site: of the files that a web server gives out, with the headers that it sends."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.client import Answer
from pyscript_doctor.live_site.site import resource_of
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.snapshot import Fetch, Resource, Response, Search, Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.sources.snapshot import Request


@dataclass(frozen=True)
class Site:
    """A Source that answers as a web server does.

    files: by their paths, those of other servers by their URLs. headers: the same; what has none is sent without.
    """

    files: Mapping[str, str]
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    origin: str = "https://example.com"

    def open(self) -> Snapshot:
        return Snapshot(None, start=("index.html",), origin=self.origin)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        asked = list(requests)
        resources = [self._resource(each.path) for each in asked if isinstance(each, Fetch)]
        return snapshot.with_answers(resources, {each.phrase: () for each in asked if isinstance(each, Search)})

    def _resource(self, path: str) -> Resource:
        url = path if "://" in path else f"{self.origin}/{path}"
        status = 200 if path in self.files else 404
        headers = tuple((name.lower(), value) for name, value in self.headers.get(path, {}).items())
        return resource_of(path, Answer(Response(url, status, headers), self.files.get(path, "").encode()))


def of_site(rule: str, site: Site) -> list[Diagnostic]:
    """What a rule says of a site."""
    report = Session(site, Settings(select=frozenset({rule}))).check()
    return [each for each in report.diagnostics if each.rule.name == rule]
