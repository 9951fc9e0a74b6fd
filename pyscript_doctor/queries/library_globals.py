"""Globals of JavaScript libraries that Python uses and that nothing on the page brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import interface
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.queries.missing_names import PROXY_NAMES, SET_BY_PYSCRIPT
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.queries.page_elements import PageElements

OF_PYSCRIPT = frozenset({"pyodide", "pyscript", "polyscript", "loadPyodide", "loadMicroPython", "mpy", "micropython"})


class MissingGlobal(NamedTuple):
    """A place that uses a global which no script of the page defines."""

    span: Span
    name: str


def missing_globals(code: Code, elements: PageElements) -> Iterator[MissingGlobal]:
    """Each such global, where it is first written. Silent where any script of somebody else, or code, may define it."""
    if not elements.is_whole or elements.has_libraries:
        return
    uses = [(use, use.value) for use in code.uses if isinstance(use.value, JavaScriptValue) and use.value.path]
    seen: set[str] = set()
    for use, value in uses:
        if len(value.path) < 2 or use.place.catches("AttributeError"):
            continue
        on_page = value.realm is Realm.MAIN or (value.realm is Realm.THREAD and code.runtime.thread is Thread.MAIN)
        name = value.path[0]
        if on_page and name not in seen and _is_nowhere(name, elements):
            seen.add(name)
            of_name = (each.place.span for each, its in uses if its.path[0] == name)
            written = (span for span in of_name if name in source_text(code, span))
            yield MissingGlobal(next(written, use.place.span), name)


def _is_nowhere(name: str, elements: PageElements) -> bool:
    if not name.isidentifier() or name.startswith("_") or name in PROXY_NAMES | SET_BY_PYSCRIPT | OF_PYSCRIPT:
        return False
    if name in elements.globals_of_code or elements.adds(name):
        return False
    return interface("Window").lacks_exactly(name, elements.names)
