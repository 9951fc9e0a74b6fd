"""A real HTTP server on loopback that answers as an index does, or as it should not."""

from __future__ import annotations

import re
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

from tests.package_index.packages import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.package_index.packages import World

Handler = BaseHTTPRequestHandler
RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


@dataclass
class Server:
    """What it answers with, and what it was asked.

    special: by path, what answers in place of the world's documents. ranges: whether it gives parts of files.
    """

    world: World
    special: dict[str, Callable[[Handler], None]] = field(default_factory=dict)
    ranges: bool = True
    asked: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0
    at_once: int = 0
    most_at_once: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/simple"


@contextmanager
def serving(world: World) -> Iterator[Server]:
    """A server of a world while the block runs."""
    server = Server(world)

    class Answering(Handler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:  # noqa: N802 - the name that the standard library asks for
            with server.lock:
                server.asked[self.path] += 1
                server.headers.append(dict(self.headers))
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
            try:
                answer = server.special.get(self.path)
                if answer is not None:
                    answer(self)
                else:
                    _document(self, server)
            except (BrokenPipeError, ConnectionResetError):
                pass
            finally:
                with server.lock:
                    server.at_once -= 1

        def send_response(self, code: int, message: str | None = None) -> None:
            server.statuses[code] += 1
            super().send_response(code, message)

        def log_message(self, *arguments: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        request_queue_size = 128

        def handle_error(self, *arguments: object) -> None:
            """Clients that hang up are what some of the tests are about."""

    http = Quiet(("127.0.0.1", 0), Answering)
    http.daemon_threads = True
    server.port = http.server_address[1]
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()


def reply(handler: Handler, status: int, content: bytes = b"", **headers: str) -> None:
    """Send an answer; names of headers with underscores for dashes."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def _document(handler: Handler, server: Server) -> None:
    found = server.world.documents.get(handler.path)
    if found is None:
        reply(handler, 404)
        return
    content_type, content = found
    content = content.replace(ORIGIN.encode(), server.origin.encode())
    etag = f'"{hash(content)}"'
    if handler.headers.get("If-None-Match") == etag:
        reply(handler, 304, ETag=etag)
        return
    wanted = RANGE.match(handler.headers.get("Range", ""))
    if wanted and server.ranges:
        start, end = _span(wanted[1], wanted[2], len(content))
        place = f"bytes {start}-{end - 1}/{len(content)}"
        reply(handler, 206, content[start:end], Content_Type=content_type, Content_Range=place)
        return
    reply(handler, 200, content, Content_Type=content_type, ETag=etag, Cache_Control="max-age=0")


def _span(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size
    return int(first), min(size, int(last) + 1) if last else size
