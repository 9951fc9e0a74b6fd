"""Which PyScript a page loads, however it does so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.project.page.release import Pin
from tests.projects import page, project_of, report_of
from tests.projects import said as everything_said

if TYPE_CHECKING:
    from collections.abc import Mapping

TAG = '<script type="py">1</script>'
OWN_CORE = 'export{g as MPWorker,f as PyWorker}from"./core-CPpjJT4b.js";\n'
LATEST = "https://pyscript.net/latest/core.js"

RULES = frozenset({"missing-local-file", "pyscript-latest", "pyscript-not-loaded", "unknown-release"})


def said(files: Mapping[str, str | bytes]) -> list[str]:
    return everything_said(files, select=RULES)


def label(files: Mapping[str, str | bytes]) -> str:
    """What the page at index.html is said to load."""
    (found,) = (each for each in project_of(files).pages if each.path == "index.html")
    return found.releases.label


def whole(head: str, body: str = TAG) -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<script type="module" src="https://pyscript.net/releases/2024.1.1/core.js"></script>', "2024.1.1"),
        ('<script type="module" src="//PyScript.net/releases/2024.1.1/core.js?x"></script>', "2024.1.1"),
        ('<script type="module">import "https://pyscript.net/releases/2024.1.1/core.js"</script>', "2024.1.1"),
        ('<script>import("https://pyscript.net/releases/2024.1.1/core.js")</script>', "2024.1.1"),
        ('<script type="module">import { hooks } from "@pyscript/core"</script>', "unknown release"),
        ('<script type="module" src="https://pyscript.net/releases/{{ v }}/core.js"></script>', "unknown release"),
        ('<!-- <script src="https://pyscript.net/releases/2024.1.1/core.js"></script> -->', "unknown release"),
    ],
)
def test_the_release_is_what_the_url_says(head: str, expected: str) -> None:
    assert label({"index.html": whole(head)}) == expected


def test_a_release_that_a_template_fills_in_is_no_release_that_does_not_exist() -> None:
    core = "https://pyscript.net/releases/{{ version }}/core.js"
    assert said({"index.html": whole(f'<script type="module" src="{core}"></script>')}) == []


def test_a_copy_of_core_js_is_known_by_what_it_exports() -> None:
    head = '<script type="module" src="vendor/core.js"></script>'
    assert label({"index.html": whole(head), "vendor/core.js": OWN_CORE}) == "a local copy"
    assert label({"index.html": whole(head), "vendor/core.js": "export const core = 1;"}) == "unknown release"


def test_a_copy_that_a_build_will_make_is_one_where_python_waits_for_it() -> None:
    head = '<script type="module" src="../dist/core.js"></script>'
    assert label({"index.html": whole(head)}) == "a local copy"
    assert not project_of({"index.html": whole(head, "<p>py-script</p>")}).pages


def test_pyscript_js_is_the_first_pyscript_wherever_it_lies() -> None:
    (found,) = project_of({"index.html": whole('<script defer src="../pyscript/pyscript.js"></script>')}).pages
    assert found.releases.legacy
    assert not project_of({"index.html": whole('<script defer src="../pyscript/pyscript.js"></script>')}).runtimes


def test_pyscript_that_a_script_of_the_page_imports_is_loaded() -> None:
    files = {
        "index.html": whole('<script type="module" src="start.js"></script>'),
        "start.js": 'import "./boot.js";',
        "boot.js": f'await import("{LATEST}");',
    }
    (found,) = project_of(files).pages
    assert found.releases.pin is Pin.FLOATING
    assert said(files) == ["boot.js:1 warning pyscript-latest"]


def test_a_copy_that_a_script_of_the_page_imports_is_loaded() -> None:
    head = '<script type="module">await import("./vendor/core.js")</script>'
    assert label({"index.html": whole(head), "vendor/core.js": OWN_CORE}) == "a local copy"


def test_a_page_that_imports_its_own_copy_again_loads_it_once() -> None:
    head = '<script type="module" src="core.js"></script><script type="module">import "./core.js"</script>'
    (found,) = project_of({"index.html": whole(head), "core.js": OWN_CORE}).pages
    assert len(found.loaders) == 1


@pytest.mark.parametrize(
    "head",
    [
        "",
        '<script src="https://example.org/jquery.js"></script>',
        '<script type="module">import { x } from "./own.js"</script>',
    ],
)
def test_a_page_on_which_nothing_can_load_pyscript_is_told(head: str) -> None:
    files = {"index.html": whole(head), "own.js": "export const x = 1;"}
    assert said(files) == ["index.html:1 warning pyscript-not-loaded"]


@pytest.mark.parametrize(
    "head",
    [
        '<script type="module">import { define } from "../dist/index.js"</script>',
        '<script type="module">import { define } from "https://esm.run/a-framework"</script>',
        '<script type="module">import framework from "a-framework"</script>',
        '<script type="module" src="https://esm.run/a-framework"></script>',
        '<script src="{{ bundle }}"></script>',
    ],
)
def test_a_page_whose_scripts_are_not_all_known_may_load_pyscript(head: str) -> None:
    assert said({"index.html": whole(head)}) == []


def test_a_part_of_a_page_leaves_the_loading_to_the_whole() -> None:
    assert said({"card.html": TAG}) == []
    assert said({"card.html": f"<!doctype html>{TAG}"}) == ["card.html:1 warning pyscript-not-loaded"]


def test_files_of_a_part_of_a_page_are_looked_for_by_the_whole() -> None:
    loader = '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>'
    part = f'{loader}<script type="py" src="py/main.py" config="py/app.toml"></script>'
    assert said({"views/head.html": part}) == []
    assert said({"views/index.html": page('<script type="py" src="py/main.py"></script>')}) == [
        "views/index.html:8 error missing-local-file"
    ]


def test_python_that_something_unknown_may_run_is_not_judged() -> None:
    framework = '<script type="module">import { define } from "../dist/index.js"</script>'
    files = {"index.html": whole(framework, '<script type="py" src="missing.py"></script>')}
    assert said(files) == []
    assert [skip.reason for skip in report_of(files).skips] == ["page whose Python other code runs"]


def test_a_script_that_names_pyscript_loads_it_in_its_own_way() -> None:
    script = "<script>element.src = `https://pyscript.net/releases/${release}/core.js`</script>"
    body = '<script type="py" src="missing.py"></script>'
    assert said({"index.html": whole(script, body)}) == ["index.html:1 error missing-local-file"]


def test_the_settings_of_mkdocs_tell_the_release_of_its_pages() -> None:
    settings = "extra_javascript:\n  - path: https://pyscript.net/releases/2025.3.1/core.js\n    type: module\n"
    files = {"mkdocs.yml": settings, "docs/a.md": TAG, "notes/b.md": TAG}
    assert [page.releases.label for page in project_of(files).pages] == ["2025.3.1", "unknown release"]


def test_front_matter_names_the_template_that_loads_pyscript() -> None:
    template = '{% extends "main.html" %}\n<script defer src="https://pyscript.net/alpha/pyscript.js"></script>'
    files = {"overrides/clock.html": template, "docs/clock.md": f"---\ntemplate: clock.html\n---\n\n{TAG}"}
    assert [page.releases.legacy for page in project_of(files).pages] == [True, True]


@pytest.mark.parametrize("name", ["README.md", "docs/guide.markdown"])
def test_prose_that_names_a_tag_makes_no_page(name: str) -> None:
    prose = "# My app\n\nThe config goes into the attribute of the <py-script> tag, and\nthe page loads it.\n"
    assert project_of({name: prose}).pages == ()


def test_markdown_with_a_whole_element_is_a_page() -> None:
    text = "# Try it\n\n<py-script>\nprint(1)\n</py-script>\n"
    assert [page.path for page in project_of({"docs/index.md": text}).pages] == ["docs/index.md"]
