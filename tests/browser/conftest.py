"""The browser that the tests share."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest

from tests.browser.page import Chromium
from tests.browser.runtimes import INSTALL, manifest, missing
from tests.browser.standard_library import compiled_library, pyodide_of_newest
from tests.conftest import PAGES_RUN

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Iterator[Chromium]:
    """One Chromium for the session. What it needs and is not installed is an error, never a reason to skip."""
    every_release = pytestconfig.getoption("--matrix")
    absent = missing(manifest().releases if every_release else [manifest().newest])
    if not every_release and not compiled_library(pyodide_of_newest()).is_file():
        absent.append("the compiled standard library of Pyodide")
    if absent:
        pytest.fail(f"not installed: {', '.join(absent)}. Run `{INSTALL}`", pytrace=False)
    with Chromium(compiled=not every_release) as browser:
        browser.loop = asyncio.events._get_running_loop()
        asyncio.events._set_running_loop(None)
        yield browser
        asyncio.events._set_running_loop(browser.loop)


@contextlib.contextmanager
def playwright_at_work(chromium: Chromium) -> Iterator[None]:
    """Playwright takes its loop for the running one of its thread. Others that run one here must not see it."""
    asyncio.events._set_running_loop(chromium.loop)
    try:
        yield
    finally:
        asyncio.events._set_running_loop(None)


@pytest.fixture
def browser(chromium: Chromium, request: pytest.FixtureRequest) -> Iterator[Chromium]:
    """The shared Chromium; the pages that a test runs in it are counted in the summary."""
    before = chromium.pages_run
    with playwright_at_work(chromium):
        yield chromium
    request.node.user_properties.append((PAGES_RUN, chromium.pages_run - before))
