"""Globals of JavaScript libraries that Python uses and that nothing on the page loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import interface
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.queries.missing_names import PROXY_NAMES
from pyscript_doctor.queries.source_text import source_text
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code, Place
    from pyscript_doctor.queries.page_elements import PageElements

OF_PYSCRIPT = frozenset({"pyodide", "pyscript", "polyscript", "loadPyodide", "loadMicroPython", "mpy", "micropython"})


class MissingGlobal(NamedTuple):
    """A place that uses a global which no script of the page defines."""

    span: Span
    name: str


def missing_globals(code: Code, elements: PageElements) -> Iterator[MissingGlobal]:
    """Each such global, where it is first written. Silent if any script of somebody else, or code, may define it."""
    if not elements.is_whole or elements.has_libraries:
        return
    used: dict[str, list[tuple[JavaScriptValue, Place]]] = {}
    for use in code.uses:
        if isinstance(use.value, JavaScriptValue) and use.value.path:
            used.setdefault(use.value.path[0], []).append((use.value, use.place))
    for name, uses in used.items():
        needed = next((place for value, place in uses if _needs_it(value, place, code)), None)
        if needed is not None and _is_nowhere(name, elements):
            written = (place.span for _, place in uses if name in source_text(code, place.span))
            yield MissingGlobal(next(written, needed.span), name)


def _needs_it(value: JavaScriptValue, place: Place, code: Code) -> bool:
    """Whether the code there uses a global of the page, so the line fails without it."""
    on_page = value.realm is Realm.MAIN or (value.realm is Realm.THREAD and code.runtime.thread is Thread.MAIN)
    return on_page and len(value.path) > 1 and not place.catches("AttributeError")


def _is_nowhere(name: str, elements: PageElements) -> bool:
    if not name.isidentifier() or name.startswith("_") or name in PROXY_NAMES | OF_PYSCRIPT:
        return False
    if elements.adds(name):
        return False
    return interface("Window").lacks_exactly(name, elements.names)
