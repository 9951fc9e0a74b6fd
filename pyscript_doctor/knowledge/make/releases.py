"""releases.json: what each release of PyScript, and each version of its npm package, is made of."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.gather import Cache, Repository, npm_versions
from pyscript_doctor.knowledge.make.locks import read_lock

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = (
    "Releases: the git tags of the public repository pyscript/pyscript; polyscript is the one that the tag's"
    " package-lock.json installs, Pyodide and MicroPython are the defaults in that polyscript's own source"
    " (esm/interpreter at its tag, which the release bundles). Cores: versions of the npm package @pyscript/core;"
    " 'measured' ones were unpacked and their bundle read, the others are read from the commit that introduced"
    " the version. The two differ where the repository went on under the same version. Python is what the"
    " lock file in Pyodide's npm package says."
)
FOLDERS = ("core", "pyscript.core")
DEFAULTS_IN_BUNDLE = {
    "pyodide": re.compile(r'module:\(\w+="([^"]+)"\)=>`[^`]*/pyodide/'),
    "micropython": re.compile(r'module:\(\w+="([^"]+)"\)=>`[^`]*/micropython-webassembly-pyscript'),
}
WORKER = "/*@*/"
DEFAULT = re.compile(r"version = '([^']+)'")


def make(cache: Cache) -> None:
    """Write releases.json."""
    pyscript = cache.repository("pyscript", "pyscript")
    polyscript = cache.repository("pyscript", "polyscript")
    published = npm_versions("@pyscript/core")
    releases = [_release(tag, pyscript, polyscript, published) for tag in sorted(pyscript.tags, key=_number)]
    cores = list(_cores(cache, pyscript, polyscript, published, {entry.get("core") for entry in releases}))
    for entry in releases + cores:
        entry["python"] = _python(cache, entry["pyodide"])
    write("releases", SOURCE, {"releases": releases, "cores": cores})


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _release(tag: str, pyscript: Repository, polyscript: Repository, published: tuple[str, ...]) -> dict[str, Any]:
    entry: dict[str, Any] = {"release": tag, "date": pyscript.git("log", "-1", "--format=%cs", tag).strip()}
    made_of = _made_of(tag, pyscript, polyscript)
    if made_of is None:
        return entry | {"legacy": True, "pyodide": _legacy_pyodide(tag, pyscript)}
    return entry | {"legacy": False, "core_on_npm": made_of["core"] in published} | made_of


def _made_of(revision: str, pyscript: Repository, polyscript: Repository) -> dict[str, str] | None:
    for folder in FOLDERS:
        manifest, lock = (pyscript.show(revision, f"{folder}/{name}.json") for name in ("package", "package-lock"))
        if not manifest or not lock:
            continue
        packages = json.loads(lock)["packages"]
        if "node_modules/polyscript" not in packages:
            continue
        version = packages["node_modules/polyscript"]["version"]
        return {"core": json.loads(manifest)["version"], "polyscript": version, **_interpreters(version, polyscript)}
    return None


def _interpreters(version: str, polyscript: Repository) -> dict[str, str]:
    revision = f"v{version}"
    if revision not in polyscript.tags:
        revision = polyscript.git("log", "--all", "-1", "--format=%H", f"--grep=^{re.escape(version)}$").strip()
    defaults = {}
    for interpreter in ("pyodide", "micropython"):
        found = DEFAULT.search(polyscript.show(revision, f"esm/interpreter/{interpreter}.js"))
        if found is None:
            raise ValueError(f"polyscript {version} names no default {interpreter}")
        defaults[interpreter] = found[1]
    return defaults


def _legacy_pyodide(tag: str, pyscript: Repository) -> str:
    lines = pyscript.git("grep", "-hE", "pyodide/v[0-9.]+/full", tag, "--", "pyscriptjs/src")
    (version,) = set(re.findall(r"pyodide/v([\d.]+)/", lines))
    return str(version)


def _cores(
    cache: Cache, pyscript: Repository, polyscript: Repository, published: tuple[str, ...], of_releases: set[str | None]
) -> Iterator[dict[str, Any]]:
    introduced = dict(_introductions(pyscript))
    for version in published:
        made_of = _made_of(introduced[version], pyscript, polyscript) if version in introduced else None
        measured = version in of_releases or version not in introduced
        if measured:
            made_of = (made_of or {}) | _bundled(cache, version)
        if made_of:
            interpreters = {key: value for key, value in made_of.items() if key not in ("core", "polyscript")}
            yield {"core": version, "measured": measured} | interpreters


def _introductions(pyscript: Repository) -> Iterator[tuple[str, str]]:
    """Each version of the npm package, with the first commit that has it."""
    seen = set()
    paths = [f"{folder}/package.json" for folder in FOLDERS]
    for commit in pyscript.git("log", "--reverse", "--topo-order", "--format=%H", "--", *paths).split():
        for path in paths:
            manifest = pyscript.show(commit, path)
            version = json.loads(manifest).get("version") if manifest else None
            if version and version not in seen:
                seen.add(version)
                yield version, commit


def _bundled(cache: Cache, version: str) -> dict[str, str]:
    """The defaults in a published bundle; its worker is a string in it, and was once built from an older polyscript."""
    found: dict[str, str] = {}
    for path in sorted((cache.package("@pyscript/core", version) / "dist").glob("core*.js")):
        bundle = path.read_text("utf-8")
        for interpreter, pattern in DEFAULTS_IN_BUNDLE.items():
            for match in pattern.finditer(bundle):
                thread = "_worker" if bundle.rfind(WORKER, 0, match.start()) >= 0 else ""
                found.setdefault(interpreter + thread, match[1])
    for interpreter in DEFAULTS_IN_BUNDLE:
        in_worker = found.pop(f"{interpreter}_worker", None)
        if in_worker not in (None, found.setdefault(interpreter, in_worker or "")):
            found[f"{interpreter}_worker"] = in_worker
    return found


def _python(cache: Cache, pyodide: str) -> str | None:
    lock = read_lock(cache, pyodide)
    return ".".join(lock["info"]["python"].split(".")[:2]) if lock else None
