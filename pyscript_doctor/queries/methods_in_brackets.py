"""Methods of the browser with square brackets in place of the parentheses of a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import JavaScriptValue
from pyscript_doctor.queries.javascript_types import JavaScriptFunction, type_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Code, Subscript
    from pyscript_doctor.queries.page_elements import PageElements


def methods_in_brackets(code: Code, elements: PageElements) -> Iterator[Subscript]:
    """`document.getElementById["out"]`: neither interpreter has items of a function of JavaScript."""
    for subscript in code.subscripts:
        if not isinstance(subscript.value, JavaScriptValue) or subscript.place.catches("TypeError"):
            continue
        found = type_of(subscript.value, code.runtime, elements)
        if isinstance(found, JavaScriptFunction) and found.name not in elements.globals_of_code:
            yield subscript
