"""What is an address of the web, and what is a path."""

from __future__ import annotations

import pytest

from pyscript_doctor.sources.addresses import is_web_address


@pytest.mark.parametrize("name", ["http://example.org/a.py", "https://example.org", "HTTPS://example.org", "Http://h"])
def test_a_scheme_of_the_web_makes_an_address(name: str) -> None:
    assert is_web_address(name)


@pytest.mark.parametrize("name", ["", "a.py", "http", "http:/a", "//example.org/a.py", "file:///a.py", "httpx://a"])
def test_all_else_is_a_path(name: str) -> None:
    assert not is_web_address(name)
