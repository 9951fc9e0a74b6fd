"""Which package an import needs, and which packages never work."""

import pytest

from pyscript_doctor.knowledge.distributions import (
    brought_by,
    distribution_of,
    micropython_lib,
    micropython_lib_error,
    micropython_lib_providers,
    unavailable_package,
)
from pyscript_doctor.knowledge.packages import known_pyodides, lock


@pytest.mark.parametrize(
    ("import_name", "distribution"),
    [
        ("PIL", "pillow"),
        ("PIL.Image", "pillow"),
        ("cv2", "opencv-python"),
        ("sklearn.linear_model", "scikit-learn"),
        ("skimage", "scikit-image"),
        ("bs4", "beautifulsoup4"),
        ("yaml", "pyyaml"),
        ("dateutil.parser", "python-dateutil"),
        ("serial", "pyserial"),
        ("docx", "python-docx"),
        ("Crypto.Cipher", "pycryptodome"),
        ("RPi.GPIO", "rpi-gpio"),
        ("google.protobuf", "protobuf"),
        ("ruamel.yaml", "ruamel-yaml"),
        ("numpy.linalg", "numpy"),
        ("typing_extensions", "typing-extensions"),
    ],
)
def test_an_import_leads_to_its_package(import_name: str, distribution: str) -> None:
    assert distribution_of(import_name) == distribution


@pytest.mark.parametrize("import_name", ["utils", "google.cloud.storage", "google", "timer", ""])
def test_what_is_not_known_or_shared_by_several_leads_nowhere(import_name: str) -> None:
    assert distribution_of(import_name) is None


def test_the_table_agrees_with_the_newest_lock() -> None:
    newest = lock(known_pyodides()[-1])
    for package in newest.packages.values():
        if package.kind == "package":
            for name in package.imports:
                known = distribution_of(name)
                assert known is None or known in newest.providers(name) or known == package.name, name


def test_a_compiled_package_says_what_to_use_instead() -> None:
    package = unavailable_package("TensorFlow")
    assert package is not None
    assert not package.installs
    assert package.advice == "Use TensorFlow.js, loaded through js_modules."
    assert unavailable_package("RPi.GPIO") is not None


def test_a_package_that_installs_but_cannot_work_is_told_apart() -> None:
    package = unavailable_package("selenium")
    assert package is not None
    assert package.installs
    assert package.advice == "Nothing can replace it: a page cannot drive a browser."


def test_no_pyodide_has_what_is_said_to_be_unavailable() -> None:
    for version in known_pyodides():
        for name in lock(version).packages:
            assert unavailable_package(name) is None


@pytest.mark.parametrize("name", ["numpy", "requests", "opencv-python", "lxml", "pygame-ce", "nonsense"])
def test_what_works_or_is_not_known_is_not_called_unavailable(name: str) -> None:
    assert unavailable_package(name) is None


def test_micropython_lib_knows_its_packages() -> None:
    assert {"requests", "umqtt.simple", "argparse", "collections-defaultdict"} <= micropython_lib()
    assert not {"numpy", "http.client"} & micropython_lib()
    assert micropython_lib_providers("umqtt.simple") == ("umqtt.simple",)
    assert micropython_lib_providers("nonsense") == ()


def test_some_packages_of_micropython_lib_cannot_be_imported_in_a_browser() -> None:
    assert micropython_lib_error("requests") == "ImportError: no module named 'socket'"
    assert micropython_lib_error("argparse") is None
    assert micropython_lib_error("nonsense") is None


def test_what_a_package_of_the_index_brings_along_is_known_for_many() -> None:
    assert brought_by("humanize") == frozenset()
    assert {"branca", "jinja2", "numpy", "requests"} <= (brought_by("Folium") or set())
    assert brought_by("package-of-somebody") is None
    assert brought_by("humanize==4.0") is None
