"""Projects whose files name what other servers have, and what these answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.client import Answer
from pyscript_doctor.live_site.site import resource_of
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from pyscript_doctor.sources.snapshot import Fetch, Resource, Response, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.sources.snapshot import Request

SITE = "https://site.example"
SHARED = {"access-control-allow-origin": "*"}


def answer(
    url: str, text: str = "", *, status: int = 200, headers: Mapping[str, str] = SHARED, by: Iterable[Response] = ()
) -> Answer:
    """What a server answers. by: the redirects on the way."""
    return Answer(Response(url, status, tuple(headers.items()), tuple(by)), text.encode())


@dataclass(frozen=True)
class Servers:
    """The Source of files on this machine, or of those of a live site, that asks other servers too.

    answers: what they answer, by URL, and what the site itself answers if that is not just the file.
    """

    files: Files
    answers: Mapping[str, Answer]
    live: bool = False

    def open(self) -> Snapshot:
        if self.live:
            return Snapshot(None, start=("index.html",), origin=SITE, online=True)
        return replace(self.files.open(), online=True)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        asked = list(requests)
        urls = {each.path: self._url(each.path) for each in asked if isinstance(each, Fetch)}
        others = [each for each in asked if not (isinstance(each, Fetch) and urls[each.path])]
        found = (self._resource(path, url) for path, url in urls.items() if url)
        return self.files.answer(snapshot, others).with_answers(found, {})

    def _url(self, path: str) -> str:
        return path if "://" in path else f"{SITE}/{path}" if self.live else ""

    def _resource(self, path: str, url: str) -> Resource:
        if url in self.answers:
            return resource_of(path, self.answers[url])
        if path in self.files.files:
            return resource_of(path, Answer(Response(url, 200), self.files.files[path]))
        if url.startswith(SITE):
            return resource_of(path, answer(url, status=404))
        return Resource(path, Status.UNREADABLE, reason="does not answer")


def said_of_servers(
    rule: str, files: Mapping[str, str], answers: Mapping[str, Answer], *, live: bool = False
) -> list[Diagnostic]:
    """The findings of a rule."""
    source = Servers(Files(files), answers, live)
    settings = Settings(select=frozenset({rule}))
    return [each for each in Session(source, settings).check().diagnostics if each.rule.name == rule]
