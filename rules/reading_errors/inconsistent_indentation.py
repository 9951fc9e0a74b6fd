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
    """Inline Python whose indentation PyScript cannot straighten."""
    for fault in python_faults(runtime):
        if fault.cause == "indentation":
            yield Finding(
                span=fault.span,
                message=f"this line is not indented as the first one is: {fault.message}",
                label="indented otherwise",
                help="PyScript takes the first line's indentation from every line that starts with exactly the same "
                "spaces or tabs. Begin on a line of its own, and indent all lines alike; or move the Python to a file.",
                console="TabError" if "tabs" in fault.message else "IndentationError",
            )
