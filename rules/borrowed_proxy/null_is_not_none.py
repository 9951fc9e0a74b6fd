"""JavaScript's null compared with None."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, Interpreter, JavaScriptValue, Literal, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Value

# Functions of the browser that answer null where they find nothing.
NULLABLE = {
    "getElementById",
    "querySelector",
    "closest",
    "getItem",
    "getAttribute",
    "match",
    "exec",
    "elementFromPoint",
    "prompt",
    "getContext",
}
FIRST = "2025.8.1"


@rule(severity=WARNING, guide="ffi/", effect=ACTION_FAILS, fix=UNSAFE, interpreter=Interpreter.PYODIDE)
def null_is_not_none(code: Code) -> Iterator[Finding]:
    """What JavaScript answers is compared with None, but its null is no None since Pyodide 0.28."""
    if not code.runtime.releases.since(FIRST):
        return
    for comparison in code.comparisons:
        if comparison.operator not in {"is", "is not", "==", "!="}:
            continue
        sides = (comparison.left, comparison.right)
        if any(_is_none(side) for side in sides) and any(_is_nullable(side) for side in sides):
            never = "never true" if comparison.operator in {"is", "=="} else "always true"
            yield Finding(
                span=comparison.place.span,
                message=f"this is {never}: JavaScript's null is `jsnull` since PyScript {FIRST}, and not None",
                label=never,
                help="Ask `if not element:`, or use `pyscript.ffi.is_none(element)`.",
                console="'JsNull' object has no attribute",
            )


def _is_none(value: Value) -> bool:
    return isinstance(value, Literal) and value.value is None


def _is_nullable(value: Value) -> bool:
    return isinstance(value, JavaScriptValue) and value.path[-1:] == ("()",) and value.path[-2] in NULLABLE
