"""The early exits of the rule about exports: what looks like a missing name and is not."""

from __future__ import annotations

import pytest

from tests.projects import page, report_of, said
from tests.rules.other_servers import answer, said_of_servers
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


LONG = {f"m{number}.js": f"export * from './m{number + 1}.js'" for number in range(60)}


@pytest.mark.parametrize(
    ("files", "names", "flagged"),
    [
        ({"chart.js": "export * from './more.js'", "more.js": DRAW}, "{ draw }", False),
        ({"chart.js": "export * from './more.js'", "more.js": DRAW}, "{ paint }", True),
        ({"chart.js": "export * from './more.js'", "more.js": "export default 1"}, "chart", True),  # not a default
        ({"chart.js": "export * from './more.js'\nconst = 1", "more.js": DRAW}, "{ paint }", False),
        ({"chart.js": "export * from './more.js'", "more.js": "export * from './chart.js'"}, "{ paint }", True),
        ({"chart.js": "export * from './m11.js'", **LONG, "m59.js": DRAW}, "{ paint }", True),
        ({"chart.js": "export * from './m10.js'", **LONG, "m59.js": DRAW}, "{ paint }", False),  # it is too long a way
        ({"chart.css": "a {}", "chart.js": DRAW}, "{ paint }", True),
        ({"chart.js": DRAW}, "{ draw }", False),
    ],
)
def test_what_comes_through_other_modules_is_exported_too(files: dict[str, str], names: str, flagged: bool) -> None:
    body = f'<script type="module">\nimport {names} from "./chart.js"\n</script>\n<script type="py">print(1)</script>'
    found = said({"index.html": page(body), **files}, select=frozenset({RULE}))
    assert any(each.endswith(RULE) for each in found) is flagged


@pytest.mark.parametrize("file", ["data.json", "style.css", "part.html", "main.py"])
def test_what_is_not_javascript_has_no_exports(file: str) -> None:
    body = f'<script type="module">\nimport {{ a }} from "./{file}"\n</script>\n<script type="py">print(1)</script>'
    assert not any(each.endswith(RULE) for each in said({"index.html": page(body), file: "a"}))


def told(files: dict[str, str]) -> list[tuple[str, str]]:
    """The help and the fix of each finding."""
    diagnostics = report_of(files, select=frozenset({RULE})).diagnostics
    own = [each.finding for each in diagnostics if each.rule.name == RULE]
    return [(each.help or "", each.fix.title if each.fix else "") for each in own]


SEVEN = "export { a, b, c, d, e, f, g }"


@pytest.mark.parametrize(
    ("name", "javascript", "help_text", "fix"),
    [
        ("drow", DRAW, "Did you mean `draw`?", "Write `draw`"),
        ("zzz", DRAW, "It exports `draw`.", ""),
        ("zzz", SEVEN.replace(", g", ""), "It exports `a`, `b`, `c`, `d`, `e`, `f`.", ""),
        ("zzz", SEVEN, "It exports `a`, `b`, `c`, `d`, `e`, `f` and more.", ""),
        ("paint", f"{DRAW}\nfunction paint() {{}}", "It exports `draw`.", "Export `paint`"),
        ("paint", f"{DRAW}\nfunction paints() {{}}", "It exports `draw`.", ""),
        ("zzz", f"{DRAW}\nfunction paint() {{}}", "It exports `draw`.", ""),
    ],
)
def test_the_name_is_exported_or_written_as_it_is_exported(
    name: str, javascript: str, help_text: str, fix: str
) -> None:
    config = '<py-config>[js_modules.main]\n"./chart.js" = "chart"</py-config>'
    python = page(f'<script type="py">\nfrom pyscript.js_modules import chart\nchart.{name}()\n</script>', config)
    assert told({"index.html": python, "chart.js": javascript}) == [(help_text, fix)]
    exported = fix if fix.startswith("Export") else ""
    assert imported(f"import {{ {name} }} from './chart.js'", javascript) == [(help_text, exported)]


def imported(statement: str, javascript: str) -> list[tuple[str, str]]:
    html = page('<script type="module" src="app.js"></script>\n<script type="py">1</script>')
    return told({"index.html": html, "app.js": statement, "chart.js": javascript})


@pytest.mark.parametrize(
    ("statement", "javascript", "expected"),
    [
        ("import defaults from './chart.js'", "export const defaults = 1", ("Did you mean `defaults`?", "")),
        ("import { defaul } from './chart.js'", "export default 1", ("Did you mean `default`?", "")),
        ("import { draw } from './chart.js'", "function draw() {}", ("It exports nothing.", "")),  # a plain script
    ],
)
def test_a_default_is_written_in_another_way(statement: str, javascript: str, expected: tuple[str, str]) -> None:
    assert imported(statement, javascript) == [expected]


@pytest.mark.parametrize(
    ("python", "kind", "console"),
    [
        ("from pyscript.js_modules.chart import paint", "py", "No module named 'None'"),
        ("from pyscript.js_modules.chart import paint", "mpy", "AttributeError"),
        ("from pyscript.js_modules import chart\nchart.paint()", "py", "AttributeError"),
    ],
)
def test_the_console_depends_on_how_it_is_taken(python: str, kind: str, console: str) -> None:
    config = f'<{kind}-config>[js_modules.main]\n"./chart.js" = "chart"</{kind}-config>'
    html = page(f'<script type="{kind}">\n{python}\n</script>', config)
    diagnostics = report_of({"index.html": html, "chart.js": DRAW}, select=frozenset({RULE})).diagnostics
    assert [each.finding.console for each in diagnostics if each.rule.name == RULE] == [console]


def test_a_module_of_another_server_cannot_be_changed() -> None:
    url = "https://cdn.example/chart.js"
    config = f'<py-config>[js_modules.main]\n"{url}" = "chart"</py-config>'
    html = page('<script type="py">\nfrom pyscript.js_modules import chart\nchart.paint()\n</script>', config)
    (found,) = said_of_servers(RULE, {"index.html": html}, {url: answer(url, f"{DRAW}\nfunction paint() {{}}")})
    assert found.finding.fix is None


def test_a_template_may_be_bundled() -> None:
    body = '<script type="module">\nimport { paint } from "./chart.js"\n</script>\n<script type="py">1</script>'
    files = {"chart.js": "module.exports = { paint }"}
    assert any(each.endswith(RULE) for each in said({"index.html": page(body), **files}))
    assert not any(each.endswith(RULE) for each in said({"index.html": page(body + "{% block main %}"), **files}))


def test_a_bundler_makes_a_module_of_a_script() -> None:
    body = '<script type="module">\nimport { paint } from "./chart.js"\n</script>\n<script type="py">print(1)</script>'
    files = {"index.html": page(body), "chart.js": "module.exports = { paint }"}
    bundled = {**files, "package.json": '{"devDependencies": {"vite": "5"}}', "vite.config.js": "export default {}"}

    assert any(each.endswith(RULE) for each in said(files))
    assert not any(each.endswith(RULE) for each in said(bundled))
