"""The documentation as somebody reads it, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.page import Chromium
    from tests.site.playground import Playground

pytestmark = pytest.mark.browser

SOME = ("", "teachers/", "run/", "settings/", "python/", "rules/", "rules/worker-without-isolation/", "proof/")
COLOURS = {"light": "default", "dark": "slate"}
LARGEST = "proof/"
"""A table like that of the rules, on which axe takes longer than on all other pages together."""


@pytest.fixture(scope="module")
def reader(chromium: Chromium, built: Path) -> Iterator[tuple[Page, str]]:
    """A tab, and the address of the documentation."""
    with chromium.visiting(built) as (page, address):
        yield page, f"{address}docs/"


@pytest.mark.parametrize("width", [360, 768, 1400])
def test_no_page_is_wider_than_the_screen(reader: tuple[Page, str], width: int) -> None:
    page, address = reader
    page.set_viewport_size({"width": width, "height": 900})
    for each in SOME:
        page.goto(address + each)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, each


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(reader: tuple[Page, str], npm: Path, scheme: Literal["light", "dark"]) -> None:
    page, address = reader
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    page.evaluate("localStorage.clear()")  # the theme keeps the colours of the first visit
    for each in (path for path in SOME if path != LARGEST):
        page.goto(address + each)
        assert page.evaluate("document.body.dataset.mdColorScheme") == COLOURS[scheme]
        page.add_script_tag(path=npm / "node_modules" / "axe-core" / "axe.min.js")
        violations = page.evaluate("async () => (await axe.run()).violations")
        serious = [found for found in violations if found["impact"] in ("serious", "critical")]
        assert [(found["id"], found["nodes"][0]["html"]) for found in serious] == [], each


def test_the_search_finds_a_rule_by_what_the_console_shows(reader: tuple[Page, str]) -> None:
    page, address = reader
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(f"{address}rules/")
    page.get_by_role("textbox", name="Search").fill("borrowed proxy was automatically destroyed")
    page.locator(".md-search-result__link[href*='callback-without-create-proxy']").first.wait_for()


def test_an_example_that_is_not_flagged_opens_in_the_playground_without_a_finding(fresh: Playground) -> None:
    page = fresh.page
    page.goto(f"{fresh.address}docs/rules/blocking-sleep/")
    with page.expect_navigation():
        page.locator("h2#not-flagged ~ p a.playground").first.click()
    page.wait_for_function("document.body.dataset.checks", timeout=120_000)
    assert "asyncio.sleep" in page.locator(".cm-content").inner_text()
    assert "blocking-sleep" not in fresh.rules()
