"""The site, built once for all tests, and a tab with it that is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from docs.site.building.command import build
from tests.browser.conftest import browser, chromium
from tests.site.playground import Playground

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.page import Chromium

__all__ = ["browser", "built", "chromium", "fresh", "playground", "tab"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site. npm's packages stay in the cache for the next time."""
    out = tmp_path_factory.mktemp("site")
    work = tmp_path_factory.mktemp("npm")
    build(out, work=work)
    return out


@pytest.fixture(scope="session")
def tab(chromium: Chromium, built: Path) -> Iterator[Playground]:
    """One tab for all tests that do not ask for a fresh one: Python starts but once."""
    with chromium.visiting(built) as (page, address):
        yield Playground(page, address).opened()


@pytest.fixture
def playground(tab: Playground) -> Playground:
    """The page as it is when it opens."""
    tab.begin_again()
    return tab


@pytest.fixture
def fresh(browser: Chromium, built: Path) -> Iterator[Playground]:
    """The page in a tab of its own, not yet opened."""
    with browser.visiting(built) as (page, address):
        yield Playground(page, address)
