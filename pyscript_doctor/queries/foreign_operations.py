"""What Python does with JavaScript objects that do not support it, on Pyodide or on MicroPython.

Measured from PyScript 2024.1.1 to 2026.7.3. On MicroPython a JavaScript object has no length for Python, and no order
from behind; brackets delete nothing, and take no slices since 2024.5.2, but negative numbers. `window` is a module,
unless it is asked of itself. On Pyodide this depends on what the object has. A loop, or `in`, needs something that
JavaScript can go through; on MicroPython only since 2024.9.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.web_platform import interface
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.formats import FORMAT as FORMAT
from pyscript_doctor.project.program.values import Collection, Literal
from pyscript_doctor.queries.javascript_types import GlobalObject, JavaScriptObject, type_of
from pyscript_doctor.records import NamedTuple

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
LAST_WITH_FEW_BRACKETS = "2026.3.1"
"""Until then Pyodide, before 314, took brackets only for arrays, typed arrays, NodeList, HTMLCollection, and `get`."""
LISTS_OF_NODES = frozenset({"HTMLCollection", "NodeList"})
WORKERS_SINCE = "2025.3.1"
"""From here on a worker was measured too: it gets proxies of what is on the page, and refuses the same."""
ARRAY, WINDOW = "Array", "Window"


class RefusedOperation(NamedTuple):
    """Something that an object does not support.

    operation: as of a ForeignOperation, or SLICE. interface: of the object. has_length, is_iterable: what it has in
    JavaScript. has_item: it has a method `item`. is_module: it is the `window` that is a module of MicroPython.
    """

    done: ForeignOperation
    operation: str
    interface: str
    has_length: bool
    is_iterable: bool
    has_item: bool
    is_module: bool


def refused_operations(code: Code, elements: PageElements) -> Iterator[RefusedOperation]:
    """Every operation that certainly fails."""
    is_worker = code.runtime.thread is Thread.WORKER
    if is_worker and code.foreign_operations and not code.runtime.releases.since(WORKERS_SINCE):
        return
    for done in code.foreign_operations:
        if done.operation == FORMAT:
            continue  # operation-refused looks at that
        names = () if _has_a_name(done) and code.runtime.is_pyodide else _interfaces(done, code, elements)
        operation = _operation(done)
        possible = [interface(each) for name in names for each in interface(name).with_derived]
        is_own = not code.runtime.is_pyodide and not is_worker and not done.value.path
        is_module = is_own and names == (WINDOW,)
        if is_module or (possible and all(_refuses(operation, each, code.runtime, elements) for each in possible)):
            has_length = all("length" in interface(name).names for name in names)
            is_iterable = any(each.may_be_iterable for each in possible)
            has_item = all("item" in interface(name).names for name in names)
            yield RefusedOperation(done, operation, names[0], has_length, is_iterable, has_item, is_module)


def _has_a_name(done: ForeignOperation) -> bool:
    """Whether there is a name in the brackets: on Pyodide, `failing_subscripts` reports that."""
    return done.operation == "item" and isinstance(done.key, Literal) and isinstance(done.key.value, str)


def _operation(done: ForeignOperation) -> str:
    key = done.key
    if done.operation == "item" and isinstance(key, Collection) and key.kind is CollectionKind.SLICE:
        return SLICE
    return done.operation


def _interfaces(done: ForeignOperation, code: Code, elements: PageElements) -> tuple[str, ...]:
    """The interfaces of an object, () if they are not certain; interfaces that inherit from them are not included."""
    found = type_of(done.value, code.runtime, elements)
    if isinstance(found, GlobalObject):
        return (found.interface,)
    if not isinstance(found, JavaScriptObject) or found.missing:
        return ()
    if found.type.kind == "sequence":
        return (ARRAY,)
    return found.interfaces


def _refuses(operation: str, kind: Interface, runtime: Runtime, elements: PageElements) -> bool:
    if runtime.is_pyodide:
        return _pyodide_refuses(operation, kind, runtime, elements)
    if operation in {LENGTH, FROM_BEHIND, DELETE}:
        return kind.name != "String"
    if operation == SLICE:
        return kind.name != "String" and runtime.releases.since(SLICES_SINCE)
    return operation not in BRACKETS and not kind.may_be_iterable and runtime.releases.since(LOOPS_SINCE)


def _pyodide_refuses(operation: str, kind: Interface, runtime: Runtime, elements: PageElements) -> bool:
    if operation == SLICE and (kind.inherits("TypedArray") or kind.name in LISTS_OF_NODES):
        return kind.name not in LISTS_OF_NODES or runtime.releases.until(LAST_WITH_FEW_BRACKETS)
    if operation in {SLICE, "item", FROM_BEHIND} and not kind.is_language and kind.name not in LISTS_OF_NODES:
        has_order = kind.may_be_iterable and "length" in kind.names
        by_name = operation != FROM_BEHIND and "get" in kind.names
        return not by_name and (not has_order or runtime.releases.until(LAST_WITH_FEW_BRACKETS))
    if operation == DELETE:
        return not kind.is_language and "delete" not in kind.names
    if operation in BRACKETS:
        return False
    if operation == LENGTH:
        return not kind.is_language and all(kind.lacks_exactly(each, elements.names) for each in ("length", "size"))
    is_asked = operation in CONTAINS and not kind.names.isdisjoint({"has", "includes"})
    return not is_asked and not kind.may_be_iterable
