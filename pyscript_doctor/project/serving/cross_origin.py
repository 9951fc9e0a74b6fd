"""Which responses of other servers a browser gives to a page: CORS, as in the Fetch standard, with redirects."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyscript_doctor.sources.snapshot import Response

ALLOWED_ORIGIN = "Access-Control-Allow-Origin"
OPAQUE = "null"
LOCAL_ORIGIN = "http://localhost"
"""The origin that asks for the files of a project on this machine."""
PORTS = {"http": 80, "https": 443}


def origin_of(url: str) -> str:
    """What an address starts with, `https://example.org`; "" if it is not one."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    if not host:
        return ""
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port and port != PORTS.get(parts.scheme) else "")


def origin_named(origin: str, urls: Sequence[str]) -> str:
    """The `Origin` that a browser sends when it asks for the last of these URLs, to which the others redirect.

    "" while it asks only the page's own server; OPAQUE after another server has redirected to a third one.
    """
    origins = [origin_of(url) for url in urls]
    if all(each == origin for each in origins):
        return ""
    sent_on = any(before not in (origin, after) for before, after in pairwise(origins))
    return OPAQUE if sent_on else origin


def refusal_in(response: Response, origin: str) -> Response | None:
    """The first response on the way to this one that a page of an origin does not get; None if it gets them all."""
    answers = (*response.redirects, response)
    for number, answer in enumerate(answers, 1):
        named = origin_named(origin, [each.url for each in answers[:number]])
        if named and answer.header(ALLOWED_ORIGIN) not in {"*", named}:
            return answer
    return None
