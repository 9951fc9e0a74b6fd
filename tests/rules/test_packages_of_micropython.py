"""What is said of packages and modules that MicroPython does not have."""

from __future__ import annotations

import pytest

from tests.projects import page, report_of
from tests.rules.package_lists import MANY_PYODIDES, told_of
from tests.rules.scripts import findings, marked

NOT_IN_LIB = "mpy-package-not-in-lib"
MPY = '<script type="mpy">'


@pytest.mark.parametrize(
    ("entry", "severity", "message", "fix"),
    [
        ("base64==1.0", "error", "MicroPython reads the version as part of the name", "base64"),
        ("base64[all]", "warning", "MicroPython's package library has no `base64[all]`", "base64"),
        ("own==1.0", "warning", "MicroPython's package library has no `own==1.0`", ""),
        ("numpy", "error", "`numpy` comes with Pyodide, but MicroPython cannot install it", ""),
        ("numpy>=1", "error", "`numpy` comes with Pyodide, but MicroPython cannot install it", ""),
        ("sklearn", "error", "`sklearn` comes with Pyodide as `scikit-learn`, but", ""),
        ("Pillow", "error", "`Pillow` comes with Pyodide, but MicroPython", ""),
        ("aiohttps", "warning", "MicroPython's package library has no `aiohttps`", "aiohttp"),
        ("flask", "warning", "MicroPython's package library has no `flask`", ""),
        ("pandas-tests", "error", "`pandas-tests` comes with Pyodide, but MicroPython", ""),
        ("sisl", "error", "`sisl` comes with Pyodide, but MicroPython", ""),  # though the library's ssl is like it
        ("jsonschema", "error", "`jsonschema` comes with Pyodide, but MicroPython", ""),
        ("regex", "error", "`regex` comes with Pyodide, but MicroPython", ""),
        ("markdown", "warning", "MicroPython's package library has no `markdown`", ""),
        ("Markdown", "warning", "MicroPython's package library has no `Markdown`", ""),
        ("rapidfuzz", "warning", "MicroPython's package library has no `rapidfuzz`", ""),
        ("torch", "error", "MicroPython's package library has no `torch`, which needs compiled code", ""),
        ("datetmie", "warning", "MicroPython's package library has no `datetmie`", "datetime"),
        ("what is this?", "error", "MicroPython's package library has no `what is this?`", ""),
    ],
)
def test_a_package_that_mip_does_not_have_fails(entry: str, severity: str, message: str, fix: str) -> None:
    (found,) = told_of(NOT_IN_LIB, entry, kind="mpy")
    assert f"{found.severity.label}: {found.finding.message}".startswith(f"{severity}: {message}")
    assert (found.finding.fix.title if found.finding.fix else "") == (f"Write `{fix}`" if fix else "")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("base64==1.0", 'Write only the name: `"base64"`.'),
        ("numpy", 'Run the script on Pyodide (`type="py"`), or write it without `numpy`.'),
        ("torch", "Use ONNX Runtime Web"),
        ("datetmie", "Did you mean `datetime`?"),
        ("aiohttps", "Did you mean `aiohttp`?"),  # which Pyodide has too
        ("numpyy", "Did you mean `numpy`, which Pyodide has?"),
        ("own", "Copy the package with `files`, or list it by its URL."),
    ],
)
def test_the_help_says_what_to_list_instead(entry: str, expected: str) -> None:
    (found,) = told_of(NOT_IN_LIB, entry, kind="mpy")
    assert found.finding.help is not None
    assert found.finding.help.startswith(expected)


@pytest.mark.parametrize("entry", ["base64", "github:someone/it", "./it.py", "https://example.org/it.py", "./it.json"])
def test_a_package_of_the_library_or_of_an_address_can_be_there(entry: str) -> None:
    assert told_of(NOT_IN_LIB, entry, kind="mpy") == []


@pytest.mark.parametrize(("release", "flagged"), [("2026.7.3", False), ("2024.1.1", True), (MANY_PYODIDES, True)])
def test_ulab_is_a_part_of_newer_builds(release: str, flagged: bool) -> None:
    assert bool(told_of(NOT_IN_LIB, "ulab", kind="mpy", release=release)) is flagged


MISSING_MODULE = "mpy-missing-module"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import sqlite3", "MicroPython has no module `sqlite3` (Pyodide has it), so `import sqlite3` fails"),
        ("import numpy", "MicroPython has no module `numpy` (Pyodide has it), so `import numpy` fails"),
        ("import nowhere", "MicroPython has no module `nowhere`, so `import nowhere` fails"),
        ("from nowhere.deep import a", "MicroPython has no module `nowhere.deep`, so `import nowhere.deep` fails"),
        ("import pyodide.ffi", ""),  # another rule says that this is Pyodide's
        ("import own", ""),  # another rule says that it is not in files
        ("import json", ""),
    ],
)
def test_a_module_is_missing_that_neither_micropython_nor_the_page_has(source: str, expected: str) -> None:
    line = f"{source}  # ! {expected}" if expected else source
    told, wanted = marked(MISSING_MODULE, line, MPY, files={"own.py": "a = 1"})
    assert told == wanted


@pytest.mark.parametrize(
    ("module", "help_text", "fix"),
    [
        ("sqlite3", 'Run this script on Pyodide (`type="py"`), or write it without `sqlite3`.', ""),
        ("nowhere", "Add the module with `packages` or `files`", ""),
        ("rnadom", "Did you mean `random`? If not, add the module", "Write `random`"),
        ("ctypes", "Run this script on Pyodide", ""),  # though MicroPython's uctypes is like it
    ],
)
def test_the_help_says_where_a_missing_module_is(module: str, help_text: str, fix: str) -> None:
    (found,) = told_of(MISSING_MODULE, source=f"import {module}", kind="mpy")
    assert found.finding.help is not None
    assert found.finding.help.startswith(help_text)
    assert (found.finding.fix.title if found.finding.fix else "").startswith(fix)
    assert bool(found.finding.fix) is bool(fix)


MISSING_NAME = "mpy-missing-name"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from collections import deque\nd = deque((), 9)\nd.rotate(1)", ["3 error"]),
        ("from collections import deque\nd = deque((), 9)\nd.append(1)", []),
        ("from collections import deque\nd = deque((), 9)\ntry:\n d.rotate(1)\nexcept AttributeError: pass", []),
        ("from collections import deque\nd = deque((), 9)\nd = Own(d)\nd.rotate(1)", []),
        ("from collections import deque\nfor d in [deque((), 9)]: d.rotate(1)", ["2 error"]),
        ("from collections import deque\nall = [deque((), 9)]\nall[0] = Own()\nfor d in all: d.rotate(1)", []),
        ("from collections import deque\nd = deque((), 9)\ndef f():\n global d\n d = Own()\nd.rotate(1)", []),
        ("from collections import deque\nd = deque((), 9)\nif hasattr(d, 'rotate'):\n d.rotate(1)", []),
        ("from collections import deque\ndeque((), 9).copy.rotate", ["2 error"]),
        ("'a'.casefold()", ["1 error"]),
        ("str(1).casefold()", ["1 error"]),
        ("own.rotate()", []),
        ("aiter(1)", ["1 error"]),
        ("sum", []),
        ("own.sha256(b'').hexdigest()", []),
        ("import other\nother(indent=2)", []),
    ],
)
def test_a_name_or_a_method_is_missing_once(source: str, expected: list[str]) -> None:
    assert findings(MISSING_NAME, source, MPY) == expected


def test_newer_builds_take_a_default_of_next() -> None:
    source = "next(iter([1]), None)"
    assert findings(MISSING_NAME, source, MPY, release="2024.1.1") == ["1 error"]
    assert findings(MISSING_NAME, source, MPY, release="2026.7.3") == []


@pytest.mark.parametrize(
    ("source", "console"),
    [
        ("aiter(1)", "aiter"),
        ("'a'.casefold()", "has no attribute 'casefold'"),
        ("import time\ntime.perf_counter()", "has no attribute 'perf_counter'"),
        ("from time import perf_counter", "can't import name perf_counter"),
    ],
)
def test_the_console_says_which_name_is_missing(source: str, console: str) -> None:
    (found,) = told_of(MISSING_NAME, source=source, kind="mpy")
    assert found.finding.console == console


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("sum([1], start=2)", "Give the value by its position:\n\n```python\nsum([1], 2)\n```"),
        ("sum([1], start=f(start=2))", "Give the value by its position:\n\n```python\nsum([1], f(start=2))"),
        ("sum(*a, start=2)", "Call it without `start=`"),
        ("sum(start=2)", "Call it without `start=`"),
        ("print(sum([1], start=len([start])))", "Give the value by its position:\n\n```python\nsum([1], len([start]))"),
        ("enumerate([1], start=2)", ""),
        ("int('1', base=2)", "Call it without `base=`"),
        ("import json\njson.dumps(1, indent=2)", "Call it without `indent=`"),
    ],
)
def test_a_keyword_that_is_refused_can_sometimes_be_given_by_position(call: str, expected: str) -> None:
    found = told_of(MISSING_NAME, source=call, kind="mpy")
    assert [(each.finding.help or "")[: len(expected)] for each in found] == [expected] * bool(expected)


SYNTAX = "mpy-unsupported-syntax"


MATCH, RAW = "match a:\n case 1: pass", "rf'{1}'"


@pytest.mark.parametrize(
    ("sources", "release", "expected", "settled"),
    [
        ((MATCH,), "2026.7.3", ["1 error"], True),
        ((MATCH,), MANY_PYODIDES, ["1 error"], True),
        ((RAW,), "2026.7.3", [], True),
        ((RAW,), "2024.1.1", ["1 error"], True),
        ((RAW,), MANY_PYODIDES, [], False),
        ((MATCH, RAW), MANY_PYODIDES, ["1 error"], False),
        ((RAW, MATCH), MANY_PYODIDES, ["2 error"], False),
    ],
)
def test_constructs_that_only_some_builds_refuse_are_not_judged(
    sources: tuple[str, ...], release: str, expected: list[str], settled: bool
) -> None:
    source = "\n".join(sources)
    assert findings(SYNTAX, source, MPY, release=release) == expected
    html = page(f"{MPY}\n{source}\n</script>", release=release)
    skips = report_of({"index.html": html}, select=frozenset({SYNTAX})).skips
    assert any("version" in each.reason for each in skips) is not settled
