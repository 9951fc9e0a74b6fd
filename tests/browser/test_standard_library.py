"""The compiled modules with which `pytest --browser` starts Pyodide are what Pyodide makes of its own source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.runtimes import PYODIDE, package_folder
from tests.browser.standard_library import ARCHIVE, LOAD, compiled_library, pyodide_of_newest, pyodide_url

if TYPE_CHECKING:
    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

COMPARE = """
import marshal, sys, zipfile, zipimport
from pyodide.http import pyfetch

for name in ("plain", "compiled"):
    with open(f"/{name}.zip", "wb") as file:
        file.write(await (await pyfetch(f"{name}.zip")).bytes())
plain, compiled = zipfile.ZipFile("/plain.zip"), zipfile.ZipFile("/compiled.zip")
path = next(path for path in sys.path if path.endswith(".zip"))

differences = []
for name in plain.namelist():
    if plain.read(name) != compiled.read(name):
        differences.append(f"{name} is not the source")
    if not name.endswith(".py"):
        continue
    folder, _, module = name.removesuffix(".py").removesuffix("/__init__").rpartition("/")
    expected = zipimport.zipimporter(f"/plain.zip/{folder}".rstrip("/")).get_code(module)
    found = marshal.loads(compiled.read(name + "c")[16:])
    if found != expected:
        differences.append(f"{name} is compiled to something else")
    if found.co_filename != f"{path}/{name}":
        differences.append(f"{name} is said to be {found.co_filename}")
extra = set(compiled.namelist()) - set(plain.namelist()) - {name + "c" for name in plain.namelist()}
differences += [f"{name} is nowhere in the source" for name in sorted(extra)]
(len(plain.namelist()), differences)
"""
START = "import json, sys\n(json.__file__, json.loads.__code__.co_filename, json.__loader__.get_source('json')[:3])"


def test_compiled_modules_are_what_pyodide_compiles(browser: Chromium) -> None:
    version = pyodide_of_newest()
    files = {
        "index.html": b"<!doctype html>",
        "plain.zip": (package_folder(f"{PYODIDE}@{version}") / ARCHIVE).read_bytes(),
        "compiled.zip": compiled_library(version).read_bytes(),
    }
    with browser.visiting(files) as (tab, url):
        tab.goto(url)
        tab.evaluate(LOAD, pyodide_url(version))
        modules, differences = tab.evaluate("async code => (await pyodide.runPythonAsync(code)).toJs()", COMPARE)
    assert modules > 500
    assert differences == []


def test_pages_start_with_the_compiled_modules(browser: Chromium, pytestconfig: pytest.Config) -> None:
    version = pyodide_of_newest()
    with browser.visiting({"index.html": b"<!doctype html>"}) as (tab, url):
        tab.goto(url)
        tab.evaluate(LOAD, pyodide_url(version))
        loaded, compiled_from, source = tab.evaluate("code => pyodide.runPython(code).toJs()", START)
    assert loaded.endswith("json/__init__.py" if pytestconfig.getoption("--matrix") else "json/__init__.pyc")
    assert compiled_from.endswith("json/__init__.py")
    assert source == 'r""'
