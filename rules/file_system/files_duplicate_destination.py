"""Files with the same destination."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, WARNING, Finding, Related, rule
from pyscript_doctor.queries.files import FileEntry, file_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

FIRST_TO_UNPACK_TWICE = "2024.11.1"


@rule(severity=ERROR, guide="configuration/#files", effect=PAGE_BLANK)
def files_duplicate_destination(runtime: Runtime) -> Iterator[Finding]:
    """Two files in the config have the same destination."""
    first: dict[str, FileEntry] = {}
    for each in file_entries(runtime.config.entries("files")):
        path = posixpath.normpath(each.path)
        earlier = first.setdefault(path, each)
        if each is earlier or each.undefined:
            continue
        same = each.path == earlier.path
        if each.unpacks and (not same or _unpacks_twice(runtime)):
            continue
        yield Finding(
            span=each.entry.key.span(),
            message=f"`{each.path}` is the destination of two files, so PyScript "
            + ("stops" if same else "keeps the one that arrives last"),
            label="the second file",
            help="Give each file its own destination. "
            "If a destination is empty, the file keeps its name but not its folder.",
            console=("File exists" if each.unpacks else "Duplicated destination") if same else "",
            severity=ERROR if same else WARNING,
            related=(Related(earlier.entry.key.span(), "the first file"),),
        )


def _unpacks_twice(runtime: Runtime) -> bool:
    """Whether two archives can be unpacked into one folder: MicroPython tries to make it again, and fails."""
    return runtime.is_pyodide and runtime.releases.since(FIRST_TO_UNPACK_TWICE)
