"""Results of JavaScript that may be null and are compared with None."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    UNSAFE,
    WARNING,
    Finding,
    Interpreter,
    JavaScriptValue,
    Literal,
    fix_of,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.edits import given_import, replaced
from pyscript_doctor.queries.nullable_values import can_be_null, some_can_be_null
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.source_text import quoted, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Comparison, Edit, Fix, Project, Value
    from pyscript_doctor.queries.page_elements import PageElements

FIRST = "2025.8.1"
MODULES, NAME = ("pyscript.ffi",), "is_none"
OPERATOR = r"\s*(?:\bis\s+not\b|\bis\b|==|!=)\s*"
WITH_NONE = lazy_pattern(rf"(?P<before>.+?){OPERATOR}None|None{OPERATOR}(?P<after>.+)", re.DOTALL)


@rule(severity=WARNING, guide="ffi/", effect=ACTION_FAILS, interpreter=Interpreter.PYODIDE)
def null_is_not_none(code: Code, project: Project) -> Iterator[Finding]:
    """A JavaScript result is compared with None, but null is now `jsnull`."""
    if not code.runtime.releases.since(FIRST):
        return
    page = code.runtime.page
    elements = page_elements(page, project.runtimes_of(page))
    for comparison in code.comparisons:
        if comparison.operator not in {"is", "is not", "==", "!="}:
            continue
        sides = (comparison.left, comparison.right)
        if any(_is_none(side) for side in sides) and (
            any(_is_nullable(side, code, elements) for side in sides)
            or some_can_be_null(comparison.choices, code.runtime, elements)
        ):
            never = "never true" if comparison.operator in {"is", "=="} else "always true"
            yield Finding(
                span=comparison.place.span,
                message=f"{quoted(source_text(code, comparison.place.span), 'this')} is {never}: "
                f"since PyScript {FIRST}, JavaScript's null is `jsnull`, not None",
                label=never,
                help=_help(code, comparison),
                console="'JsNull' object has no attribute",
                fix=_fix(code, comparison),
            )


def _help(code: Code, comparison: Comparison) -> str:
    """The two ways to ask, with the user's own expression."""
    found = WITH_NONE.fullmatch(source_text(code, comparison.place.span))
    written = (found["before"] or found["after"]) if found else "element"
    if comparison.operator in {"is", "=="}:
        return f"Write `if not {written}:`, or `if is_none({written}):` with `is_none` from `pyscript.ffi`."
    return f"Write `if {written}:`, or `if not is_none({written}):` with `is_none` from `pyscript.ffi`."


def _fix(code: Code, comparison: Comparison) -> Fix | None:
    """Ask with `is_none`, which knows None and both of JavaScript's."""
    return fix_of(UNSAFE, "Ask with `is_none`", lambda: _edits(code, comparison))


def _edits(code: Code, comparison: Comparison) -> Iterator[Edit]:
    text, span = code.syntax.text, comparison.place.span
    found = WITH_NONE.fullmatch(source_text(code, span))
    if found is None:
        return
    name, needed = given_import(code.syntax, MODULES, NAME)
    yield from needed
    negation = "not " if comparison.operator in {"is not", "!="} else ""
    yield replaced(text, span, f"{negation}{name}({found['before'] or found['after']})")


def _is_none(value: Value) -> bool:
    return isinstance(value, Literal) and value.value is None


def _is_nullable(value: Value, code: Code, elements: PageElements) -> bool:
    return isinstance(value, JavaScriptValue) and can_be_null(value, code.runtime, elements)
