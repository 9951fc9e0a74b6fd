"""What a web server really sends with a page."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.sources.snapshot import Response

OPENER_HEADER, EMBEDDER_HEADER = "Cross-Origin-Opener-Policy", "Cross-Origin-Embedder-Policy"
EMBEDDER_VALUES = ("require-corp", "credentialless")
ISOLATING = {OPENER_HEADER: ("same-origin",), EMBEDDER_HEADER: EMBEDDER_VALUES}
# An Item of RFC 8941 that is a token, with its parameters.
POLICY = lazy_pattern(
    r"""(?P<token>[A-Za-z*][\w!#$%&'*+.^`|~:/-]*)
        (?:;[ ]*[a-z*][a-z0-9_.*-]*
            (?:=(?:"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"|[A-Za-z*][\w!#$%&'*+.^`|~:/-]*|-?\d+(?:\.\d+)?
                |\?[01]|:[A-Za-z0-9+/=]*:))?
        )*""",
    re.VERBOSE | re.ASCII,
)


class ObservedHeaders(NamedTuple):
    """The isolation headers of a response. opener, embedder: as they are sent, None if they are not.

    is_secure: the browser follows them, because the page is a secure context. report_only: the names of those sent
    under a name that ends in `-Report-Only`, which isolates nothing.
    """

    opener: str | None
    embedder: str | None
    is_secure: bool
    report_only: tuple[str, ...] = ()

    @classmethod
    def of(cls, response: Response) -> ObservedHeaders:
        """Those of a response."""
        names = (OPENER_HEADER, EMBEDDER_HEADER)
        return cls(
            response.header(OPENER_HEADER),
            response.header(EMBEDDER_HEADER),
            is_secure_context(response.url),
            tuple(f"{name}-Report-Only" for name in names if response.header(f"{name}-Report-Only") is not None),
        )

    @property
    def embedder_value(self) -> str:
        """The policy that the browser takes from the embedder header; "" if it does not isolate."""
        return token_of(self.embedder) if value_isolates(EMBEDDER_HEADER, self.embedder) and self.is_secure else ""

    @property
    def isolates(self) -> bool:
        """Whether they make the page cross-origin isolated."""
        return value_isolates(OPENER_HEADER, self.opener) and bool(self.embedder_value)


def token_of(value: str | None) -> str:
    """The policy that a header's value names, as browsers read it: a structured field, whose case matters.

    If it is written in another way, with quotes, commas or a semicolon at its end, browsers ignore the header: then "".
    """
    match = POLICY.fullmatch((value or "").strip(" "))
    return match["token"] if match else ""


def value_isolates(name: str, value: str | None) -> bool:
    """Whether a value of one of the two headers lets a page be isolated."""
    return token_of(value) in ISOLATING[name]


def is_secure_context(url: str) -> bool:
    """Whether a page at a URL is a secure context: HTTPS, or this machine."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme == "https" or host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
