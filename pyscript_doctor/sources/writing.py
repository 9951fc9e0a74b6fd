"""Writes several files: all of them or none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.sources.listing import lies_in
from pyscript_doctor.sources.reading import describe
from pyscript_doctor.sources.staging import staged

if TYPE_CHECKING:
    from collections.abc import Mapping


class WriteError(Exception):
    """Raised when a file cannot be written, and so none was; its text is for the user."""


def write_all(root: Path, contents: Mapping[str, tuple[bytes | None, bytes]]) -> None:
    """Writes files below a root. Each path comes with what the file held when it was read, and what is new.

    A file that held None is created; it must not exist yet.

    Each file is first written next to itself, and then takes its own place: so it is always the old or the new one,
    complete. Raises WriteError, with every file as it was, if one cannot be written, was changed since it was read, or
    is outside of the root.
    """
    places = {path: _place(root, path) for path in contents}
    beside: dict[str, Path] = {}
    try:
        for path, (before, after) in contents.items():
            _verify(path, places[path], before)
            beside[path] = _staged(path, places[path], after)
        _put_in_place(places, beside, contents)
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)


def _put_in_place(
    places: Mapping[str, Path], beside: Mapping[str, Path], contents: Mapping[str, tuple[bytes | None, bytes]]
) -> None:
    done: list[str] = []
    try:
        for path, temporary in beside.items():
            _verify(path, places[path], contents[path][0])
            os.replace(temporary, places[path])
            done.append(path)
    except (OSError, WriteError) as error:
        for path in done:
            _put_back(path, places[path], contents[path][0])
        if isinstance(error, WriteError):
            raise
        raise WriteError(f"cannot be written: {describe(error)}") from error


def _put_back(path: str, place: Path, before: bytes | None) -> None:
    if before is None:
        place.unlink()
    else:
        os.replace(_staged(path, place, before), place)


def _place(root: Path, path: str) -> Path:
    """The real file of a path, if it is inside the root."""
    real = os.path.realpath(root / path)
    if not lies_in(real, os.path.realpath(root)):
        raise WriteError(f"{path}: is outside of the project")
    return Path(real)


def _verify(path: str, place: Path, before: bytes | None) -> None:
    if before is None:
        if os.path.lexists(place):
            raise WriteError(f"{path}: another program made it meanwhile")
        return
    try:
        unchanged = place.read_bytes() == before
    except OSError as error:
        raise WriteError(f"{path}: cannot be read: {describe(error)}") from error
    if not unchanged:
        raise WriteError(f"{path}: another program changed it meanwhile")


def _staged(path: str, place: Path, content: bytes) -> Path:
    try:
        return staged(place, content)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {describe(error)}") from error
