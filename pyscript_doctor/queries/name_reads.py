"""Where a name that nothing defines is read, and whether that comes to an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import Imports

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import Context
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.python.undefined_names import UndefinedName
    from pyscript_doctor.project.program.facts import Place
    from pyscript_doctor.project.runtime.runtime import Runtime

EXPECTED_AFTER = frozenset({"NameError", "ImportError", "ModuleNotFoundError"})
"""A handler of these is for another Python, which has the name."""


def first_that_fails(undefined: UndefinedName, syntax: Syntax, runtime: Runtime) -> UndefinedName | None:
    """The name where it is first read so that the page sees the error; None if that happens nowhere.

    It does not where nothing comes, where the code catches the error, or where it is for another version of Python.
    A name that the source binds and then deletes does not count: mostly functions read it before that.
    """
    contexts = _contexts(syntax)
    codes = (code for code in runtime.codes if code.syntax is syntax)
    places = {place.span.start: place for code in codes for place in code.unbound_reads}
    for span in (undefined.span, *undefined.again):
        if _fails(contexts.get(span.start), places.get(span.start), syntax):
            return undefined if span == undefined.span else undefined._replace(span=span)
    return None


def _contexts(syntax: Syntax) -> dict[int, Context]:
    """The Context of all that happens in a source, by where it starts in its file."""
    found: dict[int, Context] = {}
    for scope in syntax.scopes:
        for event in scope.events:
            found.setdefault(syntax.text.span(event.start, event.start).start, event.context)
    return found


def _fails(context: Context | None, place: Place | None, syntax: Syntax) -> bool:
    if context is None:
        return True  # it is of another kind than what is followed
    if place is None or place.catches("NameError") or not place.handled.isdisjoint(EXPECTED_AFTER):
        return False
    return not _asks_for_version(context, syntax)


def _asks_for_version(context: Context, syntax: Syntax) -> bool:
    """Whether a condition around it asks which Python it is."""
    tests = (guard.test for guard in context.guards if not isinstance(guard.test, Imports))
    return any("version" in syntax.text.value[test.start : test.end] for test in tests)
