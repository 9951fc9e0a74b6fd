"""The entries of a config's `files`, as PyScript reads them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.values import Entry, Leaf
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DEFINITION = lazy_pattern(r"\{.+\}$")

# Placeholders can double in length with each line. No path is longer than this, nor are all of them together.
LONGEST_FILLED = 4_096
MOST_FILLED = 1_000_000


class FileEntry(NamedTuple):
    """An entry that brings in a file.

    url, path: its key, and the path in the virtual file system, with placeholders filled in. If the path ends with
    `/*`, it is a folder for unpacking an archive. undefined: a placeholder that no entry before it defines.
    """

    entry: Entry
    url: str
    path: str
    undefined: str = ""

    @property
    def unpacks(self) -> bool:
        """Whether an archive must be unpacked."""
        return self.path.endswith("/*")


def file_entries(entries: Iterable[Entry]) -> Iterator[FileEntry]:
    """The entries that bring in files; entries like `"{NAME}" = "..."` define placeholders for those after them.

    An entry that its placeholders make too long is left out, and so is one that uses a placeholder that is too long.
    """
    return (found for found in _read(entries) if found is not None)


def entries_within_bounds(entries: Iterable[Entry]) -> tuple[list[FileEntry], bool]:
    """The same as a list, and whether placeholders make an entry too long."""
    read = list(_read(entries))
    found = [each for each in read if each is not None]
    return found, len(found) < len(read)


def _read(entries: Iterable[Entry]) -> Iterator[FileEntry | None]:
    placeholders: dict[str, str | None] = {}
    left = MOST_FILLED
    for entry in entries:
        value = _string(entry)
        if value is None:
            continue
        if DEFINITION.match(entry.name):
            placeholders[entry.name] = _filled(value, placeholders)
            continue
        url, target = _filled(entry.name, placeholders), _filled(value or "./", placeholders)
        if url is None or target is None:
            yield None
            continue
        left -= max(len(url) - len(entry.name), 0) + max(len(target) - len(value) - 2, 0)
        if left < 0:
            yield None
            return
        undefined = next(chain(_placeholders(url), _placeholders(target)), None)
        path = target + url.rsplit("/", 1)[-1] if target.endswith("/") else target
        yield FileEntry(entry, url, path, undefined.written if undefined else "")


def _string(entry: Entry) -> str | None:
    value = entry.value
    return value.value if isinstance(value, Leaf) and isinstance(value.value, str) else None


class _Placeholder(NamedTuple):
    written: str
    start: int


def _placeholders(text: str) -> Iterator[_Placeholder]:
    """What is in braces, on one line, as PyScript's `{.+?}` finds it.

    That expression looks for an end from each "{" to the end of the text; here no character is looked at twice.
    """
    start = text.find("{")
    while start >= 0:
        end = text.find("}", start + 2)
        if end < 0:
            return
        line_end = text.find("\n", start, end)
        if line_end < 0:
            yield _Placeholder(text[start : end + 1], start)
        start = text.find("{", end + 1 if line_end < 0 else line_end)


def _filled(text: str, placeholders: Mapping[str, str | None]) -> str | None:
    """The text with its placeholders filled in; None if it becomes too long."""
    parts: list[str] = []
    done = length = 0
    for placeholder in _placeholders(text) if placeholders else ():
        value = placeholders.get(placeholder.written, placeholder.written)
        length += LONGEST_FILLED + 1 if value is None else len(value)
        if length > LONGEST_FILLED:
            return None
        parts += (text[done : placeholder.start], value or "")
        done = placeholder.start + len(placeholder.written)
    return "".join((*parts, text[done:]))
