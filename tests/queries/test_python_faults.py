"""Which Python an interpreter cannot parse, and what is to blame for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries import python_faults
from tests.in_one_test import in_one_test
from tests.projects import page, report_of, told
from tests.rules.pages import of_body
from tests.rules.scripts import CONFIGURED, messages, with_modules

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

SYNTAX, EATEN, INDENTATION = "python-syntax", "python-eaten-by-html", "inconsistent-indentation"
PYODIDE, MICROPYTHON = '<script type="py">', '<script type="mpy">'
EDITOR, SETUP = '<script type="py-editor">', '<script type="py-editor" setup>'


def faults(source: str, tag: str) -> list[str]:
    return [rule for rule in (SYNTAX, EATEN, INDENTATION) for _ in messages(rule, source, tag)]


@in_one_test(
    [
        "print(",
        "if 1:\nprint(1)",
        "return 3",
        "yield 1",
        "print 'tea'",
        "print('tea",
        "def brew(leaf, leaf): pass",
        "brew(leaf=1, 2)",
        "def brew(): nonlocal leaf",
        "break",
        "1 = leaf",
    ]
)
def test_what_both_interpreters_refuse(source: str) -> None:
    assert faults(source, PYODIDE) == faults(source, MICROPYTHON) == [SYNTAX]
    assert faults(source, EDITOR) == []
    assert faults(source, SETUP) == [SYNTAX]


@in_one_test(["print(1)", "await brew()", "  leaf = 1\n pot = 2", "lambda: (yield)"])
def test_what_both_interpreters_read(source: str) -> None:
    assert faults(source, PYODIDE) == faults(source, MICROPYTHON) == []


@in_one_test(["t€a = 3", "leaf = 0777"])
def test_what_micropython_may_read(source: str) -> None:
    assert faults(source, PYODIDE) == [SYNTAX]
    assert faults(source, MICROPYTHON) == []


def test_python_that_is_indented_in_two_ways() -> None:
    source = "leaf = 1\n\tpot = 2"
    assert faults(source, PYODIDE) == faults(source, MICROPYTHON) == faults(source, SETUP) == [INDENTATION]
    assert faults(source, EDITOR) == []


FILES = {"a.py": "print(1)", "late.py": "leaf = 1\n" * 200 + "print('a"}


@in_one_test(
    [
        ("<py-script>print(1 < 2)</py-script>", []),
        ("<py-script>if a<b:\n print(1)</py-script>", [EATEN]),
        ("<py-script>print('<b>x</b>')</py-script>", []),
        ("<py-script>print('<b>x</b>'</py-script>", [SYNTAX]),
        ("<py-script src='a.py'>if a<b:\n print(1)</py-script>", []),
        ("<script type=py>print('</script>')</script>", [EATEN]),
        ("<script type=py>print('a</script>')", [EATEN]),
        ("<script type=py>print('a</script>\n')", [SYNTAX]),
        ("<script type=py>print('a\nprint(1)</script>')", [SYNTAX]),
        ("<script type=py>print(</script>')", [SYNTAX]),
        ("<script type=py>\n'a</script>'", [EATEN]),
        ('<script type=py>print("&lt;")</script>', []),
        ("<script type=py src='late.py'></script>'tea'", [SYNTAX]),
        ("<script type=py-editor>print('</script>')</script>", [EATEN]),
    ]
)
def test_the_html_parser_may_be_to_blame(body: str, rules: list[str]) -> None:
    assert [rule for rule in (SYNTAX, EATEN) for _ in of_body(rule, body, files=FILES)] == rules


@in_one_test(
    [
        ("import own", "print(", 1, 1),
        ("import own", "return 1", 1, 1),
        ("import own", "leaf = 0777", 1, 0),
        ("import own", "print(1)", 0, 0),
        ("import own.part", "print(", 1, 1),
        ("try:\n    import own\nexcept ImportError:\n    pass", "print(", 0, 0),
        ("print(1)", "print(", 0, 0),
    ]
)
def test_a_module_is_read_when_it_is_imported(source: str, text: str, pyodide: int, micropython: int) -> None:
    files = with_modules(own=text)
    assert len(messages(SYNTAX, source, CONFIGURED, files=files)) == pyodide
    assert len(messages(SYNTAX, source, CONFIGURED.replace('"py"', '"mpy"'), files=files)) == micropython


NEW = 'leaf = 1\nprint(t"{leaf}")'
older_than_3_14 = pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python reads it")


def told_of_all(*sources: str, kind: str = "py", release: str = "2026.7.3") -> tuple[list[str], list[str]]:
    """What is said of scripts, and what was not checked."""
    scripts = "".join(f'<script type="{kind}">\n{each}\n</script>' for each in sources)
    report = report_of({"index.html": page(scripts, release=release)}, select=frozenset({SYNTAX}))
    return [each.rule.name for each in report.diagnostics], [each.reason for each in report.skips if not each.path]


@older_than_3_14
def test_what_our_own_python_is_too_old_for_is_not_judged() -> None:
    untold = ["Python newer than the doctor's own"]
    assert told_of_all(NEW) == ([], untold)
    assert told_of_all(NEW, "print(") == told_of_all("print(", NEW) == ([SYNTAX], untold)
    assert told_of_all("print(") == ([SYNTAX], [])
    assert told_of_all(NEW, kind="mpy") == ([], untold)


@older_than_3_14
@pytest.mark.skipif(sys.version_info < (3, 11), reason="Pyodide reads more than this Python")
def test_what_is_newer_than_every_pyodide_of_the_page_is_a_fault() -> None:
    """Pyodide of the first of these releases comes with Python 3.11; the last may load any."""
    assert told_of_all(NEW, release="2024.5.1")[0] == [SYNTAX]
    assert told_of_all(NEW)[0] == []
    assert told_of_all(NEW, release="unstable")[0] == []


@older_than_3_14
def test_a_module_that_our_own_python_is_too_old_for_is_no_fault() -> None:
    assert messages(SYNTAX, "import own", CONFIGURED, files=with_modules(own=NEW)) == []


WALRUS = "print(f'{1}')\n(leaf := 1)"


@pytest.mark.parametrize(
    ("tag", "versions", "expected"),
    [
        (PYODIDE, [(3, 7)], ["Assignment expressions"]),
        (PYODIDE, [(3, 5), (3, 7)], ["Assignment expressions"]),
        (PYODIDE, [(3, 7), (3, 8)], []),
        (PYODIDE, [(3, 8), (3, 7)], []),
        (PYODIDE, [], []),
        (PYODIDE, None, []),
        (MICROPYTHON, [(3, 7)], []),
    ],
)
def test_grammar_that_every_pyodide_of_the_page_lacks(
    tag: str, versions: list[tuple[int, int]] | None, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def of_runtime(_runtime: object) -> tuple[tuple[int, int], ...]:
        if versions is None:
            raise Unknown("config that is missing")
        return tuple(versions)

    monkeypatch.setattr(python_faults, "python_versions", of_runtime)
    found = messages(SYNTAX, WALRUS, tag)
    assert len(found) == len(expected)
    assert all(part in message for part, message in zip(expected, found, strict=True))


def test_a_module_may_say_how_it_is_encoded_to_pyodide_alone() -> None:
    source = "# -*- coding: latin-1 -*-\nleaf = 'th\u00e9'\n".encode("latin-1")

    def read(kind: str) -> list[str]:
        config = f'<{kind}-config>\n[files]\n"./own.py" = ""\n</{kind}-config>'
        html = page(f'{config}<script type="{kind}">import own</script>')
        files: dict[str, str | bytes] = {"index.html": html, "own.py": source}

        def texts(project: Project) -> list[str]:
            sources = python_faults.imported_sources(project.runtimes[0])
            return [each.text.value.splitlines()[-1] for each in sources if isinstance(each, Syntax)]

        return told(files, texts)

    assert read("py") == ["leaf = 'th\u00e9'"]
    assert read("mpy") == ["leaf = 'th\ufffd'"]


def test_of_a_config_that_is_missing_nobody_knows_how_annotations_are_read() -> None:
    def evaluates(tag: str, release: str = "2025.3.1") -> bool:
        html = page(f"{tag}print(1)</script>", release=release)
        return told({"index.html": html}, lambda project: python_faults.evaluates_annotations(project.runtimes[0]))

    assert evaluates(PYODIDE) is True
    assert evaluates(PYODIDE, "2026.7.3") is False
    assert evaluates(MICROPYTHON) is False
    assert evaluates('<script type="py" config="missing.toml">') is False


@in_one_test(
    [
        ("<py-script>if a<b:\n print(1)</py-script>", True),
        ("<py-script>print(1)</py-script>", False),
        ("<py-script src='a.py'>if a<b:\n print(1)</py-script>", False),
        ('<script type="py">print("&lt;")</script>', False),
        ("<script type='py'>print(1 < 2)</script>", False),
    ]
)
def test_the_html_parser_takes_a_part_of_an_element(body: str, changed: bool) -> None:
    def asked(project: Project) -> bool:
        return python_faults.changed_by_html(project.runtimes[0].scripts[0])

    assert told({"index.html": page(body), "a.py": "1"}, asked) is changed
