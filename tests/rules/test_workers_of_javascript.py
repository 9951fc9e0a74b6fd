"""The early exits of the rules about modules and workers that JavaScript starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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
