"""What terminals, editors, packages and own copies of interpreters need, beyond the examples of the rules' pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from collections.abc import Mapping

TERMINAL, WORKER = '<script type="py" terminal>1</script>', '<script type="py" worker terminal>1</script>'
IN_TEMPLATE = "{% if open %}{% endif %}"


@in_one_test(
    [
        (TERMINAL + TERMINAL, "2026.7.3", ["error"]),
        (TERMINAL + TERMINAL.replace('"py"', '"mpy"'), "2026.7.3", ["error"]),
        (TERMINAL + "<py-script terminal>1</py-script>", "2026.7.3", ["error"]),
        (IN_TEMPLATE + TERMINAL + TERMINAL, "2026.7.3", ["warning"]),
        (TERMINAL, "2026.7.3", []),
        (TERMINAL + WORKER, "2026.7.3", []),
        (WORKER + WORKER, "2026.7.3", []),
        (TERMINAL + WORKER, "2024.1.1", ["error"]),
        (WORKER + WORKER, "2024.1.1", ["error"]),
        (TERMINAL, "2024.1.1", []),
        # An editor ignores the attribute.
        (TERMINAL + TERMINAL.replace('"py"', '"py-editor"'), "2024.1.1", []),
        (TERMINAL + TERMINAL.replace('"py"', '"py-editor"'), "2026.7.3", []),
    ]
)
def test_the_main_thread_has_one_terminal(body: str, release: str, expected: list[str]) -> None:
    assert [each.severity.label for each in of_body("terminals-on-main", body, release=release)] == expected


def test_terminals_of_the_main_thread_are_named_first() -> None:
    html = page(f"{WORKER}\n{TERMINAL}\n{TERMINAL}", release="2024.1.1")
    (found,) = of_files("terminals-on-main", {"index.html": html})
    assert html[: found.finding.related[0].span.start].count("terminal") == 1
    assert html[: found.finding.span.start].count("terminal") == 2


EDITOR = '<script type="py-editor" env="a">1</script>'
CONFIGURED = EDITOR.replace(">1", ' config="{}">1')


@in_one_test(
    [
        (CONFIGURED + CONFIGURED, ["error"]),
        (EDITOR + CONFIGURED, ["error"]),
        (IN_TEMPLATE + CONFIGURED + CONFIGURED, ["warning"]),
        (CONFIGURED + EDITOR, []),
        (CONFIGURED, []),
        (CONFIGURED + CONFIGURED.replace('env="a"', 'env="b"'), []),
        (CONFIGURED + CONFIGURED.replace("config", "env-override config"), []),
        # Scripts share an interpreter without an environment.
        (f"{EDITOR}<script type='py'>1</script><script type='py' config='{{}}'>1</script>", []),
    ]
)
def test_the_first_editor_of_an_environment_has_the_config(body: str, expected: list[str]) -> None:
    assert [each.severity.label for each in of_body("editor-config-duplicate", body)] == expected


@pytest.mark.parametrize(
    ("call", "help", "fix"),
    [
        ("time.sleep(0.5)", "Write `await asyncio.sleep(0.5)`", "await asyncio.sleep"),
        ("time.sleep()", "Write `await asyncio.sleep(...)`", "await asyncio.sleep"),
        ("time.sleep_ms(500)", "Write `await asyncio.sleep(...)`", "await asyncio.sleep_ms"),
        ("time.sleep_us(500)", "Write `await asyncio.sleep(...)`", ""),
    ],
)
def test_a_pause_that_does_not_freeze_the_page(call: str, help: str, fix: str) -> None:
    (found,) = of_body("blocking-sleep", f'<script type="mpy">\nimport time\n{call}\n</script>')
    assert found.finding.help.startswith(help)
    assert (found.finding.fix.edits[-1].text if found.finding.fix else "") == fix


def test_an_endless_loop_freezes_the_page_while_it_loads_or_later() -> None:
    later = "from pyscript import when\n@when('click', '#go')\ndef go(event):\n while True:\n  pass"
    for source, effect in (("while True:\n pass", "page-blank"), (later, "action-fails")):
        body = f'<button id="go"></button><script type="py">\n{source}\n</script>'
        (found,) = of_body("endless-loop-on-main", body)
        assert found.effect.value == effect


HEAVY = '<script type="{}" config=\'{{"packages": ["pandas"]}}\'>import pandas</script>'


@in_one_test([("py", 1), ('py" worker="', 0), ("py-editor", 0), ("py-game", 0)])
def test_heavy_packages_matter_to_scripts_of_the_main_thread(kind: str, count: int) -> None:
    assert len(of_body("heavy-packages-on-main", HEAVY.format(kind))) == count


CACHE = "stale-package-cache"
WHEEL = "https://cdn.example.com/own-1.0-py3-none-any.whl"


def config(text: str, kind: str = "py") -> str:
    return f"<script type=\"{kind}\" config='{text}'>1</script>"


@in_one_test(
    [
        ('{"packages": ["numpy"], "interpreter": "0.28.0"}', "2025.7.3", 1),
        ('{"packages": ["numpy"], "interpreter": "0.28.0"}', "2025.8.1", 0),
        ('{"packages": ["numpy"], "interpreter": "0.27.7"}', "2025.7.3", 0),
        ('{"packages": ["numpy"], "interpreter": "0.28.0"}', "2024.9.2", 0),
        ('{"packages": ["numpy"]}', "2025.7.3", 0),
        ('{"interpreter": "0.28.0"}', "2025.7.3", 0),
        ('{"packages": [], "interpreter": "0.28.0"}', "2025.7.3", 0),
        ('{"packages": ["numpy"], "interpreter": "0.28.0", "packages_cache": "never"}', "2025.7.3", 0),
        ('{"packages": ["numpy"], "interpreter": "0.28.0", "packages_cache": "passthrough"}', "2025.7.3", 0),
        ('{"packages": ["numpy"], "interpreter": "0.28.0", "packages_cache": "always"}', "2025.7.3", 1),
    ]
)
def test_a_list_of_packages_that_pyodide_cannot_read_again(text: str, release: str, count: int) -> None:
    assert len(of_body(CACHE, config(text), release=release)) == count


def test_games_keep_no_list_of_packages() -> None:
    text = '{"packages": ["numpy"], "interpreter": "0.28.0"}'
    assert of_body(CACHE, config(text, "py-game"), release="2025.7.3") == []


BUNDLE = "offline-bundle-incomplete"
OWN = '<script type="py" config=\'{"interpreter": "./pyodide/pyodide.mjs"}\'>1</script>'
LOADER = 'var k = "0.26.2";'
PARTS = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def bundle(files: Mapping[str, str]) -> list[str]:
    found = of_files(BUNDLE, {"index.html": page(OWN), **files})
    return [f"{each.severity.label} {each.finding.message}" for each in found]


def test_an_interpreter_that_is_not_there() -> None:
    (message,) = bundle({})
    assert message.startswith("warning the config names the interpreter `./pyodide/pyodide.mjs`")
    assert bundle({"Makefile": "all:\n\tcp -r node_modules/pyodide ."}) == []


def test_an_interpreter_that_is_not_complete() -> None:
    parts = {f"pyodide/{name}": "{}" for name in PARTS if name != "pyodide.asm.wasm"}
    (message,) = bundle(parts)
    assert message.startswith("error this copy of the interpreter cannot start")
    assert message.endswith("has no `pyodide.asm.wasm`")


def test_nothing_is_said_of_the_wheels_without_a_list_of_them() -> None:
    assert bundle({f"pyodide/{name}": "{}" for name in PARTS}) == []


def test_wheels_that_are_not_beside_pyodide_are_named_up_to_four() -> None:
    names = [f"part{number}" for number in range(6)]
    packages = {name: {"file_name": f"{name}.whl"} for name in names}
    lock = json.dumps({"info": {"version": "0.26.2", "abi_version": "2024_0"}, "packages": packages})
    parts = {f"pyodide/{name}": "{}" for name in PARTS}
    config = json.dumps({"interpreter": "./pyodide/pyodide.mjs", "packages": names})
    files = {
        **parts,
        "index.html": page(f"<script type=\"py\" config='{config}'>1</script>"),
        "pyodide/pyodide.mjs": LOADER,
        "pyodide/pyodide-lock.json": lock,
    }
    for there, named in (
        ((), "`part5.whl`, `part4.whl`, `part3.whl`, `part2.whl` and 2 more"),
        (names[:2], "`part5.whl`, `part4.whl`, `part3.whl`, `part2.whl`"),
        (names[:5], "`part5.whl`"),
    ):
        wheels = {f"pyodide/{name}.whl": "wheel" for name in there}
        (found,) = of_files(BUNDLE, {**files, **wheels})
        assert found.finding.message.partition(" has no ")[2] == named


WASM = "wasm-content-type"


@in_one_test(
    [
        ("text/plain", 1),
        ("application/wasm", 0),
    ]
)
def test_webassembly_is_sent_with_its_type(media: str, count: int) -> None:
    parts = {**{f"pyodide/{name}": "{}" for name in PARTS}, "pyodide/pyodide.mjs": LOADER}
    files = {"index.html": page(OWN), **parts}
    script = {"Content-Type": "text/javascript"}  # only the WebAssembly needs the type of WebAssembly
    sent = {"pyodide/pyodide.asm.wasm": {"Content-Type": media}, "pyodide/pyodide.asm.js": script}
    assert len(of_site(WASM, Site(files, sent))) == count
