"""Inline Python that PyScript cannot dedent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, rule
from pyscript_doctor.queries.python_faults import python_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def inconsistent_indentation(runtime: Runtime) -> Iterator[Finding]:
    """The lines of inline Python are not indented alike, and PyScript cannot correct that."""
    for fault in python_faults(runtime):
        if fault.cause == "indentation":
            yield Finding(
                span=fault.span,
                message=f"this line is not indented like the first line: {fault.message}",
                label="indented in another way",
                help="Start the Python on a new line, and indent all lines alike. Or move the Python to a file. "
                "PyScript removes the first line's spaces or tabs from every line that starts with exactly the same.",
                console="TabError" if "tabs" in fault.message else "IndentationError",
            )
