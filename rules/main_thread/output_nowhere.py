"""Pages that do not show what Python prints."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, RuntimeKind, rule
from pyscript_doctor.queries.source_text import with_callee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Project, Runtime


@rule(severity=INFO, guide="terminal/#basic-terminal-output", effect=COSMETIC, default=False)
def output_nowhere(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """The page does not show what Python prints, and Python does nothing else for the visitor."""
    if runtime.kind is not RuntimeKind.SCRIPTS or any(script.has("terminal") for script in runtime.scripts):
        return
    if len(project.runtimes_of(runtime.page)) > 1 or any("__export__" in code.constants for code in runtime.codes):
        return  # something else may be there for the visitor
    if runtime.opaque_modules or runtime.entry_points or any(True for _ in runtime.unread):
        return
    imported = {each.module.partition(".")[0] for code in runtime.codes for each in code.imports}
    if not all(name in sys.stdlib_module_names or runtime.has_local_module(name) for name in imported):
        return  # a module like `pyscript`, `js` or matplotlib may put something into the page
    for code in runtime.codes:
        for call in code.calls_of("builtins.print"):
            yield Finding(
                span=call.callee_span,
                message="the page does not show what this script prints: it goes to the browser's console",
                label="to the console",
                help=f"Write `{_displayed(code, call)}` with `display` from `pyscript`, "
                "or give the script a `terminal`.",
            )
            return


def _displayed(code: Code, call: Call) -> str:
    """The user's own call with `display`, which does not know the keywords of `print`."""
    own = "" if any(argument.keyword for argument in call.arguments) else with_callee(code, call, "display")
    return own if own and "\n" not in own else "display(...)"
