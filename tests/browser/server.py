"""Two servers on loopback: one for the page under test, one that stands for the rest of the internet."""

from __future__ import annotations

import contextlib
import fnmatch
import http.server
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.browser import cdn
from tests.browser.reply import Reply, media_type
from tests.browser.runtimes import certificate_folder
from tests.browser.wheels import Index

COOP, COEP = "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy"
CORP = "Cross-Origin-Resource-Policy"
ISOLATION = {"/*": {COOP: "same-origin", COEP: "require-corp", CORP: "cross-origin"}}

HEADERS_FILE = "_headers"
HeaderRules = Mapping[str, Mapping[str, str]]
TLS_HANDSHAKE = b"\x16"
WAIT_FOR_CLIENT = 30.0
MICROPYTHON_INDEX = "micropython.org"
"""It has no package here; like the real one it says so without CORS, so that a page sees a network error."""
OF_CHROMIUM = frozenset(
    {
        "accounts.google.com",
        "clients2.google.com",
        "content-autofill.googleapis.com",
        "redirector.gvt1.com",
        "update.googleapis.com",
    }
)
"""Hosts that Chromium asks for itself, whatever it is told; they are refused, but are nothing that a page did."""


def header_rules(text: str) -> dict[str, dict[str, str]]:
    """What a `_headers` file says: path pattern -> header -> value."""
    rules: dict[str, dict[str, str]] = {}
    current: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line[0].isspace():
            name, _, value = line.partition(":")
            current[name.strip()] = value.strip()
        else:
            current = rules.setdefault(line.strip(), {})
    return rules


class _Server(http.server.ThreadingHTTPServer):
    """A server whose broken connections are no news: pages are closed in the middle of a download."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


class LoopbackServer:
    """Serves on 127.0.0.1 in threads of its own; subclasses say what."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.tls = tls
        self.last_request = 0.0
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self._server.server_address[1])

    def __enter__(self) -> Any:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, scheme: str, host: str, target: str) -> Reply | None:
        """The response to a request, or None to hang up."""
        raise NotImplementedError


def _handler(server: LoopbackServer) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        scheme = "http"
        timeout = WAIT_FOR_CLIENT

        def setup(self) -> None:
            # A browser that was sent here by a made-up name may speak TLS or plain HTTP.
            if server.tls is not None and self.request.recv(1, socket.MSG_PEEK) == TLS_HANDSHAKE:
                self.request = server.tls.wrap_socket(self.request, server_side=True)
                self.scheme = "https"
            super().setup()

        def finish(self) -> None:
            super().finish()
            self.request.close()

        def respond(self) -> None:
            server.last_request = time.monotonic()
            length = int(self.headers.get("Content-Length") or 0)
            self.rfile.read(length)
            reply = server.answer(self.scheme, self.headers.get("Host", ""), self.path)
            server.last_request = time.monotonic()
            if reply is None:
                self.close_connection = True
                return
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.media_type or media_type(self.path.partition("?")[0]))
            self.send_header("Content-Length", str(len(reply.body)))
            for name, value in ({"Cache-Control": "no-store"} | dict(reply.headers)).items():
                self.send_header(name, value)
            if self.command == "OPTIONS":
                self.send_header("Access-Control-Allow-Headers", "*")
                self.send_header("Access-Control-Allow-Methods", "*")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(reply.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = do_OPTIONS = respond  # noqa: N815

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    return Handler


class PageServer(LoopbackServer):
    """Serves a folder, or files by path, as a plain static host does, with headers by path pattern.

    `not_found` lists what was asked for and is not there. Once `retired`, it answers "no content" to everything,
    which leaves a browser on the page where it is.
    """

    def __init__(self, files: Mapping[str, bytes] | Path, headers: HeaderRules | None = None) -> None:
        super().__init__()
        self.files = files
        self.headers = headers or {}
        self.not_found: list[str] = []
        self.retired = False

    def answer(self, scheme: str, host: str, target: str) -> Reply:
        """The file, or 404."""
        if self.retired:
            return Reply(status=204)
        path = unquote(target.partition("?")[0]).lstrip("/")
        if not path or path.endswith("/"):
            path += "index.html"
        headers = self._headers("/" + path)
        kind = headers.pop("Content-Type", "") or media_type(path)
        content = self._content(path)
        if content is not None:
            return Reply(content, headers=headers, media_type=kind)
        if path == "favicon.ico":
            return Reply(status=204, headers=headers)
        if path not in self.not_found:
            self.not_found.append(path)
        return Reply(b"not found", 404, headers, "text/plain")

    def _content(self, path: str) -> bytes | None:
        if not isinstance(self.files, Path):
            return self.files.get(path)
        file = self.files / path
        return file.read_bytes() if ".." not in file.parts and file.is_file() else None

    def _headers(self, path: str) -> dict[str, str]:
        headers: dict[str, str] = {}
        for pattern, named in self.headers.items():
            if fnmatch.fnmatchcase(path, pattern) or path == pattern + "index.html":
                headers |= named
        return headers


class Internet(LoopbackServer):
    """Every host but this machine: CDNs from the installed runtimes, a Python index, the test's own replies.

    Chromium is started so that each host name leads here, over TLS or not. What nobody stands for is hung up
    on, and listed in `refused`; what a CDN does not have in `not_found`. compiled: whether Pyodide gets its standard
    library with compiled modules.
    """

    def __init__(self, *, compiled: bool = False) -> None:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(certificate_folder() / "cert.pem", certificate_folder() / "key.pem")
        super().__init__(tls)
        self._compiled = compiled
        self.remote: Mapping[str, Reply] = {}
        self.index = Index()
        self.refused: list[str] = []
        self.not_found: list[str] = []

    @contextlib.contextmanager
    def for_page(self, remote: Mapping[str, Reply], index: Index) -> Iterator[None]:
        """Answer as one page's test wants it."""
        self.remote, self.index = remote, index
        self.refused, self.not_found = [], []
        yield

    def answer(self, scheme: str, host: str, target: str) -> Reply | None:
        """The reply of whoever has this name."""
        url = f"{scheme}://{host}{target}"
        path = unquote(target.partition("?")[0])
        reply = self.remote.get(url) or self.remote.get(url.partition("?")[0]) or self.index.answer(host, path)
        if reply is None and host in cdn.HOSTS:
            reply = cdn.answer(host, path, compiled=self._compiled)
        if reply is None and host == MICROPYTHON_INDEX:
            reply = Reply(b"not found", 404, {}, "text/plain")
        if reply is None and url not in self.refused and host not in OF_CHROMIUM:
            self.refused.append(url)
        if reply is not None and reply.status == 404 and url not in self.not_found:
            self.not_found.append(url)
        return reply
