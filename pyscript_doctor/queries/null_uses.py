"""Where Python uses a null of JavaScript as if it were an object."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import JavaScriptValue, Literal, PythonFunction
from pyscript_doctor.queries.given_ids import given_ids
from pyscript_doctor.queries.javascript_types import JavaScriptObject, type_of
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Argument, Call, Code, Place
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements


LOOKING = frozenset({"getElementById", "querySelector"})
TAKEN = frozenset({"()", "[]"})
AN_ID = lazy_pattern(r"#([\w-]+)")


LAST_WITHOUT_JSNULL = "2025.7.3"


def hides_what_is_set(runtime: Runtime) -> bool:
    """Whether setting an attribute of null shows no error, as on the `jsnull` that Pyodide has since 2025.8.1."""
    return runtime.is_pyodide and not runtime.releases.until(LAST_WITHOUT_JSNULL)


class NullUse(NamedTuple):
    """A call that finds no element, and the attribute of its result that is read, called or set first.

    span: of the id or selector. selector: what finds nothing. with_hash: it is passed to `getElementById`, which takes
    an id. certain: no other file can bring the element. name, used_at: the attribute. assigned: it is set.
    """

    span: Span
    selector: str
    with_hash: bool
    certain: bool
    name: str
    used_at: Span
    assigned: bool

    @property
    def id(self) -> str:
        """The id that no element has; "" if a selector of another kind finds nothing."""
        found = AN_ID.fullmatch(self.selector)
        return found[1] if found else ""


def null_uses(code: Code, elements: PageElements) -> Iterator[NullUse]:
    """Where code looks for an element that is not on the page, and uses it without a test."""
    seen = set[JavaScriptValue]()
    for argument, value in _looked_for(code):
        if value in seen:
            continue
        seen.add(value)
        used = _first_use(value, code.runtime)
        if used is not None:
            yield from _null_use(argument, value, used, code, elements)
    yield from _of_parameters(code, elements)


def _null_use(
    argument: Argument, value: JavaScriptValue, used: tuple[str, Span, bool], code: Code, elements: PageElements
) -> Iterator[NullUse]:
    """What an argument looks for and the page does not have."""
    found = type_of(value, code.runtime, elements)
    selector = found.missing if isinstance(found, JavaScriptObject) else ""
    if selector and not elements.asks_for(selector.removeprefix("#")):
        with_hash = value.path[-2] == "getElementById" and selector == value.given[-1]
        certain = with_hash or elements.certainly_lacks(selector)
        yield NullUse(argument.span, selector, with_hash, certain, *used)


def _of_parameters(code: Code, elements: PageElements) -> Iterator[NullUse]:
    """The same if a function looks for what it gets, and uses it at once."""
    for call in code.calls:
        callee = call.callee
        if not isinstance(callee, JavaScriptValue) or LOOKING.isdisjoint(callee.path[-1:]):
            continue
        used = _first_use_in(code, call)
        if used is not None:
            for given, value in given_ids(code, call):
                yield from _null_use(given, value, used, code, elements)


def _first_use_in(code: Code, call: Call) -> tuple[str, Span, bool] | None:
    """The first attribute of a call's result that its own function uses without a test."""
    callee = call.callee
    assert isinstance(callee, JavaScriptValue)
    value = JavaScriptValue(callee.realm, (*callee.path, "()"), (*callee.given, None))
    attributes = _attributes_by_value(code.runtime).get(value, ())
    own = [each for each in attributes if each[1].function == call.place.function and each[1].span.path == code.path]
    if not own or value in _passed_on(code.runtime) or any(place.catches("AttributeError") for _, place, _ in own):
        return None
    name, place, assigned = own[0]
    return name, place.span, assigned


def _looked_for(code: Code) -> Iterator[tuple[Argument, JavaScriptValue]]:
    """The ids and selectors that calls pass, directly or to a function of the project, and what these find."""
    found = _found_in(code.runtime)
    for call in code.calls:
        argument = call.argument(0)
        given = argument.value.value if argument and isinstance(argument.value, Literal) else None
        if argument is None or not isinstance(given, str) or call.place.catches("AttributeError"):
            continue
        callee = call.callee
        if isinstance(callee, JavaScriptValue) and callee.path and callee.path[-1] in LOOKING:
            yield argument, JavaScriptValue(callee.realm, (*callee.path, "()"), (*callee.given, given))
        elif isinstance(callee, PythonFunction) and given.removeprefix("#") in found:
            yield argument, found[given.removeprefix("#")]


@lru_cache(maxsize=4)
def _found_in(runtime: Runtime) -> dict[str, JavaScriptValue]:
    """What any of its Python looks for, by the id or selector."""
    found = (value for value, *_ in _attributes_of(runtime) if LOOKING.intersection(value.path[-2:-1]))
    return {(value.given[-1] or "").removeprefix("#"): value for value in found}


def _attributes_of(runtime: Runtime) -> Iterator[tuple[JavaScriptValue, str, Place, bool]]:
    for code in runtime.codes:
        yield from _attributes(code)


def _first_use(value: JavaScriptValue, runtime: Runtime) -> tuple[str, Span, bool] | None:
    """The first attribute of a value that is used; None if it is tested or passed on, or a failure is caught."""
    attributes = _attributes_by_value(runtime).get(value, ())
    if not attributes or value in _passed_on(runtime):
        return None
    if any(place.catches("AttributeError") for _, place, _ in attributes):
        return None
    name, place, assigned = attributes[0]
    return name, place.span, assigned


@lru_cache(maxsize=4)
def _attributes_by_value(runtime: Runtime) -> dict[JavaScriptValue, list[tuple[str, Place, bool]]]:
    found: dict[JavaScriptValue, list[tuple[str, Place, bool]]] = {}
    for value, name, place, assigned in _attributes_of(runtime):
        found.setdefault(value, []).append((name, place, assigned))
    return found


@lru_cache(maxsize=4)
def _passed_on(runtime: Runtime) -> frozenset[JavaScriptValue]:
    """What is tested or passed to something, and not only bound to a name."""
    found = set[JavaScriptValue]()
    for code in runtime.codes:
        targets = {assignment.place.span.start for assignment in code.assignments}
        uses = (use for use in code.uses if use.place.span.start not in targets)
        found.update(use.value for use in uses if isinstance(use.value, JavaScriptValue))
    return frozenset(found)


def _asked(value: JavaScriptValue) -> Iterator[tuple[JavaScriptValue, str]]:
    """Each result of a call on the way to a value, and the attribute that it is asked for: `value` of `f().value.x`."""
    taken = [position for position, step in enumerate(value.path) if step in TAKEN]
    first = len(taken) - len(value.given)  # of earlier ones it is not kept what they were given
    for number, position in enumerate(taken, 1):
        name = value.path[position + 1] if position + 1 < len(value.path) else "()"
        if value.path[position] == "()" and name not in TAKEN:
            yield JavaScriptValue(value.realm, value.path[: position + 1], value.given[: max(0, number - first)]), name


def _attributes(code: Code) -> Iterator[tuple[JavaScriptValue, str, Place, bool]]:
    """Each attribute of a call's result: the value, the name, where, and whether it is set."""
    for use in code.uses:
        if isinstance(use.value, JavaScriptValue):
            for value, name in _asked(use.value):
                yield value, name, use.place, False
    for assignment in code.assignments:
        target = assignment.target
        if isinstance(target, JavaScriptValue) and target.path[-1:] == ("()",):
            yield target, assignment.attribute, assignment.place, True
