"""Opening what is elsewhere: a repository of GitHub, a page on the web; and a site that needs no other host."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.site.elsewhere import WEBSITE
from tests.site.playground import BEGINNING, Playground

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser


def open_address(playground: Playground, address: str) -> None:
    playground.page.get_by_role("button", name="Open", exact=True).click()
    playground.page.get_by_label("A public GitHub repository").fill(address)
    playground.page.locator("#open-address button").click()


def files_of(playground: Playground) -> list[str]:
    return playground.page.locator("#files").inner_text().split("\n")


def test_a_folder_opens(playground: Playground, tmp_path: Path) -> None:
    garden = tmp_path / "garden"
    for path, text in {**BEGINNING, "data/plants.csv": "fern\n", "node_modules/left.js": ""}.items():
        (garden / path).parent.mkdir(parents=True, exist_ok=True)
        (garden / path).write_text(text)
    playground.awaiting_report(lambda: playground.page.get_by_label("A folder").set_input_files(garden))
    assert files_of(playground) == ["index.html", "main.py", "pyscript.toml", "data/plants.csv"]


def test_files_are_added_renamed_and_removed(playground: Playground) -> None:
    page = playground.page

    def press(button: str, answer: str = "") -> None:
        page.once("dialog", lambda dialog: dialog.accept(answer))
        playground.awaiting_report(page.get_by_role("button", name=button, exact=True).click)

    press("Add a file", "data/plants.csv")
    assert files_of(playground) == [*BEGINNING, "data/plants.csv"]
    press("Rename", "data/trees.csv")
    assert files_of(playground) == [*BEGINNING, "data/trees.csv"]
    playground.show("main.py")
    press("Remove")
    assert files_of(playground) == ["index.html", "pyscript.toml", "data/trees.csv"]
    assert playground.rules() == ["missing-local-file"]


def test_an_example_opens_by_a_click(playground: Playground) -> None:
    page = playground.page
    page.get_by_role("button", name="Examples").click()
    page.get_by_label("Search").fill("blocking-sleep")
    playground.awaiting_report(page.locator("#example-list button").first.click)
    assert "blocking-sleep" in playground.rules()
    assert not page.locator("#example-dialog").is_visible()


def test_a_repository_of_github_opens_by_its_address(playground: Playground) -> None:
    playground.open_project({"other.html": ""})
    playground.awaiting_report(lambda: open_address(playground, "https://github.com/ada/garden"))
    assert files_of(playground) == ["index.html", "main.py", "pyscript.toml"]


def test_what_github_refuses_is_said_in_one_line(playground: Playground) -> None:
    open_address(playground, "github.com/ada/busy")
    playground.page.locator("#notice", has_text="It allows 60 questions an hour").wait_for()


def test_a_page_opens_with_all_that_it_needs(playground: Playground) -> None:
    playground.awaiting_report(lambda: open_address(playground, "garden.example/"))
    assert sorted(files_of(playground)) == sorted(WEBSITE)
    assert playground.rules() == []


def test_a_page_that_lets_nobody_read_it_is_one_line(playground: Playground) -> None:
    open_address(playground, "https://shut.example/")
    playground.page.locator("#notice", has_text="shut.example does not let other sites read its pages").wait_for()


def test_a_download_is_a_zip_of_the_project(playground: Playground) -> None:
    with playground.page.expect_download() as waiting:
        playground.page.get_by_role("button", name="Download").click()
    with zipfile.ZipFile(io.BytesIO(waiting.value.path().read_bytes())) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == BEGINNING


def test_a_vendored_site_asks_no_other_host(browser: Chromium, vendored: Path) -> None:
    hosts = set()
    with browser.visiting(vendored) as (page, address):
        page.context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        playground = Playground(page, address).opened()
        assert playground.verdict() == "Nothing wrong in what I could read."
    assert hosts <= {"localhost", None}
