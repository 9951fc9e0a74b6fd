"""Which requests are answered: those of a browser on this machine that means this server.

A page on the web can make the browser ask this server too, under a name of its own that leads here (DNS rebinding), or
from its own origin. Neither gets an answer.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyscript_doctor.records import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Visitors:
    """The names under which the server may be asked, and its port. anywhere: it listens to other machines too."""

    port: int
    names: tuple[str, ...] = LOOPBACK
    anywhere: bool = False

    def admits(self, headers: Mapping[str, str]) -> bool:
        """Whether a request of these headers, with names in lower case, is answered."""
        if not self._is_own(f"//{headers.get('host', '')}"):
            return False
        origin = headers.get("origin")
        if origin and origin != "null" and not self._is_own(origin):
            return False
        elsewhere = headers.get("sec-fetch-site") == "cross-site"
        return not elsewhere or headers.get("sec-fetch-mode") == "navigate"

    def admits_socket(self, headers: Mapping[str, str]) -> bool:
        """Whether a WebSocket may be opened: only by a page of this server."""
        return bool(headers.get("origin")) and headers.get("origin") != "null" and self.admits(headers)

    def _is_own(self, address: str) -> bool:
        try:
            parts = urlsplit(address)
            name, port = parts.hostname or "", parts.port or 80
        except ValueError:
            return False
        return port == self.port and (name in self.names or (self.anywhere and _is_address(name)))


def _is_address(name: str) -> bool:
    """Whether a name is a number: nobody can make one lead elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
