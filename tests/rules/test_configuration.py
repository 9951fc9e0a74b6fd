"""The early exits of the rules about configs: what looks like a fault and is none."""

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
