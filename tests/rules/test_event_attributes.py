"""What `py-*` and `mpy-*` attributes name, beyond the examples of the rules' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import SAFE, UNSAFE
from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor import Finding

GO = "def go(event): pass"
SCRIPT = f'<script type="py">\n{GO}\n</script>'
WORKER = f'<script type="py" worker>\n{GO}\n</script>'


def found(rule: str, body: str, files: Mapping[str, str] | None = None) -> list[Finding]:
    return [each.finding for each in of_body(rule, body, files=files)]


def button(attribute: str) -> str:
    return f"<button {attribute}>Go</button>"


ONCLICK, SLIP, UNDERSCORE = 'py-onclick="go"', 'py-clik="go"', 'py_click="go"'
UNKNOWN_EVENT, UNKNOWN_FUNCTION = "event-attribute-unknown-event", "event-attribute-unknown-function"
WITHOUT_SCRIPT, CALL = "event-attribute-without-script", "event-attribute-call"


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        (UNKNOWN_EVENT, button(ONCLICK) + SCRIPT),
        (UNKNOWN_EVENT, button(UNDERSCORE) + SCRIPT),
        (UNKNOWN_FUNCTION, button('py-click="gone"') + SCRIPT),
        (WITHOUT_SCRIPT, button('mpy-click="go"') + SCRIPT),
    ],
)
def test_other_parts_of_a_page_may_have_the_script(rule: str, body: str) -> None:
    """A part of a page, and a page that does not load PyScript itself, are not all that runs."""
    assert len(found(rule, body)) == 1
    whole = f"<!doctype html><html><body><p>PyScript</p>{body}</body></html>"
    assert of_files(rule, {"index.html": whole}) == []
    if "py_click" not in body:  # no script reads that name
        layout = page("{% block main %}{% endblock %}")
        part = f'{{% extends "layout.html" %}}{{% block main %}}{body}{{% endblock %}}'
        assert of_files(rule, {"templates/layout.html": layout, "templates/index.html": part}) == []


@in_one_test(
    [
        (f"{button(ONCLICK)}{SCRIPT}", "Write `py-click`: the name of the event comes without `on`.", SAFE),
        (f"{button(SLIP)}{SCRIPT}", "Write `py-click`.", UNSAFE),
        (f"{button(UNDERSCORE)}{SCRIPT}", "Write `py-click`.", SAFE),
    ]
)
def test_the_event_that_was_meant(body: str, help: str, safety: object) -> None:
    (finding,) = found(UNKNOWN_EVENT, body)
    assert finding.help == help
    assert finding.fix is not None
    assert finding.fix.safety is safety


def test_the_function_is_named_if_the_attribute_names_one() -> None:
    (named,) = found(UNKNOWN_EVENT, button(ONCLICK) + SCRIPT)
    assert named.message.endswith("so `go` is never called")
    (called,) = found(UNKNOWN_EVENT, button('py-onclick="go(1)"') + SCRIPT)
    assert called.message.endswith("so the function is never called")


@in_one_test(
    [
        (button('py-click="gone"') + SCRIPT, 1),
        (button('py-click="gone.go"') + SCRIPT, 1),
        (button('py-click="go"') + SCRIPT, 0),
        (button('py-click="go.later"') + SCRIPT, 0),
        (button('py-click=""') + SCRIPT, 0),
        (button('py-click="1 + 1"') + SCRIPT, 0),
        (button('py-click="[]"') + SCRIPT, 0),
        # Another rule speaks about an interpreter that does not run.
        (button('mpy-click="gone"') + SCRIPT, 0),
        (button('py-click="gone"') + WORKER, 0),
        (button('py-click="there"') + SCRIPT + WORKER.replace("go", "there"), 1),
    ]
)
def test_a_function_that_no_script_of_the_main_thread_defines(body: str, count: int) -> None:
    assert len(found(UNKNOWN_FUNCTION, body)) == count


def test_the_function_that_was_meant() -> None:
    both = SCRIPT + SCRIPT.replace("go", "goes")
    for name, help, fixed in (
        ("gos", "Did you mean `go", True),
        ("stop", "Define `stop` in a script", False),
    ):
        (finding,) = found(UNKNOWN_FUNCTION, button(f'py-click="{name}"') + both)
        assert finding.help.startswith(help)
        assert bool(finding.fix and finding.fix.edits[0].text in {"go", "goes"}) == fixed


@in_one_test(
    [
        (button('mpy-click="go"') + SCRIPT, [""]),
        (button('py-click="go"') + WORKER, [", only in a worker"]),
        (button('py-click="go"'), [""]),
        (button('mpy-click="go"') + SCRIPT + WORKER, [""]),
        (button('py-click="go"') + SCRIPT, []),
        (button('py-click="go"') + '<script type="pyy">1</script>', []),
        (SCRIPT, []),
    ]
)
def test_an_attribute_needs_a_script_of_its_interpreter(body: str, told: list[str]) -> None:
    """What a slip keeps from running may be that script."""
    message = 'no `<script type="{}">` runs on the main thread of this page{}, so the event fails'
    kind = "mpy" if "mpy-" in body else "py"
    messages = [each.message for each in found(WITHOUT_SCRIPT, body)]
    assert len(messages) == len(told)
    assert all(each.startswith(message.format(kind, only)) for each, only in zip(messages, told, strict=True))


@in_one_test(
    [
        (button('mpy-click="go"') + SCRIPT, "py-click"),
        (button('py-click="go"') + SCRIPT.replace('"py"', '"mpy"'), "mpy-click"),
        (button('mpy-click="gone"') + SCRIPT, None),
        (button('mpy-click="number"') + '<script type="py">\nnumber = 1\n</script>', None),
        (button('py-click="go"') + WORKER, None),
    ]
)
def test_the_interpreter_that_runs_calls_it(body: str, written: str | None) -> None:
    (finding,) = found(WITHOUT_SCRIPT, body)
    assert (finding.fix.edits[0].text if finding.fix else None) == written


@in_one_test(
    [
        (button('py-click="go()"') + SCRIPT, 1),
        (button('py-click="go(1)"') + SCRIPT, 1),
        (button('py-click="print(1); go()"') + SCRIPT, 1),
        (button('py-click="go"') + SCRIPT, 0),
        (button('py-click="page.go"') + SCRIPT, 0),
        (button('py-click=""') + SCRIPT, 0),
    ]
)
def test_the_value_is_a_name(body: str, count: int) -> None:
    assert len(found(CALL, body)) == count


def edits(body: str, files: Mapping[str, str] | None = None) -> list[str]:
    """What the fix writes; [] if there is no fix."""
    (finding,) = found(CALL, body, files)
    assert finding.fix is None or finding.fix.harmless
    return [each.text.strip() for each in finding.fix.edits] if finding.fix else []


PLAIN = SCRIPT.replace("event", "")


@in_one_test(
    [
        (button('py-click="go()"') + SCRIPT, ["go"]),
        (button('py-click="go()"') + PLAIN, ["go", "event=None"]),
        (button('mpy-click="go()"') + PLAIN.replace('"py"', '"mpy"'), ["go", "event=None"]),
        (button('mpy-click="go()"') + PLAIN, ["go"]),
        (button('py-click="go()"') + PLAIN.replace('"py"', '"py" worker'), ["go"]),
        (button('py-click="go(1)"') + SCRIPT, []),
    ]
)
def test_the_fix_of_a_call_gives_the_function_a_parameter(body: str, expected: list[str]) -> None:
    assert edits(body) == expected


def test_functions_of_modules_stay_as_they_are() -> None:
    script = '<script type="py" config=\'{"files": {"own.py": ""}}\'>\nimport own\nfrom own import go\n</script>'
    assert edits(button('py-click="go()"') + script, {"own.py": "def go(): pass"}) == ["go"]
