"""Which Python an interpreter cannot parse, and what is to blame for it."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body
from tests.rules.scripts import CONFIGURED, messages, with_modules

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
        ("<script type=py-editor>print('</script>')</script>", [EATEN]),
    ]
)
def test_the_html_parser_may_be_to_blame(body: str, rules: list[str]) -> None:
    assert [rule for rule in (SYNTAX, EATEN) for _ in of_body(rule, body, files={"a.py": "print(1)"})] == rules


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
