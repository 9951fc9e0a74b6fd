"""The names that PyScript's package offers, measured by importing it."""

import pytest

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.knowledge.pyscript_api import (
    core_exports,
    pyscript_import_error,
    pyscript_names,
    pyscript_unsupported,
)
from pyscript_doctor.knowledge.releases import releases

SINCE = {
    "display": "2023.11.1",
    "js_modules": "2023.12.1",
    "fetch": "2024.3.1",
    "ffi": "2024.3.2",
    "WebSocket": "2024.5.1",
    "config": "2024.5.1",
    "py_import": "2024.6.1",
    "storage": "2024.6.2",
    "web": "2024.6.2",
    "workers": "2024.7.1",
    "media": "2024.10.1",
    "Event": "2024.11.1",
    "fs": "2025.2.3",
    "context": "2026.1.1",
}


@pytest.mark.parametrize(("name", "first"), SINCE.items())
def test_a_name_is_there_from_one_release_on(name: str, first: str) -> None:
    modern = [release.name for release in releases() if not release.legacy]
    offering = [release for release in modern if name in (pyscript_names(release) or ())]
    assert offering == modern[modern.index(first) :]


def test_what_went_is_gone() -> None:
    assert pyscript_names("2024.6.2", "pyweb.pydom") is not None
    assert pyscript_names("2024.7.1", "pyweb.pydom") is None
    assert "magic_js" in (pyscript_names("2025.11.2") or ())
    assert "magic_js" not in (pyscript_names("2026.1.1") or ())


def test_no_release_offers_the_classic_names() -> None:
    for release in releases():
        if not release.legacy:
            assert not {"Element", "write", "loop", "js"} & (pyscript_names(release.name) or set())


def test_workers_does_not_export_what_starts_workers() -> None:
    assert {"workers", "create_named_worker"} <= (pyscript_names("2026.7.3", thread=Thread.MAIN) or set())
    in_worker = pyscript_names("2026.7.3", thread=Thread.WORKER) or frozenset()
    assert "create_named_worker" not in in_worker
    assert "PyWorker" in in_worker
    assert pyscript_names("2026.7.3", "pyscript.workers", Thread.WORKER) is None


def test_elements_that_are_made_while_importing_count() -> None:
    assert {"div", "page", "input_"} <= (pyscript_names("2026.7.3", "pyscript.web") or set())
    assert "div" in (pyscript_names("2024.7.1", "pyscript.web.elements") or set())


def test_micropython_cannot_import_some_modules_of_old_releases() -> None:
    """Its first builds had no `warnings`, which broke pydom."""
    assert pyscript_names("2023.12.1", "pyweb.pydom", interpreter=Interpreter.PYODIDE)
    assert pyscript_names("2023.12.1", "pyweb.pydom", interpreter=Interpreter.MICROPYTHON) is None
    assert pyscript_import_error("2023.12.1", "pyweb.pydom") == "ImportError: no module named 'warnings'"
    assert pyscript_import_error("2026.7.3", "pyscript.web") is None


def test_micropython_lacks_little_else() -> None:
    assert pyscript_names("2026.7.3", interpreter=Interpreter.MICROPYTHON) == pyscript_names("2026.7.3")
    ours = pyscript_names("2026.7.3", "pyscript.ffi", interpreter=Interpreter.MICROPYTHON)
    assert ours is not None
    assert {"to_js", "create_proxy"} <= ours
    assert "from_entries" not in ours


@pytest.mark.parametrize("module", ["pyscript.nonsense", "nonsense", ""])
def test_a_module_that_is_not_there_has_no_names(module: str) -> None:
    assert pyscript_names("2026.7.3", module) is None


@pytest.mark.parametrize(
    ("release", "module"),
    [("2022.12.1", "pyscript"), ("9999.1.1", "pyscript"), ("2026.7.3", "pyscript.js_modules.lodash")],
)
def test_what_cannot_be_known_is_no_answer(release: str, module: str) -> None:
    with pytest.raises(LookupError):
        pyscript_names(release, module)


def test_when_is_there_on_old_micropython_and_fails() -> None:
    """In the browser: "pyscript.when currently not available with this interpreter" in 2024.1.1."""
    assert "pyscript.when" in pyscript_unsupported("2024.1.1")
    assert "pyscript.when" not in pyscript_unsupported("2024.1.3")
    with pytest.raises(LookupError):
        pyscript_unsupported("2022.12.1")


def test_core_exports_what_its_release_exports() -> None:
    """In the browser: 2024.1.1 "does not provide an export named 'MPWorker'"."""
    assert core_exports("2024.1.1") == {"PyWorker", "TYPES", "config", "hooks", "whenDefined"}
    assert {"MPWorker", "donkey", "codemirror"} <= core_exports("2026.7.3")
    with pytest.raises(LookupError):
        core_exports("2022.12.1")
