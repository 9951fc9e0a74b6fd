"""The content types that web hosts send.

What the operating system says about types is not asked: on some machines it calls JavaScript plain text.
"""

from __future__ import annotations

import posixpath

TEXT = "text/plain; charset=utf-8"
UNKNOWN = "application/octet-stream"

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".xhtml": "application/xhtml+xml",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".zip": "application/zip",
    ".gz": "application/gzip",
    ".tar": "application/x-tar",
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".csv": "text/csv; charset=utf-8",
    **dict.fromkeys((".py", ".toml", ".txt", ".md", ".yml", ".yaml", ".ini", ".cfg"), TEXT),
}
HTML = frozenset({".html", ".htm"})
JAVASCRIPT = frozenset({".js", ".mjs"})


def content_type(path: str) -> str:
    """The content type of a file by its name."""
    return _TYPES.get(_extension(path), UNKNOWN)


def is_html(path: str) -> bool:
    """Whether a browser shows the file as a page."""
    return _extension(path) in HTML


def is_javascript(path: str) -> bool:
    """Whether the file can be a worker's script."""
    return _extension(path) in JAVASCRIPT


def _extension(path: str) -> str:
    return posixpath.splitext(path)[1].lower()
