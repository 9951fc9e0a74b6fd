"""Which addresses the doctor connects to."""

from __future__ import annotations

import asyncio
import ipaddress

import pytest

from pyscript_doctor.live_site.addresses import addresses_of, is_public, server_of
from pyscript_doctor.live_site.trouble import FetchTrouble


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_an_address_of_a_private_network_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("url", ["http://localhost:80/", "http://127.0.0.1/", "http://[::1]/", "http://2130706433/"])
def test_this_machine_is_asked_only_where_the_user_named_it(url: str) -> None:
    server = server_of(url)
    with pytest.raises(FetchTrouble, match="private network"):
        asyncio.run(addresses_of(server, frozenset()))
    assert asyncio.run(addresses_of(server, frozenset({server})))


def test_another_port_is_another_server() -> None:
    """Else a page of `localhost:8000` could have the doctor ask a database for something."""
    named = frozenset({server_of("http://127.0.0.1:8000/")})
    with pytest.raises(FetchTrouble, match="private network"):
        asyncio.run(addresses_of(server_of("http://127.0.0.1:6379/"), named))


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "https://", "http://a:b/", "http://[::/"])
def test_only_addresses_of_the_web_are_asked(url: str) -> None:
    with pytest.raises(FetchTrouble):
        server_of(url)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("HTTPS://Example.ORG:443/a?b#c", "https://example.org"),
        ("http://example.org:8000", "http://example.org:8000"),
        ("http://user:secret@[::1]:80/", "http://[::1]"),
    ],
)
def test_a_server_has_an_origin(url: str, origin: str) -> None:
    assert server_of(url).origin == origin
