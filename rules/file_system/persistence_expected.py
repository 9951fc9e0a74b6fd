"""Files that are gone when the page is loaded again, and file pickers that need a click."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Call, Finding, rule
from pyscript_doctor.queries.file_uses import files_read, files_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code

PICKERS = {"showSaveFilePicker", "showOpenFilePicker", "showDirectoryPicker"}
MOUNTS = {"pyscript.fs.mount"}
LOOKS = {"os.path.exists", "os.path.isfile", "os.stat"}


@rule(severity=INFO, faq="filesystem", effect=COSMETIC, default=False)
def persistence_expected(code: Code) -> Iterator[Finding]:
    """Python expects a file from the last visit, or opens a file picker without a click."""
    written = files_written(code)
    for use in files_read(code):
        if use.path in written and use.place.at_load and (use.place.caught or _is_looked_for(use.path, code)):
            yield Finding(
                span=use.span,
                message=f"the file system is in memory, so `{use.written}` is gone when the page is loaded again",
                label="never there at the start",
                help="Keep what must last in `pyscript.storage`, or mount a folder with `pyscript.fs.mount`.",
            )
    for call in code.calls:
        name = _picker(call)
        if name and call.place.at_load:
            yield Finding(
                span=call.callee_span,
                message=f"`{name}` works only after the user has clicked, in a browser based on Chromium",
                label="called while the page loads",
                help=f"Call `{name}` in a function that a click on a button calls.",
            )


def _picker(call: Call) -> str:
    method = call.javascript_path[-1:]
    if method and method[0] in PICKERS:
        return method[0]
    return call.name if call.name in MOUNTS else ""


def _is_looked_for(path: str, code: Code) -> bool:
    """Whether the Python asks if the file is there before it reads it."""
    for call in code.calls_of(*LOOKS):
        if argument := call.argument(0):
            value = getattr(argument.value, "value", None)
            if isinstance(value, str) and posixpath.normpath(value) == path:
                return True
    return False
