"""What a copy of an interpreter on the site consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.offline_bundle import bundle_of, read_lock
from tests.projects import page, told

if TYPE_CHECKING:
    from pyscript_doctor.queries.offline_bundle import Bundle

LOCK = """{"info": {"version": "0.26.2", "abi_version": "2024_0"}, "packages": {
    "numpy": {"file_name": "numpy.whl", "depends": ["Some_Library"]},
    "some-library": {"file_name": "some_library.zip", "depends": []},
    "micropip": {"file_name": "micropip.whl", "depends": ["packaging"]},
    "packaging": {"file_name": "https://cdn.example/packaging.whl", "depends": []},
    "pandas": {"file_name": "pandas.whl", "depends": ["numpy"]}}}"""
LOADER = 'var k = "0.26.2";'


def bundle(config: str, files: dict[str, str], script: str = '<script type="py">\n</script>') -> Bundle | None:
    index = page(f"<py-config>\n{config}\n</py-config>\n{script}")
    return told({"index.html": index, **files}, lambda project: bundle_of(project.runtimes[0]))


def test_an_interpreter_of_another_host_is_none() -> None:
    assert bundle('interpreter = "https://cdn.example/pyodide.mjs"', {}) is None
    assert bundle('packages = ["numpy"]', {}) is None


def test_pyodide_needs_four_files_beside_its_loader() -> None:
    found = bundle('interpreter = "./own/pyodide.mjs"', {"own/pyodide.mjs": LOADER})
    assert found is not None
    assert found.entry.path == "own/pyodide.mjs"
    assert [part.url for part in found.parts] == [
        "./own/pyodide.asm.js",
        "./own/pyodide.asm.wasm",
        "./own/python_stdlib.zip",
        "./own/pyodide-lock.json",
    ]


def test_from_version_314_on_its_script_is_a_module() -> None:
    found = bundle('interpreter = "./own/pyodide.mjs"', {"own/pyodide.mjs": LOADER.replace("0.26", "314.0")})
    assert found is not None
    assert found.parts[0].url == "./own/pyodide.asm.mjs"


def test_of_a_version_that_cannot_be_told_only_the_webassembly_is_certain() -> None:
    found = bundle('interpreter = "./own/pyodide.mjs"', {"own/pyodide.mjs": "export {}"})
    assert found is not None
    assert [part.url for part in found.parts] == ["./own/pyodide.asm.wasm"]


def test_packages_of_the_config_need_their_wheels_those_of_their_dependencies_and_micropip() -> None:
    files = {"own/pyodide.mjs": LOADER, "own/pyodide-lock.json": LOCK}
    found = bundle('interpreter = "./own/pyodide.mjs"\npackages = ["numpy", "elsewhere"]', files)
    assert found is not None
    assert {name: reference.url for name, reference in (found.wheels or {}).items()} == {
        "numpy": "./own/numpy.whl",
        "some-library": "./own/some_library.zip",
        "micropip": "./own/micropip.whl",
    }


def test_without_packages_no_wheel_is_needed() -> None:
    found = bundle('interpreter = "./own/pyodide.mjs"', {"own/pyodide.mjs": LOADER, "own/pyodide-lock.json": LOCK})
    assert found is not None
    assert found.wheels == {}


def test_a_worker_with_a_config_of_its_own_does_not_resolve_it_so() -> None:
    worker = """<script type="py" worker config='{"interpreter": "./own/pyodide.mjs"}'></script>"""
    assert bundle("", {"own/pyodide.mjs": LOADER}, worker) is None


def test_what_is_no_lock_file_is_none() -> None:
    assert read_lock("[" * 5000) is None
    assert read_lock('{"packages": {"numpy": 1}, "info": {}}') is None
    assert read_lock("not found") is None
