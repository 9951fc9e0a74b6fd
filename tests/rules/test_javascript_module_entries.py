"""What is said of entries of `js_modules`: files that are no modules, that run elsewhere, that have no version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projects import page, report_of
from tests.rules.other_servers import answer, said_of_servers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.finding import Diagnostic

MAIN, WORKER = '<script type="py">', '<script type="py" worker>'
DRAW = "from pyscript.js_modules import chart\nchart.draw()"


def told(
    rule: str,
    config: str,
    python: str = DRAW,
    javascript: str = "export const draw = 1",
    tags: tuple[str, ...] = (MAIN,),
    body: str = "",
    files: Mapping[str, str] | None = None,
) -> list[Diagnostic]:
    """What a rule says of a page with this config and with a script for each of these tags."""
    scripts = "\n".join(f"{tag}\n{python}\n</script>" for tag in tags)
    html = page(f"{body}{scripts}", f"<py-config>{config}</py-config>" if config else "")
    project = {"index.html": html, "chart.js": javascript, **(files or {})}
    report = report_of(project, select=frozenset({rule}))
    return [each for each in report.diagnostics if each.rule.name == rule]


def fixes(found: list[Diagnostic]) -> list[str]:
    return [each.finding.fix.title if each.finding.fix else "" for each in found]


def on(thread: str, url: str = "./chart.js", name: str = "chart") -> str:
    return f'[js_modules.{thread}]\n"{url}" = "{name}"\n'


NOT_ESM = "js-module-not-esm"
PLAIN = "function draw() {}"


@pytest.mark.parametrize(
    ("javascript", "python", "console"),
    [
        ("export function draw() {}", DRAW, ""),
        (PLAIN, DRAW, "AttributeError"),
        (PLAIN, "from pyscript.js_modules.chart import draw", "ImportError"),
        (PLAIN, "from pyscript.js_modules.chart import *", ""),
        (PLAIN, "from pyscript.js_modules.other import draw", ""),
        (PLAIN, "from pyscript.js_modules import chart\nprint(chart)", ""),
        (PLAIN, "from pyscript.js_modules import other\nother.draw()", ""),
        (PLAIN, "try:\n from pyscript.js_modules.chart import draw\nexcept ImportError: pass", ""),
        (PLAIN, f"try:\n {'; '.join(DRAW.splitlines())}\nexcept AttributeError: pass", ""),
        (PLAIN, "print(1)", ""),
        ("module.exports = {}", "print(1)", "module is not defined"),
        ("function draw( {", "print(1)", "SyntaxError"),
    ],
)
def test_a_file_without_exports_gives_python_nothing(javascript: str, python: str, console: str) -> None:
    found = told(NOT_ESM, on("main"), python, javascript)
    assert [each.finding.console for each in found] == [console] * bool(console)


def test_micropython_says_so_in_its_own_words() -> None:
    html = page(f'<script type="mpy">\n{DRAW}\n</script>', f"<mpy-config>{on('main')}</mpy-config>")
    report = report_of({"index.html": html, "chart.js": PLAIN}, select=frozenset({NOT_ESM}))
    assert [each.finding.console for each in report.diagnostics if each.rule.name == NOT_ESM] == [
        "has no attribute 'draw'"
    ]


@pytest.mark.parametrize(
    ("config", "tags", "expected"),
    [
        (on("main"), (MAIN,), 1),
        (on("worker"), (MAIN,), 0),
        (on("worker"), (WORKER,), 1),
        (on("main"), (WORKER,), 0),
    ],
)
def test_only_what_a_thread_loads_is_looked_at(config: str, tags: tuple[str, ...], expected: int) -> None:
    assert len(told(NOT_ESM, config, DRAW, "module.exports = {}", tags)) == expected


def test_a_stylesheet_is_no_module() -> None:
    assert told(NOT_ESM, on("main", "./chart.css"), files={"chart.css": "a { b: module.exports = ( }"}) == []


@pytest.mark.parametrize(
    ("python", "javascript", "body", "fixed"),
    [
        (DRAW, PLAIN, "", ["Export what Python uses"]),
        (DRAW, PLAIN, '<script src="chart.js"></script>\n', [""]),  # a plain script cannot export
        (DRAW, PLAIN, '<script src="other.js"></script>\n', ["Export what Python uses"]),
        (DRAW, PLAIN, '<link rel="stylesheet" href="chart.js">\n', ["Export what Python uses"]),
        (DRAW, "const paint = 1", "", [""]),
        (
            "from pyscript.js_modules import chart, other\nchart.draw()\nother.paint()",
            PLAIN,
            "",
            ["Export what Python uses"],
        ),
    ],
)
def test_what_the_file_declares_and_python_takes_can_be_exported(
    python: str, javascript: str, body: str, fixed: list[str]
) -> None:
    config = on("main") + '"./other.js" = "other"'
    found = told(NOT_ESM, config, python, javascript, body=body, files={"other.js": "export const paint = 1"})
    assert fixes(found) == fixed


def remote(rule: str, url: str, javascript: str = "", headers: dict[str, str] | None = None) -> list[Diagnostic]:
    html = page(f"{MAIN}\n{DRAW}\n</script>", f"<py-config>{on('main', url)}</py-config>")
    sent = {"access-control-allow-origin": "*", **(headers or {"content-type": "text/javascript"})}
    return said_of_servers(
        rule, {"index.html": html}, {url: answer(url, javascript, headers=sent)} if javascript else {}
    )


@pytest.mark.parametrize(
    ("javascript", "label", "help_text", "related"),
    [
        ("export const draw = 1", "", "", 0),
        ("function draw() {}", "no `export`", "Use a build of the library that is an ES module", 1),
        ("module.exports = 1", "CommonJS", "Use a build of the library that is an ES module", 0),
        ("export const = 1", "has a syntax error", "Load another build of the library", 0),
    ],
)
def test_a_file_of_another_server_is_told_at_its_address(
    javascript: str, label: str, help_text: str, related: int
) -> None:
    found = remote(NOT_ESM, "https://cdn.example/chart.js", javascript)
    assert [each.finding.label for each in found] == [label] * bool(label)
    assert all(each.finding.span.path == "index.html" and each.finding.fix is None for each in found)
    assert all((each.finding.help or "").startswith(help_text) for each in found)
    assert all(len(each.finding.related) == related for each in found)


def test_a_file_of_the_project_is_told_where_reading_it_fails() -> None:
    (found,) = told(NOT_ESM, on("main"), DRAW, "export const = 1")
    assert (found.finding.span.path, found.finding.label) == ("chart.js", "reading fails here")
    assert (found.finding.help or "").startswith("Fix the syntax")
    assert [each.span.path for each in found.finding.related] == ["index.html"]


def test_what_is_not_sent_as_javascript_is_said_by_another_rule() -> None:
    for kind, expected in (("text/plain", 0), ("text/javascript", 1)):
        found = remote(NOT_ESM, "https://cdn.example/chart.js", "module.exports = 1", {"content-type": kind})
        assert len(found) == expected


@pytest.mark.parametrize(
    ("url", "python", "name"),
    [
        ("https://cdn.example/dist/umd/chart.js", DRAW, "chart.js"),
        ("https://cdn.example/chart.umd.min.js", DRAW, "chart.umd.min.js"),
        ("https://cdn.example/umd/", DRAW, "https://cdn.example/umd/"),
        ("https://cdn.jsdelivr.net/npm/jquery@3.7.1/dist/jquery.min.js", DRAW, "jquery.min.js"),
        ("https://cdn.example/chart.js", DRAW, ""),
        ("https://cdn.example/chart.umd.js", "print(1)", ""),
        ("./lost/umd/chart.js", DRAW, ""),  # another rule says that it is not there
    ],
)
def test_an_address_can_tell_that_a_file_is_no_module(url: str, python: str, name: str) -> None:
    found = told(NOT_ESM, on("main", url), python)
    assert [each.finding.message for each in found] == [
        f"`{name}` is not an ES module, so `chart` is empty in Python"
    ] * bool(name)
    assert all(each.severity.label == "warning" for each in found)


STYLE = "js-module-stylesheet-name"
CSS = on("main") + '"./chart.css" = "style"\n'


@pytest.mark.parametrize(
    ("config", "python", "tags", "expected"),
    [
        (CSS, DRAW, (WORKER,), ["Call it `chart`"]),
        (CSS, DRAW, (MAIN,), []),
        (CSS, DRAW, (WORKER, MAIN), []),  # the main thread loads every stylesheet
        (CSS, DRAW, (MAIN, WORKER), []),
        (CSS, DRAW, (WORKER, WORKER), ["Call it `chart`"]),
        (CSS, "from pyscript.js_modules import chart, style\nchart.draw()", (WORKER,), []),
        (CSS.replace("style", "chart"), DRAW, (WORKER,), []),
        (CSS, "print(1)", (WORKER,), []),  # no module is loaded either
        (CSS, "from pyscript.js_modules import other", (WORKER,), []),
        (on("main", "./chart.css", "style"), "from pyscript.js_modules import other", (WORKER,), []),
        (on("main", "./more.css", "chart") + '"./chart.css" = "style"', DRAW, (WORKER,), []),  # two stylesheets
        (on("main", "./other.js", "other") + '"./chart.js" = "chart"', DRAW, (WORKER,), []),
        (on("worker") + on("main", "./chart.css", "style"), DRAW, (WORKER,), []),
        (on("main") + on("worker", "./chart.css", "style"), DRAW, (WORKER,), []),
        (
            on("main", "./other.js", "a") + '"./chart.js" = "chart"\n"./chart.css" = "style"',
            DRAW,
            (WORKER,),
            ["Call it `chart`"],
        ),
    ],
)
def test_a_worker_loads_a_stylesheet_only_with_the_module_that_has_its_name(
    config: str, python: str, tags: tuple[str, ...], expected: list[str]
) -> None:
    found = told(STYLE, config, python, tags=tags, files={"chart.css": "a {}", "other.js": "export const a = 1"})
    assert fixes(found)[:1] == expected
    assert len({each.finding.span for each in found}) == len(expected)


def test_a_script_with_another_config_does_not_load_it() -> None:
    body = '<script type="mpy">print(1)</script>'
    found = told(STYLE, CSS, tags=(WORKER,), body=body, files={"chart.css": "a {}"})
    assert fixes(found) == ["Call it `chart`"]


UNPINNED = "js-module-unpinned"


@pytest.mark.parametrize(
    ("config", "tags", "expected"),
    [
        (on("main", "https://esm.run/chart"), (MAIN,), 1),
        (on("main", "https://esm.run/chart"), (WORKER,), 0),
        (on("worker", "https://esm.run/chart"), (MAIN,), 0),
        (on("worker", "https://esm.run/chart"), (WORKER,), 1),
        (on("main", "https://esm.run/chart@latest"), (MAIN,), 1),
        (on("main", "https://esm.run/chart@4"), (MAIN,), 0),
        (on("main", "https://cdn.example/chart.js"), (MAIN,), 0),
        (on("main"), (MAIN,), 0),
    ],
)
def test_the_newest_module_of_a_cdn_can_change_any_day(config: str, tags: tuple[str, ...], expected: int) -> None:
    assert len(told(UNPINNED, config, tags=tags)) == expected


WRONG_THREAD = "js-module-wrong-thread"
OF_WORKERS = on("worker")
IMPORT = "from pyscript.js_modules import chart"


@pytest.mark.parametrize(
    ("config", "python", "expected"),
    [
        (OF_WORKERS, IMPORT, ["cannot import name 'chart'"]),
        (OF_WORKERS, "from pyscript.js_modules.chart import draw", ["No module named 'pyscript.js_modules.chart'"]),
        (OF_WORKERS, "from pyscript import js_modules\njs_modules.chart", ["AttributeError: chart"]),
        (OF_WORKERS, f"{IMPORT}\n{IMPORT}", ["cannot import name 'chart'"]),
        (OF_WORKERS, f"try:\n {IMPORT}\nexcept ImportError: pass", []),
        (OF_WORKERS, "print(1)", []),
        (OF_WORKERS + on("main"), IMPORT, []),  # both threads have it
        (OF_WORKERS + on("main", "./other.js", "chart"), IMPORT, []),
        (on("main"), IMPORT, []),
        (on("main", "./chart.css"), IMPORT, []),  # a stylesheet of the main thread
    ],
)
def test_the_main_thread_has_no_module_of_workers(config: str, python: str, expected: list[str]) -> None:
    found = told(WRONG_THREAD, config, python, files={"other.js": "export const a = 1"})
    assert [each.finding.console for each in found] == expected


@pytest.mark.parametrize(
    ("python", "expected"),
    [
        (IMPORT, "can't import name chart"),
        ("from pyscript.js_modules.chart import draw", "no module named 'pyscript.js_modules.chart'"),
        ("from pyscript import js_modules\njs_modules.chart", "object has no attribute 'chart'"),
    ],
)
def test_micropython_has_its_own_words_for_a_module_of_workers(python: str, expected: str) -> None:
    html = page(f'<script type="mpy">\n{python}\n</script>', f"<mpy-config>{OF_WORKERS}</mpy-config>")
    report = report_of({"index.html": html, "chart.js": "export const draw = 1"}, select=frozenset({WRONG_THREAD}))
    assert [each.finding.console for each in report.diagnostics if each.rule.name == WRONG_THREAD] == [expected]


@pytest.mark.parametrize(
    ("config", "fixed"),
    [
        (OF_WORKERS, True),
        (OF_WORKERS + '"./other.js" = "other"', False),  # the other one stays
        (OF_WORKERS + on("main", "./other.js", "other"), True),
        (on("main", "./other.js", "other") + OF_WORKERS + '"./third.js" = "third"', True),
        ('[js_modules]\nmain = "chart"\n' + OF_WORKERS, False),
    ],
)
def test_the_entry_is_moved_where_it_can_be(config: str, fixed: bool) -> None:
    found = told(WRONG_THREAD, config, IMPORT)
    assert fixes(found) == ["Put it under `js_modules.main`" if fixed else ""]


def test_the_table_of_workers_is_renamed() -> None:
    config = '[js_modules.others]\n"./a.js" = "a"\n' + OF_WORKERS
    (found,) = told(WRONG_THREAD, config, IMPORT)
    html = page(f"{MAIN}\n{IMPORT}\n</script>", f"<py-config>{config}</py-config>")
    assert found.finding.fix
    assert [(html[each.start : each.end], each.text) for each in found.finding.fix.edits] == [("worker", "main")]


def test_a_game_has_no_workers() -> None:
    tag = """<script type="py-game" config='{"js_modules": {"worker": {"./chart.js": "chart"}}}'>"""
    assert told(WRONG_THREAD, "", IMPORT, tags=(tag,)) == []
    assert len(told(WRONG_THREAD, "", IMPORT, tags=(tag.replace("-game", ""),))) == 1


def test_the_entry_that_is_moved_is_the_one_that_is_used() -> None:
    config = '[js_modules.worker]\n"./other.js" = "other"\n"./chart.js" = "chart"\n' + on("main", "./third.js", "third")
    (found,) = told(WRONG_THREAD, config, IMPORT)
    assert found.finding.fix
    changed = "".join(each.text for each in found.finding.fix.edits)
    assert "chart" in changed
    assert "other" not in changed


DOCUMENT = "document.title = 'a'"


@pytest.mark.parametrize(
    ("javascript", "other", "tag", "expected"),
    [
        (DOCUMENT, "", WORKER, ["document is not defined"]),
        ("export const draw = () => document.title", "", WORKER, []),
        ("import './other.js'", DOCUMENT, WORKER, ["document is not defined"]),
        ("import './other.js'", "import './chart.js'", WORKER, []),
        (f"import './other.js'\n{DOCUMENT}", DOCUMENT, WORKER, ["document is not defined"]),
        (DOCUMENT, "", MAIN, ["cannot import name 'chart'"]),
        (DOCUMENT, "", '<script type="py-game">', []),
    ],
)
def test_a_module_of_workers_cannot_use_the_page(javascript: str, other: str, tag: str, expected: list[str]) -> None:
    found = told(WRONG_THREAD, OF_WORKERS, IMPORT, javascript, (tag,), files={"other.js": other})
    assert [each.finding.console for each in found] == expected


def test_a_stylesheet_of_workers_fails_in_them() -> None:
    config = on("worker", "./chart.css", "style")
    found = told(WRONG_THREAD, config, tags=(WORKER,), files={"chart.css": "a {}"})
    assert [each.finding.label for each in found] == ["a stylesheet"]
    assert told(WRONG_THREAD, config.replace("worker", "main"), tags=(WORKER,), files={"chart.css": "a {}"}) == []
    assert told(WRONG_THREAD, on("main"), javascript=DOCUMENT, tags=(WORKER,)) == []


@pytest.mark.parametrize(("tag", "effect"), [("py", "page-blank"), ("py-editor", "script-dies")])
def test_only_a_script_of_the_page_takes_the_page_with_it(tag: str, effect: str) -> None:
    config = '{"js_modules": {"worker": {"./chart.js": "chart"}}}'
    html = page(f"<script type=\"{tag}\" worker config='{config}'>\n{IMPORT}\n</script>")
    report = report_of({"index.html": html, "chart.js": DOCUMENT}, select=frozenset({WRONG_THREAD}))
    assert [each.effect.value for each in report.diagnostics if each.rule.name == WRONG_THREAD] == [effect]


REVERSED = "js-modules-reversed"
SWAPPED = '[js_modules.{}]\nchart = "./chart.js"\n'


@pytest.mark.parametrize(
    ("table", "tag", "expected"),
    [
        ("main", MAIN, ["Failed to fetch dynamically imported module"]),
        ("main", WORKER, [""]),  # it fails only if it is used
        ("worker", WORKER, ["Failed to fetch dynamically imported module"]),
        ("worker", MAIN, []),
    ],
)
def test_a_name_before_the_address_is_told_where_it_is_loaded(table: str, tag: str, expected: list[str]) -> None:
    found = told(REVERSED, SWAPPED.format(table), "print(1)", tags=(tag,))
    assert [each.finding.console for each in found] == expected


MISSING = "js-module-missing-name"


@pytest.mark.parametrize(
    ("python", "help_text", "fixed"),
    [
        ("from pyscript.js_modules import chrt", "Did you mean `chart`?", "Write `chart`"),
        ("from pyscript.js_modules import other", "Name the module in the config", ""),
        ("from pyscript.js_modules.chrt import draw", "Did you mean `chart`?", ""),
        ("from pyscript.js_modules import *", "Import each module by its name.", ""),
        ("from pyscript.js_modules.chart import *", "Import the names that you need.", ""),
    ],
)
def test_the_help_names_the_module_that_is_almost_written_so(python: str, help_text: str, fixed: str) -> None:
    found = told(MISSING, on("main") + '"./charts.js" = "carts"\n', python)
    assert [(each.finding.help or "").startswith(help_text) for each in found] == [True]
    assert fixes(found) == [fixed]


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ("", 1),
        (SWAPPED.format("main"), 0),  # another rule says that it is written the wrong way round
        ('name = "a"\n', 1),
        ('[js_modules.main]\n"./chart.js" "chart"\n', 0),  # PyScript ignores this line, as another rule says
        ('[js_modules.main]\n"./other.js" "other"\n', 1),
    ],
)
def test_a_name_that_another_fault_hides_is_not_missing(config: str, expected: int) -> None:
    assert len(told(MISSING, config, IMPORT)) == expected


def test_only_star_imports_of_javascript_modules_import_nothing() -> None:
    assert told(MISSING, on("main"), "from json import *\nfrom pyscript import *") == []
    assert len(told(MISSING, on("main"), "from pyscript.js_modules.chart import *")) == 1


@pytest.mark.parametrize(
    ("kind", "console"), [("py", "ImportError: cannot import name 'chart'"), ("mpy", "can't import name chart")]
)
def test_each_interpreter_has_its_words_for_a_missing_module(kind: str, console: str) -> None:
    html = page(f'<script type="{kind}">\n{IMPORT}\n</script>')
    report = report_of({"index.html": html}, select=frozenset({MISSING}))
    assert [each.finding.console for each in report.diagnostics if each.rule.name == MISSING] == [console]
