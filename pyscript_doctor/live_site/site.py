"""A project on a web server."""

from __future__ import annotations

import asyncio
import posixpath
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, unquote, urlsplit

from pyscript_doctor.live_site.client import Budget, Client
from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.sources.addresses import is_web_address
from pyscript_doctor.sources.snapshot import Fetch, Resource, Search, Snapshot, Status, is_success

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Mapping

    from pyscript_doctor.live_site.addresses import Server
    from pyscript_doctor.live_site.client import Answer
    from pyscript_doctor.sources.snapshot import Request

Result = TypeVar("Result")

GONE = {404, 410}
NEVER_HTML = lazy_pattern(r"\.(?:py|toml|json|js|mjs|css|whl|wasm|zip|tgz|tar|gz|csv|txt)(?:\?.*)?$", re.IGNORECASE)
MARKUP = lazy_pattern(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
IS_HTML = "is not there: the server answers with an HTML page"


def silent(_: str) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Access:
    """How servers are asked. named: those that the user named. headers: sent only to these."""

    named: frozenset[Server]
    headers: Mapping[str, str] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)
    progress: Callable[[str], None] = silent

    def get_all(self, urls: Iterable[str], origin: str = "") -> dict[str, Answer | FetchTrouble]:
        """What is at each address, asked for at once. origin: the site whose pages ask."""
        return _awaited(self._get_all(list(dict.fromkeys(urls)), origin))

    async def _get_all(self, urls: list[str], origin: str) -> dict[str, Answer | FetchTrouble]:
        try:
            async with Client(self.named, self.headers, self.budget, origin) as client:
                answers = await asyncio.gather(*(self._get(url, client) for url in urls))
        except FetchTrouble as trouble:
            return dict.fromkeys(urls, trouble)
        return dict(zip(urls, answers, strict=True))

    async def _get(self, url: str, client: Client) -> Answer | FetchTrouble:
        self.progress(url)
        try:
            return await client.get(url)
        except FetchTrouble as trouble:
            return trouble


@dataclass(frozen=True)
class LiveSite:
    """The Source that asks a web server: `LiveSite("https://example.org", {"app/": answer}, access)`.

    A path is what follows the first slash of a URL, unquoted: "" is the top. A path that is a whole URL is of another
    server. Nobody can list the files; `pages` are the pages that were asked for, and what they answered.
    """

    origin: str
    pages: Mapping[str, Answer]
    access: Access

    def open(self) -> Snapshot:
        """The pages to begin with."""
        resources = {path: resource_of(path, answer) for path, answer in self.pages.items()}
        return Snapshot(None, resources, start=tuple(self.pages), origin=self.origin, online=True)

    def answer(self, snapshot: Snapshot, requests: Iterable[Request]) -> Snapshot:
        """The snapshot with the answers to these requests added; nobody can search a server."""
        asked = list(requests)
        urls = {each.path: self._url(each.path) for each in asked if isinstance(each, Fetch)}
        answers = self.access.get_all((url for url in urls.values() if url), self.origin)
        resources = [
            resource_for(path, answers[url]) if url else Resource(path, Status.OUTSIDE) for path, url in urls.items()
        ]
        return snapshot.with_answers(resources, {each.phrase: () for each in asked if isinstance(each, Search)})

    def _url(self, path: str) -> str | None:
        if is_web_address(path):
            return path
        place = posixpath.normpath(path) if path else ""
        if place.startswith(("/", "../")) or place == "..":
            return None
        name, mark, query = path.partition("?")
        return url_of(self.origin, name) + mark + _asked(query)


def url_of(origin: str, path: str) -> str:
    """The URL of a path of a site."""
    return f"{origin}/{quote(path, safe='/~!$&()*+,;=:@', errors='replace')}"


def _asked(query: str) -> str:
    """A query as it is sent: its slashes were hidden, so that they do not count as slashes of the path."""
    return quote(query.replace("%2F", "/"), safe="/?%~!$&'()*+,;=:@[]", errors="replace")


def path_of(url: str) -> str:
    """The path of a page of a site; what follows a question mark is a part of it."""
    parts = urlsplit(url)
    query = f"?{parts.query}".replace("/", "%2F") if parts.query else ""
    return unquote(parts.path.lstrip("/"), errors="replace") + query


def resource_of(path: str, answer: Answer) -> Resource:
    """What an answer says of a path. Some servers send a page of their own, and no error, for what is not there."""
    response = answer.response
    if response.status in GONE:
        return Resource(path, Status.MISSING, response=response)
    if not is_success(response):
        reason = f"is not given out: the server answers with status {response.status}"
        return Resource(path, Status.REFUSED, reason=reason, response=response)
    if answer.unread:
        return Resource(path, Status.UNREADABLE, reason=answer.unread, response=response)
    if NEVER_HTML.search(path) and MARKUP.match(answer.content):
        return Resource(path, Status.REFUSED, reason=IS_HTML, response=response)
    return Resource(path, Status.FOUND, answer.content, response=response)


def resource_for(path: str, answer: Answer | FetchTrouble) -> Resource:
    """The same, also for a server that did not answer."""
    if isinstance(answer, FetchTrouble):
        return Resource(path, Status.UNREADABLE, reason=answer.reason)
    return resource_of(path, answer)


def _awaited(asking: Coroutine[object, object, Result]) -> Result:
    """What a coroutine comes to, also where an event loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(asking)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asking).result()
