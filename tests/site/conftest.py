"""The site, built once for all tests, and a tab with it that is ready."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from docs.site.building.bundle import seal
from docs.site.building.command import build
from docs.site.building.vendor import vendor
from tests.browser.page import Chromium
from tests.once import made_once
from tests.site.elsewhere import REPLIES
from tests.site.playground import Playground

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """A Chromium for the site alone, which runs in a process of its own."""
    with Chromium() as browser:
        yield browser


@pytest.fixture
def browser(chromium: Chromium) -> Chromium:
    """The shared Chromium."""
    return chromium


@pytest.fixture(scope="session")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the build installs npm's packages."""
    return made_once(tmp_path_factory, "npm", lambda _: None)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, npm: Path) -> Path:
    """The folder of the site."""
    return made_once(tmp_path_factory, "site", lambda out: build(out, work=npm))


@pytest.fixture(scope="session")
def vendored(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """The folder of the same site with PyScript in it."""

    def vendor_copy(out: Path) -> None:
        shutil.copytree(built, out, dirs_exist_ok=True)
        vendor(out)
        seal(out)

    return made_once(tmp_path_factory, "vendored", vendor_copy)


@pytest.fixture(scope="session")
def tab(chromium: Chromium, built: Path) -> Iterator[Playground]:
    """One tab for all tests that do not ask for a fresh one: Python starts but once."""
    with chromium.visiting(built, REPLIES) as (page, address):
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
