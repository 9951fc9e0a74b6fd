"""Packages of an index, said briefly, and the files and JSON that an index makes of them."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Mapping

ANY = "py3-none-any"
JSON = "application/vnd.pypi.simple.v1+json"
ORIGIN = "http://index.test"
"""Stands for the address of the server, in what it answers."""
EPOCH = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class File:
    """A file of a package: a wheel, or with tag "" a source archive.

    beside: whether the index offers the wheel's metadata as a file of their own.
    """

    version: str
    tag: str = ANY
    requires: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()
    yanked: bool | str = False
    requires_python: str | None = None
    beside: bool = True

    def name(self, package: str) -> str:
        stem = canonicalize_name(package).replace("-", "_")
        return f"{stem}-{self.version}-{self.tag}.whl" if self.tag else f"{stem}-{self.version}.tar.gz"

    def metadata(self, package: str) -> str:
        lines = ["Metadata-Version: 2.1", f"Name: {package}", f"Version: {self.version}"]
        lines += [f"Requires-Dist: {each}" for each in self.requires]
        lines += [f"Provides-Extra: {each}" for each in self.extras]
        return "\n".join(lines) + "\n"

    def content(self, package: str) -> bytes:
        if not self.tag:
            return b"a source archive"
        stem = canonicalize_name(package).replace("-", "_")
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            metadata = zipfile.ZipInfo(f"{stem}-{self.version}.dist-info/METADATA", EPOCH)
            archive.writestr(metadata, self.metadata(package))
            wheel = zipfile.ZipInfo(f"{stem}-{self.version}.dist-info/WHEEL", EPOCH)
            archive.writestr(wheel, "Wheel-Version: 1.0\n")
            archive.writestr(zipfile.ZipInfo(f"{stem}/__init__.py", EPOCH), "")
        return file.getvalue()


@dataclass(frozen=True)
class Package:
    """A package; further_versions: those that the index lists and that have no file."""

    name: str
    files: tuple[File, ...] = ()
    further_versions: tuple[str, ...] = ()

    def listing(self) -> bytes:
        versions = dict.fromkeys([*self.further_versions, *(each.version for each in self.files)])
        document = {
            "meta": {"api-version": "1.1"},
            "name": canonicalize_name(self.name),
            "versions": list(versions),
            "files": [self._entry(each) for each in self.files],
        }
        return json.dumps(document).encode()

    def _entry(self, file: File) -> Mapping[str, object]:
        content = file.content(self.name)
        entry: dict[str, object] = {
            "filename": file.name(self.name),
            "url": f"{ORIGIN}/files/{file.name(self.name)}",
            "hashes": {"sha256": hashlib.sha256(content).hexdigest()},
            "requires-python": file.requires_python,
            "yanked": file.yanked,
            "size": len(content),
        }
        if file.beside:
            digest = hashlib.sha256(file.metadata(self.name).encode()).hexdigest()
            entry["core-metadata"] = {"sha256": digest}
        return entry


@dataclass
class World:
    """All that an index has, by path."""

    packages: tuple[Package, ...] = ()
    documents: dict[str, tuple[str, bytes]] = field(init=False)

    def __post_init__(self) -> None:
        self.documents = {}
        for package in self.packages:
            self.documents[f"/simple/{canonicalize_name(package.name)}/"] = (JSON, package.listing())
            for file in package.files:
                path = f"/files/{file.name(package.name)}"
                self.documents[path] = ("application/octet-stream", file.content(package.name))
                if file.beside and file.tag:
                    self.documents[path + ".metadata"] = ("text/plain", file.metadata(package.name).encode())


def package(name: str, *files: File | str, further_versions: tuple[str, ...] = ()) -> Package:
    """A package; a string stands for a wheel for any platform of that version, with nothing that it needs."""
    made = tuple(File(each) if isinstance(each, str) else each for each in files)
    return Package(name, made, further_versions)
