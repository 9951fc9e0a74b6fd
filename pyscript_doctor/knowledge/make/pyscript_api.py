"""pyscript_api.json: what PyScript's own Python package offers in each release, thread and interpreter."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.micropython import PRINT_MARK, Runner
from pyscript_doctor.knowledge.releases import Release, releases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.knowledge.make.gather import Cache, Repository

SOURCE = (
    "Measured: the folder src/stdlib of each release's git tag was imported, on the main thread and in a worker, in"
    " CPython with JavaScript's side imitated, and in that release's MicroPython in node. Modules map a profile, one"
    " character for each release, to names; 0 has none of them, m on the main thread only, w in workers only, b in"
    " both. 'micropython' lists, by release and module, what differs there: a text is the error of its import, a list"
    " the names that are missing. The names in 'unsupported' are there on MicroPython's main thread, and fail whenever"
    " they are used, in the releases whose character is 1. 'exports' are the names that src/core.js of a tag exports to"
    " JavaScript, told in the same way. Names that begin with an underscore are left out."
)
HERE = Path(__file__).parent
FOLDERS = ("core", "pyscript.core")
MISSING = {"main": ["polyscript.xworker"], "worker": ["js.document", "polyscript.workers", "polyscript.XWorker"]}
LETTERS = {(True, True): "b", (True, False): "m", (False, True): "w", (False, False): "0"}
EXPORT_LIST = re.compile(r"^export \{([^}]*)\}", re.MULTILINE)
EXPORT = re.compile(r"^export (?:const|let|function|async function|class) (\w+)", re.MULTILINE)
IMITATE = """
import js, sys
js.eval('''globalThis.anything = () => new Proxy(function () {{}}, {{
    get: (_, name) => name === Symbol.toPrimitive ? () => "" : name === "tagName" ? "A" : name === "length" ? 0
        : typeof name === "symbol" || name === "then" || name.startsWith("_") ? undefined : anything(),
    has: (_, name) => typeof name === "string" && !name.startsWith("_"),
    ownKeys: () => [], apply: () => anything(), getOwnPropertyDescriptor: () => undefined,
}})''')
js.eval('globalThis.alert = anything(); delete globalThis.document')
if {main}:
    js.eval('globalThis.document = anything()')
class Imitation:
    def __init__(self, missing):
        self.missing = missing
    def __getattr__(self, name):
        if name.startswith('__') or name in self.missing:
            raise AttributeError(name)
        return js.eval('({{}})' if name in ('config', 'js_modules') else 'anything()')
sys.modules['polyscript'] = Imitation({missing})
if {has_pyscript}:
    sys.modules['_pyscript'] = Imitation(())
import os
for folder in {folders}:
    os.mkdir(folder)
for path, text in {files}:
    with open(path, 'w') as file:
        file.write(text)
"""
REPORT = """
import json
try:
    __import__({module!r})
    module = sys.modules[{module!r}]
    names = [name for name in dir(module) if not name.startswith('_')]
    print({mark!r} + json.dumps(names))
    print({mark!r} + json.dumps([name for name in names if type(getattr(module, name)).__name__ == 'NotSupported']))
except BaseException as error:
    print({mark!r} + json.dumps(type(error).__name__ + ': ' + str(error)))
"""


def make(cache: Cache) -> None:
    """Write pyscript_api.json."""
    repository = cache.repository("pyscript", "pyscript")
    modern = [release for release in releases() if not release.legacy]
    offered: dict[str, dict[str, dict[str, Any]]] = {}
    refused: dict[str, dict[str, Any]] = {}
    unsupported: dict[str, dict[str, list[str]]] = {}
    for release in modern:
        with tempfile.TemporaryDirectory() as folder:
            package = unpack(repository, release.name, Path(folder))
            offered[release.name] = _offered(package, in_workers(repository, release.name))
            answers = _in_micropython(Runner(cache), release, package, offered[release.name]["main"])
            refused[release.name] = _differences(answers, offered[release.name]["main"])
            unsupported[release.name] = {module: json.loads(lines[1]) for module, lines in answers.items() if lines[1:]}
    exported = {release.name: _exports(_source(repository, release.name, "core.js")) for release in modern}
    content = {
        "releases": [release.name for release in modern],
        "modules": _modules(offered),
        "micropython": {release: modules for release, modules in refused.items() if modules},
        "unsupported": _unsupported(unsupported),
        "exports": {
            name: "".join(str(int(name in names)) for names in exported.values())
            for name in sorted(set().union(*exported.values()))
        },
    }
    write("pyscript_api", SOURCE, content)


def unpack(repository: Repository, tag: str, target: Path) -> Path:
    """The folder of the package's Python sources of a tag, put into `target`. Raises FileNotFoundError."""
    for folder in FOLDERS:
        command = ["git", f"--git-dir={repository.path}", "archive", tag, f"{folder}/src/stdlib"]
        archive = subprocess.run(command, capture_output=True, check=False)
        if archive.returncode == 0:
            with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
                files.extractall(target, filter="data")
            return target / folder / "src" / "stdlib"
    raise FileNotFoundError(tag)


def in_workers(repository: Repository, tag: str) -> bool:
    """Whether the workers of a release have the module `_pyscript`."""
    return '"_pyscript"' in _source(repository, tag, "hooks.js")


def _source(repository: Repository, tag: str, name: str) -> str:
    return "".join(repository.show(tag, f"{folder}/src/{name}") for folder in FOLDERS)


def _exports(source: str) -> set[str]:
    """The names that a JavaScript module exports. Raises ValueError if it exports none."""
    listed = (name for block in EXPORT_LIST.findall(source) for name in block.split(","))
    names = {name.split(" as ")[-1].strip() for name in listed} | set(EXPORT.findall(source))
    if not names - {""}:
        raise ValueError("core.js exports nothing")
    return names - {""}


def _offered(package: Path, worker_has: bool) -> dict[str, dict[str, Any]]:
    answers = {}
    for thread, missing in MISSING.items():
        without = missing + ([] if thread == "main" or worker_has else ["_pyscript"])
        command = [sys.executable, str(HERE / "probe_pyscript.py"), str(package), *without]
        printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        answers[thread] = {name: names for name, names in json.loads(printed).items() if isinstance(names, list)}
    return answers


def _in_micropython(
    runner: Runner, release: Release, package: Path, expected: Mapping[str, list[str]]
) -> dict[str, list[str]]:
    files = [(path.relative_to(package).as_posix(), path.read_text("utf-8")) for path in sorted(package.rglob("*.py"))]
    folders = sorted({parent.as_posix() for path, _ in files for parent in Path(path).parents} - {"."})
    setting = {"main": True, "missing": ("xworker",), "has_pyscript": True, "folders": folders, "files": files}
    imitation = IMITATE.format(**setting)
    programs = {module: imitation + REPORT.format(module=module, mark=PRINT_MARK) for module in expected}
    return runner.run(release.micropython or "", programs)


def _differences(answers: Mapping[str, list[str]], expected: Mapping[str, list[str]]) -> dict[str, Any]:
    differences: dict[str, Any] = {}
    for module, lines in answers.items():
        found = json.loads(lines[0]) if lines else "crash"
        missing = found if isinstance(found, str) else sorted({*expected[module]} - {*found})
        if missing:
            differences[module] = missing
    return differences


def _unsupported(names: Mapping[str, Mapping[str, list[str]]]) -> dict[str, str]:
    """For each name that no release supports everywhere, one character for each release: 1 where it fails."""
    every = {f"{module}.{name}" for modules in names.values() for module, found in modules.items() for name in found}
    return {
        name: "".join(
            str(int(name.rpartition(".")[2] in modules.get(name.rpartition(".")[0], ()))) for modules in names.values()
        )
        for name in sorted(every)
    }


def _modules(offered: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> dict[str, dict[str, str]]:
    modules = sorted({module for threads in offered.values() for names in threads.values() for module in names})
    return {module: _profiles(module, offered) for module in modules}


def _profiles(module: str, offered: Mapping[str, Mapping[str, Mapping[str, list[str]]]]) -> dict[str, str]:
    columns = [[{*threads[thread].get(module, ())} for thread in ("main", "worker")] for threads in offered.values()]
    profiles: dict[str, list[str]] = {}
    for name in sorted(set().union(*(names for column in columns for names in column))):
        profile = "".join(LETTERS[name in main, name in worker] for main, worker in columns)
        profiles.setdefault(profile, []).append(name)
    return {profile: " ".join(names) for profile, names in sorted(profiles.items())}
