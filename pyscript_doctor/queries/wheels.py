"""What a wheel of the site says of itself."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.packages import normalised

if TYPE_CHECKING:
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.reference import Reference

MOST_BYTES = 5_000_000


def requirements_of(wheel: Reference, reader: Reader) -> tuple[str, ...]:
    """The names of the packages that a wheel needs in any case; none if it cannot be read."""
    resource = reader.resource(wheel.path) if wheel.path else None
    if resource is None:
        return ()
    return reader.once("wheel", resource.path, lambda: _requirements(resource.content))


def _requirements(content: bytes) -> tuple[str, ...]:
    import zipfile
    from email.parser import HeaderParser

    from packaging.requirements import InvalidRequirement, Requirement

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
            if archive.getinfo(name).file_size > MOST_BYTES:
                return ()
            text = archive.read(name).decode("utf-8", "replace")
        written = HeaderParser().parsestr(text).get_all("Requires-Dist") or []
        found = [Requirement(line) for line in written]
    except (zipfile.BadZipFile, StopIteration, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return ()
    except InvalidRequirement:
        return ()
    return tuple(normalised(each.name) for each in found if each.marker is None)
