"""What the project's JavaScript does that certainly fails, whatever the visitor does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.web_platform import find_global, interface
from pyscript_doctor.queries.javascript_accesses import accesses_of
from pyscript_doctor.queries.javascript_names import is_read, type_of_way
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.queries.javascript_types import JavaScriptObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.accesses import JavaScriptAccesses, JsAccess
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.queries.javascript_sources import JavaScriptSource
    from pyscript_doctor.queries.page_elements import PageElements

VALUES = frozenset({"string", "number", "boolean"})
CALLABLE = frozenset({"Function", "HTMLAllCollection", "Object"})


class Failure(Enum):
    """Why it fails."""

    CONSTANT = "a constant gets another value"
    EARLY = "a name is read before it has its value"
    WITHOUT_NEW = "a class is called without `new`"
    NO_FUNCTION = "what is called is not a function"


@dataclass(frozen=True, slots=True)
class FailingOperation:
    """A place in JavaScript where something fails. name: the name that is set, read or called."""

    failure: Failure
    name: Text


def failing_operations(elements: PageElements) -> Iterator[FailingOperation]:
    """Every such place of the page's own scripts and modules."""
    reader = elements.page.resolver.reader
    for source in filter(is_read, javascript_sources(elements.page, elements.runtimes)):
        read = accesses_of(source.syntax.text, reader)
        yield from (FailingOperation(Failure.CONSTANT, name) for name in read.set_constants)
        yield from (FailingOperation(Failure.EARLY, name) for name in read.read_early)
        for access in read.found:
            failure = _failing_call(access, source, read, elements) if access.called else None
            if failure is not None:
                yield FailingOperation(failure, access.name)


def _failing_call(
    access: JsAccess, source: JavaScriptSource, read: JavaScriptAccesses, elements: PageElements
) -> Failure | None:
    name = access.name.value
    if name in read.asked:
        return None
    if not access.owner.path:
        return Failure.WITHOUT_NEW if _needs_new(access, elements) else None
    owner = type_of_way(access.owner, source, elements)
    if not isinstance(owner, JavaScriptObject) and elements.javascript_adds(name, assigned=False):
        return None  # what code sets on an element, the browser turns into a value of the same type as before
    found = type_of_way(access.owner.then(name), source, elements)
    if not isinstance(found, JavaScriptObject) or access.made:
        return None
    kinds = found.type.choices
    is_value = all(kind.kind in VALUES or (kind.kind == "interface" and kind.name not in CALLABLE) for kind in kinds)
    return Failure.NO_FUNCTION if is_value else None


def _needs_new(access: JsAccess, elements: PageElements) -> bool:
    known = find_global(access.name.value)
    if access.made or known is None or known.kind != "class" or access.name.value in elements.globals_of_code:
        return False
    return interface(known.interface).needs_new and interface(known.interface).can_construct
