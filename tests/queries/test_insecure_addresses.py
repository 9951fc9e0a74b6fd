"""Addresses that are no secure context, where a project names them as its own."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.insecure_addresses import insecure_addresses
from tests.projects import CORE, project_of

PAGE = f'<!doctype html><script type="module" src="{CORE}"></script><script type="mpy">print(1)</script>'


def hosts(readme: str, path: str = "index.html", page: str = PAGE) -> list[str]:
    project = project_of({path: page, "README.md": readme})
    return [address.host for address in insecure_addresses(project.pages[0], project.reader)]


@pytest.mark.parametrize(
    "host", ["192.168.1.20", "10.0.0.7", "172.16.0.1", "172.31.255.1", "0.0.0.0", "raspberrypi.local"]
)
def test_machines_of_a_local_network(host: str) -> None:
    assert hosts(f"Open http://{host}:8000/ there, or http://{host}.") == [host, host]


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/",
        "http://127.0.0.1:8000/",
        "https://192.168.1.20/",
        "http://example.com/",
        "http://172.32.0.1/",
        "http://10.0.0.7.example.com/",
        "http://192.168.1.20:5000/api",
    ],
)
def test_what_is_secure_or_another_page_or_may_lead_to_https(url: str) -> None:
    assert hosts(f"Open {url} there.") == []


def test_the_path_is_that_of_the_page_or_of_a_folder() -> None:
    assert hosts("Open http://10.0.0.7/shop.html.", "shop.html") == ["10.0.0.7"]
    assert hosts("http://10.0.0.7/other.html", "shop.html") == []


def test_links_of_the_page_count() -> None:
    assert hosts("", page=f'{PAGE}<a href="http://10.0.0.7:8000/">on a phone</a>') == ["10.0.0.7"]
