"""The uses of PyScript's own API that fail in some releases."""

import pytest

from pyscript_doctor.knowledge.broken_apis import BROKEN, broken_apis, broken_use, works_since
from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.knowledge.pyscript_api import pyscript_names
from pyscript_doctor.knowledge.pyscript_calls import awaited_entry, returned_entry
from pyscript_doctor.knowledge.releases import newest, release_named, releases

MODERN = [release for release in releases() if not release.legacy]


def test_a_socket_takes_no_handler_after_it_is_made_in_old_releases_on_pyodide() -> None:
    found = broken_use("2024.9.1", "pyscript.WebSocket", "set attribute", Interpreter.PYODIDE, detail="onmessage")
    assert found is not None
    assert "onmessage=handler" in found.instead
    assert (
        broken_use("2024.9.2", "pyscript.WebSocket", "set attribute", Interpreter.PYODIDE, detail="onmessage") is None
    )
    assert (
        broken_use("2024.9.1", "pyscript.WebSocket", "set attribute", Interpreter.MICROPYTHON, detail="onmessage")
        is None
    )


def test_the_first_fetch_cannot_be_awaited_itself() -> None:
    assert broken_use("2024.3.1", "pyscript.fetch", "await", Interpreter.PYODIDE) is not None
    assert broken_use("2024.3.2", "pyscript.fetch", "await", Interpreter.PYODIDE) is None
    for release in MODERN:
        if returned_entry(release.name, "pyscript.fetch"):
            awaitable = awaited_entry(release.name, "pyscript.fetch") is not None
            assert (broken_use(release.name, "pyscript.fetch", "await", Interpreter.PYODIDE) is None) == awaitable


def test_the_releases_whose_pyodide_lacks_what_py_game_loads() -> None:
    with_py_game = [release for release in MODERN if release.number >= (2025, 2, 1)]
    lacking = [release.name for release in with_py_game if not lock(release.pyodide).package("pygame-ce")]
    assert lacking == [
        release.name for release in MODERN if broken_use(release.name, "py-game", "tag", Interpreter.PYODIDE)
    ]


def test_a_worker_made_in_python_takes_no_config_until_it_is_converted() -> None:
    found = broken_use("2025.7.3", "pyscript.PyWorker", "keyword", Interpreter.MICROPYTHON, detail="config")
    assert found is not None
    assert found.value == "dict"
    assert broken_use("2025.7.3", "pyscript.PyWorker", "keyword", Interpreter.PYODIDE, detail="type") is None
    assert broken_use("2025.8.1", "pyscript.PyWorker", "keyword", Interpreter.PYODIDE, detail="config") is None


def test_a_relative_interpreter_fails_in_the_workers_of_some_releases() -> None:
    for release, thread, fails in (
        ("2024.11.1", Thread.WORKER, True),
        ("2024.11.1", Thread.MAIN, False),
        ("2024.5.2", Thread.WORKER, False),
        ("2025.2.1", Thread.WORKER, False),
    ):
        found = broken_use(release, "interpreter", "config key", Interpreter.PYODIDE, thread)
        assert (found is not None) is fails


@pytest.mark.parametrize(
    ("release", "name", "fails"),
    [
        ("2024.1.3", "function of a worker", False),
        ("2024.2.1", "function of a worker", True),
        ("2025.3.1", "function of a worker", True),
        ("2025.5.1", "function of a worker", False),
        ("2023.12.1", "fraction of JavaScript", True),
        ("2024.1.1", "fraction of JavaScript", False),
    ],
)
def test_some_calls_of_the_main_thread_fail_in_a_range_of_releases(release: str, name: str, fails: bool) -> None:
    found = broken_use(release, name, "call", Interpreter.MICROPYTHON)
    assert (found is not None) is fails


@pytest.mark.parametrize(
    ("name", "last", "since"),
    [
        ("editor", "2024.5.1", "2024.5.2"),
        ("worker that code starts", "2024.5.2", "2024.6.1"),
        ("editor's config", "2024.6.2", "2024.7.1"),
    ],
)
def test_the_release_after_the_last_broken_one_is_told(name: str, last: str, since: str) -> None:
    found = broken_use(last, name, "start", Interpreter.PYODIDE, Thread.WORKER)
    assert found is not None
    assert works_since(found) == since
    assert broken_use(since, name, "start", Interpreter.PYODIDE, Thread.WORKER) is None


def test_what_is_broken_is_there() -> None:
    for api in BROKEN:
        if api.name.startswith("pyscript."):
            module, _, name = api.name.rpartition(".")
            for release in (api.first, api.last):
                if release:
                    assert name in (pyscript_names(release, module) or ())


def test_the_releases_of_every_entry_exist_and_are_in_order() -> None:
    for api in BROKEN:
        ends = [release_named(name) for name in (api.first, api.last) if name]
        assert None not in ends
        assert api.first is None or api.is_broken_in(api.first)
        assert api.last is None or api.is_broken_in(api.last)


def test_an_unknown_api_or_another_use_is_not_broken() -> None:
    assert broken_use("2024.3.1", "pyscript.fetch", "keyword", Interpreter.PYODIDE, detail="method") is None
    assert broken_use("2024.3.1", "pyscript.nonsense", "await", Interpreter.PYODIDE) is None
    assert broken_apis(newest().name) == ()
    with pytest.raises(ValueError, match="not a version"):
        broken_apis("latest")
