"""The files that a Runtime's config brings into its interpreter."""

from __future__ import annotations

import io
import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.values import Array, Entry, Leaf, Table
from pyscript_doctor.parsers.text import Part
from pyscript_doctor.project.runtime.files_table import entries_within_bounds
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Found, Reference, ReferenceKind, is_absolute_path
from pyscript_doctor.records import NamedTuple
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.runtime.files_table import FileEntry
    from pyscript_doctor.project.urls.resolver import UrlResolver

MOST_MEMBERS = 20_000
TOO_LONG = "has `files` whose paths get too long with what their placeholders stand for; these were not checked"


class Placed(NamedTuple):
    """One file as Python finds it.

    path: normalised, relative to the working directory, or absolute. source: where it comes from; None for a file in an
    archive. entry: the key and value of `files` that name it, None in a `[[fetch]]`.
    """

    path: str
    source: Reference | None
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class FileSystem:
    """What `files` and `[[fetch]]` bring in, by path.

    complete: False if there may be more than is known (a remote archive, a template's value, a config that cannot be
    read). unread: the archives whose content is not known.
    """

    files: Mapping[str, Placed] = field(default_factory=dict)
    complete: bool = True
    unread: tuple[Reference, ...] = ()

    def modules(self) -> Iterator[tuple[str, Placed]]:
        """The Python files that can be imported from the working directory, by dotted name."""
        for path, placed in self.files.items():
            if path.endswith((".py", ".mpy")) and not path.startswith("/"):
                name = path.rsplit(".", 1)[0].removesuffix("/__init__")
                yield name.replace("/", "."), placed


def resolver_of(config: Config, resolver: UrlResolver) -> UrlResolver:
    """How the URLs in a config resolve, from how those of its page do.

    If the page does not say where the web root is, the config's own URLs may. A config file is served as it is, next to
    what it names, even if a server makes the page.
    """
    if config.reference:
        resolver = resolver.at(config.base)._replace(static=resolver.address is None)
    else:
        resolver = resolver.of_config()
    if resolver.site is not None or isinstance(config.reading, Unknown) or config.reading.table is None:
        return resolver
    tables = (
        config.reading.table.get(*route) for route in (("files",), ("js_modules", "main"), ("js_modules", "worker"))
    )
    names = [entry.name for table in tables if isinstance(table, Table) for entry in table.entries]
    return resolver.rooted_by(name for name in names if is_absolute_path(name))


def file_system(config: Config, resolver: UrlResolver) -> FileSystem:
    """What the config brings in, as PyScript reads its `files` and `[[fetch]]`; `resolver` is that of its URLs."""
    try:
        table = config.table
    except Unknown:
        return FileSystem(complete=False)
    builder = _Builder(resolver)
    entries = config.entries("files")
    files, are_too_long = entries_within_bounds(entries)
    builder.add_files(files)
    if are_too_long:
        builder.complete = False
        resolver.reader.leave_out(entries[0].key.path, TOO_LONG)
    builder.add_fetches(table)
    passes_over = config.passes_over("files") or config.passes_over("fetch")
    return FileSystem(builder.files, builder.complete and not passes_over, tuple(builder.unread))


@dataclass(eq=False, repr=False)
class _Builder:
    resolver: UrlResolver
    files: dict[str, Placed] = field(default_factory=dict)
    complete: bool = True
    unread: list[Reference] = field(default_factory=list)

    def add_files(self, entries: Iterable[FileEntry]) -> None:
        for each in entries:
            if each.undefined:
                self.complete = False
                continue
            key = each.entry.key
            text = key if each.url == each.entry.name else key.spliced(_replaced(key, each.url))
            reference = self.resolver.reference(ReferenceKind.FILE, text)
            self._place(each.path, Placed(normalised(each.path), reference, each.entry))

    def add_fetches(self, table: Table) -> None:
        """`[[fetch]]`: from, and files with to_folder, or to_file."""
        fetches = table.get("fetch")
        for item in fetches.items if isinstance(fetches, Array) else ():
            if isinstance(item, Table):
                self._add_fetch(item)

    def _add_fetch(self, item: Table) -> None:
        origin, folder = _leaf_text(item, "from") or "", _leaf_text(item, "to_folder") or "."
        listed = item.get("files")
        if isinstance(listed, Array):
            for leaf in listed.items:
                if isinstance(leaf, Leaf) and isinstance(leaf.value, str):
                    url = _joined(origin, leaf.value)
                    text = leaf.text if url == leaf.value else leaf.text.spliced(_replaced(leaf.text, url))
                    reference = self.resolver.reference(ReferenceKind.FILE, text)
                    path = posixpath.join(folder, leaf.value)
                    self._place(path, Placed(normalised(path), reference, None))
            return
        source = item.get("from")
        if isinstance(source, Leaf) and origin:
            path = posixpath.join(folder, _leaf_text(item, "to_file") or origin.rsplit("/", 1)[-1])
            self._place(path, Placed(normalised(path), self.resolver.reference(ReferenceKind.FILE, source.text), None))

    def _place(self, path: str, placed: Placed) -> None:
        if not path.endswith("/*"):
            self.files[placed.path] = placed
            return
        members = self._members(placed)
        if members is None:
            self.complete = False
            self.unread += [placed.source] if placed.source else []
            return
        for member in members:
            inside = normalised(posixpath.join(path[:-1], member))
            self.files[inside] = Placed(inside, None, placed.entry)

    def _members(self, placed: Placed) -> list[str] | None:
        target = placed.source.target if placed.source else None
        if not isinstance(target, Found):
            return None
        resource = self.resolver.reader.resource(target.path)
        if resource is None or resource.status is not Status.FOUND:
            return None
        return archive_members(target.path, resource.content)


def archive_members(name: str, content: bytes) -> list[str] | None:
    """The files in a zip or tar archive; None if it cannot be read."""
    import tarfile
    import zipfile

    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return [item.filename for item in archive.infolist()[:MOST_MEMBERS] if not item.is_dir()]
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            members = []
            for item in archive:
                if item.isfile():
                    members.append(item.name)
                if len(members) >= MOST_MEMBERS:
                    break
            return members
    except (tarfile.TarError, zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError):
        return None


def normalised(path: str) -> str:
    """A path of the virtual file system without `./`, `//` and `..`."""
    return posixpath.normpath(path) if path else path


def _leaf_text(table: Table, name: str) -> str | None:
    leaf = table.get(name)
    return leaf.value if isinstance(leaf, Leaf) and isinstance(leaf.value, str) else None


def _joined(origin: str, name: str) -> str:
    return name if not origin else origin.rstrip("/") + "/" + name.lstrip("/")


def _replaced(text: Text, value: str) -> list[Part]:
    return [Part(0, len(text), value)]
