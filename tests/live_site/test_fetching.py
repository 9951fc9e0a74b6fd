"""What the doctor takes from servers, and how little it lets them do."""

from __future__ import annotations

import gzip
import socket
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.client import Answer, Budget, Limits
from pyscript_doctor.live_site.site import Access
from pyscript_doctor.live_site.trouble import FetchTrouble
from tests.live_site.servers import Reply, serving, speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

SMALL = Limits(size=10_000, seconds=1.5, connect_seconds=1.0, redirects=3)


def fetched(url: str, *named: str, limits: Limits = SMALL, headers: Mapping[str, str] | None = None) -> Answer:
    """What is at an address, where the user named it, or those given instead."""
    servers = frozenset(server_of(each) for each in named or (url,))
    answer = Access(servers, headers or {}, Budget(limits)).get_all([url])[url]
    if isinstance(answer, FetchTrouble):
        raise answer
    return answer


def to(url: str) -> dict[str, str]:
    return {"location": url}


def test_an_answer_has_its_status_and_headers() -> None:
    with serving({"main.py": Reply("x = 1", headers={"X-One": "1"})}) as server:
        answer = fetched(server.url("main.py"))
    assert answer.content == b"x = 1"
    assert (answer.response.status, answer.response.header("x-one")) == (200, "1")
    assert server.asked[0].headers["user-agent"].startswith("pyscript-doctor/")
    assert server.asked[0].headers["host"] == f"127.0.0.1:{server.port}"


def test_a_status_is_an_answer() -> None:
    with serving({"a": Reply("no", 403)}) as server:
        assert fetched(server.url("a")).response.status == 403
        assert fetched(server.url("b")).response.status == 404


def test_a_packed_answer_is_unpacked() -> None:
    with serving({"a": Reply(gzip.compress(b"hello"), headers={"content-encoding": "gzip"})}) as server:
        assert fetched(server.url("a")).content == b"hello"


def test_a_bomb_does_not_go_off() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    with serving({"a": Reply(bomb, headers={"content-encoding": "gzip"})}) as server:
        answer = fetched(server.url("a"), limits=replace(SMALL, size=100_000, seconds=10))
    assert (answer.content, answer.unread) == (b"", "is larger than 0.1 MB")


def test_an_answer_without_end_is_left_at_its_limit() -> None:
    def pour(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"x" * 4096)

    with speaking(pour) as server:
        assert fetched(server.url()).unread == "is larger than 0.01 MB"


@pytest.mark.parametrize("body", [b"not gzip", gzip.compress(b"hello")[:-9]], ids=["not gzip", "cut short"])
def test_what_cannot_be_unpacked_is_trouble(body: bytes) -> None:
    with (
        serving({"a": Reply(body, headers={"content-encoding": "gzip"})}) as server,
        pytest.raises(FetchTrouble, match=r"cannot be unpacked|is cut off"),
    ):
        fetched(server.url("a"))


def test_a_packing_that_was_not_asked_for_is_trouble() -> None:
    with (
        serving({"a": Reply(b"x", headers={"content-encoding": "br"})}) as server,
        pytest.raises(FetchTrouble, match="was not asked for"),
    ):
        fetched(server.url("a"))


def test_a_server_that_promises_more_than_it_sends() -> None:
    with (
        serving({"a": Reply("short", headers={"content-length": "100"})}) as server,
        pytest.raises(FetchTrouble, match="is cut off"),
    ):
        fetched(server.url("a"))


def test_a_server_that_hangs_up() -> None:
    with speaking(lambda connection: None) as server, pytest.raises(FetchTrouble, match="broke off"):
        fetched(server.url())


def test_a_server_that_does_not_speak_http() -> None:
    with speaking(lambda connection: connection.sendall(b"SSH-2.0-x\r\n")) as server, pytest.raises(FetchTrouble):
        fetched(server.url())


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nX-A: ", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_server_that_drips_is_not_waited_for(start: bytes) -> None:
    """Each byte comes in time, so only a limit for the whole answer helps."""

    def drip(connection: socket.socket) -> None:
        connection.sendall(start)
        for _ in range(300):
            time.sleep(0.1)
            connection.sendall(b"x")

    began = time.monotonic()
    with speaking(drip) as server, pytest.raises(FetchTrouble, match=r"takes longer than 1\.5 seconds"):
        fetched(server.url())
    assert time.monotonic() - began < 15  # of the 30 seconds that it drips


def test_a_server_that_is_not_there_is_asked_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    access = Access(frozenset({server_of(f"http://127.0.0.1:{port}")}), budget=Budget(SMALL))
    for name in ("a", "b"):
        (trouble,) = access.get_all([f"http://127.0.0.1:{port}/{name}"]).values()
        assert isinstance(trouble, FetchTrouble)
        assert trouble.reason == "127.0.0.1 cannot be reached: it refuses the connection"
    assert access.budget.gone


def test_redirects_are_followed_and_remembered() -> None:
    replies = {"a": Reply(status=302, headers=to("/b")), "b": Reply("here")}
    with serving(replies) as server:
        answer = fetched(server.url("a"))
    assert answer.content == b"here"
    assert answer.response.url == server.url("b")
    assert [each.url for each in answer.response.redirects] == [server.url("a")]


def test_redirects_have_an_end() -> None:
    with (
        serving({"a": Reply(status=302, headers={"location": "/a"})}) as server,
        pytest.raises(FetchTrouble, match="redirects without end"),
    ):
        fetched(server.url("a"))
    assert len(server.asked) == 4


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://a.example/", "//[", "data:text/plain,x"])
def test_a_redirect_leads_to_the_web(target: str) -> None:
    with (
        serving({"a": Reply(status=302, headers={"location": target})}) as server,
        pytest.raises(FetchTrouble, match="not an http or https address"),
    ):
        fetched(server.url("a"))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "127.1"])
def test_a_redirect_does_not_lead_into_a_private_network(host: str) -> None:
    with serving({"": "secret"}) as private:
        target = {"location": f"http://{host}:{private.port}/"}
        with serving({"a": Reply(status=302, headers=target)}) as server:
            with pytest.raises(FetchTrouble, match="private network"):
                fetched(server.url("a"))
            assert private.asked == []
            assert fetched(server.url("a"), server.url(), target["location"]).content == b"secret"


def test_a_header_goes_to_the_servers_that_were_named_and_to_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two servers on this machine, of which one plays a public one.
    monkeypatch.setattr("pyscript_doctor.live_site.addresses.is_public", lambda address: True)
    secret = {"authorization": "Bearer secret"}
    with serving({"": "other"}) as other:
        away = {"a": Reply(status=302, headers={"location": "/b"}), "b": Reply(status=302, headers=to(other.url()))}
        with serving(away) as server:
            assert fetched(server.url("a"), headers=secret).content == b"other"
            assert server.values_of("authorization") == ["Bearer secret"] * 2
        assert other.values_of("authorization") == [None]


def test_cookies_are_not_kept() -> None:
    with serving({"a": Reply("x", headers={"set-cookie": "a=b"}), "b": "y"}) as server:
        access = Access(frozenset({server_of(server.url())}))
        access.get_all([server.url("a")])
        access.get_all([server.url("a"), server.url("b")])
    assert server.values_of("cookie") == [None] * 3


def test_only_so_many_files_are_asked_for() -> None:
    with serving({"a": "x", "b": "y"}) as server:
        access = Access(frozenset({server_of(server.url())}), budget=Budget(replace(SMALL, files=1)))
        answers = list(access.get_all([server.url("a"), server.url("b")]).values())
    assert sum(isinstance(answer, Answer) for answer in answers) == 1
    assert len(server.asked) == 1


def test_names_are_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads elsewhere at the second look does not lead the doctor there."""
    looked_up: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, *arguments: object, **options: object) -> object:
        looked_up.append(host)
        return real("127.0.0.1" if host == "rebound.example" else host, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    with serving({"": "here"}) as server:
        assert fetched(server.url(host="rebound.example")).content == b"here"
        assert server.asked[0].headers["host"] == f"rebound.example:{server.port}"
    assert looked_up.count("rebound.example") == 1
