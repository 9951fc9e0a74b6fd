"""Which file of the installed runtimes a CDN would serve for a URL."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.releases import release_named
from tests.browser.reply import SHARED, Reply, media_type
from tests.browser.runtimes import CORE, PYODIDE, manifest, package_folder
from tests.browser.standard_library import compiled_library
from tests.browser.wheels import pyodide_packages

if TYPE_CHECKING:
    from pathlib import Path

HOSTS = frozenset({"pyscript.net", "cdn.jsdelivr.net", "unpkg.com"})
PACKAGE = re.compile(r"(?P<name>(?:@[^/@]+/)?[^/@]+)(?:@(?P<version>[^/]+))?(?:/(?P<file>.*))?")
PYODIDE_FILE = re.compile(r"/pyodide/v(?P<version>[^/]+)/(?:full|debug)/(?P<file>[^/]+)")
RELEASE_FILE = re.compile(r"/releases/(?P<release>[^/]+)/(?P<file>.+)")
IMMUTABLE = {"Cache-Control": "public, max-age=31536000, immutable"}


def answer(host: str, path: str, *, compiled: bool = False) -> Reply | None:
    """What the CDN answers: 404 if it has no such file, None if it has it and it is not installed here.

    compiled: whether Pyodide gets its standard library with compiled modules, where that was made.
    """
    if host == "pyscript.net":
        return _release(path)
    pyodide = PYODIDE_FILE.fullmatch(path)
    if pyodide:
        return _pyodide(pyodide["version"], pyodide["file"], compiled=compiled)
    package = PACKAGE.fullmatch(path.removeprefix("/npm/").lstrip("/"))
    if package is None:
        return Reply.missing()
    return _package(package["name"], package["version"], package["file"] or "", compiled=compiled)


def _release(path: str) -> Reply | None:
    path = re.sub(r"^/latest/", f"/releases/{manifest().newest}/", path)
    asked = RELEASE_FILE.fullmatch(path)
    if asked is None:
        return Reply.missing()
    packages = manifest().releases.get(asked["release"])
    if packages is None:
        return None if release_named(asked["release"]) else Reply.missing()
    return _file(package_folder(f"{CORE}@{packages[CORE]}") / "dist" / asked["file"])


def _package(name: str, wanted: str | None, path: str, *, compiled: bool) -> Reply | None:
    version = manifest().version(name, wanted)
    if version is None:
        return None
    if name == PYODIDE and "/" not in path and path:
        return _pyodide(version, path, compiled=compiled)
    folder = package_folder(f"{name}@{version}")
    return _file(folder / (path or _entry(folder)))


def _entry(folder: Path) -> str:
    """The file that a CDN serves for a bare package."""
    described = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    entry: str = described.get("jsdelivr") or described.get("browser") or described.get("main") or "index.js"
    return entry


def _pyodide(version: str, name: str, *, compiled: bool) -> Reply | None:
    folder = package_folder(f"{PYODIDE}@{version}")
    if not folder.is_dir():
        return None
    lock, wheels = pyodide_packages(version)
    if name == "pyodide-lock.json":
        return Reply(lock, headers=SHARED | IMMUTABLE, media_type="application/json")
    if name in wheels:
        return Reply(wheels[name], headers=SHARED | IMMUTABLE, media_type="application/zip")
    library = compiled_library(version)
    if compiled and name == library.name and library.is_file():
        return _file(library)
    return _file(folder / name)


def _file(path: Path) -> Reply:
    if ".." in path.parts or not path.is_file():
        return Reply.missing()
    return Reply(path.read_bytes(), headers=SHARED | IMMUTABLE, media_type=media_type(path.name))
