"""The wheels of the site itself: what their URLs are relative to, and what they say about themselves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.packages import normalised
from pyscript_doctor.project.runtime.wheels import DOTTED, RelativeTo, local_wheels, relative_to
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from pyscript_doctor.parsers.config.values import Leaf
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.reference import Reference

__all__ = [
    "DOTTED",
    "RelativeTo",
    "WheelContents",
    "contents_of",
    "local_wheels",
    "requirements_of",
    "wheel_is_relative_to",
]

MOST_BYTES = 5_000_000
UNREADABLE = (StopIteration, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def wheel_is_relative_to(wheel: Leaf, runtime: Runtime) -> RelativeTo:
    """What the URL of a wheel in a Runtime's config is relative to; raises Unknown if the page's releases differ."""
    return relative_to(str(wheel.value).strip(), runtime.interpreter, runtime.thread, runtime.releases)


def requirements_of(wheel: Reference, reader: Reader) -> tuple[str, ...]:
    """The names of the packages that a wheel needs in any case; none if it cannot be read."""
    resource = reader.resource(wheel.path) if wheel.path else None
    if resource is None:
        return ()
    return reader.once("wheel", resource.path, lambda: _requirements(resource.content))


class WheelContents(NamedTuple):
    """The modules in a wheel, without submodules, and the requirements that always come with it."""

    modules: frozenset[str]
    requires: tuple[str, ...]


def contents_of(wheel: Reference, reader: Reader) -> WheelContents | None:
    """What a wheel of the site contains; None if it cannot be read, or if the platform decides what it requires."""
    resource = reader.resource(wheel.path) if wheel.path else None
    if resource is None:
        return None
    return reader.once("what a wheel brings in", resource.path, lambda: _contents(resource.content))


def _contents(content: bytes) -> WheelContents | None:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
        requirements = _read_requirements(content)
    except (zipfile.BadZipFile, *UNREADABLE):
        return None
    if requirements is None or any(name.endswith(".pth") or ".data/" in name for name in names):
        return None
    if any(each.marker is not None and "extra" not in str(each.marker) for each in requirements):
        return None
    tops = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    always = tuple(str(each) for each in requirements if each.marker is None)
    return WheelContents(frozenset(top.partition(".")[0] for top in tops), always)


def _requirements(content: bytes) -> tuple[str, ...]:
    import zipfile

    try:
        found = _read_requirements(content) or ()
    except (zipfile.BadZipFile, *UNREADABLE):
        return ()
    return tuple(normalised(each.name) for each in found if each.marker is None)


def _read_requirements(content: bytes) -> tuple[Requirement, ...] | None:
    """All that a wheel's metadata require; None if they are very long. Raises one of UNREADABLE, or BadZipFile."""
    import zipfile
    from email.parser import HeaderParser

    from packaging.requirements import Requirement

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        if archive.getinfo(name).file_size > MOST_BYTES:
            return None
        text = archive.read(name).decode("utf-8", "replace")
    written = HeaderParser().parsestr(text).get_all("Requires-Dist") or []
    return tuple(Requirement(line) for line in written)
