"""Globals of JavaScript libraries that Python uses and that nothing on the page brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.library_globals import missing_globals
from pyscript_doctor.queries.page_elements import page_elements
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project


def missing(source: str, tag: str = '<script type="py">', more: str = "", path: str = "index.html") -> list[str]:
    """The globals that are missing, as they are written there."""
    html = page(f"{more}\n{tag}\nimport js\nfrom pyscript import document, window\n{source}\n</script>")

    def described(project: Project) -> list[str]:
        elements = page_elements(project.pages[0], project.runtimes)
        codes = [code for runtime in project.runtimes for code in runtime.codes]
        found = [each for code in codes for each in missing_globals(code, elements)]
        return [f"{each.name}: {html[each.span.start : each.span.end]}" for each in found]

    return told({path: html}, described)


@in_one_test(
    [
        ("window.Chart.new(1)", ["Chart: window.Chart.new"]),
        ("js.Chart.new(1)", ["Chart: js.Chart.new"]),
        ("from js import Chart\nChart.new(1)", ["Chart: Chart.new"]),
        ("chart = window.Chart\nchart.new(1)", ["Chart: window.Chart"]),
        ("window.process.exit(1)", ["process: window.process.exit"]),  # this is of Node.js
        ("window.d3.select('p')\nwindow.L.map('p')", ["d3: window.d3.select", "L: window.L.map"]),
        ("if window.Chart:\n    window.Chart.new(1)", ["Chart: window.Chart"]),
    ]
)
def test_a_library_is_not_loaded(source: str, expected: list[str]) -> None:
    assert missing(source) == expected


@in_one_test(
    [
        "window.console.log(1)",
        "window.Chart",
        "print(window, js)",
        "print(window.Chart)",
        "try:\n    window.Chart.new(1)\nexcept AttributeError:\n    pass",
        "window.Chart = window.console\nwindow.Chart.log(1)",
        "if hasattr(window, 'Chart'):\n    window.Chart.new(1)",
        "window['my chart'].new(1)",
        # Their own, or not a library's.
        "window._state.show()",
        "window.__dict__.keys()",
        "window.to_py().keys()",
        "window.object_keys().to_py()",
        "window.pyodide.runPython('1')",
        "window.pyscript.ready.then(print)",
        "document.Chart.new(1)",
        "def go(event):\n    event.target.remove()\nwindow.addEventListener('tea', go)",
        "from pyscript.js_modules import chart\nchart.bars.draw(1)",
    ]
)
def test_nothing_is_missing_for_certain(source: str) -> None:
    assert missing(source) == []


@in_one_test(
    [
        "<script>const Chart = { new() {} };</script>",
        "<script>window.Chart = { new() {} };</script>",
        '<script src="https://cdn.example/chart.js"></script>',
        '<div id="Chart"></div>',
        '<py-config>\n[js_modules.main]\n"https://cdn.example/chart.js" = "chart"\n</py-config>',
        '{% include "more.html" %}',
    ]
)
def test_the_page_may_bring_it(more: str) -> None:
    assert missing("window.Chart.new(1)", more=more) == []


def test_a_template_may_bring_it() -> None:
    assert missing("window.Chart.new(1)", path="templates/index.html") == []


def test_a_worker_has_other_globals() -> None:
    worker = '<script type="py" worker>'
    assert missing("window.Chart.new(1)", worker) == ["Chart: window.Chart.new"]
    assert missing("js.Chart.new(1)", worker) == []
