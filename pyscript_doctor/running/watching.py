"""Notices when files of the project are saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import Change, DefaultFilter, awatch

from pyscript_doctor.sources.listing import SKIPPED

if TYPE_CHECKING:
    import asyncio
    from collections.abc import AsyncIterator

DEBOUNCE = 200
"""Milliseconds in which saves are taken together: an editor may write several files at once."""


class _OfTheProject(DefaultFilter):
    """Leaves out what is not the project's own, such as installed packages and what editors write next to a file."""

    ignore_dirs = tuple({*DefaultFilter.ignore_dirs, *SKIPPED})


async def saves(root: Path, stop: asyncio.Event) -> AsyncIterator[list[str]]:
    """The files, relative to a real folder, that were changed, made or deleted, each time that some are."""
    watched = awatch(root, watch_filter=_OfTheProject(), debounce=DEBOUNCE, stop_event=stop)
    async for changes in watched:
        paths = {path for change, name in changes if (path := _relative(change, name, root))}
        if paths:
            yield sorted(paths)


def _relative(change: Change, name: str, root: Path) -> str:
    """The path of a change below the root; "" for a folder that only had a file changed in it."""
    place = Path(name)
    if not place.is_relative_to(root) or (change is Change.modified and place.is_dir()):
        return ""
    path = place.relative_to(root).as_posix()
    return "" if path == "." else path
