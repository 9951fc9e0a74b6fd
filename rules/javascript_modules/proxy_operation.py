"""What Python does with JavaScript objects that they do not support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SAFE, SCRIPT_DIES, Finding, Literal, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.edits import replaced
from pyscript_doctor.queries.foreign_operations import (
    CONTAINS,
    DELETE,
    FROM_BEHIND,
    LENGTH,
    SLICE,
    refused_operations,
)
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.source_text import one_line, quoted, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Project
    from pyscript_doctor.queries.foreign_operations import RefusedOperation

CONSOLE = {
    LENGTH: "has no len()",
    FROM_BEHIND: "TypeError",
    SLICE: "slice",
    DELETE: "support item deletion",
    "item": "isn't subscriptable",
    "set item": "doesn't support item assignment",
}
OF_LISTS = frozenset({LENGTH, FROM_BEHIND, SLICE})
PLAIN = lazy_pattern(r"[\w.]+(?:\([^()]*\))?(?:\.\w+)*")
"""An expression that can have one more attribute behind it as it is written."""


@rule(severity=ERROR, guide="ffi/", effect=ACTION_FAILS)
def proxy_operation(code: Code, project: Project) -> Iterator[Finding]:
    """Python does something with a JavaScript object that it does not support: `len`, a slice, a loop, `in`, `del`."""
    if not code.foreign_operations:
        return
    page = code.runtime.page
    for refused in refused_operations(code, page_elements(page, project.runtimes_of(page))):
        written = source_text(code, refused.done.span)
        shown, plain = quoted(written, "this object"), one_line(written, "it")
        yield Finding(
            span=refused.done.span,
            message=_message(refused, shown, on_pyodide=code.runtime.is_pyodide),
            label="does not support this",
            help=_help(refused, plain, _key(refused, code)),
            console=_console(refused),
            effect=SCRIPT_DIES if refused.done.place.at_load else ACTION_FAILS,
            fix=_fix(refused, code, written),
        )


def _console(refused: RefusedOperation) -> str:
    is_item = refused.operation == "item" and not refused.is_module
    return "object is not subscriptable" if is_item else CONSOLE.get(refused.operation, "TypeError")


def _key(refused: RefusedOperation, code: Code) -> str:
    """What is in the square brackets, as it is written."""
    behind = source_text(code, refused.done.place.span._replace(start=refused.done.span.end))
    return behind.partition("[")[2].removesuffix("]")


def _message(refused: RefusedOperation, shown: str, *, on_pyodide: bool) -> str:
    operation = refused.operation
    where = "in Pyodide" if on_pyodide else "in MicroPython"
    if operation == SLICE:
        return f"{shown} is a JavaScript object, and {where} its square brackets take no `:`"
    if operation == DELETE:
        return f"{shown} is a JavaScript object, and {where} `del` can't remove an item from it"
    if operation == "item" and not refused.is_module:
        return f"{shown} is a JavaScript object, and {where} square brackets do not work with it in this release"
    if operation in {"item", "set item"}:
        return f"{shown} is a module {where}, and square brackets do not work with a module"
    if operation == LENGTH:
        return f"{shown} is a JavaScript object, and {where} `len` does not work with it"
    if operation == FROM_BEHIND:
        return f"{shown} is a JavaScript object, and {where} `reversed` does not work with it"
    if operation in CONTAINS:
        return f"{shown} is a JavaScript object without items, so `{operation}` fails"
    if operation == "unpack":
        return f"{shown} is a JavaScript object without items, so it can't be given to several names"
    if operation == "iterate":
        return f"{shown} is a JavaScript object without items, so a loop can't go through it"
    return f"{shown} is a JavaScript object without items, so `{operation}` can't go through it"


def _help(refused: RefusedOperation, written: str, key: str) -> str:
    operation, literal = refused.operation, refused.done.key
    name = literal.value if isinstance(literal, Literal) and isinstance(literal.value, str) else ""
    if operation == "item" and not refused.is_module:
        return _of_item(refused, written, key)
    if operation in OF_LISTS and refused.is_iterable:
        if _has_length(refused, written):
            return f"Write `{written}.length`."
        return f"Turn it into a list first: `list({written})`."
    if refused.interface == "Storage":
        return _of_storage(operation, name, written)
    if operation == DELETE:
        return f"Write `del {written}.{name}`." if name.isidentifier() else "Use a method of the object."
    if name.isidentifier():
        return f"Write `{written}.{name}`."
    if operation in CONTAINS:
        return f"Ask for one name with `hasattr({written}, ...)`."
    return f"Its names are in an array: `window.Object.keys({written})`."


def _of_item(refused: RefusedOperation, written: str, key: str) -> str:
    if refused.interface == "Storage":
        return f"Write `{written}.getItem({key})`."
    if refused.has_item:
        return f"Write `{written}.item({key})`, or turn it into a list first: `list({written})`."
    if refused.is_iterable:
        return f"Turn it into a list first: `list({written})`."
    if isinstance(refused.done.key, Literal):
        return f"This object has no items. Look at where `{written}` gets its value."
    return f"Write `getattr({written}, {key})`."


def _of_storage(operation: str, name: str, written: str) -> str:
    key = f'"{name}"' if name else "..."
    if operation == DELETE:
        return f"Write `{written}.removeItem({key})`."
    if operation in CONTAINS:
        return f"Ask for the item: `if {written}.getItem(...):`."
    if operation == LENGTH:
        return f"Write `{written}.length`."
    return f"Its keys are in an array: `window.Object.keys({written})`."


def _has_length(refused: RefusedOperation, written: str) -> bool:
    return refused.operation == LENGTH and refused.has_length and bool(PLAIN.fullmatch(written))


def _fix(refused: RefusedOperation, code: Code, written: str) -> Fix | None:
    """Ask for its length, or turn it into a list: a list of Python supports all of this."""
    if refused.operation not in OF_LISTS | {"item"} or not refused.is_iterable:
        return None
    is_length = _has_length(refused, written)
    instead = f"{written}.length" if is_length else f"list({written})"
    span = refused.done.place.span if is_length else refused.done.span
    return fix_of(SAFE, f"Write `{instead}`", lambda: [replaced(code.syntax.text, span, instead)])
