"""Workers that code starts, and the config that they get."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.unknown import Unknown
from tests.projects import page, project_of

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
