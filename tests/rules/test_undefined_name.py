"""Which names nothing defines, beyond the examples of the rule's page."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import UNSAFE
from tests.projects import in_a_guide, page, report_of

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

TAG = '<script type="py">'


def found(
    source: str, tag: str = TAG, body: str = "", files: dict[str, str] | None = None, release: str = "2026.7.3"
) -> list[Diagnostic]:
    html = page(f"{body}{tag}\n{textwrap.dedent(source)}\n</script>", release=release)
    report = report_of({"index.html": html, **(files or {})})
    return [each for each in report.diagnostics if each.rule.name == "undefined-name"]


def names(
    source: str, tag: str = TAG, body: str = "", files: dict[str, str] | None = None, release: str = "2026.7.3"
) -> list[str]:
    return [each.finding.message.split("`")[1] for each in found(source, tag, body, files, release)]


def test_const_is_known_to_micropython_where_a_name_gets_a_constant() -> None:
    source = "SIZE = const(15)\nprint(SIZE, widht)"
    assert names(source, '<script type="mpy">') == ["widht"]
    assert names(source) == ["const", "widht"]
    assert names("print(const(15))", '<script type="mpy">') == ["const"]


def test_a_terminal_gives_its_script_a_name_and_no_other_script() -> None:
    source = "print(__terminal__)"
    assert names(source, '<script type="py" terminal worker>') == []
    assert names(source) == ["__terminal__"]
    other = '<script type="py" terminal>print(1)</script>'
    assert names(source, body=other) == []  # they share their names
    assert names("print(__file__)", body=other) == []  # nobody measured that
    assert names(source, '<script type="py-editor" terminal>') == ["__terminal__"]


def test_what_pyscript_leaves_in_the_namespace_is_there() -> None:
    assert names("print(_pyodide_core, _pyodide_cor)") == ["_pyodide_cor"]


def test_code_that_speaks_of_the_file_asks_for_it_first() -> None:
    assert names("print('__file__')\nprint(__file__, total)") == ["total"]


def test_a_name_that_its_function_sets_is_a_matter_of_the_order() -> None:
    assert names("def show():\n    total = 1\n    del total\n    print(total)\nshow()") == []
    assert names("def show():\n    try:\n        pass\n    except OSError as error:\n        pass\n    error") == []
    assert names("class Shop:\n    print(total)\n    total = 1") == []


def test_javascript_that_reaches_into_python_may_make_any_name() -> None:
    script = '<script type="module">\nconst { globals } = await prepare();\nglobals.set("total", 3);\n</script>\n'
    assert names("print(total)", body=script) == []
    assert names("print(total)", body='<script>console.log("globals")</script>') == ["total"]


def test_a_module_is_judged_by_its_own_names() -> None:
    tag = """<script type="py" config='{"files": {"shop.py": "", "store.py": ""}}'>"""
    shop = "from store import *\n\n\ndef buy():\n    print(price, prize, __file__)\n\n\nbuy()\n"
    files = {"shop.py": shop, "store.py": "price = 3\n"}
    assert names("import shop\nimport store\nprize = 1", tag, files=files) == ["prize"]
    files["shop.py"] = f"exec('prize = 1')\n{shop}"
    assert names("import shop\nimport store", tag, files=files) == []


def test_a_script_that_makes_names_tells_nothing_of_the_others() -> None:
    assert names("print(total)", body="<script type='py'>exec('total = 3')</script>") == []


def test_a_script_that_python_cannot_read_tells_nothing_of_the_others() -> None:
    html = page(f"{TAG}\nprint(total\n</script>\n{TAG}\nprint(cups)\n</script>")
    report = report_of({"index.html": html}, select=frozenset({"undefined-name"}))
    assert (report.diagnostics, report.troubles) == ((), ())
    assert [each.reason for each in report.skips] == ["Python that cannot be parsed"]


def test_what_pyscript_had_before_2023_11_has_its_own_rule() -> None:
    assert names("Element('out').write('x')\npyscript.write('out', 'x')\nElments") == ["Elments"]


def test_a_name_that_something_gives_the_module_is_defined() -> None:
    tag = """<script type="py" config='{"files": {"shop.py": ""}}'>"""
    shop = {"shop.py": "def show():\n    print(price)\n"}
    assert names("import shop\nshop.price = 3\nshop.show()", tag, files=shop) == []
    assert names("import shop\nclass Own:\n    pass\nown = Own()\nown.price = 3\nshop.show()", tag, files=shop) == [
        "price"
    ]
    assert (
        names(
            "import shop\nclass Own:\n    pass\nown = Own()\nown.price = 3\nshop.price = 3\nshop.show()",
            tag,
            files=shop,
        )
        == []
    )


@pytest.mark.parametrize(
    ("name", "help", "title"),
    [
        ("window", "```python\nfrom pyscript import window\n```", "Import `window`"),
        ("localStorage", "`localStorage` belongs to JavaScript:", "Write `window.localStorage`"),
        ("json", "```python\nimport json\n```", "Import `json`"),
        ("js", "```python\nimport js\n```", "Import `js`"),
        ("pyscript", "```python\nimport pyscript\n```", "Import `pyscript`"),
        ("totl", "Did you mean `total`?", "Write `total`"),
        ("xyz", "Import `xyz`, define it before this line, or correct its name.", ""),
        ("__file__", "A script has no file of its own.", ""),
    ],
)
def test_help_and_fix_are_for_what_the_name_means(name: str, help: str, title: str) -> None:
    (one,) = found(f"total = 3\nprint({name})")
    assert one.finding.help.startswith(help)
    fix = one.finding.fix
    assert (fix.title if fix else "") == title
    assert fix is None or fix.safety is UNSAFE


def test_the_file_that_a_script_has_not_is_no_slip() -> None:
    (one,) = found("__files__ = 3\nprint(__file__)")
    assert one.finding.fix is None


def test_among_very_many_names_nobody_looks_for_the_one_that_was_meant() -> None:
    few, many = ("\n".join(f"a{number} = 1" for number in range(count)) for count in (100, 2001))
    assert found(f"{few}\nTotal = 1\nprint(Totl)")[0].finding.fix is not None
    assert found(f"{many}\nTotal = 1\nprint(Totl)")[0].finding.fix is None


def test_an_excerpt_may_leave_out_what_defines_a_name() -> None:
    script = f"{TAG}\nprint(total)\n</script>"
    for html, count in ((page(script), 1), (script, 0)):
        report = report_of(in_a_guide(html), select=frozenset({"undefined-name"}), include_fences=True)
        assert len(report.diagnostics) == count
