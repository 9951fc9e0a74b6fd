"""What is said of the settings of a config, beyond the examples of the rules' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.in_one_test import in_one_test
from tests.projects import page, report_of

if TYPE_CHECKING:
    from pyscript_doctor import Finding
    from pyscript_doctor.engine.finding import Diagnostic

PY, MPY = '<script type="py">print(1)</script>', '<script type="mpy">print(1)</script>'


def found(rule: str, html: str, release: str = "2026.7.3") -> list[Diagnostic]:
    report = report_of({"index.html": page(html, release=release)}, select=frozenset({rule}))
    return list(report.diagnostics)


def shared(text: str, tag: str = "py", script: str = PY) -> str:
    """A config of the page, and a script that reads it."""
    return f"<{tag}-config>\n{text}\n</{tag}-config>\n{script}"


def own(text: str, kind: str = 'type="py" worker') -> str:
    """A script with a config of its own, in JSON."""
    return f"<script {kind} config='{text}'>print(1)</script>"


def titled(finding: Finding) -> str:
    return finding.fix.title if finding.fix else ""


def written(diagnostic: Diagnostic) -> str:
    """What the help says to write."""
    return diagnostic.finding.help.partition("```toml\n")[2].removesuffix("\n```")


# config-type


@in_one_test(
    [
        ('packages = "numpy"', "a string", 'packages = ["numpy"]', "Make it a list"),
        ('packages = "numpy, pandas"', "a string", 'packages = ["numpy, pandas"]', "Make it a list"),
        ('packages = "numpy==1.0; x"', "a string", 'packages = ["numpy==1.0; x"]', ""),
        ("packages = 3", "a number", 'packages = ["numpy", "pandas"]', ""),
        ("packages = true", "a boolean", 'packages = ["numpy", "pandas"]', ""),
        ("[packages]", "a table", 'packages = ["numpy", "pandas"]', ""),
        ('{"packages": {"numpy": "*", "folium": ""}}', "a table", 'packages = ["numpy", "folium"]', "Make it a list"),
        ('{"packages": {"numpy": "1.0", "folium": "*"}}', "a table", 'packages = ["numpy", "folium"]', ""),
        ('{"packages": {"numpy": 1}}', "a table", 'packages = ["numpy"]', ""),
        ('{"packages": {}}', "a table", 'packages = ["numpy", "pandas"]', ""),
        ('files = "a.csv"', "a string", '[files]\n"a.csv" = ""', "Make it a table"),
        ('{"files": ["a.csv", "b.csv"]}', "a list", '[files]\n"a.csv" = ""', "Make it a table"),
        ('{"files": [3, "a.csv"]}', "a list", '[files]\n"a.csv" = ""', ""),
        ('{"files": ["a.csv", ""]}', "a list", '[files]\n"a.csv" = ""', ""),
        ("files = [3]", "a list", '[files]\n"./data.csv" = ""', ""),
        ("files = []", "a list", '[files]\n"./data.csv" = ""', ""),
        ("plugins = 3", "a number", 'plugins = ["!error"]', ""),
        ("plugins = true", "a boolean", 'plugins = ["!error"]', ""),
    ]
)
def test_a_setting_of_another_type(text: str, what: str, writes: str, fix: str) -> None:
    (one,) = found("config-type", shared(text))
    assert one.finding.message.endswith(f"but it is {what}")
    assert written(one) == writes
    assert titled(one.finding) == fix


@in_one_test(
    [
        ("packages = [1]", "a package name must be a string, but this is a number"),
        ("packages = [true]", "a package name must be a string, but this is a boolean"),
        ("packages = [[1]]", "a package name must be a string, but this is a list"),
        ('[files]\n"a.csv" = 3', "the destination of a file must be a string, but this is a number"),
        ('[files]\n"a.csv" = [1]', "the destination of a file must be a string, but this is a list"),
    ]
)
def test_a_part_of_a_setting_of_another_type(text: str, message: str) -> None:
    assert [each.finding.message for each in found("config-type", shared(text))] == [message]


@in_one_test(
    [
        'packages = ["numpy"]',
        'packages = ""',
        "packages = false",
        '[files]\n"a.csv" = "b.csv"',
        '[files]\n"a.csv" = false',
        '[files]\npackages = ["numpy"]',
        '[[fetch]]\nfiles = ["a.csv"]',
        'plugins = ["!error"]',
        'plugins = "!error"',
        "plugins = false",
    ]
)
def test_a_setting_of_a_type_that_pyscript_can_use(text: str) -> None:
    assert found("config-type", shared(text)) == []


def test_only_the_main_thread_reads_the_plugins() -> None:
    text = '{"plugins": 3}'
    assert len(found("config-type", own(text, 'type="py"'))) == 1
    for kind in ('type="py" worker', 'type="py-editor"', 'type="py-game"'):
        assert found("config-type", own(text, kind)) == []


def test_pyodide_took_a_text_of_packages_once() -> None:
    text = 'packages = "numpy"'
    assert found("config-type", shared(text), "2024.8.1") == []
    assert len(found("config-type", shared(text, "mpy", MPY), "2024.8.1")) == 1


def test_a_number_of_files_is_only_ignored() -> None:
    assert [each.severity.label for each in found("config-type", shared("files = 3"))] == ["warning"]
    assert [each.severity.label for each in found("config-type", shared('files = "a.csv"'))] == ["error"]


# config-unknown-key


@in_one_test(
    [
        ('package = ["numpy"]', "Did you mean `packages`?", "Write `packages`"),
        ('Packages = ["numpy"]', "Did you mean `packages`?", "Write `packages`"),
        ('packages = ["numpy"]\nPackages = ["numpy"]', "Did you mean `packages`?", ""),
        ("js-modules = 1", "Did you mean `js_modules`?", "Write `js_modules`"),
        ('interpeter = "x"', "Did you mean `interpreter`?", "Write `interpreter`"),
        ("experimental_ffi_timeou = 3", "Did you mean `experimental_ffi_timeout`?", "Write `experimental_ffi_timeout`"),
        ("debuge = true", "Did you mean `debug`?", "Write `debug`"),
        ("terminal = false", "Remove it.", "Remove `terminal`"),
        ('execution_thread = "main"', "Remove it.", "Remove `execution_thread`"),
        ("[splashscreen]\nenabled = false", "Remove it.", ""),
        ("[splashscreen]\nautoclose = true", "Use the events `py:progress` and `py:ready` instead.", ""),
        ("autoclose_loader = true", "Use the events `py:progress` and `py:ready` instead.", ""),
        ('[js_modules.mian]\n"a.js" = "a"', "Did you mean `main`?", "Write `main`"),
        ('[js_modules]\n"a.js" = "a"', "Write `[js_modules.main]` above the modules", ""),
        ('[js_modules]\nmian = "a"', "Write `[js_modules.main]` above the modules", ""),
    ]
)
def test_a_key_that_pyscript_does_not_know(text: str, help: str, fix: str) -> None:
    (one,) = found("config-unknown-key", shared(text))
    assert one.finding.help.startswith(help)
    assert titled(one.finding) == fix


@in_one_test(
    [
        'name = "Tea"\nauthor_name = "Ada"\nversion = "1"\ntype = "app"',
        'debuge = "a text, and debug is a boolean"',
        "interpeter = 3",
        'experimental_ffi_timeou = "3"',
        'pakages = "numpy"',
        'urls = "a key of the project itself"',
        'fil = "x"',
        '[js_modules.other]\n"a.js" = "a"',
    ]
)
def test_a_key_of_the_project_itself(text: str) -> None:
    assert found("config-unknown-key", shared(text)) == []


def test_what_is_off_already_is_only_worth_a_remark() -> None:
    said = [found("config-unknown-key", shared(f"terminal = {value}"))[0].severity.label for value in ("false", "true")]
    assert said == ["info", "warning"]


def test_dots_in_keys_of_the_page_were_an_error_once() -> None:
    text = '{"files.a": ""}'
    assert found("config-unknown-key", shared(text), "2025.11.1") == []
    assert len(found("config-unknown-key", own(text), "2025.11.1")) == 1
    assert len(found("config-unknown-key", shared(text))) == 1


# config-value


@in_one_test(
    [
        (shared('plugins = ["!eror"]'), 'Did you mean `"!error"`?', 'Write `"!error"`'),
        (shared('plugins = ["!erorr", "!xyz"]'), None, None),
        (shared('plugins = ["!xyz"]'), "PyScript's plugins are codemirror, deprecations-manager,", ""),
        (shared('{"plugins": ["own.py"]}'), "Write the plugin as a JavaScript module", ""),
        (shared('{"plugins": ["own.py?v=1?w=2"]}'), "Write the plugin as a JavaScript module", ""),
        (shared('packages_cache = "neve"'), 'Write `packages_cache = "never"`', ""),
        (shared('experimental_ffi_timeout = "3"'), "", "Write `3`"),
        (shared('experimental_ffi_timeout = "soon"'), "", ""),
        (own('{"sync_main_only": "true"}'), "Leave out the quotes.", "Write `true`"),
        (own('{"sync_main_only": " False "}'), "Leave out the quotes.", "Write `false`"),
        (own('{"sync_main_only": "yes"}'), "Leave out the quotes.", ""),
    ]
)
def test_a_value_that_pyscript_does_not_know(html: str, help: str | None, fix: str | None) -> None:
    told = found("config-value", html)
    if help is None:
        assert [titled(each.finding) for each in told] == ['Write `"!error"`', ""]
    else:
        assert [(each.finding.help.startswith(help), titled(each.finding)) for each in told] == [(True, fix)]


@in_one_test(
    [
        shared('plugins = ["!error"]'),
        shared('plugins = ["own", 3]'),
        shared('{"plugins": ["own?of=a.py"]}'),
        shared('packages_cache = "never"'),
        shared('packages_cache = "neve"', "mpy", MPY),
        shared("experimental_ffi_timeout = 3"),
        shared('sync_main_only = "true"'),
        own('{"sync_main_only": true}'),
        own('{"plugins": ["!eror"]}'),
        own('{"plugins": ["!eror"]}', 'type="py-editor"'),
        own('{"plugins": ["!eror"]}', 'type="py-game"'),
    ]
)
def test_a_value_that_pyscript_knows_or_does_not_read(html: str) -> None:
    assert found("config-value", html) == []


# interpreter-not-url


@in_one_test(
    [
        (shared('interpreter = "0.26.1"'), "2024.1.1", 0),
        (shared('interpreter = "0.26.1"'), "2024.9.1", 1),
        (shared('interpreter = ""'), "2026.7.3", 0),
        (shared("interpreter = 0"), "2026.7.3", 0),
        (shared("interpreter = 3"), "2026.7.3", 1),
        (shared('interpreter = "./own/pyodide.mjs"'), "2026.7.3", 0),
        (shared('interpreter = "/own/pyodide.js"'), "2026.7.3", 1),
        (own('{"interpreter": "0.26.1"}', 'type="py-editor"'), "2026.7.3", 1),
        (own('{"interpreter": "0.26.1"}', 'type="py-game"'), "2026.7.3", 0),
        (own('{"interpreter": "9.9"}'), "2026.7.3", 1),
        (own('{"version": "1.0"}'), "2026.7.3", 1),
        (own('{"version": "1.0", "interpreter": "0.26.1"}'), "2026.7.3", 0),
        (own('{"version": "0.26.1"}'), "2026.7.3", 0),
        (own('{"version": "1.0"}', 'type="py"'), "2026.7.3", 0),
        (own('{"version": "1.0"}', 'type="py-editor"'), "2026.7.3", 0),
    ]
)
def test_an_interpreter_that_pyscript_cannot_load(html: str, release: str, count: int) -> None:
    assert len(found("interpreter-not-url", html, release)) == count


def test_a_worker_did_not_find_a_relative_interpreter_once() -> None:
    for address, count in (("./own.mjs", 1), ("/own.mjs", 0), ("https://example.com/own.mjs", 0)):
        text = f'{{"interpreter": "{address}"}}'
        assert len(found("interpreter-not-url", own(text), "2024.10.1")) == count
        for kind in ('type="py"', 'type="py-editor"', 'type="py-editor" worker'):
            assert found("interpreter-not-url", own(text, kind), "2024.10.1") == []
        assert found("interpreter-not-url", own(text)) == []
