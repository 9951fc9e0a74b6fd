"""Where GitHub Pages serves a project, as its files tell."""

from __future__ import annotations

import pytest

from pyscript_doctor import Session
from pyscript_doctor.knowledge.declared_hosts import ISOLATING
from pyscript_doctor.queries.github_pages import is_served_as_it_lies, project_site
from tests.projects import project_of, told
from tests.rules.sites import Site

PAGE = (
    '<!doctype html><script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>'
    '<script type="mpy" src="/main.py"></script>'
)


def site(readme: str, **files: str) -> str | None:
    every = {"index.html": PAGE, "README.md": readme, "main.py": "", **files}
    return told(every, lambda project: project_site(project.reader))


def test_the_readme_names_the_address_of_a_project_site() -> None:
    assert site("See https://ada.github.io/prices/index.html.") == "prices"


@pytest.mark.parametrize(
    "readme",
    [
        "No address.",
        "https://ada.github.io/ is the site of a user.",
        "https://ada.github.io/prices or https://bob.github.io/other: which of the two?",
        "https://ada.github.io/prices.example: a name with a dot",
        "https://ada.github.io/ada.github.io",
    ],
)
def test_no_project_site_where_there_is_a_doubt(readme: str) -> None:
    assert site(readme) is None


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("package.json", True),
        ("docs/README.md", True),
        ("notes.txt", False),
        ("docs/lessons/README.md", False),
    ],
)
def test_only_files_near_the_root_speak_for_the_project(path: str, counts: bool) -> None:
    other = {path: "https://bob.github.io/other"}
    assert site("https://ada.github.io/prices", **other) == (None if counts else "prices")


@pytest.mark.parametrize(
    ("hosting", "expected"), [("", "prices"), ("github-pages", "prices"), ("netlify", None), (ISOLATING, None)]
)
def test_the_settings_may_say_who_serves_the_project(hosting: str, expected: str | None) -> None:
    files = {"index.html": PAGE, "README.md": "https://ada.github.io/prices", "main.py": ""}
    assert told(files, lambda project: project_site(project.reader), hosting=hosting) == expected


def test_of_a_live_site_the_address_is_known() -> None:
    source = Site({"index.html": PAGE, "README.md": "https://ada.github.io/prices"})
    assert Session(source).ask(lambda project: project_site(project.reader)) is None


def test_a_domain_of_its_own_is_no_project_site() -> None:
    readme = "https://ada.github.io/prices"
    assert site(readme, CNAME="prices.example") is None
    assert site(readme, **{".github/workflows/pages.yml": "with:\n  cname: prices.example\n"}) is None


@pytest.mark.parametrize("path", ["Dockerfile", "mkdocs.yml", "netlify.toml"])
def test_a_project_that_something_else_serves_or_builds_is_no_project_site(path: str) -> None:
    assert site("https://ada.github.io/prices", **{path: ""}) is None


@pytest.mark.parametrize(
    ("path", "served"), [("index.html", True), ("docs/index.html", True), ("app/index.html", False)]
)
def test_a_site_lies_at_the_root_or_in_docs(path: str, served: bool) -> None:
    folder = path.rpartition("index.html")[0]
    project = project_of({path: PAGE, f"{folder}main.py": ""})
    assert is_served_as_it_lies(project.pages[0]) is served
