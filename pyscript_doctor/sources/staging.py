"""Files that are written beside others, to take their places whole."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from pyscript_doctor.patterns import lazy_pattern

LONGEST_NAME = 40
SHORTEST_AGE = 60
LONGEST_AGE = 24 * 60 * 60
"""In seconds: a younger file may be in use, an older one is not, whatever process has its number now."""

_NAME = lazy_pattern(r"\..+\.pyscript-doctor-(?P<process>[1-9]\d{0,9})-[a-z0-9_]{8}", re.DOTALL)


def staged(place: Path, content: bytes) -> Path:
    """A file next to another one, with this content and the other one's permissions; a new one with the usual ones.

    Its name holds the number of this process, so that others know when nobody needs it. Raises OSError.
    """
    import shutil
    import tempfile

    remove_stale(place.parent)
    prefix = f".{place.name[:LONGEST_NAME]}.pyscript-doctor-{os.getpid()}-"
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=prefix)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        if place.exists():
            shutil.copymode(place, temporary)
        else:
            os.chmod(temporary, 0o666 & ~_umask())
    except BaseException:
        os.unlink(temporary)
        raise
    return Path(temporary)


def is_staged(name: str) -> bool:
    """Whether the name of a file says that it was written next to another one, for a moment."""
    return _NAME.fullmatch(name) is not None


def remove_stale(folder: Path) -> None:
    """Removes what killed processes left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _NAME.fullmatch(entry.name)
            if found and entry.is_file(follow_symlinks=False) and _is_stale(entry, int(found["process"])):
                os.unlink(entry.path)


def _is_stale(entry: os.DirEntry[str], process: int) -> bool:
    age = time.time() - entry.stat(follow_symlinks=False).st_mtime
    return age > LONGEST_AGE or (age > SHORTEST_AGE and _is_over(process))


def _is_over(process: int) -> bool:
    """Whether a process has certainly ended. Signal 0 tells that; on Windows it would end the process."""
    if os.name == "nt":
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _umask() -> int:
    """The permissions that new files of this program do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
