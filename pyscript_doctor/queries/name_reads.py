"""Where a name that nothing defines is read, and whether that comes to an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import Imports
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.parsers.python.nodes import Context
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.python.undefined_names import UndefinedName
    from pyscript_doctor.project.program.facts import Place
    from pyscript_doctor.project.runtime.runtime import Runtime

EXPECTED_AFTER = frozenset({"NameError", "ImportError", "ModuleNotFoundError"})
"""A handler of these is for another Python, which has the name."""


class NameReads(NamedTuple):
    """All that happens in a source, by where it starts in its file: its Context, and the Place of what can run.

    places: of what starts with a name that the source binds nowhere. A name that it binds and then deletes is not among
    these: mostly functions read it before that.
    """

    syntax: Syntax
    contexts: Mapping[int, Context]
    places: Mapping[int, Place]

    def first_that_fails(self, undefined: UndefinedName) -> UndefinedName | None:
        """The name where it is first read so that the page sees the error; None if that happens nowhere.

        It does not where nothing comes, where the code catches the error, or where it is for another version of Python.
        """
        for span in (undefined.span, *undefined.again):
            if self._fails(span.start):
                return undefined if span == undefined.span else undefined._replace(span=span)
        return None

    def _fails(self, start: int) -> bool:
        context, place = self.contexts.get(start), self.places.get(start)
        if context is None:
            return True  # it is of another kind than what is followed
        if place is None or place.catches("NameError") or not place.handled.isdisjoint(EXPECTED_AFTER):
            return False
        return not self._asks_for_version(context)

    def _asks_for_version(self, context: Context) -> bool:
        """Whether a condition around it asks which Python it is."""
        tests = (guard.test for guard in context.guards if not isinstance(guard.test, Imports))
        return any("version" in self.syntax.text.value[test.start : test.end] for test in tests)


def name_reads(syntax: Syntax, runtime: Runtime) -> NameReads:
    """Those of a source under a Runtime."""
    contexts: dict[int, Context] = {}
    for scope in syntax.scopes:
        for event in scope.events:
            contexts.setdefault(syntax.text.span(event.start, event.start).start, event.context)
    codes = (code for code in runtime.codes if code.syntax is syntax)
    return NameReads(syntax, contexts, {place.span.start: place for code in codes for place in code.unbound_reads})
