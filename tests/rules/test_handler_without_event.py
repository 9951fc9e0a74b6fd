"""Which handlers lack a parameter for the event, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "handler-without-event"
HEAD = "from pyscript import document, when, window\nbutton = document.getElementById('button')\n"
BODY = '<button id="button">Go</button>'


def found(source: str, release: str = "2026.7.3", config: str = "", module: str = "") -> list[Finding]:
    script = f'{BODY}<script type="py"{config}>\n{HEAD}{source}\n</script>'
    return [each.finding for each in of_body(RULE, script, release=release, files={"own.py": module})]


@pytest.mark.parametrize(
    ("source", "help"),
    [
        ("def go(): pass\nbutton.onclick = go", "Give it a parameter: `def go(event):`."),
        ("button.addEventListener('click', lambda: 1)", "Give it a parameter: `lambda event: ...`."),
        ("def go(): pass\nwindow.requestAnimationFrame(go)", "Give it a parameter: `def go(timestamp):`."),
        (
            "class Page:\n    def go(): pass\nbutton.addEventListener('click', Page.go)",
            "Give it a parameter: `def go(event):`.",
        ),
    ],
)
def test_a_function_that_takes_nothing(source: str, help: str) -> None:
    (finding,) = found(source)
    assert finding.help == help


@in_one_test(
    [
        "def go(event): pass\nbutton.onclick = go",
        "def go(*all): pass\nbutton.onclick = go",
        "class Go:\n    pass\nbutton.addEventListener('click', Go)",
        "def go(): pass\nwindow.setTimeout(go, 10)",
        # A decorator may put another function in its place.
        "def keep(f): return lambda *all: f()\n@keep\ndef go(): pass\nbutton.onclick = go",
        "import functools\n@functools.cache\ndef go(): pass\nbutton.onclick = go",
        "@when('click', '#button')\ndef go(): pass\nbutton.onclick = go",
    ]
)
def test_a_function_that_takes_the_event_or_does_not_get_it(source: str) -> None:
    assert found(source) == []


def test_when_gave_the_function_back_until_a_release() -> None:
    source = "@when('click', '#button')\ndef go(): pass\nbutton.onclick = go"
    assert found(source, "2024.11.1") == []
    assert len(found(source, "2024.10.2")) == 1
    for kept in ("import functools\n@functools.cache", "def keep(f): return f\n@keep", "@window.keep()"):
        assert found(f"{kept}\n{source}", "2024.10.2") == []


def test_a_function_that_is_written_elsewhere_is_shown() -> None:
    assert len(found("def go(): pass\nbutton.onclick = go")[0].related) == 1
    assert found("button.onclick = lambda: 1")[0].related == ()


@in_one_test(
    [
        ("def go(): pass\nbutton.onclick = go", "event=None"),
        ("button.onclick = lambda: 1", " event=None"),
    ]
)
def test_the_fix_adds_a_parameter(source: str, text: str) -> None:
    (finding,) = found(source)
    assert finding.fix is not None
    assert finding.fix.harmless
    assert [each.text.strip() for each in finding.fix.edits] == [text.strip()]


OWN = ' config=\'{"files": {"own.py": ""}}\''


@in_one_test(
    [
        ("import own\nbutton.onclick = own.go", "def go(): pass"),
        ("import own\nbutton.onclick = own.go", "go = lambda: 1"),
        ("import own\nbutton.onclick = own.go", "def other(): pass\ndef go(): pass"),
    ]
)
def test_the_fix_is_in_the_module_that_has_the_function(source: str, module: str) -> None:
    (finding,) = found(source, config=OWN, module=module)
    assert finding.fix is not None
    assert [each.path for each in finding.fix.edits] == ["own.py"]


def test_the_fix_is_in_the_script_that_has_the_function() -> None:
    own = f'<script type="py">\n{HEAD}def go(): pass\nbutton.onclick = go\n</script>'
    for other in ("number = 1", "def go(event): pass"):
        body = f'{BODY}<script type="py">\n{other}\n</script>'
        (diagnostic,) = of_body(RULE, body + own)
        fix = diagnostic.finding.fix
        assert fix is not None
        assert fix.edits[0].start == page(body + own).rindex("go()") + len("go(")


def test_each_function_that_it_can_be_gets_the_parameter() -> None:
    source = "if window.name:\n    def go(): pass\nelse:\n    def go(): pass\nbutton.onclick = go"
    for finding in found(source):
        assert finding.fix is None or len(finding.fix.edits) == 2
