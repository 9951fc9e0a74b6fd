"""What hypercorn runs for a test: one page, with the headers that the environment says."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

SITE = "HYPERCORN_SITE"
VERSION = "x-version"


def answer(request: Request) -> Response:
    """The page; a header says in which version of HTTP it was asked for."""
    site = json.loads(os.environ[SITE])
    return Response(site["page"], 200, {**site["headers"], VERSION: request.scope["http_version"]}, "text/html")


application = Starlette(routes=[Route("/", answer)])
