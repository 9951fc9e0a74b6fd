"""The entries of a config's `files`, as PyScript reads them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.values import Entry, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PLACEHOLDER = re.compile(r"\{.+?\}")
DEFINITION = re.compile(r"\{.+\}$")


@dataclass(frozen=True, slots=True)
class FileEntry:
    """An entry that brings in a file.

    url, path: its key, and the path in the virtual file system, with placeholders filled in. A path that ends
    with `/*` is a folder to unpack an archive into. undefined: a placeholder that no entry before it defines.
    """

    entry: Entry
    url: str
    path: str
    undefined: str = ""

    @property
    def unpacks(self) -> bool:
        """Whether an archive is to be unpacked."""
        return self.path.endswith("/*")


def file_entries(entries: Iterable[Entry]) -> Iterator[FileEntry]:
    """What brings in files; entries like `"{NAME}" = "..."` define placeholders for those after them."""
    placeholders: dict[str, str] = {}
    for entry in entries:
        value = _string(entry)
        if value is None:
            continue
        if DEFINITION.match(entry.name):
            placeholders[entry.name] = _filled(value, placeholders)
            continue
        url, target = _filled(entry.name, placeholders), _filled(value or "./", placeholders)
        undefined = PLACEHOLDER.search(url) or PLACEHOLDER.search(target)
        path = target + url.rsplit("/", 1)[-1] if target.endswith("/") else target
        yield FileEntry(entry, url, path, undefined[0] if undefined else "")


def _string(entry: Entry) -> str | None:
    value = entry.value
    return value.value if isinstance(value, Leaf) and isinstance(value.value, str) else None


def _filled(text: str, placeholders: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda match: placeholders.get(match[0], match[0]), text)
