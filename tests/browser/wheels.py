"""Wheels made for the tests, and the Python index that offers them.

Pyodide's own packages are stood in for by wheels with the same names and modules that hold nothing: what is
proven with them is whether a package installs and imports, not what it computes.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from tests.browser.reply import Reply
from tests.browser.runtimes import PYODIDE, package_folder, wheel_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

EPOCH = (2020, 1, 1, 0, 0, 0)
FILES_HOST = "https://files.index.test/"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file of a project on the index: a wheel (its tag says for what), or with tag "" a source archive."""

    name: str
    version: str = "1.0.0"
    modules: Mapping[str, str] = field(default_factory=dict)
    requires: tuple[str, ...] = ()
    tag: str = "py3-none-any"

    @property
    def file_name(self) -> str:
        """The file's name on the index."""
        if not self.tag:
            return f"{self.name}-{self.version}.tar.gz"
        return f"{self.name.replace('-', '_')}-{self.version}-{self.tag}.whl"

    @property
    def content(self) -> bytes:
        """The file: the same bytes every time."""
        if not self.tag:
            return b"a source archive"
        modules = self.modules or {f"{self.name.replace('-', '_')}.py": ""}
        return build_wheel(self.name, self.version, modules, self.requires, self.tag)


def build_wheel(name: str, version: str, modules: Mapping[str, str], requires: Iterable[str], tag: str) -> bytes:
    """A wheel with these modules, by path."""
    folder = f"{name.replace('-', '_')}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    metadata += "".join(f"Requires-Dist: {requirement}\n" for requirement in requires)
    files = {
        **modules,
        f"{folder}/METADATA": metadata,
        f"{folder}/WHEEL": f"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: {tag}\n",
    }
    record = "".join(f"{path},,\n" for path in [*files, f"{folder}/RECORD"])
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, text in {**files, f"{folder}/RECORD": record}.items():
            archive.writestr(zipfile.ZipInfo(path, EPOCH), text)
    return content.getvalue()


@dataclass(frozen=True, slots=True)
class Index:
    """A Python index that knows these distributions and no others; it answers both ways that micropip asks."""

    distributions: tuple[Distribution, ...] = ()

    def answer(self, host: str, path: str) -> Reply | None:
        """What the index says, or None if this is not a request to an index."""
        parts = path.strip("/").split("/")
        if f"https://{host}/" == FILES_HOST:
            return self._file(parts[-1])
        if parts[0] == "simple" and len(parts) == 2:
            return self._simple(parts[1])
        if parts[0] == "pypi" and parts[-1] == "json" and len(parts) == 3:
            return self._releases(parts[1])
        return None

    def _of(self, project: str) -> list[Distribution]:
        return [each for each in self.distributions if normalized(each.name) == normalized(project)]

    def _file(self, file_name: str) -> Reply:
        for each in self.distributions:
            if each.file_name == file_name:
                return Reply(each.content, media_type="application/zip")
        return Reply.missing()

    def _simple(self, project: str) -> Reply:
        found = self._of(project)
        if not found:
            return Reply.missing()
        files = [
            {"filename": each.file_name, "url": FILES_HOST + each.file_name, "size": len(each.content),
             "hashes": {"sha256": digest(each.content)}, "requires-python": None, "yanked": False}
            for each in found
        ]  # fmt: skip
        versions = list(dict.fromkeys(each.version for each in found))
        answer = {"meta": {"api-version": "1.1"}, "name": normalized(project), "versions": versions, "files": files}
        return Reply(json.dumps(answer).encode(), media_type="application/vnd.pypi.simple.v1+json")

    def _releases(self, project: str) -> Reply:
        found = self._of(project)
        if not found:
            return Reply.missing()
        releases: dict[str, list[object]] = {}
        for each in found:
            releases.setdefault(each.version, []).append(
                {"filename": each.file_name, "url": FILES_HOST + each.file_name, "size": len(each.content),
                 "digests": {"sha256": digest(each.content)}, "requires_python": None, "yanked": False}
            )  # fmt: skip
        answer = {"info": {"name": project, "version": found[-1].version}, "releases": releases}
        return Reply(json.dumps(answer).encode(), media_type="application/json")


def normalized(name: str) -> str:
    """A project's name as an index knows it."""
    return name.lower().replace("_", "-").replace(".", "-")


def digest(content: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@cache
def pyodide_packages(version: str) -> tuple[bytes, Mapping[str, bytes]]:
    """The lock of a Pyodide with the hashes of what replaces its packages, and these by file name.

    Pyodide checks each file against the lock's hash. Only micropip and packaging are the real ones.
    """
    lock = json.loads((package_folder(f"{PYODIDE}@{version}") / "pyodide-lock.json").read_text(encoding="utf-8"))
    files: dict[str, bytes] = {}
    for package in lock["packages"].values():
        content = _stand_in(package)
        files[package["file_name"]] = content
        package["sha256"] = digest(content)
    return json.dumps(lock).encode(), files


def _stand_in(package: Mapping[str, str]) -> bytes:
    name, version = package["name"], package["version"]
    real = wheel_file(f"{name}=={version}")
    if name in ("micropip", "packaging") and real.is_file():
        return real.read_bytes()
    stem = package["file_name"].removesuffix(".whl").split("-")
    tag = "-".join(stem[-3:]) if len(stem) >= 5 else "py3-none-any"
    paths = {f"{module.replace('.', '/')}/__init__.py": f"__version__ = {version!r}\n" for module in package["imports"]}
    return build_wheel(name, version, paths, (), tag)
