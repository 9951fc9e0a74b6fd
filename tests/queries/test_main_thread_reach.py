"""What the Python of a worker takes from the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.main_thread_reach import main_thread_uses
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

MODULES = '{"js_modules": {"main": {"./chart.js": "chart"}, "worker": {"./maths.js": "maths"}}}'


def reached(source: str) -> list[str]:
    """The names by which a worker reaches the main thread."""

    def question(project: Project) -> list[str]:
        return [use.name for use in main_thread_uses(project.runtimes[0])]

    script = f"<script type=\"py\" worker config='{MODULES}'>\n{source}\n</script>"
    files = {"chart.js": "export const draw = 1;", "maths.js": "export const add = 1;"}
    return told({"index.html": page(script), **files}, question)


@in_one_test(
    [
        ("from pyscript import window\nprint(window.name)", ["window"]),
        ("from pyscript import document\nprint(document.title)", ["document"]),
        ("from pyscript import window\nprint(window.document.title)", ["document"]),
        ("from pyscript import document\ndocument.title = 'Tea'", ["document"]),
        ("from pyscript import window\nwindow.tea = 1", ["window"]),
        ("from pyscript import display\ndisplay('Tea')", ["display"]),
        ("from pyscript import when\n@when('click', '#tea')\ndef go(event): pass", ["when"]),
        ("from pyscript.js_modules import chart\nprint(chart.draw)", ["js_modules.chart"]),
        ("from pyscript import window, display\nprint(window.name)\ndisplay(1)", ["window", "display"]),
        ("from pyscript import window, display\ndisplay(1)\nprint(window.name)", ["display", "window"]),
        ("from pyscript import window\ntry:\n    window.name\nexcept KeyError:\n    pass", ["window"]),
    ]
)
def test_what_needs_the_main_thread(source: str, names: list[str]) -> None:
    assert reached(source) == names


@in_one_test(
    [
        "from pyscript import window, document",
        "from pyscript import window\nprint(window)",
        "from pyscript import window\ntry:\n    window.name\nexcept AttributeError:\n    pass",
        "from pyscript import window\ntry:\n    window.tea = 1\nexcept AttributeError:\n    pass",
        "from pyscript import display\ntry:\n    display(1)\nexcept AttributeError:\n    pass",
        "import js\nprint(js.name, js.location)",
        "import js\njs.tea = 1",
        "from pyscript.js_modules import maths\nprint(maths.add)",
        "from pyscript.js_modules import chart",
        "class Tea: pass\nTea.leaf = 1",
        "print('Tea')",
    ]
)
def test_what_does_without_it(source: str) -> None:
    assert reached(source) == []
