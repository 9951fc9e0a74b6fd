"""What a wheel needs, read as micropip reads it, only from its metadata if the index or the server allows that."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.package_index.trouble import IndexTrouble, shown
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from pyscript_doctor.package_index.client import Client
    from pyscript_doctor.package_index.listing import Wheel

TAIL = 100_000
MOST_METADATA = 3_000_000
MOST_REQUIREMENTS = 2_000
MOST_PARTS = 4
RANGE = lazy_pattern(r"bytes (?P<start>\d{1,15})-\d{1,15}/(?P<total>\d{1,15})", re.ASCII)
REQUIRES, EXTRA = "Requires-Dist:", "Provides-Extra:"


class UnreadableMetadata(Exception):  # noqa: N818 - a PackageAnswer says what micropip says about such a wheel
    """The metadata of a wheel are not what they should be: micropip fails on them too."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The requirements that a wheel states, each with its marker, and the extras that it knows."""

    requirements: tuple[Requirement, ...]
    extras: tuple[str, ...]

    def has_extra(self, extra: str) -> bool:
        """Whether asking for that extra is not an error."""
        return _safe(extra) in {_safe(each) for each in self.extras}


def read_metadata(text: str) -> Metadata:
    """The metadata in a text: like micropip it takes every line that looks right.

    Raises UnreadableMetadata if micropip fails too, IndexTrouble if it is too large.
    """
    from packaging.requirements import InvalidRequirement, Requirement

    lines = text.splitlines()
    written = [line[len(REQUIRES) :].partition(" #")[0].strip() for line in lines if line.startswith(REQUIRES)]
    extras = [line[len(EXTRA) :].strip() for line in lines if line.startswith(EXTRA)]
    if len(written) > MOST_REQUIREMENTS:
        raise IndexTrouble(f"a wheel states more than {MOST_REQUIREMENTS} requirements")
    try:
        return Metadata(tuple(map(Requirement, written)), tuple(extras))
    except (InvalidRequirement, RecursionError):
        raise UnreadableMetadata from None


async def metadata_of(wheel: Wheel, client: Client) -> Metadata:
    """What a wheel states. Raises IndexTrouble and UnreadableMetadata."""
    if wheel.has_metadata:
        stored = await client.get(f"{wheel.url}.metadata", immutable=True)
        if stored is not None:
            return read_metadata(stored.content.decode("utf-8", "replace"))
    return read_metadata(await _from_wheel(wheel, client))


def _safe(extra: str) -> str:
    """An extra's name as micropip compares it."""
    return re.sub("[^A-Za-z0-9.-]+", "_", extra).lower()


class _NotHere(Exception):  # noqa: N818 - a request for more of the file
    def __init__(self, start: int, end: int) -> None:
        super().__init__(start, end)
        self.start, self.end = start, end


class _Parts(io.RawIOBase):
    """A file of which only some parts are here; reading elsewhere raises _NotHere."""

    def __init__(self, total: int) -> None:
        self.parts: list[tuple[int, bytes]] = []
        self._total = total
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._place = max(0, offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._total}[whence])
        return self._place

    def read(self, size: int = -1) -> bytes:
        end = self._total if size is None or size < 0 else min(self._total, self._place + size)
        if end <= self._place:
            return b""
        for start, content in self.parts:
            if start <= self._place and end <= start + len(content):
                found = content[self._place - start : end - start]
                self._place = end
                return found
        raise _NotHere(self._place, end)


async def _from_wheel(wheel: Wheel, client: Client) -> str:
    """The metadata in a wheel, of which as little is fetched as the server allows."""
    stored = client.remembered(wheel.url)
    if stored is not None:
        return stored.decode("utf-8", "replace")
    reply = await client.fetch(wheel.url, {"range": f"bytes=-{TAIL}"})
    if reply.status == 416:
        reply = await client.fetch(wheel.url, {})
    if reply.status not in {200, 206}:
        raise IndexTrouble(f"{shown(wheel.url)} answered with HTTP status {reply.status}")
    start, total = _place(reply.headers.get("content-range", "")) if reply.status == 206 else (0, len(reply.content))
    if start + len(reply.content) != total:
        raise _unreliable(wheel.url)
    file = _Parts(total)
    file.parts.append((start, reply.content))
    for _ in range(MOST_PARTS):
        content = _metadata_in(file, wheel.url)
        if isinstance(content, bytes):
            client.remember(wheel.url, content)
            return content.decode("utf-8", "replace")
        end = min(total, max(content.end, content.start + TAIL))
        file.parts.append((content.start, await _part(wheel.url, content.start, end, client)))
    raise _unreliable(wheel.url)


async def _part(url: str, start: int, end: int, client: Client) -> bytes:
    if end - start > MOST_METADATA:
        raise _unreliable(url)
    reply = await client.fetch(url, {"range": f"bytes={start}-{end - 1}"})
    if reply.status != 206 or _place(reply.headers.get("content-range", ""))[0] != start:
        raise _unreliable(url)
    return reply.content


def _unreliable(url: str) -> IndexTrouble:
    return IndexTrouble(f"{shown(url)} gave a wheel that cannot be read")


def _place(content_range: str) -> tuple[int, int]:
    match = RANGE.match(content_range)
    return (int(match["start"]), int(match["total"])) if match else (-1, -1)


def _metadata_in(file: _Parts, url: str) -> bytes | _NotHere:
    """The metadata, or which part of the wheel is needed to find them. Raises IndexTrouble."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            folders = {name.partition("/")[0] for name in names}
            (folder,) = [each for each in folders if each.endswith(".dist-info")]
            with archive.open(f"{folder}/METADATA") as entry:
                content = entry.read(MOST_METADATA + 1)
    except _NotHere as wanted:
        return wanted
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError):
        raise _unreliable(url) from None
    if len(content) > MOST_METADATA:
        raise _unreliable(url)
    return content
