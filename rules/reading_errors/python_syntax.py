"""Python that its interpreter cannot parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, rule
from pyscript_doctor.queries.python_faults import python_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def python_syntax(runtime: Runtime) -> Iterator[Finding]:
    """Python that its interpreter cannot parse."""
    for fault in python_faults(runtime):
        if fault.cause == "syntax":
            yield Finding(
                span=fault.span,
                message=f"Python cannot read this: {fault.message}",
                label="Python stops here",
                help="Correct this line, or the one before it: a missing bracket or quote often shows only later. "
                "Until then, none of this Python runs.",
                console="IndentationError" if "indent" in fault.message else "SyntaxError",
            )
