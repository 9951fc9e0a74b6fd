"""The server answers pages of its own and nobody else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from pyscript_doctor.running.scripts import scripts
from pyscript_doctor.serving.application import SiteApplication, Watching
from pyscript_doctor.serving.folder import Folder
from pyscript_doctor.serving.hosts import HABITS, ISOLATION, Host, HostedSite
from pyscript_doctor.serving.visitors import Visitors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ADDRESS = "http://localhost:8000"


async def _nobody(_: object) -> None:
    raise AssertionError


def get(folder: Path, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET") -> httpx.Response:
    """What the server answers; the site sends isolation headers and a Content-Security-Policy."""
    policy = (("Content-Security-Policy", "script-src 'self'"), ("Cache-Control", "max-age=9"))
    site = HostedSite(Host.ISOLATED, Folder(folder), HABITS[Host.ISOLATED], headers=lambda path: ISOLATION + policy)
    application = SiteApplication(site, Visitors(8000), Watching(scripts(), _nobody))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(application.asgi)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(ask())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<!doctype html>\n<head>\n<title>Garden</title>")
    (tmp_path / "main.py").write_text("print('ä')", encoding="utf-8")
    (tmp_path / "worker.js").write_text("postMessage(1)")
    (tmp_path / "a&b").mkdir()
    (tmp_path / "a&b" / "x y.txt").write_text("")
    return tmp_path


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example:8000"},
        {"Host": "localhost.evil.example:8000"},
        {"Host": "localhost:8001"},
        {"Host": ""},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost:3000"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
    ],
)
def test_pages_of_others_get_nothing(headers: dict[str, str], folder: Path) -> None:
    answer = get(folder, "/main.py", headers)
    assert answer.status_code == 403
    assert "print" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Host": "127.0.0.1:8000"},
        {"Host": "[::1]:8000"},
        {"Origin": ADDRESS},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_own_pages_and_links_to_them_are_answered(headers: dict[str, str], folder: Path) -> None:
    assert get(folder, "/main.py", headers).text == "print('ä')"


def test_nothing_is_kept_and_types_are_right(folder: Path) -> None:
    for path, expected in (("/main.py", "text/plain; charset=utf-8"), ("/worker.js", "text/javascript; charset=utf-8")):
        answer = get(folder, path)
        assert answer.headers["content-type"] == expected
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("agent", "policy"),
    [
        ("Mozilla/5.0 AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "require-corp"),
        ("Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "credentialless"),
        ("Mozilla/5.0 Gecko/20100101 Firefox/140.0", "credentialless"),
    ],
)
def test_safari_is_isolated_by_the_only_value_that_it_knows(agent: str, policy: str, folder: Path) -> None:
    assert get(folder, "/", {"User-Agent": agent}).headers["cross-origin-embedder-policy"] == policy


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent(method: str, folder: Path) -> None:
    assert get(folder, "/index.html", method=method).status_code == 405


def test_script_is_in_pages_that_are_opened_and_not_in_those_that_are_fetched(folder: Path) -> None:
    assert "__pyscript-doctor" in get(folder, "/", {"Sec-Fetch-Dest": "document"}).text
    assert "__pyscript-doctor" in get(folder, "/", {"Sec-Fetch-Dest": "iframe"}).text
    assert get(folder, "/", {"Sec-Fetch-Dest": "empty"}).text == (folder / "index.html").read_text()
    through_a_service_worker = {"Sec-Fetch-Dest": "empty", "Accept": "text/html,*/*;q=0.8"}
    assert "__pyscript-doctor" in get(folder, "/", through_a_service_worker).text


def test_script_is_in_workers_and_not_in_other_scripts(folder: Path) -> None:
    assert "BroadcastChannel" in get(folder, "/worker.js", {"Sec-Fetch-Dest": "worker"}).text
    for for_what in ("script", "serviceworker", "empty"):
        assert get(folder, "/worker.js", {"Sec-Fetch-Dest": for_what}).text == "postMessage(1)"


def test_policy_of_the_page_lets_the_script_run(folder: Path) -> None:
    policy = get(folder, "/", {"Sec-Fetch-Dest": "document"}).headers["content-security-policy"]
    assert policy == f"script-src 'self' {ADDRESS}/__pyscript-doctor/page.js"


def test_script_is_kept_under_the_address_of_its_version_and_nothing_else_is(folder: Path) -> None:
    page = get(folder, "/", {"Sec-Fetch-Dest": "document"})
    address = page.text.partition('src="')[2].partition('"')[0]
    assert "immutable" in get(folder, address).headers["cache-control"]
    assert get(folder, address + "0").headers["cache-control"] == "no-store"


def test_list_of_a_folder_escapes_names(folder: Path) -> None:
    (folder / "a&b" / "<b>").mkdir()
    answer = get(folder, "/a%26b/").text
    assert '<a href="x%20y.txt">x y.txt</a>' in answer
    assert '<a href="%3Cb%3E/">&lt;b&gt;/</a>' in answer


def test_script_of_workers_is_one_line() -> None:
    assert "\n" not in scripts().worker


@pytest.mark.parametrize(
    ("headers", "admitted"),
    [
        ({"host": "localhost:8000", "origin": ADDRESS}, True),
        ({"host": "localhost:8000"}, False),
        ({"host": "localhost:8000", "origin": "null"}, False),
        ({"host": "localhost:8000", "origin": "http://evil.example"}, False),
    ],
)
def test_only_own_pages_may_connect(headers: dict[str, str], admitted: bool) -> None:
    assert Visitors(8000).admits_socket(headers) is admitted


def test_other_machines_need_the_option_and_a_number() -> None:
    headers = {"host": "192.168.0.7:8000"}
    assert not Visitors(8000).admits(headers)
    assert Visitors(8000, anywhere=True).admits(headers)
    assert not Visitors(8000, anywhere=True).admits({"host": "evil.example:8000"})
