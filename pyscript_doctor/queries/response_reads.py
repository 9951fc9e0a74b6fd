"""Where Python reads the content of one response more than once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.http_responses import ALL_READS, READS, READS_OF_THE_BROWSER
from pyscript_doctor.project.program.attribute_uses import Access
from pyscript_doctor.project.program.values import JavaScriptValue, Result
from pyscript_doctor.queries.javascript_types import JavaScriptObject, type_of
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.source_text import owner_of
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.attribute_uses import AttributeUse
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.queries.page_elements import PageElements

ERRORS = ("OSError", "JsException", "TypeError")


class SecondRead(NamedTuple):
    """A read of what was read before. response: its name. first: the read before. console: part of what Python says."""

    response: str
    first: AttributeUse
    use: AttributeUse
    console: str


def second_reads(code: Code, project: Project) -> Iterator[SecondRead]:
    """The second read of each response, if one certainly comes after the other."""
    page = code.runtime.page
    elements, reader = page_elements(page, project.runtimes_of(page)), page.resolver.reader
    seen: dict[tuple[str, int], AttributeUse] = {}
    for use in code.attributes:
        is_call = use.access is Access.CALLED and use.name in ALL_READS
        if not is_call or not use.settled or use.place.catches(*ERRORS):
            continue
        name = owner_of(reader, use.name_span)
        if not name.isidentifier() or use.name not in _reads_of(use, code, elements):
            continue
        first = seen.setdefault((name, use.place.run), use)
        if first is not use and not _is_set_between(name, first, use, code):
            yield SecondRead(name, first, use, _console(use, code))


def _reads_of(use: AttributeUse, code: Code, elements: PageElements) -> frozenset[str]:
    if isinstance(use.base, Result):
        return READS.get(use.base.made_by or "", frozenset())
    if not isinstance(use.base, JavaScriptValue):
        return frozenset()
    found = type_of(use.base, code.runtime, elements)
    is_response = isinstance(found, JavaScriptObject) and found.interfaces == ("Response",)
    return READS_OF_THE_BROWSER if is_response else frozenset()


def _is_set_between(name: str, first: AttributeUse, second: AttributeUse, code: Code) -> bool:
    text = code.syntax.text
    positions = (each.position for scope in code.syntax.scopes for each in scope.bindings.get(name, ()))
    return any(first.name_span.start <= text.span(at, at).start <= second.name_span.start for at in positions)


def _console(use: AttributeUse, code: Code) -> str:
    by_pyodide = isinstance(use.base, Result) and use.base.made_by == "pyodide.http.pyfetch"
    return "body is already used" if by_pyodide else "body stream already read"
