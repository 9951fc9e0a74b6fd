"""Which names PyScript removed in 2023.11, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body
from tests.rules.scripts import findings

RULE = "legacy-api"


@in_one_test(
    [
        ("from pyscript import Element", ["1 error"]),
        ("Element('a').write(1)", ["1 error"]),
        ("display(1)", ["1 error"]),
        ("import pyscript\npyscript.write('a', 1)", ["2 error"]),
        ("pyscript.write('a', 1)", ["1 error"]),
        ("import pyscript\nexec('a = 1')\npyscript.write('a', 1)", ["3 error"]),
        ("import pyscript\nexec('show = 1')\nshow()\npyscript.write('a', 1)", ["4 error"]),
        ("def show():\n display(1)\nshow()", ["2 error"]),
    ]
)
def test_a_name_that_was_removed(source: str, expected: list[str]) -> None:
    assert findings(RULE, source) == expected


@in_one_test(
    [
        "from tkinter import Element",
        "from xml.etree.ElementTree import Element\nElement('a')",
        "from pyscript import display\ndisplay(1)",
        "try:\n from pyscript import Element\nexcept ImportError: pass",
        "try:\n display(1)\nexcept NameError: pass",
        "import pyscript\ntry:\n pyscript.write('a', 1)\nexcept AttributeError: pass",
        "def display(value): pass\ndisplay(1)",
        "class Page:\n def display(self): pass\nPage().display()",
        "class pyscript:\n @staticmethod\n def write(a, b): pass\npyscript.write('a', 1)",
        "pyscript = make()\npyscript.write('a', 1)",
        "def save(pyscript):\n pyscript.write('a')\nsave(open('a'))",
        "show(1)",
        # Nobody knows what names this makes.
        "exec('display = print')\ndisplay(1)",
    ]
)
def test_what_has_that_name_and_is_something_else(source: str) -> None:
    assert findings(RULE, source) == []


def test_an_earlier_script_may_define_the_name() -> None:
    uses = '<script type="py">\ndisplay(1)\n</script>'
    assert len(of_body(RULE, uses)) == 1
    for own in (
        "from pyscript import display",
        "from helper import *",
        "import random\nif random.random() > 0.5:\n    from pyscript import display",
        "def prepare():\n    global display\n    display = print\nprepare()",
    ):
        assert of_body(RULE, f'<script type="py">\n{own}\n</script>\n{uses}') == []


def test_a_parameter_hides_the_name_that_another_script_reads() -> None:
    reads = '<script type="py">\ndisplay(1)\n</script>\n'
    hides = '<script type="py">\ndef show(display):\n    display(1)\nshow(print)\nshow(open)\n</script>'
    assert len(of_body(RULE, reads)) == 1
    assert len(of_body(RULE, reads + hides)) == 1


@pytest.mark.parametrize(("module", "count"), [("def show():\n    display(1)", 1), ("def display(value): pass", 0)])
def test_a_module_has_names_of_its_own(module: str, count: int) -> None:
    """What the script defines is not defined in the modules that it imports."""
    body = (
        '<script type="py" config=\'{"files": {"notes.py": ""}}\'>\n'
        "from pyscript import display\nimport notes\nnotes.show()\n</script>"
    )
    assert len(of_body(RULE, body, files={"notes.py": module})) == count


def test_only_what_needs_no_other_change_is_fixed() -> None:
    for source, fixed in (("display(1)", True), ("Element('a').write(1)", False)):
        (found,) = of_body(RULE, f'<script type="py">\n{source}\n</script>')
        assert (found.finding.fix is not None) == fixed


def test_an_import_may_be_added_where_nobody_watches() -> None:
    (found,) = of_body(RULE, '<script type="py">\ndisplay(1)\n</script>')
    assert found.finding.fix is not None
    assert found.finding.fix.harmless
