"""Which names the browser's objects lack, beyond the examples of the rule's page."""

from __future__ import annotations

from pyscript_doctor import SAFE, UNSAFE
from tests.in_one_test import in_one_test
from tests.rules.scripts import found, messages, the_one

RULE = "browser-name-missing"
START = "from pyscript import document, window\nbody = document.body\nnotes = document.querySelectorAll('p')\n"


@in_one_test(
    [
        ("body.innerHtml", "error", "Write `innerHTML`.", SAFE),
        ("body.innerHtml = 'Tea'", "warning", "Write `innerHTML`.", UNSAFE),
        ("notes.forEch(print)", "error", "Write `forEach`.", UNSAFE),
        ("body.xyzzy", "error", "Look up the names that `HTMLElement` has, for example on MDN.", None),
        ("notes.style", "error", "It is a list of elements. Go through it:\n\n```python\nfor element in notes:", None),
        (
            "body.children\\\n.style",
            "error",
            "It is a list of elements. Go through it:\n\n```python\nfor element in elements:",
            None,
        ),
        ("notes.lenght", "error", "Write `length`.", UNSAFE),
    ]
)
def test_help_and_fix(source: str, severity: str, help: str, fix: object) -> None:
    (one,) = found(RULE, START + source, body="<p>Tea</p>")
    assert one.severity.label == severity
    assert one.finding.help.startswith(help)
    assert (one.finding.fix.safety if one.finding.fix else None) is fix


def test_only_pyodide_gives_json_of_javascript_as_another_thing_than_a_dict() -> None:
    source = f"{START}data = window.JSON.parse('{{}}')\ndata.items()"
    assert the_one(RULE, source).help == "Turn it into a Python value first: `data.to_py().items(...)`."
    assert messages(RULE, source, '<script type="mpy">') == []
