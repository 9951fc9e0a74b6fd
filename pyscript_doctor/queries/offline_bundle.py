"""The interpreter of a site that has its own copy: which files it needs, and whether they fit together."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.packages import normalised
from pyscript_doctor.parsers.text import Part, Text
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.runtime.config import ConfigForm
from pyscript_doctor.project.runtime.packages import package_entries
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import ReferenceKind
from pyscript_doctor.queries.package_checks import passes_through
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyscript_doctor.parsers.config.values import Leaf
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.reference import Reference

LOCAL = lazy_pattern(r"\.{0,2}/(?!/)[^?#]*\.mjs(?:[?#].*)?$", re.IGNORECASE)
OWN_VERSION = lazy_pattern(r'=\s*"(\d+\.\d+\.\d+)"')
ABI_VERSIONS: dict[tuple[int, ...], str] = {
    (0, 24): "",
    (0, 25): "",
    (0, 26): "",
    (0, 27): "",
    (0, 28): "2025_0",
    (0, 29): "2025_0",
    (314, 0): "2026_0",
}
"""What `abi_version` a lock file must have, as `pyodide.asm.js` says; "" of those that compare `version` instead."""
FIRST_AS_MODULE = (314, 0)


class Lock(NamedTuple):
    """A `pyodide-lock.json`: its version and that of its packages' binaries, and each package's file and needs."""

    version: str
    abi_version: str
    files: Mapping[str, str]
    depends: Mapping[str, tuple[str, ...]]


class Bundle(NamedTuple):
    """An interpreter that is on the site itself.

    entry: the module that the config names. parts: the files next to it that it needs. version: that of Pyodide, () if
    it is not known. lock: None if there is no lock file to read. wheels: the files of the packages that the config
    lists, and of what installs them, by name.
    """

    entry: Reference
    parts: tuple[Reference, ...]
    version: tuple[int, ...] = ()
    lock: Lock | None = None
    wheels: Mapping[str, Reference] | None = None

    @property
    def has_foreign_lock(self) -> bool:
        """Whether the lock file is one that this Pyodide refuses, that of another version."""
        if self.lock is None:
            return False
        abi_version = ABI_VERSIONS[self.version[:2]]
        if abi_version:
            return self.lock.abi_version != abi_version
        return self.lock.version != ".".join(map(str, self.version))


def bundle_of(runtime: Runtime) -> Bundle | None:
    """The interpreter that a Runtime loads from its own site; raises Unknown if its config cannot be read.

    PyScript resolves the address against the page. A worker with a config of its own resolves it in another way, and
    games ignore it.
    """
    leaf = runtime.interpreter_setting
    if leaf is None or has_own_config(runtime) or not LOCAL.match(str(leaf.value).strip()):
        return None
    entry = _beside(leaf, "", runtime)
    if not runtime.is_pyodide:
        stem = entry.url.partition("?")[0].rpartition("/")[2].removesuffix(".mjs")
        return Bundle(entry, (_beside(leaf, f"{stem}.wasm", runtime),))
    reader = runtime.page.resolver.reader
    version = _version(entry, reader)
    minor = version[:2]
    if minor not in ABI_VERSIONS:
        return Bundle(entry, (_beside(leaf, "pyodide.asm.wasm", runtime),), version)
    script = "pyodide.asm.mjs" if minor >= FIRST_AS_MODULE else "pyodide.asm.js"
    names = (script, "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
    parts = tuple(_beside(leaf, name, runtime) for name in names)
    lock = _lock(parts[-1], reader)
    wheels = {name: _beside(leaf, file, runtime) for name, file in _needed(runtime, lock)} if lock else {}
    return Bundle(entry, parts, version, lock, wheels)


def has_own_config(runtime: Runtime) -> bool:
    """Whether it is a worker with its own config, and not that of the page."""
    if not runtime.in_worker or runtime.kind is RuntimeKind.EDITOR:
        return False
    attribute = runtime.scripts[0].attribute("config")
    return runtime.config.form is ConfigForm.OPTION or bool(attribute and attribute.value.value)


def _beside(leaf: Leaf, name: str, runtime: Runtime) -> Reference:
    """A file in the folder of the interpreter; the interpreter itself if `name` is empty."""
    text: Text = leaf.text
    if name:
        folder = str(leaf.value).strip().partition("?")[0].rpartition("/")[0]
        text = text.spliced([Part(0, len(text), f"{folder}/{name}")])
    return runtime.page.resolver.reference(ReferenceKind.INTERPRETER, text)


def _version(entry: Reference, reader: Reader) -> tuple[int, ...]:
    text = reader.text(entry.path) if entry.path else None
    match = OWN_VERSION.search(text.value) if isinstance(text, Text) else None
    return tuple(int(part) for part in match[1].split(".")) if match else ()


def _lock(reference: Reference, reader: Reader) -> Lock | None:
    text = reader.text(reference.path) if reference.path else None
    if not isinstance(text, Text):
        return None
    return reader.once("lock", text.path, lambda: read_lock(text.value))


def read_lock(text: str) -> Lock | None:
    """What a lock file says; None if it is not a lock file."""
    try:
        document = json.loads(text)
        packages = document["packages"]
        return Lock(
            version=str(document["info"].get("version")),
            abi_version=str(document["info"].get("abi_version")),
            files={normalised(name): str(each["file_name"]) for name, each in packages.items()},
            depends={normalised(name): tuple(map(str, each.get("depends", ()))) for name, each in packages.items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _needed(runtime: Runtime, lock: Lock) -> Iterator[tuple[str, str]]:
    """The packages of the lock that the config needs, with their files; those of other hosts are left out."""
    try:
        entries = package_entries(runtime)
    except Unknown:
        entries = ()
    if not entries:
        return
    installer = () if passes_through(runtime) else ("micropip",)
    for name in _with_dependencies((*(entry.name for entry in entries), *installer), lock):
        file = lock.files.get(name, "")
        if file and "://" not in file:
            yield name, file


def _with_dependencies(names: Iterable[str], lock: Lock) -> tuple[str, ...]:
    found: dict[str, None] = {}
    pending = [normalised(name) for name in names]
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = None
            pending += (normalised(each) for each in lock.depends.get(name, ()))
    return tuple(found)
