"""When a package that no Python imports may be used all the same."""

from __future__ import annotations

import pytest

from tests.projects import page, said
from tests.rules.package_lists import MANY_PYODIDES, listing, severities, told_of

RULE = "package-unused"
UNUSED, USED = ["info"], list[str]()


@pytest.mark.parametrize(
    ("entries", "source", "expected"),
    [
        (("pandas",), "print(1)", UNUSED),
        (("pandas>=2",), "print(1)", UNUSED),
        (("pandas",), "import pandas", USED),
        (("numpy",), "import pandas", USED),  # pandas needs it, once it is listed too
        (("pandas", "numpy"), "import pandas", USED),  # pandas needs numpy
        (("pandas", "numpy"), "import numpy", UNUSED),
        (("regex",), "def later():\n    import regex", USED),
        (("regex",), "if False:\n    import regex", USED),
        (("pillow",), "print(1)", USED),  # other packages take it if it is there
        (("libopenblas",), "print(1)", USED),  # a library without modules
        (("pandas-tests",), "print(1)", USED),
        (("regex",), "", USED),  # what installs packages for Python that is made later
        (("regex",), "exec(code)", USED),
        (("regex",), "exec('import regex')", USED),
        (("regex",), "print(code)", UNUSED),
        (("regex",), "import importlib\nimportlib.import_module(name)", USED),
        (("regex",), "import importlib\nimportlib.import_module()", USED),
        (("regex",), "__import__('regex')", USED),
        (("regex",), "__import__('json')", UNUSED),
        (("regex", "folium"), "print(1)", USED),  # what folium imports is not known
        (("./own-1.0-py3-none-any.whl",), "print(1)", USED),
    ],
)
def test_a_package_is_left_over_if_no_module_and_no_other_package_needs_it(
    entries: tuple[str, ...], source: str, expected: list[str]
) -> None:
    assert severities(RULE, *entries, source=source) == expected


@pytest.mark.parametrize(
    ("entry", "source", "expected"),
    [
        ("cbor2", "print(1)", UNUSED),
        ("cbor2", "import cbor2", USED),
        ("cbor2", "import json", UNUSED),
        ("not-of-the-library", "print(1)", USED),  # nobody knows its modules
    ],
)
def test_a_package_of_micropython_is_left_over_if_its_modules_are(entry: str, source: str, expected: list[str]) -> None:
    assert severities(RULE, entry, source=source, kind="mpy") == expected


def told(body: str, entry: str = "regex", release: str = "2026.7.3") -> list[str]:
    found = said({"index.html": page(body, listing(entry), release)}, select=frozenset({RULE}))
    return [each for each in found if each.endswith(RULE)]


FIRST = '<script type="py">print(1)</script>'


@pytest.mark.parametrize(
    ("other", "unused"),
    [
        ('<script type="py">print(2)</script>', True),
        ('<script type="py">import regex</script>', False),
        ('<script type="py" worker>print(2)</script>', True),
        ('<script type="py" worker>import regex</script>', False),
        ('<script type="py" terminal>print(2)</script>', False),  # who visits the page may import it there
        ('<script type="py" terminal worker>print(2)</script>', False),
        ('<script type="py" src="missing.py"></script>', False),
        ('<script type="py"></script>', True),
        ("<script>pyodide.runPython(code)</script>", False),
        ('<script>document.body.innerHTML = "<script type=\\"py\\">"</script>', False),
        ("<script>console.log(1)</script>", True),
        ('<script type="py">exec(code)</script>', False),
    ],
)
def test_all_python_that_shares_a_config_may_use_its_packages(other: str, unused: bool) -> None:
    assert bool(told(FIRST + other)) is unused


def test_other_packages_of_another_config_are_not_used_here() -> None:
    other = '<script type="py" worker config=\'{"packages": ["regex"]}\'>import regex</script>'
    (found,) = told(FIRST + other)
    assert found.startswith("index.html:6 ")


def test_an_editor_may_be_asked_for_anything() -> None:
    config = 'config=\'{"packages": ["regex"]}\''
    assert told(f'<script type="py-editor" {config}>print(2)</script>', "numpy") == []


def test_what_a_package_brings_is_asked_of_each_pyodide_that_the_page_can_have() -> None:
    assert severities(RULE, "regex", release=MANY_PYODIDES) == UNUSED
    assert severities(RULE, "regex", source="import nltk", release=MANY_PYODIDES) == USED
    assert severities(RULE, "regex", "duckdb", release=MANY_PYODIDES) == USED  # not all of them have duckdb
    assert severities(RULE, "msgpack", "numcodecs", source="import numcodecs", release="2026.7.3") == UNUSED
    assert severities(RULE, "msgpack", "numcodecs", source="import numcodecs", release=MANY_PYODIDES) == USED


def test_a_module_that_cannot_be_read_may_import_anything() -> None:
    config = '[files]\n"https://example.org/own.py" = ""'
    assert severities(RULE, "regex", config=config) == USED


def test_the_entry_is_removed() -> None:
    (found,) = told_of(RULE, "pandas>=2")
    assert found.finding.message == "the page loads `pandas`, but no Python imports it"
    assert found.finding.fix
    assert found.finding.fix.title == "Remove `pandas>=2`"
