"""What the browser's functions do with a function that they are given."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.program.values import JavaScriptValue
from pyscript_doctor.queries.callback_uses import use_of_argument
from tests.in_one_test import in_one_test
from tests.projects import page, project_of

SCRIPT = """\
import js
from pyscript import document, window
from pyscript.js_modules import chart
from pyscript.js_modules.chart import setTimeout as own
def go(): pass
"""


def use(call: str, position: int = 0) -> tuple[str, str] | None:
    config = '<py-config>[js_modules.main]\n"./chart.js" = "chart"\n</py-config>'
    html = page(f'{config}<script type="py">\n{SCRIPT}{call}\n</script>')
    (runtime,) = project_of({"index.html": html, "chart.js": "export const setTimeout = 1"}).runtimes
    callee = max(runtime.codes[0].calls, key=lambda each: each.callee_span.end).callee
    assert isinstance(callee, JavaScriptValue)
    found = use_of_argument(callee, position)
    return None if found is None else (found.when, found.times)


@pytest.mark.parametrize(
    ("call", "position", "expected"),
    [
        ("js.setTimeout(go)", 0, ("later", "once")),
        ("window.setInterval(go)", 0, ("later", "many")),
        ("document.body.addEventListener('click', go)", 1, ("later", "many")),
        ("window.unknown.addEventListener('click', go)", 1, ("later", "many")),
        ("js.Array.new(1).forEach(go)", 0, ("during", "many")),
        ("document.querySelectorAll('p').forEach(go)", 0, ("during", "many")),
        ("js.MutationObserver.new(go)", 0, ("later", "many")),
        ("js.Promise.new(go)", 0, ("during", "once")),
    ],
)
def test_when_a_function_is_called_and_how_often(call: str, position: int, expected: tuple[str, str]) -> None:
    assert use(call, position) == expected


@in_one_test(
    [
        *("js.setTimeout(1, go)", "js.Promise.new(1, go)", "js.Date.new(1, go)", "window.unknown.draw(1, go)"),
        # What a module of the page's own does with it is not known.
        *("chart.setTimeout(1, go)", "own(1, go)", "js.Unknown.new(1, go)", "js.Math.new(1, go)", "js(1, go)"),
    ]
)
def test_what_takes_no_function_there_or_is_not_known(call: str) -> None:
    assert use(call, 1) is None


@in_one_test(["chart.setTimeout(go)", "own(go)", "js.fetch('a').then(go)", "js.fetch('a').catch(go)", "js.new(go)"])
def test_what_is_not_the_browsers_own(call: str) -> None:
    assert use(call) is None
