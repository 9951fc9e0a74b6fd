"""Pages that a server written in Python answers with, at URLs of its own: Flask, FastAPI and the like."""

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
SENDS = r"\b(?:send_file|send_from_directory|FileResponse|static_file|open|Path|read_file)"
NAMES = ("__init__.py", "api.py", "app.py", "application.py", "asgi.py", "main.py", "routes.py", "run.py", "serve.py")
MORE_NAMES = ("server.py", "urls.py", "views.py", "web.py", "wsgi.py")


def is_served_by_python(page: str, reader: Reader) -> bool:
    """Whether a server beside or above a page names its file: then its routes say what the page's URLs lead to."""
    if reader.snapshot.listing is None:
        return False
    places = [posixpath.join(folder, name) for folder in ancestors(page) for name in NAMES + MORE_NAMES]
    servers = reader.of_listing(lambda listing: [path for path in places if path in listing])
    sent = rf"""{SENDS}\([^\n]*["'/]{re.escape(posixpath.basename(page))}["']"""
    sources = (_source(path, reader) for path in servers)
    return any(FRAMEWORKS.search(source) and re.search(sent, source) for source in sources)


def _source(path: str, reader: Reader) -> str:
    resource = reader.resource(path)
    return resource.content.decode("utf-8", "replace") if resource else ""
