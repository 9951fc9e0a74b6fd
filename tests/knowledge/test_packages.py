"""What Pyodide's lock files offer."""

import pytest

from pyscript_doctor.knowledge.packages import (
    LockedPackage,
    known_pyodides,
    lock,
    nearest_pyodide,
    pyodide_tags,
)
from pyscript_doctor.knowledge.releases import cores, releases

WITHOUT_A_LOCK = {"0.20.0"}
"""On npm without its files; only two releases of 2022 load it."""


def test_every_pyodide_in_use_has_a_lock() -> None:
    in_use = {release.pyodide for release in releases()}
    in_use |= {version for core in cores() for version in (core.pyodide, core.pyodide_worker)}
    assert in_use - set(known_pyodides()) == WITHOUT_A_LOCK
    for version in known_pyodides():
        assert lock(version).exact
        assert lock(version).package("numpy")


def test_a_package_has_its_version_imports_and_dependencies() -> None:
    package = lock("0.29.3").package("Scikit_Learn")
    assert package == LockedPackage(
        name="scikit-learn",
        version="1.7.0",
        imports=("sklearn",),
        depends=("joblib", "scipy", "threadpoolctl"),
        kind="package",
        pure=False,
    )


def test_what_a_package_depends_on_is_in_the_same_lock() -> None:
    for version in known_pyodides():
        packages = lock(version).packages
        assert not {name for package in packages.values() for name in package.depends} - packages.keys()


def test_a_module_leads_to_the_packages_that_provide_it() -> None:
    newest = lock("314.0.3")
    assert newest.providers("PIL.Image") == ("pillow",)
    assert newest.providers("yaml") == ("pyyaml",)
    assert newest.providers("tensorflow") == ()
    assert lock("0.26.4").providers("ruamel.yaml.main") == ("ruamel-yaml",)


def test_ssl_is_a_package_until_pyodide_314() -> None:
    """Measured in the browser: `import ssl` fails in 2025.11.1 unless it is listed, and works in 2026.7.3."""
    before = lock("0.29.0").package("ssl")
    assert before is not None
    assert (before.kind, before.depends) == ("stdlib", ("libopenssl",))
    assert lock("314.0.3").package("ssl") is None


def test_libraries_are_told_from_packages() -> None:
    library = lock("0.27.7").package("openssl")
    assert library is not None
    assert (library.kind, library.imports) == ("shared_library", ())


def test_the_tests_of_a_package_are_one_of_their_own() -> None:
    tests = lock("0.24.1").package("numpy-tests")
    assert tests is not None
    assert (tests.kind, tests.depends, tests.imports) == ("tests", ("numpy",), ())
    assert lock("0.28.1").package("numpy-tests") is None


def test_pure_wheels_are_told_from_compiled_ones() -> None:
    packages = lock("0.29.3").packages
    assert packages["micropip"].pure
    assert not packages["numpy"].pure


@pytest.mark.parametrize(
    ("asked", "given", "same_minor"),
    [
        ("0.27.0", "0.27.2", True),
        ("0.27.99", "0.27.7", True),
        ("314.9.0", "314.0.3", True),
        ("0.20.0", "0.21.2", False),
        ("0.30.0", "0.29.4", False),
        ("315.0.0", "314.0.3", False),
    ],
)
def test_the_lock_of_an_unknown_version_is_the_nearest_and_says_so(asked: str, given: str, same_minor: bool) -> None:
    found = lock(asked)
    assert (found.pyodide, found.exact, found.same_minor) == (given, False, same_minor)
    assert nearest_pyodide(asked) == given


def test_what_is_no_version_has_no_lock() -> None:
    with pytest.raises(ValueError, match="not a version"):
        lock("./pyodide.mjs")


@pytest.mark.parametrize(
    ("version", "python", "platforms"),
    [
        ("0.24.1", "3.11.3", ("emscripten_3_1_45_wasm32",)),
        ("0.27.7", "3.12.7", ("pyodide_2024_0_wasm32", "emscripten_3_1_58_wasm32")),
        ("314.0.3", "3.14.2", ("pyemscripten_2026_0_wasm32", "pyodide_2026_0_wasm32", "emscripten_5_0_3_wasm32")),
    ],
)
def test_each_pyodide_takes_the_wheels_of_its_platform(version: str, python: str, platforms: tuple[str, ...]) -> None:
    tags = pyodide_tags(version)
    assert (tags.python, tags.platforms) == (python, platforms)
    assert tags.interpreter == "cp" + "".join(python.split(".")[:2])


def test_a_release_names_the_python_of_its_pyodide() -> None:
    for release in releases():
        if release.pyodide not in WITHOUT_A_LOCK:
            assert pyodide_tags(release.pyodide).python.startswith(f"{release.python}.")
