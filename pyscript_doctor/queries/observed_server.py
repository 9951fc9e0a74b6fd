"""What a live site's own responses say: its headers, and what sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from pyscript_doctor.edits.hosting import ISOLATION_HEADERS
from pyscript_doctor.knowledge.web_servers import web_server_of
from pyscript_doctor.project.serving.cross_origin import LOCAL_ORIGIN, origin_of, refusal_in
from pyscript_doctor.project.serving.isolation import Isolation
from pyscript_doctor.project.serving.observed import (
    EMBEDDER_HEADER,
    OPENER_HEADER,
    ObservedHeaders,
    is_secure_context,
    value_isolates,
)
from pyscript_doctor.project.urls.reference import ReferenceKind
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.addresses import is_web_address
from pyscript_doctor.sources.snapshot import Response, Status, is_success

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyscript_doctor.knowledge.web_servers import WebServer
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.urls.reference import Reference
    from pyscript_doctor.sources.snapshot import Resource

__all__ = [
    "EMBEDDER_HEADER",
    "Isolation",
    "Refusal",
    "Response",
    "Status",
    "foreign_response",
    "how_to_isolate",
    "how_to_send",
    "is_insecure",
    "is_secure_context",
    "lets_embed",
    "lets_frame",
    "own_frames",
    "policy_of",
    "refusal_by_cors",
    "refusal_of",
    "remote_resource",
    "response_of",
    "server_of",
    "why_not_isolated",
]

MINI_COI_HELP = """Put `mini-coi.js` beside the page, and write this first in its `<head>`:

```html
<script src="./mini-coi.js"></script>
```

`npx mini-coi -sw .` puts the file there (it is from https://github.com/WebReflection/mini-coi)."""


def response_of(page: Page, project: Project) -> Response | None:
    """How a web server answered for a page; None if the page is a file."""
    return project.reader.response(page.path)


def foreign_response(url: str, page: Page, project: Project) -> Response | None:
    """How another server answered for a URL of a page of a live site; None if nobody asked, or it did not answer."""
    own = response_of(page, project)
    if own is None:
        return None
    try:
        full = urljoin(own.url, url.strip())
        is_foreign = urlsplit(full).netloc != urlsplit(own.url).netloc
    except ValueError:
        return None
    return project.reader.response(full) if is_foreign and is_web_address(full) else None


def remote_resource(url: str, project: Project) -> Resource | None:
    """What another server has at a URL that PyScript fetches; None if nobody asked."""
    path = project.reader.path_of_remote(url)
    is_other = path is not None and origin_of(path) != project.snapshot.origin
    return project.reader.resource(path) if path and is_other else None


def refusal_by_cors(response: Response, project: Project) -> Response | None:
    """The response on the way to this one that its server does not let pages of the site use; None if there is none.

    We do not know where the files of a project will be served: then it is what every site may use, and what tests get.
    """
    return refusal_in(response, project.snapshot.origin or LOCAL_ORIGIN) if project.snapshot.online else None


def lets_embed(response: Response) -> bool | None:
    """Whether a server lets an isolated page of another site embed its response; None if that depends on the site.

    The redirects on the way must allow it, too.
    """
    sent = (each.header("Cross-Origin-Resource-Policy") or "" for each in (*response.redirects, response))
    values = {each.strip() for each in sent} - {"cross-origin"}
    return None if values == {"same-site"} else not values


def lets_frame(response: Response) -> bool:
    """Whether an isolated page of the same site can have this response in a frame, or as the script of a worker."""
    return value_isolates(EMBEDDER_HEADER, response.header(EMBEDDER_HEADER))


def policy_of(page: Page, project: Project) -> str:
    """The Cross-Origin-Embedder-Policy that a server sends with a page, and that the browser obeys; "" for none."""
    response = response_of(page, project)
    return ObservedHeaders.of(response).embedder_value if response else ""


def own_frames(page: Page, project: Project) -> Iterator[tuple[Reference, Response]]:
    """The frames of a page of a live site that show another page of it, with how the server answered for that."""
    for element in page.document.all("iframe"):
        source = element.attribute("src")
        if source is None or element.has("credentialless"):
            continue
        reference = page.resolver.reference(ReferenceKind.FRAME, source.value)
        response = project.reader.response(reference.path) if reference.path is not None else None
        if response is not None:
            yield reference, response


def is_insecure(page: Page, project: Project) -> bool:
    """Whether a page came from a server over plain HTTP, and not from this machine."""
    response = response_of(page, project)
    return response is not None and not is_secure_context(response.url)


def server_of(response: Response) -> WebServer | None:
    """The host or the server program that a response names."""
    return web_server_of(urlsplit(response.url).hostname or "", dict(response.headers))


class Refusal(NamedTuple):
    """Why a web server does not send a file though it answers, completing a sentence; the status of its response."""

    reason: str
    label: str
    help: str
    status: int


def refusal_of(path: str, project: Project) -> Refusal | None:
    """What a server says instead of sending a file; None if it just has none, or nobody asked."""
    resource = project.reader.resource(path)
    if resource is None or resource.status is not Status.REFUSED or resource.response is None:
        return None
    status = resource.response.status
    if is_success(resource.response):
        instead = "Some servers answer so for each address that they do not know, and others where you must log in."
        return Refusal(resource.reason, "an HTML page", f"{instead} Open the address and look.", status)
    if status in {401, 403}:
        return Refusal(resource.reason, f"status {status}", "Let everybody read the file on your server.", status)
    return Refusal(resource.reason, f"status {status}", "Look into the log of your server.", status)


def why_not_isolated(sent: ObservedHeaders) -> str:
    """What in a response stops its page from being isolated, as a clause about the server."""
    if not sent.is_secure:
        return "over plain HTTP only localhost is a secure context"
    missing = [name for name, value in _headers(sent) if value is None]
    other = [
        f"`{name}: {value}`" for name, value in _headers(sent) if value is not None and not value_isolates(name, value)
    ]
    faults = [f"sends no {_either(missing)}"] if missing else []
    faults += [f"sends {' and '.join(other)}, which does not isolate it"] if other else []
    faults += [f"sends `{name}`, which only reports" for name in sent.report_only]
    return "the server " + " and ".join(faults)


def how_to_isolate(response: Response) -> str:
    """How to make the server of a response send the isolation headers, or what to do instead."""
    server, told = server_of(response), _told(ISOLATION_HEADERS, response)
    if server and told:
        return f"This is {server.name}. {told}"
    if server:
        return f"This is {server.name}, where you can't set headers. {MINI_COI_HELP}"
    written = _written(ISOLATION_HEADERS)
    return f"Your web server must send these two headers with the page:\n\n{written}\n\nOr: {MINI_COI_HELP}"


def how_to_send(name: str, value: str, response: Response) -> str:
    """How to make the server of a response send one more header with it."""
    server, told = server_of(response), _told({name: value}, response)
    if server and told:
        return f"This is {server.name}. {told}"
    where = f"This is {server.name}, where you can't set headers. Another server must" if server else "Your server must"
    return f"{where} send this header with it:\n\n{_written({name: value})}"


def _told(headers: Mapping[str, str], response: Response) -> str | None:
    server = server_of(response)
    return server.with_headers(headers) if server else None


def _written(headers: Mapping[str, str]) -> str:
    lines = "\n".join(f"{name}: {value}" for name, value in headers.items())
    return f"```\n{lines}\n```"


def _headers(sent: ObservedHeaders) -> Iterator[tuple[str, str | None]]:
    yield OPENER_HEADER, sent.opener
    yield EMBEDDER_HEADER, sent.embedder


def _either(names: list[str]) -> str:
    return " and no ".join(f"`{name}`" for name in names)
