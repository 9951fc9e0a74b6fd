"""Which addresses of the network the doctor connects to.

A page, or a redirect, could name a service of the machine or the network that the doctor runs in. So it connects to an
address that is not public only if the user named the server. The name is looked up once, and the connection goes to
exactly the address that was checked: a name whose address changes in between gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import SplitResult, urlsplit

from pyscript_doctor.live_site.trouble import FetchTrouble
from pyscript_doctor.project.serving.cross_origin import PORTS, origin_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

PRIVATE = "is at an address of a private network, and you did not name it"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Server:
    """What answers at one origin: `https`, `example.org`, 443."""

    scheme: str
    host: str
    port: int

    @property
    def origin(self) -> str:
        """As a URL starts: `https://example.org`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return origin_of(f"{self.scheme}://{host}:{self.port}")


def server_of(url: str) -> Server:
    """The server that a URL names. Raises FetchTrouble for what is not an address of the web."""
    try:
        parts: SplitResult = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FetchTrouble("is not an address") from None
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in PORTS:
        raise FetchTrouble("is not an http or https address")
    if not host:
        raise FetchTrouble("is not an address")
    return Server(scheme, host, port or PORTS[scheme])


def is_public(address: Address) -> bool:
    """Whether an address is on the internet, and not of a private network or this machine."""
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is None and address in NAT64:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(inside)
    return address.is_global and not address.is_multicast


async def addresses_of(server: Server, named: Iterable[Server]) -> tuple[Address, ...]:
    """The addresses of a server that may be connected to. Raises FetchTrouble where there are none.

    named: the servers that the user named, which may be anywhere.
    """
    found = await _looked_up(server)
    if server in named:
        return found
    public = tuple(filter(is_public, found))
    if not public:
        raise FetchTrouble(PRIVATE)
    return public


def literal(host: str) -> Address | None:
    """The address that a host's name is, None where it is a name to look up."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


async def _looked_up(server: Server) -> tuple[Address, ...]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchTrouble(f"{server.host} has no address: its name is not known") from None
    addresses = (literal(str(place[0])) for *_, place in found)
    return tuple(dict.fromkeys(address for address in addresses if address is not None))
