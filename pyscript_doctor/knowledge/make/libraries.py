"""libraries.json: files that CDNs give of JavaScript libraries, and that are not ES modules."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.version import InvalidVersion, Version

from pyscript_doctor.knowledge.make.document import listed, write
from pyscript_doctor.knowledge.make.gather import npm_versions, run_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "make/libraries.txt, kept by hand; of each library the newest versions of some series were unpacked from npm,"
    " and es-module-lexer asked which files have the syntax of a module. Listed are those that have it in none of them."
    " The file '@NAME' is what a CDN of that name gives where an address names no file."
)
LEXER = ("es-module-lexer", "1.7.0")
MAJORS = 4
LARGEST = 8_000_000
MOST_FILES = 40
FOLDERS = {"", "dist", "build", "umd", "lib", "min", "lib/min", "dist/umd", "build/umd", "dist/js", "js"}
ENTRIES = {"jsdelivr": ("jsdelivr", "browser", "main"), "unpkg": ("unpkg", "main")}
"""The keys of package.json that a CDN looks at, in order; after them it takes index.js."""
HERE = Path(__file__).parent


def make(cache: Cache) -> None:
    """Write libraries.json."""
    found = {name: " ".join(_classic(cache, name)) for name in listed("libraries")}
    write("libraries", SOURCE, {"classic": {name: files for name, files in found.items() if files}})


def _classic(cache: Cache, name: str) -> list[str]:
    """The files of a library that are not ES modules in any of the versions that are looked at."""
    verdicts: dict[str, set[bool]] = {}
    for version in _some_versions(name):
        for file, is_module in _kept_files(cache, name, version).items():
            verdicts.setdefault(file, set()).add(is_module)
    plain = sorted(file for file, said in verdicts.items() if said == {False} and _is_whole(file, name))
    return plain[:MOST_FILES]


def _is_whole(file: str, library: str) -> bool:
    """Whether a file may be all of a library, by its name, and not one of its parts."""
    words = re.sub(r"[^a-z0-9]|js$", "", library.rpartition("/")[2].lower())
    plain = re.sub(r"[^a-z0-9]", "", file.rpartition("/")[2].lower())
    return file.startswith("@") or words in plain or file.endswith(".min.js")


def _some_versions(name: str) -> list[str]:
    """The newest version of the latest majors; of the minors, some of all, where there is no major version yet."""
    newest: dict[tuple[int, int], Version] = {}
    written: dict[Version, str] = {}
    for each in npm_versions(name):
        try:
            version = Version(each)
        except InvalidVersion:
            continue
        if "-" not in each:
            written[version] = each
            series = (version.major, 0 if version.major else version.minor)
            newest[series] = max(newest.get(series, version), version)
    chosen = [newest[series] for series in sorted(newest)]
    if chosen[-1].major:
        return [written[version] for version in chosen if version.major][-MAJORS:]
    return [written[version] for version in chosen[:: -(len(chosen) // (2 * MAJORS) + 1)]]


def _kept_files(cache: Cache, name: str, version: str) -> dict[str, bool]:
    """What `_files` says. It is kept, and not the package, as all of them together are too large."""
    answer = cache.folder / "probes" / f"modules-{name.replace('/', '+')}@{version}.json"
    if not answer.exists():
        answer.parent.mkdir(exist_ok=True)
        answer.write_text(json.dumps(dict(_files(cache, name, version))), encoding="utf-8")
    found: dict[str, bool] = json.loads(answer.read_text("utf-8"))
    return found


def _files(cache: Cache, name: str, version: str) -> Iterator[tuple[str, bool]]:
    """What a browser may ask for, each with whether it is an ES module."""
    try:
        folder = cache.package(name, version)
    except subprocess.CalledProcessError:
        return  # taken back
    about = json.loads((folder / "package.json").read_text("utf-8"))
    entries = {f"@{cdn}": path for cdn, keys in ENTRIES.items() if (path := _entry(folder, about, keys))}
    paths = [path for path in folder.rglob("*.js") if path.parent.relative_to(folder).as_posix().strip(".") in FOLDERS]
    wanted = {path for path in (*paths, *entries.values()) if path.stat().st_size < LARGEST}
    verdicts = _verdicts(cache, sorted(wanted))
    for path in paths:
        if verdicts.get(str(path)) is not None:
            yield path.relative_to(folder).as_posix(), verdicts[str(path)]
    for cdn, path in entries.items():
        if verdicts.get(str(path)) is not None:
            yield cdn, verdicts[str(path)]
    shutil.rmtree(folder.parent)


def _entry(folder: Path, about: dict[str, Any], keys: tuple[str, ...]) -> Path | None:
    """The file that a CDN gives for the package as a whole."""
    written = next((about[key] for key in keys if isinstance(about.get(key), str)), "index.js")
    path = folder / written
    candidates = (path, path.with_name(f"{path.name}.js"), path / "index.js")
    return next((each for each in candidates if each.is_file()), None)


def _verdicts(cache: Cache, files: list[Path]) -> dict[str, bool]:
    listed = cache.folder / "files-to-read.json"
    listed.write_text(json.dumps([str(file) for file in files]), encoding="utf-8")
    lexer = cache.package(*LEXER) / "dist" / "lexer.js"
    found: dict[str, bool] = json.loads(run_node(HERE / "probe_modules.mjs", str(lexer), str(listed)))
    return found
