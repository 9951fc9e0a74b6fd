"""What a live site's own answers say: its headers, and what sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyscript_doctor.edits.hosting import ISOLATION_HEADERS
from pyscript_doctor.knowledge.web_servers import web_server_of
from pyscript_doctor.project.serving.isolation import Isolation
from pyscript_doctor.project.serving.observed import (
    EMBEDDER_HEADER,
    EMBEDDER_VALUES,
    OPENER_HEADER,
    is_secure_context,
    token_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.web_servers import WebServer
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.serving.observed import ObservedHeaders
    from pyscript_doctor.sources.snapshot import Response

__all__ = ["Isolation", "how_to_isolate", "is_secure_context", "response_of", "server_of", "why_not_isolated"]

MINI_COI_HELP = """Put `mini-coi.js` beside the page, and write this first in its `<head>`:

```html
<script src="./mini-coi.js"></script>
```

`npx mini-coi -sw .` puts the file there (it is from https://github.com/WebReflection/mini-coi)."""


def response_of(page: Page, project: Project) -> Response | None:
    """How a web server answered for a page; None where the page is a file."""
    return project.reader.response(page.path)


def server_of(response: Response) -> WebServer | None:
    """The host or the server program that a response tells of."""
    return web_server_of(urlsplit(response.url).hostname or "", dict(response.headers))


def why_not_isolated(sent: ObservedHeaders) -> str:
    """What of a response keeps its page from being isolated, as a clause about the server."""
    if not sent.is_secure:
        return "over plain HTTP only localhost is a secure context"
    missing = [name for name, value in _headers(sent) if value is None]
    other = [f"`{name}: {value}`" for name, value in _headers(sent) if value is not None and not _isolates(name, value)]
    faults = [f"sends no {_either(missing)}"] if missing else []
    faults += [f"sends {' and '.join(other)}, which does not isolate it"] if other else []
    faults += [f"sends `{name}`, which only reports" for name in sent.report_only]
    return "the server " + " and ".join(faults)


def how_to_isolate(response: Response) -> str:
    """How the server that sent a response is told to send the isolation headers, or what to do instead."""
    server = server_of(response)
    told = server.with_headers(ISOLATION_HEADERS) if server else None
    if server and told:
        return f"This is {server.name}. {told}"
    if server:
        return f"This is {server.name}, where you can't set headers. {MINI_COI_HELP}"
    headers = "\n".join(f"{name}: {value}" for name, value in ISOLATION_HEADERS.items())
    return f"Your web server must send these two headers with the page:\n\n```\n{headers}\n```\n\nOr: {MINI_COI_HELP}"


def _headers(sent: ObservedHeaders) -> Iterator[tuple[str, str | None]]:
    yield OPENER_HEADER, sent.opener
    yield EMBEDDER_HEADER, sent.embedder


def _isolates(name: str, value: str) -> bool:
    return token_of(value) in (("same-origin",) if name == OPENER_HEADER else EMBEDDER_VALUES)


def _either(names: list[str]) -> str:
    return " and no ".join(f"`{name}`" for name in names)
