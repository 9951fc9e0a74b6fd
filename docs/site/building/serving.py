"""Serves a built site on this machine, compressed, as GitHub Pages sends it."""

from __future__ import annotations

import functools
import gzip
import http.server
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import BinaryIO

COMPRESSED = frozenset({".css", ".html", ".js", ".json", ".mjs", ".py", ".svg", ".toml", ".wasm", ".xml"})
LEVEL = 5
"""As quick as a server that compresses while it sends, and nearly as small as it gets."""


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers with the files of a folder."""

    protocol_version = "HTTP/1.1"
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm",
    }  # fmt: skip

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send the headers, and give the body; compressed where the browser takes that and it helps."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        accepted = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (accepted and file.suffix in COMPRESSED and file.is_file()):
            return super().send_head()
        body = _compressed(file, file.stat().st_mtime_ns)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder at localhost; port 0 for a free one."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder: Path, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), functools.partial(Handler, directory=str(folder)))

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://localhost:{self.server_address[1]}/"


@functools.lru_cache(maxsize=500)
def _compressed(file: Path, changed: int) -> bytes:
    """The file's bytes, compressed once. changed: the time of its last change."""
    return gzip.compress(file.read_bytes(), LEVEL, mtime=0)
