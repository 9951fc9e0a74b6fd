"""Pages whose Python only prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, PythonName, RuntimeKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=INFO, guide="terminal/#basic-terminal-output", effect=COSMETIC, default=False)
def output_nowhere(runtime: Runtime) -> Iterator[Finding]:
    """All that the Python does for its reader is to print, and the page shows none of it."""
    if runtime.kind is not RuntimeKind.SCRIPTS or any(script.has("terminal") for script in runtime.scripts):
        return
    if runtime.opaque_modules or runtime.entry_points or any(True for _ in runtime.unread):
        return
    imported = {each.module.partition(".")[0] for code in runtime.codes for each in code.imports}
    if not all(name in sys.stdlib_module_names or runtime.has_local_module(name) for name in imported):
        return  # `pyscript`, `js`, matplotlib: what else there is may put something into the page
    for code in runtime.codes:
        for call in code.calls:
            if isinstance(call.callee, PythonName) and call.callee.name == "builtins.print":
                yield Finding(
                    span=call.callee_span,
                    message="the page shows nothing of what this script prints: it goes to the browser's console",
                    label="to the console",
                    help="Write `display(...)`, imported from `pyscript`, or give the script a `terminal`.",
                )
                return
