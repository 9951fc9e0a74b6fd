"""What a copy of an interpreter on the site consists of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.runtime.config import MOST_PACKAGES
from pyscript_doctor.queries.offline_bundle import bundle_of, read_lock
from tests.in_one_test import in_one_test
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


def test_pyodide_itself_loads_packages_that_pass_through_without_micropip() -> None:
    files = {"own/pyodide.mjs": LOADER, "own/pyodide-lock.json": LOCK}
    config = 'interpreter = "./own/pyodide.mjs"\npackages = ["numpy"]\npackages_cache = "passthrough"'
    found = bundle(config, files)
    assert found is not None
    assert set(found.wheels or {}) == {"numpy", "some-library"}


def test_packages_may_need_each_other() -> None:
    lock = """{"info": {}, "packages": {"one": {"file_name": "one.whl", "depends": ["two"]},
        "two": {"file_name": "two.whl", "depends": ["one"]}}}"""
    files = {"own/pyodide.mjs": LOADER, "own/pyodide-lock.json": lock}
    found = bundle('interpreter = "./own/pyodide.mjs"\npackages = ["one"]', files)
    assert found is not None
    assert set(found.wheels or {}) == {"one", "two"}


def test_of_a_very_long_list_of_packages_no_wheel_is_certain() -> None:
    config = f'interpreter = "./own/pyodide.mjs"\npackages = {["numpy"] * (MOST_PACKAGES + 1)}'
    found = bundle(config, {"own/pyodide.mjs": LOADER, "own/pyodide-lock.json": LOCK})
    assert found is not None
    assert found.wheels == {}


@in_one_test(
    [
        # Up to 0.27, Pyodide compares the versions.
        ("0.24.1", '{"version": "0.24.1"}', False),
        ("0.24.1", '{"version": "0.24.0"}', True),
        ("0.25.1", '{"version": "0.25.1"}', False),
        ("0.25.1", '{"version": "0.25.0"}', True),
        ("0.26.3", '{"abi_version": "2024_0", "version": "0.26.3"}', False),
        ("0.26.3", '{"abi_version": "2024_0", "version": "0.26.2"}', True),
        ("0.27.3", '{"abi_version": "2024_0", "version": "0.27.3"}', False),
        ("0.27.3", '{"abi_version": "2024_0", "version": "0.27.2"}', True),
        ("0.27.3", '{"abi_version": "2026_0"}', True),
        # Later ones compare the versions of the binaries.
        ("0.28.1", '{"abi_version": "2025_0", "version": "0.28.1"}', False),
        ("0.28.1", '{"abi_version": "2024_0", "version": "0.28.1"}', True),
        ("0.29.3", '{"abi_version": "2025_0", "version": "0.28.0.dev0"}', False),
        ("0.29.3", '{"abi_version": "2024_0", "version": "0.29.3"}', True),
        ("314.0.2", '{"abi_version": "2026_0"}', False),
        ("314.0.2", '{"abi_version": "2025_0", "version": "0.29.3"}', True),
        ("314.0.2", "{}", True),
        # Nobody knows what this one compares.
        ("0.30.0", '{"abi_version": "2024_0"}', False),
        ("0.29.3", None, False),
    ]
)
def test_pyodide_refuses_the_lock_file_of_another_version(version: str, info: str | None, refused: bool) -> None:
    files = {"own/pyodide.mjs": f'var k = "{version}";'}
    if info is not None:
        files["own/pyodide-lock.json"] = f'{{"info": {info}, "packages": {{}}}}'
    found = bundle('interpreter = "./own/pyodide.mjs"', files)
    assert found is not None
    assert found.has_foreign_lock == refused


def test_micropython_needs_its_webassembly_beside_it() -> None:
    index = """<mpy-config>
interpreter = "./own/more/micropython.min.mjs?v=1"
name = "bundle"
</mpy-config>
<script type="mpy"></script>"""
    found = told({"index.html": page(index)}, lambda project: bundle_of(project.runtimes[0]))
    assert found is not None
    (part,) = found.parts
    assert part.url == "./own/more/micropython.min.wasm"
    assert part.text.span() == found.entry.text.span()


@in_one_test(
    [
        ('<script type="py" worker></script>', True),
        ('<script type="py" worker config=""></script>', True),
        ("""<script type="py" worker config='{"interpreter": "./own/pyodide.mjs"}'></script>""", False),
    ]
)
def test_a_worker_takes_the_interpreter_of_the_page_unless_it_has_a_config(script: str, taken: bool) -> None:
    found = bundle('interpreter = "./own/pyodide.mjs"', {"own/pyodide.mjs": LOADER}, script)
    assert (found is not None) == taken


def test_a_worker_that_code_starts_has_a_config_of_its_own() -> None:
    script = """<script type="py">
from pyscript import PyWorker
PyWorker("./work.py", type="pyodide", config={"interpreter": "./own/pyodide.mjs"})
</script>"""
    files = {"index.html": page(script), "work.py": "1", "own/pyodide.mjs": LOADER}
    assert told(files, lambda project: [bundle_of(each) for each in project.runtimes]) == [None, None]


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
