"""What the doctor says of names that JavaScript does not share, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from pyscript_doctor import ACTION_FAILS, SCRIPT_DIES, Finding
from tests.projects import page, report_of

CONSTANT = "<script>const settings = 1;</script>"
MODULE = '<script type="module">const settings = 1;</script>'
ASKED = "from pyscript import window\nprint(window.settings)"
IMPORTED = "from js import settings"


def found(python: str, javascript: str = CONSTANT, kind: str = "py") -> Finding:
    html = page(f'{javascript}<script type="{kind}">\n{python}\n</script>')
    (diagnostic,) = report_of({"index.html": html}, select=frozenset({"js-name-not-global"})).diagnostics
    return diagnostic.finding


@pytest.mark.parametrize(
    ("javascript", "reason"),
    [
        (MODULE, "a module keeps its names to itself"),
        (CONSTANT, "what `const`, `let` and `class` declare does not go there"),
    ],
)
def test_why_it_is_no_name_of_window(javascript: str, reason: str) -> None:
    assert found(ASKED, javascript).message == f"`settings` is not in `window`, because {reason}, so this line fails"


@pytest.mark.parametrize(
    ("python", "kind", "console"),
    [
        (ASKED, "py", "AttributeError: settings"),
        (ASKED, "mpy", "module 'js' has no attribute 'settings'"),
        (IMPORTED, "py", "settings"),
        (IMPORTED, "mpy", "settings"),
    ],
)
def test_what_the_console_shows(python: str, kind: str, console: str) -> None:
    assert found(python, kind=kind).console == console


def test_the_script_ends_there_or_a_function_of_it() -> None:
    assert found(ASKED).effect is SCRIPT_DIES
    assert (
        found("from pyscript import when, window\n@when('click', 'p')\ndef show(event): print(window.settings)").effect
        is ACTION_FAILS
    )
