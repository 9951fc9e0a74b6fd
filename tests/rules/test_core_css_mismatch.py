"""Which stylesheet a page needs, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.engine.session import Session
from pyscript_doctor.knowledge.releases import release_named
from pyscript_doctor.project.assumptions import Assumptions
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from tests.in_one_test import in_one_test
from tests.projects import report_of
from tests.rules.pages import of_files

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "core-css-mismatch"
RELEASES = "https://pyscript.net/releases"
LOADER = f'<script type="module" src="{RELEASES}/2026.7.3/core.js"></script>'
NEW = f'<link rel="stylesheet" href="{RELEASES}/2026.7.3/core.css">'
OLD = NEW.replace("2026.7.3", "2025.3.1")


def found(head: str, path: str = "index.html") -> list[Finding]:
    html = f"<!doctype html>\n<html><head>{head}</head><body></body></html>"
    return [each.finding for each in of_files(RULE, {path: html})]


def test_a_stylesheet_of_another_release() -> None:
    (finding,) = found(LOADER + OLD)
    assert finding.message.startswith("the stylesheet comes from another release")
    assert finding.fix is not None
    assert [each.text for each in finding.fix.edits] == [f"{RELEASES}/2026.7.3/core.css"]


def test_no_stylesheet() -> None:
    for others in ("", '<link rel="stylesheet" href="own.css">', "<link rel=stylesheet>"):
        (finding,) = found(LOADER + others)
        assert finding.message.startswith("PyScript's stylesheet is not loaded")


@in_one_test(
    [
        LOADER + NEW,
        LOADER + NEW + OLD,
        LOADER + '<link rel="stylesheet" href="styles/core.css">',
        "{% set a = 1 %}"
        + LOADER
        + '<link href="own.css" rel="stylesheet"><link rel="stylesheet" href="{{ a }}/core.css">',
        f'<script type="module">import "{RELEASES}/2026.7.3/core.js";</script>',
        f'<script defer src="{RELEASES}/2023.05.1/pyscript.js"></script>',
        '<script type="module" src="core.js"></script>',
        "<py-script>print(1)</py-script>",
        LOADER + f'<link rel="preload" as="style" href="{RELEASES}/2026.7.3/core.css">',
        OLD,
    ]
)
def test_what_is_fine_or_not_known(head: str) -> None:
    assert found(head) == []


def test_a_part_of_a_page_may_be_beside_the_stylesheet() -> None:
    assert of_files(RULE, {"part.html": LOADER}) == []


def test_the_same_release_may_be_written_in_two_ways() -> None:
    npm = "https://cdn.jsdelivr.net/npm/@pyscript/core"
    link = f'<link rel="stylesheet" href="{npm}/dist/core.css">'
    loader = f'<script type="module" src="{npm}/dist/core.js"></script>'
    assert found(link + loader) == []


def test_a_release_that_is_only_assumed_does_not_change_what_the_page_says() -> None:
    html = f"<!doctype html>\n<html><head>{NEW}{LOADER}</head><body></body></html>"
    assumptions = Assumptions(release=release_named("2025.3.1"))
    settings = Settings(select=frozenset({RULE}))
    assert Session(Files({"index.html": html}), settings, assumptions=assumptions).check().diagnostics == ()


def test_the_settings_do_not_change_what_the_page_says() -> None:
    files = {"index.html": f"<!doctype html>\n<html><head>{NEW}{LOADER}</head><body></body></html>"}
    report = report_of(files, select=frozenset({RULE, "ALL"}), release="2025.3.1")
    assert [each for each in report.diagnostics if each.rule.name == RULE] == []
