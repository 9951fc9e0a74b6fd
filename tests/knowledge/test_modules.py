"""Which modules and names each interpreter has, measured by running it."""

import pytest

from pyscript_doctor.knowledge.modules import (
    micropython_builds,
    micropython_has_module,
    micropython_has_ulab,
    micropython_lacks,
    micropython_modules,
    micropython_names,
    nearest_build,
    pyodide_module,
)
from pyscript_doctor.knowledge.packages import known_pyodides, lock
from pyscript_doctor.knowledge.releases import cores, releases


@pytest.mark.parametrize(
    ("version", "name", "expected"),
    [
        ("0.26.4", "json", "present"),
        ("0.26.4", "os.path", "present"),
        ("0.26.4", "concurrent.futures", "present"),
        ("0.26.4", "js", "present"),
        ("0.26.4", "pyodide.http", "present"),
        ("0.24.1", "ssl", "unvendored"),
        ("0.29.0", "sqlite3", "unvendored"),
        ("314.0.2", "sqlite3", "present"),
        ("0.24.1", "tkinter", "removed"),
        ("314.0.2", "tkinter.ttk", "removed"),
        ("0.29.0", "fcntl", "removed"),
        ("314.0.2", "fcntl", "present"),
        ("0.24.1", "distutils.util", "unvendored"),
        ("0.26.4", "distutils.util", "gone"),
        ("0.24.1", "asyncore", "present"),
        ("0.26.4", "asyncore", "gone"),
        ("0.29.0", "cgi", "gone"),
        ("0.24.1", "annotationlib", "later"),
        ("314.0.2", "annotationlib", "present"),
        ("0.24.1", "concurrent.futures.process", "fails"),
        ("0.29.0", "pty", "fails"),
        ("0.26.4", "numpy", None),
        ("0.26.4", "json.nonsense", None),
        ("0.26.4", "", None),
    ],
)
def test_pyodide_imports_what_it_imported_when_tried(version: str, name: str, expected: str | None) -> None:
    assert pyodide_module(version, name) == expected


def test_what_is_unvendored_is_provided_by_the_lock_of_the_same_version() -> None:
    for version in known_pyodides():
        for name in ("ssl", "lzma", "sqlite3", "test"):
            if pyodide_module(version, name) == "unvendored":
                assert lock(version).providers(name) == (name,)


def test_an_unknown_pyodide_stands_for_the_nearest() -> None:
    assert pyodide_module("0.27.0", "ssl") == pyodide_module("0.27.2", "ssl")
    with pytest.raises(ValueError, match="not a version"):
        pyodide_module("latest", "ssl")


def test_every_micropython_in_use_is_known() -> None:
    in_use = {release.micropython for release in releases()} | {core.micropython for core in cores()}
    assert in_use - {None} == set(micropython_builds())


def test_builds_go_from_previews_to_their_release() -> None:
    builds = micropython_builds()
    assert builds.index("1.24.0-preview-47") < builds.index("1.24.0-preview-114") < builds.index("1.24.0")
    assert builds[-1] == "1.28.0-6"


@pytest.mark.parametrize(
    ("build", "known"),
    [("1.24.0", "1.24.0"), ("1.26.0", "1.26.0-preview-386"), ("1.29.0-6", "1.28.0-6"), ("1.19.0", "1.20.0-297")],
)
def test_an_unknown_build_stands_for_the_newest_before_it(build: str, known: str) -> None:
    assert nearest_build(build) == known


@pytest.mark.parametrize("build", ["", "latest", "./micropython.mjs", "1.24", "1.24.0-alpha-1"])
def test_what_is_no_build_is_refused(build: str) -> None:
    with pytest.raises(ValueError, match="not a build"):
        nearest_build(build)


@pytest.mark.parametrize("name", ["typing", "dataclasses", "csv", "urllib", "threading", "requests", "collections.abc"])
def test_micropython_lacks_much_of_the_standard_library(name: str) -> None:
    for build in micropython_builds():
        assert not micropython_has_module(build, name)


def test_micropython_grows() -> None:
    """In the browser: no asyncio in 2024.1.1; weakref and string.templatelib from 2026.7.3, not yet in 2025.11.1."""
    assert not micropython_has_module("1.21.0-278", "asyncio")
    assert micropython_has_module("1.24.0", "asyncio")
    assert not micropython_has_module("1.27.0-preview-283", "weakref")
    assert micropython_has_module("1.28.0-6", "weakref")
    assert micropython_has_module("1.28.0-6", "string.templatelib")


def test_pyscript_adds_its_modules_to_those_of_micropython() -> None:
    assert micropython_has_module("1.28.0-6", "pyscript.web")
    assert micropython_has_module("1.28.0-6", "mip")
    assert not micropython_has_module("1.20.0-297", "mip")
    assert "pyscript" not in micropython_modules("1.28.0-6")
    assert "os.path" in micropython_modules("1.28.0-6")


def test_ulab_comes_with_the_variants_of_newer_builds() -> None:
    assert micropython_has_ulab("1.28.0-6")
    assert not micropython_has_ulab("1.27.0")


@pytest.mark.parametrize(
    ("module", "has", "lacks"),
    [
        ("json", {"dumps", "loads"}, {"JSONDecodeError", "JSONEncoder"}),
        ("re", {"compile", "match", "search", "sub"}, {"findall", "split", "finditer", "fullmatch", "IGNORECASE"}),
        ("functools", {"partial", "reduce", "wraps"}, {"lru_cache", "cache"}),
        ("random", {"choice", "randint"}, {"shuffle", "sample", "gauss"}),
        ("collections", {"namedtuple", "OrderedDict", "deque", "defaultdict"}, {"Counter"}),
        ("asyncio", {"sleep", "gather", "create_task", "wait_for", "Lock", "Event"}, {"run", "Queue"}),
        ("os", {"listdir", "getcwd", "path"}, {"environ", "system", "makedirs", "walk", "getenv"}),
        ("time", {"sleep", "time", "strftime"}, {"perf_counter", "monotonic"}),
        ("hashlib", {"sha256"}, {"md5", "new"}),
        ("math", {"sqrt", "isclose"}, {"comb", "gcd", "dist", "prod"}),
        ("builtins", {"print", "input", "sorted"}, {"vars", "format", "ascii", "FileNotFoundError", "breakpoint"}),
        ("builtins.str", {"center", "split", "splitlines"}, {"zfill", "title", "removeprefix", "capitalize", "ljust"}),
        ("builtins.int", {"to_bytes"}, {"bit_length"}),
        ("datetime.datetime", {"now", "isoformat"}, {"strftime", "strptime"}),
        ("sys", {"argv", "print_exception"}, {"exc_info", "getsizeof"}),
    ],
)
def test_names_that_micropython_has_and_lacks(module: str, has: set[str], lacks: set[str]) -> None:
    names = micropython_names("1.28.0-6", module)
    assert names is not None
    assert has <= names
    assert lacks <= micropython_lacks("1.28.0-6", module)
    assert not names & micropython_lacks("1.28.0-6", module)


def test_a_module_that_is_missing_or_has_any_name_has_no_list_of_names() -> None:
    assert micropython_names("1.28.0-6", "typing") is None
    assert micropython_names("1.28.0-6", "js") is None
    assert micropython_lacks("1.28.0-6", "typing") == frozenset()


def test_every_module_of_every_build_has_names() -> None:
    for build in micropython_builds():
        for module in micropython_modules(build) - {"js"}:
            assert micropython_names(build, module) or not micropython_lacks(build, module), (build, module)
