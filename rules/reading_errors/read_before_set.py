"""Names that are read before anything sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, UNSAFE, Finding, RuntimeKind, fix_of, rule
from pyscript_doctor.queries.edits import declared_global

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, EarlyRead, Fix


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def read_before_set(code: Code) -> Iterator[Finding]:
    """Python reads a name before it sets it, often because a function forgot `global`."""
    runtime = code.runtime
    for read in code.early_reads:
        in_function = read.place.function is not None
        if not in_function and (runtime.kind is RuntimeKind.EDITOR or runtime.page.excerpt or any(runtime.unread)):
            continue
        yield Finding(
            span=read.place.span,
            message=_message(read),
            label="not set yet",
            help=_help(read),
            fix=_fix(read, code),
            console=_console(read) if runtime.is_pyodide else "NameError",
            effect=SCRIPT_DIES if read.place.at_load else ACTION_FAILS,
        )


def _message(read: EarlyRead) -> str:
    if read.place.function is None:
        return f"`{read.name}` is read here, but it is set only in a later line"
    function = read.place.function.rpartition(".")[2]
    return f"`{function}` reads its own `{read.name}` before it sets it"


def _help(read: EarlyRead) -> str:
    if read.place.function is None:
        return f"Move this line below the one that sets `{read.name}`."
    if read.is_global:
        return (
            f"To change the `{read.name}` of the module, begin the function with:\n\n"
            f"```python\nglobal {read.name}\n```\n\nWithout this line, `{read.name} = ...` makes a new name "
            "inside the function."
        )
    return f"Set `{read.name}` before this line, on every way that leads here."


def _fix(read: EarlyRead, code: Code) -> Fix | None:
    """Say `global`, where the function means the name of the module."""
    function = read.place.function
    if function is None or not read.is_global:
        return None
    return fix_of(
        UNSAFE,
        f"Write `global {read.name}`",
        lambda: [declared_global(code.syntax, function, read.name)],
        harmless=True,
    )


def _console(read: EarlyRead) -> str:
    if read.place.function is None:
        return f"name '{read.name}' is not defined"
    return f"cannot access local variable '{read.name}'"
