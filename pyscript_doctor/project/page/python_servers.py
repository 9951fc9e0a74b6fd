"""Pages that a server written in Python sends, at URLs of its own: Flask, FastAPI and the like."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.urls.site import ancestors

if TYPE_CHECKING:
    from pyscript_doctor.project.reader import Reader

FRAMEWORKS = lazy_pattern(
    r"^\s*(?:from|import)\s+(?:flask|fastapi|starlette|aiohttp|bottle|tornado|litestar|quart|sanic|django|falcon|cherrypy)\b",
    re.MULTILINE,
)
SENDS = lazy_pattern(r"\b(?:send_file|send_from_directory|FileResponse|static_file|open|Path|read_file)\(")
LONGEST_NAME = len("send_from_directory(")
NAMES = ("__init__.py", "api.py", "app.py", "application.py", "asgi.py", "main.py", "routes.py", "run.py", "serve.py")
MORE_NAMES = ("server.py", "urls.py", "views.py", "web.py", "wsgi.py")


def is_served_by_python(page: str, reader: Reader) -> bool:
    """Whether a server next to a page, or above it, names its file: then its routes decide where the URLs lead."""
    if reader.snapshot.listing is None:
        return False
    places = [posixpath.join(folder, name) for folder in ancestors(page) for name in NAMES + MORE_NAMES]
    servers = reader.of_listing(lambda listing: [path for path in places if path in listing])
    name = posixpath.basename(page)
    sources = (_source(path, reader) for path in servers)
    return any(name in source and FRAMEWORKS.search(source) and _sends(source, name) for source in sources)


def _sends(source: str, name: str) -> bool:
    """Whether a line sends a file of that name: `send_from_directory("pages", "index.html")`."""
    looked_at = 0
    for named in re.finditer(rf"""["'/]{re.escape(name)}["']""", source):
        start = max(source.rfind("\n", 0, named.start()) + 1, looked_at)
        if SENDS.search(source, start, named.start()):
            return True
        looked_at = named.start() - LONGEST_NAME
    return False


def _source(path: str, reader: Reader) -> str:
    resource = reader.resource(path)
    return resource.content.decode("utf-8", "replace") if resource else ""
