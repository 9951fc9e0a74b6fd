"""Configs as a whole: read or not, and which keys are where, beyond the examples of the rules' pages."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.test_config_settings import MPY, PY, found, own, shared, titled

NAMED = "<py-config>name = 'x'</py-config>"


def test_a_template_may_write_only_one_of_two_configs() -> None:
    certain = found("config-conflict", f"{NAMED}{NAMED}{PY}")
    assert [(each.severity.label, each.finding.unless) for each in certain] == [("error", "")]
    template = found("config-conflict", f"{{% if a %}}{NAMED}{NAMED}{{% endif %}}{PY}")
    assert [(each.severity.label, each.finding.unless) for each in template] == [
        ("warning", "the template writes only one of them")
    ]


@in_one_test(
    [
        (NAMED + MPY, "Use `<mpy-config>`"),
        (f"{NAMED}<mpy-config>name = 'y'</mpy-config>{MPY}", ""),
        (NAMED + own('{"name": "y"}', 'type="mpy"'), ""),
        (NAMED + MPY + own('{"name": "y"}', 'type="mpy" worker'), ""),
        (NAMED + own('{"name": "y"}', 'type="py-editor"'), ""),
    ]
)
def test_a_config_gets_the_name_of_the_interpreter_that_has_none(html: str, fix: str) -> None:
    assert [titled(each.finding) for each in found("config-ignored", html)] == [fix]


def test_pyscript_reads_some_settings_of_the_page_from_any_config() -> None:
    assert found("config-ignored", f"<py-config>plugins = ['!error']</py-config>{MPY}") == []
    assert found("config-ignored", f'<py-config src="">name = "x"</py-config>{MPY}') == []


@in_one_test(
    [
        ('{"name": "x",}', ["there is a comma after the last entry"]),
        ('{"name": "x" "type": "y"}', ["a comma is missing after this"]),
        ("packages = [1,,2]", ["Unexpected token"]),
        ("packages = [1 2]", ["Expected ',' or ']'"]),
        ('packages = ["a" "b"]', ["Expected ',' or ']'"]),
        ('packages = [\n  "a"\n  "b"\n]', ["Expected ',' or ']'"]),
        ("nonsense\npackages = [1 2]", ["Expected ',' or ']'"]),
        ("nonsense\nname = 'x'\nmore", ["", ""]),
    ]
)
def test_only_json_has_slips_of_commas_and_what_stops_pyscript_is_said_alone(text: str, starts: list[str]) -> None:
    messages = [each.finding.message for each in found("config-invalid", shared(text))]
    whole = [message.partition(": ")[2] for message in messages]
    assert len(whole) == len(starts)
    assert all(message.startswith(start) for message, start in zip(whole, starts, strict=True))


@in_one_test(
    [
        ("config-type", 'packages = "numpy"', "Make it a list"),
        ("config-type", 'nonsense\npackages = "numpy"', ""),
        ("files-reversed", '[files]\n"" = "https://example.com/a.csv"', "Write the URL first"),
        ("files-reversed", '[files]\nnonsense\n"" = "https://example.com/a.csv"', ""),
    ]
)
def test_nothing_else_is_fixed_in_a_config_while_pyscript_ignores_a_line_of_it(rule: str, text: str, fix: str) -> None:
    assert [titled(each.finding) for each in found(rule, shared(text))] == [fix]


@in_one_test(
    [
        ('[files]\n"a" = "b"\npackages = ["x"]', "Move `packages` above the first table"),
        ('{"files": {"a": "", "packages": ["x"]}}', "Move `packages` to the top level of the config."),
        ('[[fetch]]\nfiles = ["a"]\npackages = ["x"]', "Move `packages` above the first table"),
        ('[[fetch]]\nfiles = ["a"]\nname = "x"', ""),
        ('[[fetch]]\nto_folder = "a"\nfiles = {}', ""),
        ('{"fetch": [{"files": {"a": "b"}}]}', ""),
        ('{"files": {"files": {"a": "b"}}}', "Move `files` to the top level of the config."),
        ('[files]\nname = "x"', "Move `name` above the first table"),
        ("[files]\nname = 3", ""),
        ('[files]\nfiles = "x"', ""),
    ]
)
def test_a_setting_in_a_table(text: str, help: str) -> None:
    helps = [each.finding.help for each in found("config-key-in-table", shared(text))]
    assert [each.startswith(help) for each in helps] == [True] * bool(help)


@in_one_test(
    [
        ("mpy", 'packages = ["x"]', "2023.12.1", "2024.1.1"),
        ("py", 'packages = ["x"]', "2023.12.1", ""),
        ("mpy", 'packages = ["x"]', "2024.1.1", ""),
        ("py", 'packages_cache = "never"', "2023.12.1", "2024.10.1"),
        ("mpy", 'packages_cache = "never"', "2023.12.1", ""),
        ("py", "debug = true", "2023.12.1", "2025.5.1"),
        ("mpy", "debug = true", "2024.8.1", "2025.5.1"),
        ("py", "sync_main_only = true", "2023.12.1", ""),
        ("py", "unknown = true", "2023.12.1", ""),
    ]
)
def test_a_setting_of_a_later_release(prefix: str, text: str, release: str, since: str) -> None:
    html = shared(text, prefix, PY if prefix == "py" else MPY)
    told = [each.finding.label for each in found("config-key-not-in-release", html, release)]
    assert told == [f"ignored before {since}"] * bool(since)


def test_only_a_worker_reads_whether_it_waits_for_the_main_thread() -> None:
    for prefix in ("py", "mpy"):
        worker = own('{"sync_main_only": true}', f'type="{prefix}" worker')
        assert len(found("config-key-not-in-release", worker, "2024.1.1")) == 1
        assert found("config-key-not-in-release", worker, "2024.2.1") == []
