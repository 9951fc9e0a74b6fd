"""The folder at which a site's `/` is, found by the files that a page's URLs name."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.urls.site import Site, find_site


def test_the_root_is_the_folder_below_which_the_urls_lead_to_files() -> None:
    listing = {"web/index.html", "web/main.py", "main.css"}

    assert find_site("web/index.html", ["/main.py"], listing) == Site("web")
    assert find_site("web/index.html", ["/main.css"], listing) == Site("")


def test_two_roots_that_fit_equally_well_decide_nothing() -> None:
    listing = {"web/index.html", "web/main.py", "main.css"}

    assert find_site("web/index.html", ["/main.py", "/main.css"], listing) is None


def test_the_root_for_which_more_urls_fit_wins() -> None:
    listing = {"web/index.html", "web/main.py", "web/style.css", "main.py"}

    assert find_site("web/index.html", ["/main.py", "/style.css"], listing) == Site("web")


@pytest.mark.parametrize("urls", [[], ["/nowhere.py"]])
def test_without_a_url_that_leads_to_a_file_there_is_no_root(urls: list[str]) -> None:
    assert find_site("index.html", urls, {"index.html", "main.py"}) is None


def test_the_repository_of_a_project_site_is_no_folder() -> None:
    assert find_site("index.html", ["/game/main.py"], {"index.html", "main.py"}) == Site("", "game")


def test_a_root_without_a_repository_is_taken_first() -> None:
    listing = {"index.html", "game/main.py", "main.py"}

    assert find_site("index.html", ["/game/main.py"], listing) == Site("")


def test_a_folder_is_there_if_it_has_a_start_page() -> None:
    assert find_site("docs/a/index.html", ["/b/"], {"docs/a/index.html", "docs/b/index.html"}) == Site("docs")
