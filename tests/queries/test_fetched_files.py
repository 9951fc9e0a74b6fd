"""Which files of the site code fetches, and which of them are there only under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_files
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from collections.abc import Mapping

RULE = "fetched-file-missing"
START = "import js\nfrom pyodide.http import open_url, pyfetch\nfrom pyscript import fetch, window\n"
FILES = {"data/news.json": "[]", "data/Tea.json": "[]", "feed/one.json": "[]", "app/feed/one.json": "[]"}
NEW = "the project has no file `data/new.json`, so the fetch fails"


def told(
    source: str, tag: str = '<script type="py">', path: str = "index.html", head: str = "", javascript: str = ""
) -> list[str]:
    """What is said of a script of a page in this place."""
    html = page(f"{tag}\n{START}{source}\n</script><script>{javascript}</script>", head)
    return of({path: html})


def of(files: Mapping[str, str]) -> list[str]:
    return [each.finding.message for each in of_files(RULE, {**FILES, **files})]


@in_one_test(
    [
        "fetch('data/new.json')",
        "fetch(url='data/new.json')",
        "pyfetch('data/new.json')",
        "open_url('data/new.json')",
        "js.fetch('data/new.json')",
        "window.fetch('data/new.json')",
        "address = 'data/new.json'\nfetch(address)",
        "try:\n    fetch('data/new.json')\nexcept KeyError:\n    pass",
    ]
)
def test_a_file_that_is_there_under_a_near_name(source: str) -> None:
    assert told(source) == [NEW]


@in_one_test(
    [
        *("fetch('data/news.json')", "print('data/new.json')", "js.other('data/new.json')", "fetch()"),
        *("js.document.fetch('data/new.json')", "fetch('https://example.com/data/new.json')"),
        # A server may make these.
        *("fetch('data/new')", "fetch('data/new.php')", "fetch('api/news')", "fetch('data/news.jso')"),
        "try:\n    fetch('data/new.json')\nexcept Exception:\n    pass",
        "try:\n    fetch('data/new.json')\nexcept:\n    pass",
    ]
)
def test_what_is_there_or_may_be_or_may_fail(source: str) -> None:
    assert told(source) == []


def test_a_worker_fetches_from_where_its_own_file_is() -> None:
    assert told("fetch('data/new.json')", '<script type="py" worker>') == []


def test_the_place_is_the_argument_where_python_has_the_url_in_a_name() -> None:
    html = page(f'<script type="py">\n{START}address = "data/new.json"\nfetch(address)\n</script>')
    (found,) = of_files(RULE, {**FILES, "index.html": html})
    assert html[found.finding.span.start : found.finding.span.end] == "address"


def test_what_else_is_in_the_url_does_not_matter() -> None:
    assert told("fetch('data/new.json?day=1')") == [NEW.replace("new.json", "new.json?day=1")]


@pytest.mark.parametrize(
    ("source", "folder"),
    [
        ("fetch(f'fed/{day}.json')", "fed/"),
        ("fetch(f'./fed/{day}.json')", "./fed/"),
        ("fetch(f'app/fed/{day}.json')", "app/fed/"),
        ("fetch(f'dat/{day}')", "dat/"),
        ("fetch(f'feed/{day}.json')", ""),
        ("fetch(f'../fed/{day}.json')", ""),  # it is not in the project
        ("fetch(f'quite/other/{day}.json')", ""),
        ("fetch(f'other/fed/{day}.json')", ""),
        ("fetch(f'ap/feed/{day}.json')", ""),  # only the last name is looked at
    ],
)
def test_a_folder_that_is_there_under_a_near_name(source: str, folder: str) -> None:
    assert told(source) == [f"the project has no folder `{folder}`, so the fetch fails"] * bool(folder)


def test_the_folder_of_the_page_counts() -> None:
    assert told("fetch(f'fed/{day}.json')", path="app/index.html") == [
        "the project has no folder `fed/`, so the fetch fails"
    ]
    assert told("fetch(f'../fed/{day}.json')", path="app/index.html") == [
        "the project has no folder `../fed/`, so the fetch fails"
    ]
    assert told("fetch(f'fed/{day}.json')", head='<base href="https://example.com/">') == []


@pytest.mark.parametrize(
    ("javascript", "expected"),
    [
        ("fetch('data/new.json')", [NEW]),
        ("fetch('data/news.json')", []),
        ("other('data/new.json')", []),
        ("fetch(address)", []),
    ],
)
def test_what_javascript_fetches(javascript: str, expected: list[str]) -> None:
    assert told("print(1)", javascript=javascript) == expected


def test_a_live_site_lists_nothing() -> None:
    script = f"<script type='py'>\n{START}fetch('data/new.json')\nfetch(f'fed/{{day}}.json')\n</script>"
    html = page(f"{script}<script>fetch('data/new.json')</script>")
    assert of_site(RULE, Site({**FILES, "index.html": html})) == []


@pytest.mark.parametrize("javascript", ["", "fetch('data/new.json')"])
def test_nobody_knows_where_a_part_of_a_page_or_a_template_is_served(javascript: str) -> None:
    python = f"<script type='py'>\n{START}fetch('data/new.json')\n</script>"
    part = f"<script>{javascript}</script>" if javascript else python
    assert len(of({"index.html": page(part)})) == 1
    assert of({"part.html": part + "<script type='py'>print(1)</script>"}) == []
    assert of({"index.html": page("{% if name %}" + part + "{% endif %}")}) == []
