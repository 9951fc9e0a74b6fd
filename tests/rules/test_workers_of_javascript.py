"""The early exits of the rules about modules and workers that JavaScript starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.knowledge.releases import newest
from tests.in_one_test import in_one_test
from tests.projects import page, report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.finding import Diagnostic

CORE = "https://pyscript.net/releases/2026.7.3/core.js"
PYTHON = '<script type="mpy">print(1)</script>'
LIBRARY = {"library.js": "export const a = 1;"}


def found(rule: str, body: str, files: Mapping[str, str] | None = None, release: str = "2026.7.3") -> list[Diagnostic]:
    """What a rule says of a page with that body."""
    project = {"index.html": page(body + PYTHON, release=release), "worker.py": "print(1)", **(files or {})}
    return [each for each in report_of(project).diagnostics if each.rule.name == rule]


def severities(rule: str, body: str, files: Mapping[str, str] | None = None, release: str = "2026.7.3") -> list[str]:
    return [each.severity.label for each in found(rule, body, files, release)]


def module(source: str) -> str:
    return f'<script type="module">{source}</script>'


def with_map(text: str, kind: str = "importmap") -> str:
    return f'<script type="{kind}">{text}</script>' + module('import a from "library";')


BARE = module('import a from "library";')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BARE, ["error"]),
        (module('import a from "./library.js";'), []),
        (module('import a from "https://example.com/library.js";'), []),
        (module('import "";'), []),
        (module('const a = await import("library").catch(() => null);'), []),
        ('<script>import a from "library";</script>', []),
        (with_map('{"imports": {"library": "./library.js"}}'), []),
        (with_map('{"imports": {"lib": "./library.js"}}'), ["error"]),
        (with_map('{"imports": {"libr/": "./"}}'), ["error"]),
        (with_map('{"imports": {"a": "./a.js"}}') + module('import a from "a/b.js";'), ["error", "error"]),
        (with_map('{"imports": {"library": "./library.js", "a/": "./"}}') + module('import a from "a/b.js";'), []),
        (with_map('{"imports": {"other": "./other.js"}, "scopes": {"/x/": {}}}'), []),
        (with_map('{"imports": ["library"]}'), []),
        (with_map('{"imports": []}'), []),
        (with_map("[]"), []),
        (with_map("{"), []),
        (with_map('{"imports": {}}', "importmap-shim"), []),
        ('<script>document.write(`<script type="importmap">{}</` + "script>");</script>' + BARE, []),
    ],
)
def test_a_package_needs_a_url_or_an_import_map(body: str, expected: list[str]) -> None:
    assert severities("js-bare-import", body, LIBRARY) == expected


def test_an_import_map_is_not_for_workers() -> None:
    config = '<py-config>[js_modules.worker]\n"./worker.js" = "helper"</py-config>'
    worker = f'{config}<script type="py" worker>from pyscript.js_modules import helper</script>'
    body = with_map('{"imports": {"library": "./library.js"}}') + worker
    (diagnostic,) = found("js-bare-import", body, {**LIBRARY, "worker.js": 'import a from "library";'})
    assert diagnostic.finding.span.path == "worker.js"
    assert diagnostic.finding.help == "Import it by a URL: `https://esm.run/library`."


def test_a_server_of_a_package_may_rewrite_imports() -> None:
    assert severities("js-bare-import", BARE, {"package.json": "{}"}) == ["warning"]
    below = {"app/index.html": page(BARE), "package.json": "{}"}
    (diagnostic,) = [each for each in report_of(below).diagnostics if each.rule.name == "js-bare-import"]
    assert diagnostic.severity.label == "warning"


def test_pyscript_itself_is_imported_from_where_the_page_loads_it() -> None:
    (diagnostic,) = found("js-bare-import", module('import { PyWorker } from "@pyscript/core";'), release="2026.3.1")
    assert "https://pyscript.net/releases/2026.3.1/core.js" in diagnostic.finding.help


IMPORT = f'import {{ PyWorker, MPWorker, whenDefined }} from "{CORE}";\n'


@pytest.mark.parametrize(
    ("source", "release", "expected"),
    [
        ('await PyWorker("./worker.py");', "2026.7.3", ["error"]),
        ('await PyWorker("./worker.py");', "2024.9.2", []),
        ('await new PyWorker("./worker.py");', "2026.7.3", []),
        ('await whenDefined("py");\nawait PyWorker("./worker.py");', "2026.7.3", []),
        ('await fetch("./data.json");\nawait PyWorker("./worker.py");', "2026.7.3", []),
        ('addEventListener("click", () => PyWorker("./worker.py"));', "2026.7.3", []),
    ],
)
def test_a_worker_of_javascript_waits_for_pyscript(source: str, release: str, expected: list[str]) -> None:
    body = module(IMPORT.replace("2026.7.3", release) + source)
    assert severities("js-worker-before-ready", body, release=release) == expected


def test_an_import_of_pyscript_is_quick_and_another_one_may_take_long() -> None:
    of_pyscript = f'const {{ PyWorker }} = await import("{CORE}");\nawait PyWorker("./worker.py");'
    other = f'await import("./library.js");\n{of_pyscript}'
    assert severities("js-worker-before-ready", module(of_pyscript)) == ["error"]
    assert severities("js-worker-before-ready", module(other), LIBRARY) == []


@pytest.mark.parametrize(("name", "console"), [("PyWorker", "No module"), ("MPWorker", "no module")])
def test_each_interpreter_has_its_words_for_a_missing_module(name: str, console: str) -> None:
    (diagnostic,) = found("js-worker-before-ready", module(f'{IMPORT}await {name}("./worker.py");'))
    prefix = "py" if name == "PyWorker" else "mpy"
    assert diagnostic.finding.console.startswith(console)
    assert f'await whenDefined("{prefix}");\nconst worker = await {name}("./worker.py");' in diagnostic.finding.help


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (module('addEventListener("click", () => PyWorker("./worker.py"));'), 'core.js";\n```'),
        ('<script>addEventListener("click", () => PyWorker("./worker.py"));</script>', "Only a module can import"),
    ],
)
def test_only_a_module_can_import_a_worker(body: str, told: str) -> None:
    (diagnostic,) = found("js-worker-not-imported", body)
    assert told in diagnostic.finding.help
    assert CORE in diagnostic.finding.help


@pytest.mark.parametrize(
    ("source", "release", "expected"),
    [
        ('new PyWorker("./worker.py");', "2026.7.3", ["error"]),
        ('new PyWorker("./worker.py");', "2024.1.3", []),
        ('await PyWorker("./worker.py");', "2026.7.3", []),
    ],
)
def test_a_worker_of_javascript_is_no_class(source: str, release: str, expected: list[str]) -> None:
    body = module(IMPORT.replace("2026.7.3", release) + source)
    assert severities("js-worker-with-new", body, release=release) == expected


def fixed(rule: str, body: str) -> str:
    """The body as the fix leaves it; "" if there is no fix."""
    html = page(body + PYTHON)
    (diagnostic,) = found(rule, body)
    if diagnostic.finding.fix is None:
        return ""
    for edit in sorted(diagnostic.finding.fix.edits, key=lambda each: each.start, reverse=True):
        html = html[: edit.start] + edit.text + html[edit.end :]
    return html.split("<body>\n")[1].split(PYTHON)[0]


@in_one_test(
    [
        (f'{IMPORT}await new PyWorker("./worker.py");', f'{IMPORT}await PyWorker("./worker.py");'),
        (f'{IMPORT}const a = new PyWorker("./worker.py");', f'{IMPORT}const a = await PyWorker("./worker.py");'),
        (f'{IMPORT}function go() {{ new PyWorker("./worker.py"); }}', ""),
        (
            f'{IMPORT}async function go() {{ await new PyWorker("./worker.py"); }}',
            f'{IMPORT}async function go() {{ await PyWorker("./worker.py"); }}',
        ),
    ]
)
def test_without_new_the_call_is_awaited_where_javascript_can(source: str, expected: str) -> None:
    assert fixed("js-worker-with-new", module(source)) == (module(expected) if expected else "")


def test_a_classic_script_cannot_await() -> None:
    classic = f'<script>const {{ PyWorker }} = await import("{CORE}"); new PyWorker("./worker.py");</script>'
    (diagnostic,) = found("js-worker-with-new", classic)
    assert diagnostic.finding.fix is None


def test_the_help_repeats_the_file_of_the_worker() -> None:
    for written, told in (('"./worker.py"', "./worker.py"), ("url", "./worker.py"), ('"./own.py"', "./own.py")):
        for rule, new in (("js-worker-with-new", "new "), ("js-worker-before-ready", "")):
            (diagnostic,) = found(rule, module(f"{IMPORT}await {new}PyWorker({written});"))
            assert f'PyWorker("{told}"' in diagnostic.finding.help


CALLS = 'addEventListener("click", () => PyWorker("./worker.py"));'


@in_one_test(
    [
        (module(CALLS), module(f'import {{ PyWorker }} from "{CORE}";\n{CALLS}')),
        (
            f"<script>{CALLS}</script>",
            f'<script type="module">import {{ PyWorker }} from "{CORE}";\n{CALLS}</script>',
        ),
        (module(f"\n  {CALLS}\n"), module(f'\n  import {{ PyWorker }} from "{CORE}";\n  {CALLS}\n')),
    ]
)
def test_the_import_comes_first(body: str, expected: str) -> None:
    assert fixed("js-worker-not-imported", body) == expected


@in_one_test(
    [
        ('<script type="module" src="own.js"></script>', True),
        ('<script src="own.js"></script>', True),
        ('<script type="module">import "./own.js";</script>', True),
    ]
)
def test_the_import_comes_first_in_files_too(body: str, is_fixed: bool) -> None:
    (diagnostic,) = found("js-worker-not-imported", body, {"own.js": CALLS})
    assert (diagnostic.finding.fix is not None) == is_fixed


def test_the_import_has_a_whole_url() -> None:
    core = CORE.removeprefix("https:").replace("2026.7.3", "2026.3.1")
    html = f'<!doctype html><script type="module" src="{core}"></script>{module(CALLS)}{PYTHON}'
    files = {"index.html": html, "worker.py": "1"}
    (diagnostic,) = [each for each in report_of(files).diagnostics if each.rule.name == "js-worker-not-imported"]
    assert f'import {{ PyWorker }} from "{CORE.replace("2026.7.3", newest().name)}";' in diagnostic.finding.help
    assert diagnostic.finding.fix is None


MICROPYTHON = f'import {{ MPWorker }} from "{CORE}";\n'


BOTH = f'import {{ MPWorker, whenDefined }} from "{CORE}";\n'


@in_one_test(
    [
        (
            f'{MICROPYTHON}await MPWorker("./worker.py");',
            f'{BOTH}await whenDefined("mpy");\nawait MPWorker("./worker.py");',
        ),
        (
            f'{BOTH}const a = await MPWorker("./worker.py");',
            f'{BOTH}await whenDefined("mpy");\nconst a = await MPWorker("./worker.py");',
        ),
        # The page has no script of Pyodide to wait for.
        (f'import {{ PyWorker }} from "{CORE}";\nawait PyWorker("./worker.py");', ""),
    ]
)
def test_the_fix_waits_for_pyscript(source: str, expected: str) -> None:
    assert fixed("js-worker-before-ready", module(source)) == (module(expected) if expected else "")


def test_another_wait_may_take_long_enough() -> None:
    for before, expected in (("", ["error"]), ('await fetch("./data.json");', []), ("const a = 1;", ["error"])):
        body = module(f'{MICROPYTHON}{before}\nconst worker = await MPWorker("./worker.py");')
        assert severities("js-worker-before-ready", body) == expected


def test_packages_are_rewritten_where_something_builds_the_page() -> None:
    html = "{% if open %}{% endif %}" + page(BARE + PYTHON)
    for path, files in (("templates/index.html", {}), ("index.html", {"vite.config.js": "export default {}"})):
        report = report_of({path: html, **files})
        assert [each for each in report.diagnostics if each.rule.name == "js-bare-import"] == []


def test_pyscript_itself_is_imported_by_a_whole_url() -> None:
    core = CORE.removeprefix("https:").replace("2026.7.3", "2026.3.1")
    source = module('import { PyWorker } from "@pyscript/core";')
    html = f'<!doctype html><script type="module" src="{core}"></script>{source}{PYTHON}'
    (diagnostic,) = [each for each in report_of({"index.html": html}).diagnostics if each.rule.name == "js-bare-import"]
    assert f"https://pyscript.net/releases/{newest().name}/core.js" in diagnostic.finding.help


@in_one_test(
    [
        ("<script>const a = await fetch('a.json');</script>", 1),
        ("<script>async function go() { await fetch('a.json'); }</script>", 0),
        (module("const a = await fetch('a.json');"), 0),
        # An import fails there before, and another rule speaks about it.
        ('<script>import a from "./library.js"; const b = await fetch("a.json");</script>', 0),
    ]
)
def test_a_classic_script_does_not_await(body: str, count: int) -> None:
    assert len(found("await-in-classic-script", body, LIBRARY)) == count


def test_only_what_is_awaited_before_the_call_takes_time() -> None:
    for source in (
        f'{IMPORT}await PyWorker("./worker.py");\nawait fetch("./data.json");\nawait fetch("./more.json");',
        f'await import("{CORE}");\n{IMPORT}await PyWorker("./worker.py");',
    ):
        assert severities("js-worker-before-ready", module(source)) == ["error"]


def test_the_import_is_from_the_release_that_the_page_loads() -> None:
    (diagnostic,) = found("js-worker-not-imported", module(CALLS), release="2026.3.1")
    assert "https://pyscript.net/releases/2026.3.1/core.js" in diagnostic.finding.help
