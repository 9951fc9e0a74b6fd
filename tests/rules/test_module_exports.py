"""The early exits of the rule about exports: what looks like a missing name and is not."""

from __future__ import annotations

import pytest

from tests.projects import page, said
from tests.rules.scripts import findings

RULE = "js-module-missing-export"
PY = '<script type="py">'
DRAW = "export function draw() {}"


def taken(python: str, javascript: str, entries: str = '"./chart.js" = "chart"') -> list[str]:
    """What the rule says of Python that takes something of a module."""
    config = f"<py-config>[js_modules.main]\n{entries}</py-config>"
    files = {"chart.js": javascript, "other.js": "export const paint = 1"}
    return findings(RULE, f"from pyscript.js_modules import chart\n{python}", PY, config, files=files)


@pytest.mark.parametrize(
    ("python", "javascript", "expected"),
    [
        ("chart.draw()", DRAW, []),
        ("chart.paint()", DRAW, ["2 error"]),
        ("chart.paint()\nchart.paint()", DRAW, ["2 error"]),
        ("chart.paint()\nchart.fill()", DRAW, ["2 error", "3 error"]),
        ("chart.class_()", "export { draw as class }; function draw() {}", []),
        ("chart.paint_()", DRAW, ["2 error"]),
        ("chart.draw_()", "export function draw_() {}", []),
        ("chart.to_py()", DRAW, []),
        ("chart.object_keys()", DRAW, []),
        ("chart.__class__", DRAW, []),
        ("try:\n chart.paint()\nexcept AttributeError: pass", DRAW, []),
        ("chart.paint()", f"{DRAW}\nexport * from 'https://cdn.example/more.js'", []),
        ("chart.paint()", f"{DRAW}\nwindow.paint = (", []),
        ("chart.paint()", "window.paint = () => 1", []),
    ],
)
def test_python_takes_only_what_a_module_exports(python: str, javascript: str, expected: list[str]) -> None:
    assert taken(python, javascript) == expected


@pytest.mark.parametrize(
    "entries",
    ['"./chart.js" = "chart"\n"./other.js" = "chart"', '"https://cdn.example/chart.js" = "chart"'],
)
def test_a_module_that_is_not_known_may_export_the_name(entries: str) -> None:
    assert taken("chart.paint()", DRAW, entries) == []


@pytest.mark.parametrize(
    ("statement", "javascript", "expected"),
    [
        ('import { draw } from "./chart.js"', DRAW, []),
        ('import { paint } from "./chart.js"', DRAW, ["index.html"]),
        ('import chart from "./chart.js"', DRAW, ["index.html"]),
        ('import chart from "./chart.js"', "export default 1", []),
        ('import * as chart from "./chart.js"', DRAW, []),
        ('export * from "./chart.js"', DRAW, []),
        ('const { paint } = await import("./chart.js")', DRAW, []),
        ('import { paint } from "./chart.js"', f"{DRAW}\nwindow.paint = (", []),
        ('import { paint } from "./chart.js"', f"{DRAW}\nexport * from 'https://cdn.example/more.js'", []),
        ('import { paint } from "./chart.js"', "window.paint = () => 1", ["index.html"]),
        ('import { paint } from "./chart.js"', "window.paint = (", []),
    ],
)
def test_a_module_imports_only_what_another_exports(statement: str, javascript: str, expected: list[str]) -> None:
    body = f'<script type="module">\n{statement}\n</script>\n<script type="py">print(1)</script>'
    found = said({"index.html": page(body), "chart.js": javascript})

    assert [each.split(":")[0] for each in found if each.endswith(f"error {RULE}")] == expected


def test_a_bundler_makes_a_module_of_a_script() -> None:
    body = '<script type="module">\nimport { paint } from "./chart.js"\n</script>\n<script type="py">print(1)</script>'
    files = {"index.html": page(body), "chart.js": "module.exports = { paint }"}
    bundled = {**files, "package.json": '{"devDependencies": {"vite": "5"}}', "vite.config.js": "export default {}"}

    assert any(each.endswith(RULE) for each in said(files))
    assert not any(each.endswith(RULE) for each in said(bundled))
