"""The web application: files of the site, the doctor's script, and the connections of the pages that are open.

Starlette answers the requests; uvicorn listens. Both are pure Python, so they install wherever the doctor does.
"""

from __future__ import annotations

import hashlib
import html
import os
import re
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute

from pyscript_doctor.records import dataclass
from pyscript_doctor.serving import content_security
from pyscript_doctor.serving.content_types import content_type, is_html, is_javascript
from pyscript_doctor.serving.hosts import EMBEDDER, STRICT_EMBEDDER, Host
from pyscript_doctor.serving.injection import (
    EVENTS,
    PAGE_SCRIPT,
    PREFIX,
    WORKER_SCRIPT,
    with_page_script,
    with_worker_script,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import HTTPConnection, Request
    from starlette.websockets import WebSocket

    from pyscript_doctor.serving.hosts import Answer, HostedSite
    from pyscript_doctor.serving.visitors import Visitors

LARGEST_CHANGED = 20_000_000
"""Bytes of a page or worker up to which the doctor's script is put into it."""
FRESH = {"Cache-Control": "no-store"}
KEPT = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For the doctor's own script under the address of its version: a page should not have to wait for it each time."""

_DOCUMENTS = frozenset({"document", "iframe", "frame"})
_WORKERS = frozenset({"worker", "sharedworker"})


@dataclass(frozen=True)
class Scripts:
    """The doctor's scripts, each on one line: that of pages and that of workers."""

    page: str
    worker: str

    @cached_property
    def version(self) -> str:
        """A name for the page's script as it is."""
        return hashlib.sha256(self.page.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class Watching:
    """What hears the pages. scripts: what is put into them. connected: called with each connection of a page."""

    scripts: Scripts
    connected: Callable[[WebSocket], Awaitable[None]]


class SiteApplication:
    """Serves a site, which may be exchanged for another while it runs.

    watching: None to serve the files as they are. missing: is called with each
    address at which nothing is, and with that of the page that asked for it.
    """

    def __init__(
        self,
        site: HostedSite,
        visitors: Visitors,
        watching: Watching | None = None,
        missing: Callable[[str, str], None] = lambda url, page: None,
    ) -> None:
        self.site = site
        self._visitors = visitors
        self._watching = watching
        self._missing = missing
        routes = [Route("/{path:path}", self._serve, methods=["GET"])]
        self.asgi = Starlette(routes=[WebSocketRoute(EVENTS, self._connect), *routes])

    async def _serve(self, request: Request) -> Response:
        if not self._visitors.admits(request.headers):
            return PlainTextResponse("This server answers only pages of its own.\n", 403, FRESH)
        path: str = request.scope["path"]
        if path.startswith(PREFIX):
            return self._own(path, request.url.query)
        return await run_in_threadpool(self._answer, request, path)

    async def _connect(self, socket: WebSocket) -> None:
        if self._watching is None or not self._visitors.admits_socket(socket.headers):
            await socket.close(code=1008)
            return
        await socket.accept()
        await self._watching.connected(socket)

    def _own(self, path: str, version: str) -> Response:
        scripts = self._watching.scripts if self._watching else None
        text = {PAGE_SCRIPT: scripts.page, WORKER_SCRIPT: scripts.worker}.get(path) if scripts else None
        if text is None:
            return PlainTextResponse("There is nothing here.\n", 404, FRESH)
        isolation = {"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
        caching = KEPT if scripts and version == scripts.version else FRESH
        return Response(text, headers=caching | isolation, media_type="text/javascript; charset=utf-8")

    def _answer(self, request: Request, path: str) -> Response:
        answer = self.site.answer(path)
        headers = self._headers(path, request)
        if answer.location:
            return RedirectResponse(answer.location, answer.status, headers)
        if answer.lists:
            listing = _listing(path, self.site.folder.names_in(answer.path))
            return Response(listing, headers=headers, media_type="text/html; charset=utf-8")
        if answer.status == 404 and request.headers.get("sec-fetch-dest") != "document":
            self._missing(str(request.url), request.headers.get("referer", ""))
        place = self.site.folder.place(answer.path) if answer.path else None
        if place is None or not os.path.isfile(place):
            return PlainTextResponse("There is no such file.\n", 404, headers)
        return self._file(answer, place, headers, request)

    def _file(self, answer: Answer, place: str, headers: dict[str, str], request: HTTPConnection) -> Response:
        media = content_type(answer.path)
        changed = self._changed(answer.path, place, headers, request)
        if changed is not None:
            return Response(changed, answer.status, headers | {"content-type": media})
        return FileResponse(place, answer.status, headers | {"content-type": media}, stat_result=os.stat(place))

    def _changed(self, path: str, place: str, headers: dict[str, str], request: HTTPConnection) -> bytes | None:
        """The file with the doctor's script in it, where it belongs there."""
        if self._watching is None or os.path.getsize(place) > LARGEST_CHANGED:
            return None
        for_what = _destination(request)
        if is_html(path) and for_what in _DOCUMENTS:
            policies = [value for name, value in headers.items() if name.lower() in content_security.HEADERS]
            return with_page_script(
                _content(place), content_security.nonce_of(" ".join(policies)), self._watching.scripts.version
            )
        if is_javascript(path) and for_what in _WORKERS:
            return with_worker_script(_content(place), self._watching.scripts.worker)
        return None

    def _headers(self, path: str, request: HTTPConnection) -> dict[str, str]:
        """What the host sends, but fresh each time, and with a policy that lets the doctor's script run."""
        sent = {name: value for name, value in self.site.headers(path) if name.lower() != "cache-control"}
        host = request.headers.get("host", "")
        for name in sent:
            if self._watching and name.lower() in content_security.HEADERS:
                script, events = f"http://{host}{PAGE_SCRIPT}", f"ws://{host}{EVENTS}"
                sent[name] = content_security.allowing(sent[name], script, events)
        if self.site.host is Host.ISOLATED and _is_safari(request.headers.get("user-agent", "")):
            sent[EMBEDDER] = STRICT_EMBEDDER
        return {**sent, **FRESH}


def _destination(request: HTTPConnection) -> str:
    """What the browser wants a file for.

    A service worker such as mini-coi asks for pages in the browser's place, and says "empty" of all: but only where
    a page is opened does a request ask for HTML.
    """
    destination = request.headers.get("sec-fetch-dest", "")
    if destination in ("", "empty") and "text/html" in request.headers.get("accept", ""):
        return "document"
    return destination


def _is_safari(agent: str) -> bool:
    """Whether a browser is Safari; others name it too, beside themselves."""
    return "Safari/" in agent and not re.search(r"Chrom(?:e|ium)/|Firefox/|Edg/", agent)


def _content(place: str) -> bytes:
    with open(place, "rb") as file:
        return file.read()


def _listing(path: str, names: list[str]) -> str:
    """A page with links to what is in a folder."""
    links = "".join(f'<li><a href="{quote(name)}">{html.escape(name)}</a></li>\n' for name in names)
    up = '<li><a href="../">..</a></li>\n' if path != "/" else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(path)}</title>\n</head>\n<body>\n<h1>{html.escape(path)}</h1>\n<ul>\n{up}{links}</ul>\n"
        "</body>\n</html>\n"
    )
