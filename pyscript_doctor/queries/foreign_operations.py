"""What Python does with JavaScript objects that they do not support, on Pyodide or on MicroPython.

Measured from PyScript 2024.1.1 to 2026.7.3. On MicroPython a JavaScript object has no length for Python, and no order
from behind; brackets delete nothing, and take no slices since 2024.5.2, but negative numbers. `window` is a module,
unless it is asked of itself. On Pyodide this depends on what the object has. A loop, or `in`, needs something that
JavaScript can go through; on MicroPython only since 2024.9.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import interface, is_interface
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.values import Collection
from pyscript_doctor.queries.javascript_types import GlobalObject, JavaScriptObject, type_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.web_platform import Interface
    from pyscript_doctor.project.program.facts import Code, ForeignOperation
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

SLICE, DELETE, FROM_BEHIND, LENGTH = "slice", "delete item", "reversed", "len"
CONTAINS = frozenset({"in", "not in"})
BRACKETS = frozenset({"item", "set item"})
SLICES_SINCE, LOOPS_SINCE = "2024.5.2", "2024.9.1"
"""The first releases in which MicroPython refuses these."""
ARRAY, WINDOW = "Array", "Window"


class RefusedOperation(NamedTuple):
    """Something that an object does not support.

    operation: as of a ForeignOperation, or SLICE. interface: of the object. has_length, is_iterable: what it has in
    JavaScript.
    """

    done: ForeignOperation
    operation: str
    interface: str
    has_length: bool
    is_iterable: bool


def refused_operations(code: Code, elements: PageElements) -> Iterator[RefusedOperation]:
    """Every operation that certainly fails."""
    if code.runtime.thread is not Thread.MAIN:
        return  # there, objects of the page are proxies of proxies
    for done in code.foreign_operations:
        names = _interfaces(done, code, elements)
        operation = _operation(done)
        possible = [interface(each) for name in names for each in interface(name).with_derived]
        is_module = not code.runtime.is_pyodide and names == (WINDOW,) and not done.value.path
        if is_module or (possible and all(_refuses(operation, each, code.runtime, elements) for each in possible)):
            has_length = all("length" in interface(name).names for name in names)
            is_iterable = any(each.may_be_iterable for each in possible)
            yield RefusedOperation(done, operation, names[0], has_length, is_iterable)


def _operation(done: ForeignOperation) -> str:
    key = done.key
    if done.operation == "item" and isinstance(key, Collection) and key.kind is CollectionKind.SLICE:
        return SLICE
    return done.operation


def _interfaces(done: ForeignOperation, code: Code, elements: PageElements) -> tuple[str, ...]:
    """The interfaces of an object, () if they are not certain; those that inherit from them are not among them."""
    found = type_of(done.value, code.runtime, elements)
    if isinstance(found, GlobalObject):
        return (found.interface,)
    if not isinstance(found, JavaScriptObject) or found.missing:
        return ()
    if found.type.kind == "sequence":
        return (ARRAY,)
    return found.interfaces if all(map(is_interface, found.interfaces)) else ()


def _refuses(operation: str, kind: Interface, runtime: Runtime, elements: PageElements) -> bool:
    if runtime.is_pyodide:
        return _pyodide_refuses(operation, kind, elements)
    if operation in {LENGTH, FROM_BEHIND, DELETE}:
        return kind.name != "String"
    if operation == SLICE:
        return kind.name != "String" and runtime.releases.since(SLICES_SINCE)
    return operation not in BRACKETS and not kind.may_be_iterable and runtime.releases.since(LOOPS_SINCE)


def _pyodide_refuses(operation: str, kind: Interface, elements: PageElements) -> bool:
    if operation == SLICE:
        return kind.inherits("TypedArray")
    if operation == DELETE:
        return not kind.is_language and "delete" not in kind.names
    if operation in BRACKETS:
        return False
    if operation == LENGTH:
        return not kind.is_language and all(kind.lacks_exactly(each, elements.names) for each in ("length", "size"))
    if operation == FROM_BEHIND and not kind.is_language and "length" not in kind.names:
        return True
    is_asked = operation in CONTAINS and not kind.names.isdisjoint({"has", "includes"})
    return not is_asked and not kind.may_be_iterable
