"""Workers that code starts, and the config that they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.project.unknown import Unknown
from tests.projects import page, project_of

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime

CORE = "https://pyscript.net/releases/2026.7.3/core.js"


def settings(call: str) -> dict[str, object]:
    """The top-level values of the config of the one worker that a page's JavaScript starts."""
    script = f'<script type="module">import {{ PyWorker }} from "{CORE}"; {call}</script>'
    (runtime,) = project_of({"index.html": page(script), "worker.py": ""}).runtimes
    return {entry.name: getattr(entry.value, "value", entry.value) for entry in runtime.config.table.entries}


def test_a_worker_gets_the_config_that_its_call_writes_out() -> None:
    assert settings('await PyWorker("worker.py", { config: { sync_main_only: true, name: "x" } })') == {
        "sync_main_only": True,
        "name": "x",
    }
    assert settings("""await PyWorker("worker.py", { config: '{"name": "x"}' })""") == {"name": "x"}
    assert settings('await PyWorker("worker.py")') == {}


@pytest.mark.parametrize("config", ["{ name: made() }", "config", "{ ...more }"])
def test_a_config_that_code_makes_is_unknown(config: str) -> None:
    with pytest.raises(Unknown):
        settings(f'await PyWorker("worker.py", {{ config: {config} }})')


@pytest.mark.parametrize(
    "code",
    [
        "from pyscript import PyWorker\nPyWorker('worker.py', type='pyodide')",
        "import pyscript as ps\nps.PyWorker('worker.py', type='pyodide')",
        "from pyscript import create_named_worker as start\nawait start('worker.py', name='x')",
        "import helper",
    ],
)
def test_python_starts_workers(code: str) -> None:
    config = """<py-config>{"files": {"helper.py": ""}}</py-config>"""
    files = {
        "index.html": page(f'{config}<script type="py">{code}</script>'),
        "worker.py": "",
        "helper.py": "from pyscript import PyWorker\nPyWorker('worker.py', type='pyodide')",
    }
    assert [runtime.thread for runtime in project_of(files).runtimes] == ["main", "worker"]


@pytest.mark.parametrize(
    ("call", "name"),
    [("'worker.py', 'bob'", "bob"), ("'worker.py', name='bob'", "bob"), ("'worker.py', name=chosen", None)],
)
def test_a_named_worker_has_the_name_that_its_call_gives_it(call: str, name: str | None) -> None:
    code = f"from pyscript import create_named_worker\nawait create_named_worker({call})"
    body = page(f'<script type="py">\n{code}\n</script>')
    _, worker = project_of({"index.html": body, "worker.py": ""}).runtimes
    assert (worker.name and worker.name.value) == name


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("module", f'import {{ PyWorker }} from "{CORE}"; PyWorker("w.py", {{ configURL: "w.toml" }})'),
        ("py", "from pyscript import PyWorker\nPyWorker('w.py', type='pyodide', configURL='w.toml')"),
    ],
)
def test_a_worker_follows_the_address_of_its_config(kind: str, code: str) -> None:
    script = f'<script type="{kind}">{code}</script>'
    files = {"index.html": page(script), "w.py": "import cells", "w.toml": '[files]\n"./cells.py" = ""', "cells.py": ""}
    worker = project_of(files).runtimes[-1]
    assert list(worker.modules) == ["cells"]


def test_a_config_that_is_written_out_and_has_an_address_too_is_unknown() -> None:
    with pytest.raises(Unknown):
        settings('await PyWorker("worker.py", { config: { name: "x" }, configURL: "w.toml" })')


def test_a_list_that_a_call_writes_out_is_in_the_config() -> None:
    worker = 'await PyWorker("worker.py", { config: { packages: ["numpy", "arrr"], files: { "./cells.py": "" } } })'
    script = f'<script type="module">import {{ PyWorker }} from "{CORE}"; {worker}</script>'
    (runtime,) = project_of({"index.html": page(script), "worker.py": "", "cells.py": ""}).runtimes
    assert [leaf.value for leaf in runtime.config.packages] == ["numpy", "arrr"]
    assert list(runtime.modules) == ["cells"]


def workers_of_python(call: str) -> tuple[Runtime, ...]:
    """What the Python of a page of MicroPython starts by a call."""
    script = f'<script type="mpy">\nfrom pyscript import PyWorker, create_named_worker, document\n{call}\n</script>'
    _, *workers = project_of({"index.html": page(script), "worker.py": "", "cells.py": ""}).runtimes
    return tuple(workers)


def test_a_dict_of_python_that_a_call_writes_out_is_the_config() -> None:
    (worker,) = workers_of_python(
        """PyWorker("worker.py", type="pyodide", config={"packages": ["numpy"], "files": {"./cells.py": ""}})"""
    )
    assert [leaf.value for leaf in worker.config.packages] == ["numpy"]
    assert list(worker.modules) == ["cells"]


@pytest.mark.parametrize(
    "config", ['{"packages": [chosen]}', '{**more, "name": "x"}', 'settings\nsettings["name"] = "x"']
)
def test_a_dict_of_python_that_may_hold_more_is_unknown(config: str) -> None:
    before, _, after = config.partition("\n")
    call = f'settings = {{"name": "y"}}\n{after}\nPyWorker("worker.py", type="pyodide", config={before})'
    (worker,) = workers_of_python(call)
    with pytest.raises(Unknown):
        _ = worker.config.table


@pytest.mark.parametrize(
    ("call", "interpreter"),
    [
        ('PyWorker("worker.py", type="pyodide")', "pyodide"),
        ('PyWorker("worker.py", type="micropython")', "micropython"),
        ('create_named_worker("worker.py", "bob")', "pyodide"),
        ('create_named_worker("worker.py", "bob", type="mpy")', "micropython"),
    ],
)
def test_a_call_chooses_the_interpreter(call: str, interpreter: str) -> None:
    assert [worker.interpreter for worker in workers_of_python(call)] == [interpreter]


@pytest.mark.parametrize("options", ["type=document.title", "**options", '**{"type": "pyodide"}', 'type="python"'])
def test_a_worker_whose_interpreter_is_not_known_is_not_judged(options: str) -> None:
    assert workers_of_python(f'PyWorker("worker.py", {options})') == ()


def donkeys_of(script: str, release: str = "2026.7.3") -> tuple[Runtime, ...]:
    code = script.replace("CORE", CORE.replace("2026.7.3", release))
    files = {"index.html": page(f'<script type="module">{code}</script>', release=release)}
    return project_of(files).runtimes


@pytest.mark.parametrize(
    ("script", "interpreter"),
    [
        ('import { donkey } from "CORE"; await donkey({ type: "mpy" })', "micropython"),
        ('import { donkey } from "CORE"; await donkey()', "pyodide"),
        ('import { donkey as load } from "CORE"; await load({ persistent: true })', "pyodide"),
        ('const { donkey } = await import("CORE"); await donkey({ type: "mpy" })', "micropython"),
    ],
)
def test_a_donkey_is_a_worker_with_a_terminal_and_no_code_yet(script: str, interpreter: str) -> None:
    (runtime,) = donkeys_of(script)

    assert (runtime.interpreter, runtime.thread) == (interpreter, "worker")
    assert runtime.terminal is not None
    assert [code.calls for code in runtime.codes] == [()]


@pytest.mark.parametrize(
    "script",
    [
        'import { donkey } from "CORE"; await donkey(options)',
        'import { donkey } from "CORE"; await donkey({ ...options })',
        'import { donkey } from "CORE"; await donkey({ type: chosen })',
        'import { donkey } from "./animals.js"; await donkey({ type: "py" })',
        "function donkey(options) {}\ndonkey({ type: 'py' })",
    ],
)
def test_what_is_not_certainly_a_donkey_of_an_interpreter_is_left_alone(script: str) -> None:
    assert donkeys_of(script) == ()


def test_a_donkey_gets_a_config_and_a_service_worker() -> None:
    options = '{ config: { packages: ["numpy"] }, serviceWorker: "./worker.js" }'
    (runtime,) = donkeys_of(f'import {{ donkey }} from "CORE"; await donkey({options})')

    assert [leaf.value for leaf in runtime.config.packages] == ["numpy"]
    assert runtime.service_worker is not None
    assert runtime.service_worker.url == "./worker.js"


def test_an_old_release_has_no_donkey() -> None:
    assert donkeys_of('import { donkey } from "CORE"; await donkey()', "2024.9.2") == ()
