"""What the JavaScript of a page imports, or forgot to import."""

from __future__ import annotations

from pyscript_doctor import Session, Settings
from pyscript_doctor.queries.javascript_imports import missed_imports, unimported_workers
from tests.in_one_test import in_one_test
from tests.projects import page, told
from tests.rules.sites import Site

MPY = '<script type="mpy">1</script>'
VITE = {"package.json": '{"devDependencies": {"vite": "^5"}}'}
FILES = {"library.js": "", "tools/index.js": "", "tools/more.mjs": "", "tools/Draw.js": ""}


def missed(files: dict[str, str]) -> list[str]:
    """What a page imports and what was meant."""
    return told(files, lambda it: [f"{each.specifier.value}: {each.meant}" for each in missed_imports(it.pages[0], it)])


def module(statement: str) -> str:
    return page(f'<script type="module">{statement}</script>{MPY}')


@in_one_test(
    [
        ('import "./library";', "./library: ./library.js"),
        ('import "./tools";', "./tools: ./tools/index.js"),
        ('import "./tools/more";', "./tools/more: ./tools/more.mjs"),
        ('import "./tools/draw.js";', "./tools/draw.js: ./tools/Draw.js"),
        ('export * from "./Library.js";', "./Library.js: ./library.js"),
    ]
)
def test_a_file_of_a_near_name_was_meant(statement: str, expected: str) -> None:
    assert missed({"index.html": module(statement), **FILES}) == [expected]


@in_one_test(
    [
        ('import "./draw.js";', "./draw.js: ./Draw.js"),
        ('import "../Library.js";', "../Library.js: ../library.js"),
        ('import "../library";', "../library: ../library.js"),
        ('import "./more";', "./more: ./more.mjs"),
    ]
)
def test_what_a_module_in_a_folder_imports_is_relative_to_it(statement: str, expected: str) -> None:
    html = page(f'<script type="module" src="tools/start.js"></script>{MPY}')
    assert missed({"index.html": html, "tools/start.js": statement, **FILES}) == [expected]


@in_one_test(
    [
        ('import "/library";', "/library: /library.js"),
        ('import "/Library.js";', "/Library.js: ./library.js"),
    ]
)
def test_other_addresses_of_the_page_say_where_the_top_of_the_site_is(statement: str, expected: str) -> None:
    html = module(statement)
    assert missed({"index.html": html, **FILES}) == []
    head = '<head><link rel="stylesheet" href="/style.css">'
    assert missed({"index.html": html.replace("<head>", head), "style.css": "", **FILES}) == [expected]


@in_one_test(
    [
        'import "./library.js";',
        'import "./nothing.js";',
        # Only an import map gives these a place.
        'import "library";',
        # The code may expect that it fails.
        'import("./library").catch(() => null);',
    ]
)
def test_nothing_else_was_meant_for_certain(statement: str) -> None:
    assert missed({"index.html": module(statement), **FILES}) == []


def test_a_script_that_is_no_module_fails_at_the_word_import() -> None:
    html = page(f'<script>import "./library";</script><script src="start.js"></script>{MPY}')
    assert missed({"index.html": html, "start.js": 'import "./library";', **FILES}) == []


def test_another_tool_may_find_the_file() -> None:
    html = module('import "./library";')
    assert missed({"index.html": html, **VITE, **FILES}) == []
    assert missed({"templates/index.html": html, "templates/library.js": ""}) == []
    assert missed({"part.html": f'<script type="module">import "./library";</script>{MPY}', **FILES}) == []


def test_a_server_does_not_list_its_files_so_there_is_nothing_to_check() -> None:
    settings = Settings(select=frozenset({"js-import-missing-file"}))
    report = Session(Site({"index.html": module('import "./library";')}), settings).check()
    assert (report.diagnostics, report.skips) == ((), ())


CALL = 'PyWorker("./work.py");'


def unimported(html: str, more: dict[str, str] | None = None) -> list[str]:
    """The names that scripts of a page call and nothing gives them."""
    files = {"index.html": html, "work.py": "", **(more or {})}
    return told(files, lambda it: [call.name for _, call in unimported_workers(it.pages[0], it)])


@in_one_test([CALL, f"const worker = await {CALL}", f"new {CALL}", f"{CALL}\n{CALL}"])
def test_a_worker_needs_an_import(source: str) -> None:
    assert set(unimported(module(source))) == {"PyWorker"}


@in_one_test(
    [
        f'import {{ PyWorker }} from "https://pyscript.net/releases/2026.7.3/core.js";\n{CALL}',
        f'const {{ PyWorker }} = await import("https://pyscript.net/releases/2026.7.3/core.js");\n{CALL}',
        f"import * as core from 'https://pyscript.net/releases/2026.7.3/core.js';\ncore.{CALL}",
        f"function start(PyWorker) {{ {CALL} }}",
        f"function start() {{ function PyWorker(path) {{ return path; }}\n{CALL} }}\nstart();",
        f"function start(core) {{ core.{CALL}\n{CALL} }}",
        f"function PyWorker(path) {{ return path; }}\n{CALL}",
        "const PyWorker = null;",
        f'import {{ PyWorker as Worker }} from "./core.js";\n{CALL.removeprefix("Py")}',
        f'import {{ MPWorker }} from "./core.js";\nMP{CALL.removeprefix("Py")}',
    ]
)
def test_something_gives_the_name(source: str) -> None:
    assert unimported(module(source)) == []


def test_python_and_other_scripts_may_give_the_name() -> None:
    given = "<script>function PyWorker(path) { return path; }</script>"
    assert unimported(page(f"{given}<script>{CALL}</script>{MPY}")) == []
    python = '<script type="mpy">\nfrom pyscript import window\nwindow.PyWorker = print\n</script>'
    assert unimported(page(f"{python}<script>{CALL}</script>")) == []


def test_a_page_without_pyscript_or_with_a_bundler_is_not_asked() -> None:
    html = f"<!doctype html><html><head></head><body>{MPY}<script>{CALL}</script></body></html>"
    assert unimported(html) == []
    assert unimported(module(CALL), VITE) == []
