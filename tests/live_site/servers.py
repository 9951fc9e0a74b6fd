"""Web servers on this machine that do what a test says, also what no server should do."""

from __future__ import annotations

import contextlib
import http.server
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from pathlib import Path

Conversation = Callable[[socket.socket], None]
TYPES = {"html": "text/html", "py": "text/x-python", "js": "text/javascript", "toml": "application/toml"}


@dataclass(frozen=True)
class Reply:
    """What a server answers for one path."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """What a server was asked for: the path and the headers, by their names in lower case."""

    path: str
    headers: dict[str, str]


@dataclass
class WebServer:
    """A server that runs. asked: what it was asked for so far."""

    port: int
    asked: list[Asked]
    scheme: str = "http"

    def url(self, path: str = "", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}/{path}"

    def values_of(self, name: str) -> list[str | None]:
        """The values of a header in all requests."""
        return [each.headers.get(name) for each in self.asked]


@contextlib.contextmanager
def serving(
    replies: Mapping[str, Reply | str],
    headers: Mapping[str, str] | None = None,
    name: str = "Test/1",
    tls: ssl.SSLContext | None = None,
) -> Iterator[WebServer]:
    """Serves these replies by path ("" is the top), with these headers on each; 404 for the rest."""
    asked: list[Asked] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def version_string(self) -> str:
            return name

        def do_GET(self) -> None:
            path = self.path.lstrip("/")
            asked.append(Asked(path, {key.lower(): value for key, value in self.headers.items()}))
            reply = replies.get(path, Reply("<!doctype html>not here", 404, {"content-type": "text/html"}))
            reply = Reply(reply) if isinstance(reply, str) else reply
            body = reply.body.encode() if isinstance(reply.body, str) else reply.body
            ending = path.partition("?")[0].rpartition(".")[2]
            sent = {"content-type": TYPES.get(ending, "text/html"), **(headers or {}), **reply.headers}
            self.send_response(reply.status)
            for key, value in {"content-length": str(len(body)), **sent}.items():
                self.send_header(key, value)
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(body)

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield WebServer(server.server_port, asked, "https" if tls else "http")
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def speaking(conversation: Conversation) -> Iterator[WebServer]:
    """Accepts connections, reads a request from each, and does what the conversation says with it."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    ended = threading.Event()

    def converse(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.recv(65536)
            conversation(connection)

    def accept() -> None:
        while not ended.is_set():
            with contextlib.suppress(TimeoutError):
                connection, _ = listener.accept()
                connection.settimeout(10)
                threading.Thread(target=converse, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield WebServer(listener.getsockname()[1], [])
    finally:
        ended.set()
        thread.join()
        listener.close()


def program(name: str) -> str | None:
    """Where a web server is installed; Debian has them where only root looks."""
    return shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin") or shutil.which(name)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def write_site(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write the files of a site into the folder `site`."""
    for name, content in files.items():
        place = folder / "site" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content.encode() if isinstance(content, str) else content)


@contextlib.contextmanager
def running(command: list[str], port: int, scheme: str = "http") -> Iterator[WebServer]:
    """A web server in a process of its own, from when it takes connections."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            assert process.poll() is None, f"{command[0]} did not start"
            time.sleep(0.05)
        yield WebServer(port, [], scheme)
    finally:
        process.terminate()
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:  # a browser may keep its connections
            process.kill()
            process.wait()
