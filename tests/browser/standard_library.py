"""Pyodide's standard library with its modules compiled once, rather than by each page again.

The npm package has the modules as source. A page that starts Pyodide compiles some 200 of them, which takes more than
half of its processor time. Python takes `json.pyc` for `json.py` if it is beside it in the archive. So the CDN of the
tests can answer with an archive that has both. It was made by the same Pyodide, in Chromium, with the importer that
would compile the modules on a page. A test holds it against what that importer makes of the source.

Only `pytest --browser` uses it. `pytest --matrix` and the proof run each release as the CDN has it.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from tests.browser.runtimes import PYODIDE, cache_folder, manifest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.page import Chromium

ARCHIVE = "python_stdlib.zip"
LOAD = """async url => {
    const { loadPyodide } = await import(url);
    globalThis.pyodide = await loadPyodide();
}"""
COMPILE = """
import base64, importlib.util, io, sys, zipfile, zipimport
from importlib._bootstrap_external import _code_to_hash_pyc

path = next(path for path in sys.path if path.endswith(".zip"))
importer = zipimport.zipimporter(path)
written = io.BytesIO()
with zipfile.ZipFile(path) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
    for entry in source.infolist():
        content = source.read(entry)
        target.writestr(entry, content)
        if not entry.filename.endswith(".py"):
            continue
        folder, _, module = entry.filename.removesuffix(".py").removesuffix("/__init__").rpartition("/")
        code = zipimport.zipimporter(f"{path}/{folder}" if folder else path).get_code(module)
        compiled = zipfile.ZipInfo(entry.filename + "c", entry.date_time)
        compiled.compress_type = zipfile.ZIP_DEFLATED
        target.writestr(compiled, bytes(_code_to_hash_pyc(code, importlib.util.source_hash(content), checked=False)))
base64.b64encode(written.getvalue()).decode()
"""


def pyodide_of_newest() -> str:
    """The version of Pyodide that the newest release loads."""
    return manifest().releases[manifest().newest][PYODIDE]


def compiled_library(version: str) -> Path:
    """Where the archive of a Pyodide with compiled modules is, if it was made."""
    return cache_folder() / "compiled" / f"{PYODIDE}@{version}" / ARCHIVE


def pyodide_url(version: str) -> str:
    """Where the CDN has the module that starts a Pyodide."""
    return f"https://cdn.jsdelivr.net/pyodide/v{version}/full/pyodide.mjs"


def compile_library(browser: Chromium, version: str) -> None:
    """Make the archive for a Pyodide, in Chromium."""
    with browser.visiting({"index.html": b"<!doctype html>"}) as (tab, url):
        tab.goto(url)
        tab.evaluate(LOAD, pyodide_url(version))
        encoded = tab.evaluate("code => pyodide.runPython(code)", COMPILE)
    target = compiled_library(version)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    unfinished.write_bytes(base64.b64decode(encoded))
    unfinished.rename(target)
