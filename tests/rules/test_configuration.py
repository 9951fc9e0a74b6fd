"""The early exits of the rules about configs: what looks like a fault and is right."""

from __future__ import annotations

import pytest

from tests.projects import page, said

PY, MPY = '<script type="py">print(1)</script>', '<script type="mpy">print(1)</script>'
OWN = '<script type="py" worker="work.py" config=\'{"name": "x"}\'></script>'


def rules(body: str, rule: str, release: str = "2026.7.3", **files: str) -> list[str]:
    """The severities with which a rule flags a page."""
    project = {"index.html": page(body, release=release), "work.py": "print(1)", "a.json": "{}", **files}
    return [each.split()[1] for each in said(project) if each.split()[2] == rule]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<py-config>name = 'x'</py-config>{MPY}", 1),
        (f"<py-config>name = 'x'</py-config>{PY}", 0),
        (f"<py-config>name = 'x'</py-config>{PY}{MPY}", 0),
        (f"<py-config>name = 'x'</py-config>{OWN}", 1),
        (f"<py-config></py-config>{MPY}", 0),
        ("<py-config>name = 'x'</py-config>", 0),
        (f"<py-config>name = 'x'</py-config>{MPY}<script>type = 'py'</script>", 0),
        (f"<py-config>name = 'x'</py-config>{MPY}<script>document.querySelector('py-script')</script>", 0),
        (f'<py-config src="a.json"></py-config>{MPY}', 0),
        (f'<py-config src="a.json">name = "x"</py-config>{PY}', 1),
        (f'<py-config src=" ">name = "x"</py-config>{PY}', 0),
        (f"<mpy-config>name = 'x'</mpy-config><py-config>name = 'x'</py-config>{MPY}", 1),
    ],
)
def test_a_config_is_ignored_only_where_no_script_can_read_it(body: str, expected: int) -> None:
    assert len(rules(body, "config-ignored")) == expected


TWO = "<py-config>name = 'x'</py-config><py-config>name = 'y'</py-config>"


def test_two_configs_stop_pyscript_since_it_looks_for_them() -> None:
    assert rules(TWO + PY, "config-conflict") == ["error"]
    assert rules(TWO + PY, "config-conflict", "2023.11.1") == []
    assert rules(TWO.replace("<py-config>name = 'y'</py-config>", "") + PY, "config-conflict") == []


def config(text: str) -> str:
    """A page with that config, and a script that reads it."""
    return f"<py-config>\n{text}\n</py-config>\n{PY}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[files]\n"./a.json" = ""\npackages = ["numpy"]', ["error"]),
        ('[js_modules.main]\n"./a.js" = "a"\npackages = ["numpy"]', ["error"]),
        ('[js_modules.worker]\n"./a.js" = "a"\npackages = ["numpy"]', ["warning"]),
        ('[[fetch]]\nfiles = ["a.json"]', []),
        ('[[fetch]]\nfiles = ["a.json"]\npackages = ["numpy"]', ["warning"]),
        ('[[fetch]]\nfiles = ["a.json"]\ndescription = "x"', []),
        ('packages = ["numpy"]\n[files]\n"./a.json" = ""', []),
        ('[files]\n"./a.json" = ""\npackages = "a.txt"', []),
        ('[files]\n"./a.json" = ""\ndescription = "x"', ["error"]),
        ('[files]\n"./a.json" = ""\ndescription = ["x"]', []),
        ('[files]\n"./a.json" = ""\ndescription = 1', []),
        ('[files]\n"./a.json" = ""\nother = "x"', []),
        ('fetch = ["a.json"]', []),
        ("fetch = 1", []),
    ],
)
def test_a_setting_is_in_a_table_only_where_its_name_and_its_value_fit(text: str, expected: list[str]) -> None:
    assert rules(config(text), "config-key-in-table") == expected


def test_an_old_release_stops_at_a_list_but_not_at_a_text() -> None:
    rule, files = "config-key-in-table", '[files]\n"./a.json" = ""\n'
    assert rules(config(files + 'packages = ["numpy"]'), rule, "2025.7.3") == ["error"]
    assert rules(config(files + 'description = "x"'), rule, "2025.7.3") == ["warning"]


def test_only_the_thread_that_a_script_runs_on_loads_its_modules() -> None:
    modules = '{"./a.js": "a", "packages": ["numpy"]}'
    body = f"""<script type="py" worker="work.py" config='{{"js_modules": {{"worker": {modules}}}}}'></script>"""
    assert rules(body, "config-key-in-table") == ["error"]
    assert rules(body.replace('{"worker"', '{"main"'), "config-key-in-table") == ["warning"]


@pytest.mark.parametrize(
    ("text", "release", "expected"),
    [
        ('experimental_create_proxy = "auto"', "2023.11.1", ["warning"]),
        ('experimental_create_proxy = "auto"', "2026.7.3", []),
        ('packages = ["numpy"]', "2023.11.1", []),
        ('other = "x"', "2023.11.1", []),
        ("sync_main_only = true", "2023.11.1", []),
        ("debug = true", "2023.11.1", ["info"]),
    ],
)
def test_a_setting_is_too_new_only_for_a_script_that_reads_it(text: str, release: str, expected: list[str]) -> None:
    assert rules(config(text), "config-key-not-in-release", release) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("packages = 1", ["error"]),
        ('packages = "numpy"', ["error"]),
        ('packages = ["numpy"]', []),
        ('packages = ["numpy", 1]', ["error"]),
        ("packages = false", []),
        ('files = "a.json"', ["error"]),
        ("files = 1", ["warning"]),
        ("files = false", []),
        ('files = ["a.json"]', ["error"]),
        ('[files]\n"./a.json" = ""', []),
        ('[files]\n"./a.json" = false', []),
        ('[files]\n"./a.json" = 1', ["error"]),
        ('[files]\npackages = ["numpy"]', []),
        ('[fetch]\nfiles = ["a.json"]', ["error"]),
        ('[[fetch]]\nfiles = ["a.json"]', []),
        ("plugins = 1", ["error"]),
        ('plugins = ["!error"]', []),
        ('plugins = "!error"', []),
        ("plugins = false", []),
    ],
)
def test_a_value_has_the_wrong_type_only_where_pyscript_stops_at_it(text: str, expected: list[str]) -> None:
    assert rules(config(text), "config-type") == expected


def test_a_release_that_does_not_stop_yet() -> None:
    assert rules(config("files = ['a.json']"), "config-type", "2025.7.3") == ["warning"]
    assert rules(config('packages = "numpy"'), "config-type", "2023.11.1") == []
    assert rules(config("packages = 1"), "config-type", "2023.11.1") == ["error"]


def test_plugins_are_read_for_the_page_only() -> None:
    in_attribute = """config='{"plugins": 1}'"""
    assert rules(f'<script type="py" {in_attribute}>print(1)</script>', "config-type") == ["error"]
    assert rules(f'<script type="py" worker="work.py" {in_attribute}></script>', "config-type") == []
    assert rules(f'<script type="py-editor" {in_attribute}>print(1)</script>', "config-type") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name = "x"', []),
        ('packages = ["numpy"]', []),
        ('package = ["numpy"]', ["warning"]),
        ('package = "numpy"', []),
        ('Packages = ["numpy"]', ["warning"]),
        ("js_module = { main = {} }", ["warning"]),
        ('own = "x"', []),
        ('runtimes = [{ src = "x" }]', ["warning"]),
        ("terminal = true", ["warning"]),
        ("terminal = false", ["info"]),
        ("debugs = true", ["warning"]),
        ('debugs = "x"', []),
    ],
)
def test_a_key_is_misspelled_only_where_a_known_one_takes_its_value(text: str, expected: list[str]) -> None:
    assert rules(config(text), "config-unknown-key") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('plugins = ["!error"]', []),
        ('plugins = ["!eror"]', ["warning"]),
        ('plugins = ["!mine"]', ["warning"]),
        ('plugins = ["mine"]', []),
        ('plugins = ["mine.py"]', ["warning"]),
        ('plugins = ["https://example.com/mine.js"]', ["warning"]),
        ('{"plugins": ["mine.js?v=1"]}', ["warning"]),
        ('plugins = ["mine.css"]', []),
        ("plugins = [1]", []),
        ('plugins = "!eror"', []),
        ('packages_cache = "never"', []),
        ('packages_cache = "passive"', ["warning"]),
        ('packages_cache = ["never"]', []),
        ("experimental_ffi_timeout = 20", []),
        ('{"experimental_ffi_timeout": 0.5}', ["warning"]),
        ('experimental_ffi_timeout = "20"', ["warning"]),
        ("experimental_ffi_timeout = [20]", []),
        ('sync_main_only = "false"', []),
    ],
)
def test_a_value_is_not_known_only_if_pyscript_reads_it(text: str, expected: list[str]) -> None:
    assert rules(config(text), "config-value") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"plugins": ["!eror"]}', []),
        ('{"packages_cache": "passive"}', ["warning"]),
        ('{"sync_main_only": "false"}', ["warning"]),
        ('{"sync_main_only": "no"}', ["warning"]),
        ('{"sync_main_only": false}', []),
        ('{"sync_main_only": ["false"]}', []),
    ],
)
def test_the_config_of_a_worker_is_read_by_the_worker_alone(text: str, expected: list[str]) -> None:
    assert rules(f"<script type='py' worker='work.py' config='{text}'></script>", "config-value") == expected


def test_micropython_has_no_cache_of_packages() -> None:
    text = "<mpy-config>packages_cache = 'passive'</mpy-config>"
    assert rules(text + MPY, "config-value") == []


def test_an_editor_has_no_plugins() -> None:
    editor = """<script type="py-editor" config='{"plugins": ["!eror"]}'>print(1)</script>"""
    assert rules(editor, "config-value") == []


@pytest.mark.parametrize(("core", "expected"), [(None, ["warning"]), ("./core.js", [])])
def test_a_key_with_dots_is_kept_by_releases_that_are_known(core: str | None, expected: list[str]) -> None:
    html = page('<script type="mpy" config="a.toml">print(1)</script>')
    if core:
        html = html.replace("https://pyscript.net/releases/2026.7.3/core.js", core)
    found = said({"index.html": html, "a.toml": 'files."./a.py" = ""\n', "a.py": "", "core.js": "export {};"})
    assert [each.split()[1] for each in found if each.endswith("config-unknown-key")] == expected
