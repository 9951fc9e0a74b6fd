"""micropython_lib.json: the packages that `mip` knows by name, and whether PyScript's MicroPython imports them."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.micropython import PRINT_MARK, Runner, builds_in_use

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyscript_doctor.knowledge.make.gather import Cache, Repository

SOURCE = (
    "The manifests of the public repository micropython/micropython-lib, without unix-ffi, which its index leaves out."
    " Each package has its modules; 'error' is what importing them raised in the newest MicroPython that"
    " PyScript loads, in node, with the package and all that it requires in its file system."
)
ROOTS = ("micropython", "python-stdlib", "python-ecosys")
ATTEMPT = """
import os, sys
def folder(path):
    place = ''
    for part in path.split('/')[:-1]:
        place += part + '/'
        try:
            os.mkdir(place[:-1])
        except OSError:
            pass
for path, text in {files}:
    folder(path)
    with open(path, 'w') as file:
        file.write(text)
try:
    for module in {modules}:
        __import__(module)
    print({mark!r})
except BaseException as error:
    print({mark!r} + type(error).__name__ + ': ' + str(error))
"""


@dataclass
class Manifest:
    """What a package holds: its files by the path where they go, and the names of the packages that it requires."""

    files: dict[str, str] = field(default_factory=dict)
    requires: list[str] = field(default_factory=list)


def make(cache: Cache) -> None:
    """Write micropython_lib.json."""
    repository = cache.repository("micropython", "micropython-lib")
    manifests = dict(sorted(_manifests(repository)))
    build = builds_in_use()[-1]
    programs = {
        name: ATTEMPT.format(
            files=list(_all_files(name, manifests, repository).items()),
            modules=[_module(path) for path in manifest.files if not path.endswith("__main__.py")],
            mark=PRINT_MARK,
        )
        for name, manifest in manifests.items()
        if manifest.files
    }
    outcomes = {name: (lines or ["crash"])[0] for name, lines in Runner(cache).run(build, programs).items()}
    packages = {name: _entry(manifest, outcomes.get(name, "")) for name, manifest in manifests.items()}
    write("micropython_lib", SOURCE, {"build": build, "packages": packages})


def _module(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _entry(manifest: Manifest, error: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"modules": " ".join(sorted(map(_module, manifest.files)))}
    return entry | ({"error": error} if error else {})


def _manifests(repository: Repository) -> Iterator[tuple[str, Manifest]]:
    paths = repository.git("ls-tree", "-r", "--name-only", "HEAD", "--", *ROOTS).splitlines()
    for path in paths:
        if path.endswith("/manifest.py"):
            folder = PurePosixPath(path).parent
            yield folder.name, _manifest(folder, repository.show("HEAD", path), paths)


def _manifest(folder: PurePosixPath, text: str, paths: list[str]) -> Manifest:
    manifest = Manifest()
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            arguments = [ast.literal_eval(argument) for argument in call.args]
            options = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
            base = _joined(folder, options.get("base_path", "."))
            if call.func.id == "require":
                manifest.requires += arguments[:1]
            elif call.func.id == "module":
                manifest.files[arguments[0]] = f"{base}/{arguments[0]}"
            elif call.func.id == "package":
                _add_package(manifest, base, arguments[0], options.get("files"), paths)
    return manifest


def _joined(folder: PurePosixPath, relative: str) -> str:
    parts = list(folder.parts)
    for part in PurePosixPath(relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _add_package(manifest: Manifest, base: str, name: str, files: Any, paths: list[str]) -> None:
    inside = [path.removeprefix(f"{base}/") for path in paths if path.startswith(f"{base}/{name}/")]
    wanted = inside if files is None else [f"{name}/{file}" for file in files]
    manifest.files |= {path: f"{base}/{path}" for path in wanted if path.endswith(".py")}


def _all_files(name: str, manifests: Mapping[str, Manifest], repository: Repository) -> dict[str, str]:
    files: dict[str, str] = {}
    waiting, seen = [name], set()
    while waiting:
        current = waiting.pop()
        if current in manifests and current not in seen:
            seen.add(current)
            waiting += manifests[current].requires
            sources = manifests[current].files
            files |= {path: repository.show("HEAD", place) for path, place in sources.items() if path not in files}
    return files
