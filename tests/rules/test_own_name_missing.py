"""Which names your own modules and classes have, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.in_one_test import in_one_test
from tests.rules.scripts import CONFIGURED, messages, the_one, with_modules

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "own-name-missing"
CUBE = "def cube(): pass\n"


def of_modules(source: str, *paths: str, **modules: str) -> Finding:
    return the_one(RULE, source, CONFIGURED, files=with_modules(*paths, **modules))


def fix_of(finding: Finding) -> tuple[str, list[str]]:
    """What the fix says, and what it writes."""
    return (finding.fix.title, [edit.text for edit in finding.fix.edits]) if finding.fix else ("", [])


def test_a_module_that_is_not_there_is_no_name_of_another_one() -> None:
    for paths in (("shapes.py",), ("shapes/__init__.py",)):
        finding = of_modules("import shapes.cube", *paths, boxes=CUBE)
        assert finding.message == "there is no module `cube` in `shapes`, so this import fails"
        assert finding.help.startswith("Write the name of a module that is there")
        assert fix_of(finding) == ("", [])


def test_what_an_import_lacks_is_imported_from_where_it_is() -> None:
    finding = of_modules("from shapes import cube", shapes="", boxes=CUBE)
    assert fix_of(finding) == ("Import it from `boxes`", ["boxes"])
    assert fix_of(of_modules("from shapes import cube, size", shapes="size = 1", boxes=CUBE)) == ("", [])
    assert fix_of(of_modules("import shapes\nshapes.cube()", shapes="", boxes=CUBE)) == ("", [])


def test_a_file_name_in_an_import() -> None:
    for source in ("import shapes.py", "import boxes, shapes.py", "from shapes.py import cube"):
        finding = of_modules(source, shapes="", boxes="")
        assert finding.help == "Write the module's name without `.py`: `shapes`."
        assert fix_of(finding) == ("Write `shapes`", ["shapes"])
    finding = of_modules("from shapes import py", shapes="")
    assert finding.help.startswith("Write a name that `shapes` has")
    assert fix_of(finding) == ("", [])
    assert fix_of(of_modules("from shapes import py", shapes="PY = 3")) == ("Write `PY`", ["PY"])


def test_a_class_is_no_file() -> None:
    for source in ("class Shape: pass\nShape.py", "class Shape: pass\nShape().py"):
        assert fix_of(the_one(RULE, source)) == ("", [])


def test_help_for_a_field_of_a_named_tuple() -> None:
    card = "from collections import namedtuple\nCard = namedtuple('Card', 'suit value')\n"
    assert the_one(RULE, f"{card}Card(1, 2).valeu").help == "Did you mean `value`?"
    assert the_one(RULE, f"{card}Card(1, 2).xyz").help == "Write one of its fields: `suit`, `value`."


def test_a_package_may_have_what_lies_in_its_folder() -> None:
    for path in ("pack/cube.py", "pack/cube/size.csv", "pack/cube/__init__.py"):
        for source in ("from pack import cube", "import pack.cube"):
            assert messages(RULE, source, CONFIGURED, files=with_modules("pack/__init__.py", path)) == []
    assert len(messages(RULE, "from pack import cube", CONFIGURED, files=with_modules("pack/__init__.py"))) == 1


JAVASCRIPT = {
    "pyscript.toml": '[js_modules.main]\n"./bars.js" = "bars"\n',
    "bars.js": "export class BarChart {\n  draw(values) {\n    return values.length;\n  }\n}\n",
}


def of_javascript(name: str) -> Finding:
    source = f"from pyscript.js_modules import bars\nbars.BarChart.new().{name}()"
    return the_one(RULE, source, CONFIGURED, files=JAVASCRIPT)


def test_help_for_a_name_of_a_javascript_class() -> None:
    assert of_javascript("darw").help == "Did you mean `draw`?"
    assert of_javascript("xyz").help.startswith("Write a name that `BarChart` has, or define `xyz` in the class.")


@in_one_test(
    [
        ("self.size = self.size + 1", 1),
        ("self.size = max(self.size, 3)", 1),
        ("self.size = [self.size, 3]", 1),
        ("self.size = self.size[1]", 1),
        ("self.size = f'{self.size}!'", 1),
        ("self.size = self.size.next", 1),
        ("self.size = self.size + 1 if done else 0", 0),
        ("self.size = done and self.size", 0),
        ("self.size = other.size + 1", 0),
        ("self.size = self.start + 1", 0),
        ("self.size = lambda: self.size", 0),
    ]
)
def test_what_is_only_made_from_itself_is_never_there(line: str, times: int) -> None:
    source = f"class Box:\n    def grow(self, done=True, other=None):\n        {line}\nBox().grow()"
    found = [each for each in messages("own-name-missing", source) if "`size`" in each]
    assert len(found) == times
    assert messages("own-name-missing", f"{source}\nBox.size = 1") == (
        ["your class `Box` has no `start`"] * ("start" in line)
    )
