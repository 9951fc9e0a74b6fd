"""Where a name that nothing defines is read, and whether that raises an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import Imports
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.parsers.python.nodes import Context
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.python.undefined_names import UndefinedName
    from pyscript_doctor.project.program.facts import Place
    from pyscript_doctor.project.runtime.runtime import Runtime

NAME = lazy_pattern(r"\w+")
EXPECTED_AFTER = frozenset({"NameError", "ImportError", "ModuleNotFoundError"})
"""A handler of these errors is for another Python, which has the name."""


class NameReads(NamedTuple):
    """Everything that happens in a source, by where it starts in its file: its Context, and the Place of what can run.

    places: of what starts with a name that the source binds nowhere. A name that it binds and then deletes is not
    included: mostly functions read it before that. asked_for: the names that are read inside a `try` with a handler for
    exactly this error: `try: profile` and then `except NameError:`.
    """

    syntax: Syntax
    contexts: Mapping[int, Context]
    places: Mapping[int, Place]
    asked_for: frozenset[str]

    def first_that_fails(self, undefined: UndefinedName) -> UndefinedName | None:
        """The name where it is first read so that the page sees the error; None if that happens nowhere.

        It sees none if nothing gets there, if the code catches the error, if it is for another version of Python, or if
        the code checks somewhere whether there is such a name.
        """
        if undefined.name in self.asked_for:
            return None
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
        """Whether a condition around it asks which Python this is."""
        tests = (guard.test for guard in context.guards if not isinstance(guard.test, Imports))
        return any("version" in self.syntax.text.value[test.start : test.end] for test in tests)


def name_reads(syntax: Syntax, runtime: Runtime) -> NameReads:
    """The reads of a source in a Runtime."""
    contexts: dict[int, Context] = {}
    names: dict[int, str] = {}
    for scope in syntax.scopes:
        for event in scope.events:
            start = syntax.text.span(event.start, event.start).start
            contexts.setdefault(start, event.context)
            if name := NAME.match(syntax.text.value, event.start):
                names.setdefault(start, name[0])
    reads = [place for code in runtime.codes if code.syntax is syntax for place in code.unbound_reads]
    asked_for = (names.get(place.span.start, "") for place in reads if "NameError" in place.caught)
    return NameReads(syntax, contexts, {place.span.start: place for place in reads}, frozenset(asked_for))
