"""What Python takes from the JavaScript modules of its config."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.javascript_module_uses import module_uses, modules_named
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

CONFIG = """<py-config>
[js_modules.main]
"./chart.js" = "chart"
"./chart.css" = "chart"
[js_modules.worker]
"./count.js" = "count"
</py-config>
"""
FILES = {"chart.js": "export const draw = 1;", "chart.css": "a {}", "count.js": "export const more = 1;"}


def uses(source: str) -> list[str]:
    """`name.attribute` and how it is taken."""

    def described(project: Project) -> list[str]:
        (code,) = project.runtimes[0].codes
        return [
            f"{each.name}.{each.attribute or ''}"
            + (" imported" if each.imported else "")
            + (" dotted" if each.dotted else "")
            + (" caught" if each.caught else "")
            for each in module_uses(code)
        ]

    return told({"index.html": page(f'{CONFIG}<script type="py">\n{source}\n</script>'), **FILES}, described)


@in_one_test(
    [
        ("from pyscript.js_modules import chart", ["chart. imported"]),
        ("from pyscript.js_modules.chart import draw", ["chart.draw imported dotted"]),
        ("from pyscript.js_modules.chart import *", ["chart. imported dotted"]),
        ("from pyscript.js_modules import *", []),
        ("import pyscript.js_modules", []),
        ("import os\nfrom math import pi", []),
        ("from pyscript import js_modules\nprint(js_modules)", []),
        ("from pyscript import js_modules\njs_modules.chart.draw", ["chart.draw"]),
        (
            "try:\n    from pyscript.js_modules import chart\nexcept AttributeError:\n    pass",
            ["chart. imported caught"],
        ),
        ("try:\n    from pyscript.js_modules import chart\nexcept ImportError:\n    pass", ["chart. imported caught"]),
    ]
)
def test_what_is_taken(source: str, expected: list[str]) -> None:
    assert [each for each in uses(source) if each != "chart."] == expected


def test_a_script_takes_the_modules_of_its_thread_and_no_stylesheets() -> None:
    body = CONFIG + '<script type="py">1</script><script type="py" worker>1</script>'
    found = told(
        {"index.html": page(body), **FILES},
        lambda project: [
            [module.source.path for name in ("chart", "count") for module in modules_named(runtime, name)]
            for runtime in project.runtimes
        ],
    )
    assert found == [["chart.js"], ["chart.js", "count.js"]]
