"""Calls between Python and the browser that certainly fail: what is called, or an argument, has the wrong type.

A method of the browser says which types its arguments have (Web IDL): if one must be an object of an interface, a
function, a list or a dict, anything else raises a TypeError. Python's own functions refuse text and objects of the
browser as they refuse text and objects of Python.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.web_platform import Type, interface
from pyscript_doctor.project.program.trials import refuses_each, samples, takes
from pyscript_doctor.project.program.values import JavaScriptValue, PythonName
from pyscript_doctor.queries.javascript_types import (
    Construct,
    JavaScriptFunction,
    JavaScriptObject,
    type_of,
)
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.web_platform import Signature
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code, ForeignCall
    from pyscript_doctor.queries.page_elements import PageElements

TEXT, OBJECT = "builtins.str", "object"
PRIMITIVES = frozenset({TEXT, "builtins.int", "builtins.float", "builtins.bool"})
MADE_BY_PYTHON = PRIMITIVES | {f"builtins.{name}" for name in ("list", "tuple", "dict", "set")}
NEVER_CALLED = frozenset({"string", "number", "boolean", "sequence", "promise"})
CALLABLE = frozenset({"HTMLAllCollection", "HTMLEmbedElement", "HTMLObjectElement"})
"""Interfaces whose objects can be called, for old pages."""
OF_KIND = {"string": (TEXT,), "number": ("builtins.int", "builtins.float"), "boolean": ("builtins.bool",)}
SERIALIZE = "json.dumps"
NEEDS_A_VALUE = frozenset(
    {f"builtins.{name}" for name in ("int", "float", "round", "abs", "chr", "ord", "range", "divmod")}
    | {"json.loads", "random.randint", "random.uniform", "math.floor", "math.ceil", "math.sqrt"}
)
"""Functions that refuse every object of the browser. Others go through it, or ask for its length.

Measured on both interpreters, in tests/browser/test_knowledge.py.
"""

GONE_THROUGH = frozenset(
    f"builtins.{name}"
    for name in (
        *("len", "list", "tuple", "set", "sum", "sorted", "enumerate", "any", "all", "min", "max", "zip"),
        *("map", "filter"),
    )
)
"""Functions that go through their argument: `foreign_operations` reports these."""


class RefusedArgument(NamedTuple):
    """An argument that a function refuses with a TypeError.

    function: "builtins.int", or the method's own name. wanted: the interface that the browser asks for, "function",
    "list", "object", or "" for Python's functions. got: "builtins.str", or OBJECT for an object of the browser.
    """

    call: ForeignCall
    span: Span
    function: str
    wanted: str
    got: str


def called_values(code: Code, elements: PageElements) -> Iterator[ForeignCall]:
    """Calls of something of the browser that is text, a number or an object: `document.title()`."""
    for call in code.foreign_calls:
        if not isinstance(call.callee, JavaScriptValue):
            continue
        found = type_of(call.callee, code.runtime, elements)
        if isinstance(found, JavaScriptObject) and all(map(_cannot_be_called, found.type.choices)):
            yield call


def _cannot_be_called(kind: Type) -> bool:
    if kind.kind == "interface":
        return not _is_language(kind.name) and CALLABLE.isdisjoint(_possible(kind.name))
    return kind.kind in NEVER_CALLED


def _is_language(name: str) -> bool:
    return interface(name).is_language


def _possible(name: str) -> tuple[str, ...]:
    return interface(name).with_derived


def refused_arguments(code: Code, elements: PageElements) -> Iterator[RefusedArgument]:
    """Every argument that certainly raises a TypeError."""
    for call in code.foreign_calls:
        given = [_types(each, code, elements) for each in call.arguments]
        if isinstance(call.callee, PythonName):
            yield from _of_python(call, call.callee.name, given, code)
        else:
            yield from _of_the_browser(call, call.callee, given, code, elements)


def _types(argument: JavaScriptValue | tuple[str, ...], code: Code, elements: PageElements) -> tuple[str, ...]:
    """All types that an argument can have in Python; () if one of them is not certain."""
    if not isinstance(argument, JavaScriptValue):
        return argument
    found = type_of(argument, code.runtime, elements)
    if not isinstance(found, JavaScriptObject) or found.type.can_be_null:
        return ()
    kinds = [_of_type(each) for each in found.type.choices]
    return tuple(each for kind in kinds for each in kind) if all(kinds) else ()


def is_object(value: JavaScriptValue, code: Code, elements: PageElements) -> bool:
    """Whether a value is certainly an object of the browser, or null if no such object is found."""
    found = type_of(value, code.runtime, elements)
    if not isinstance(found, JavaScriptObject):
        return False
    return all(_of_type(each) == (OBJECT,) for each in found.type.choices)


def _of_type(kind: Type) -> tuple[str, ...]:
    is_object = kind.kind == "interface" and not _is_language(kind.name)
    return (OBJECT,) if is_object else OF_KIND.get(kind.kind, ())


# Python's own functions


def _of_python(call: ForeignCall, name: str, given: list[tuple[str, ...]], code: Code) -> Iterator[RefusedArgument]:
    if not all(given) or name in GONE_THROUGH:
        return
    objects = [position for position, kinds in enumerate(given) if set(kinds) == {OBJECT}]
    if objects:
        refuses = name in NEEDS_A_VALUE and takes(name, len(given), is_pyodide=code.runtime.is_pyodide)
        if refuses or (name == SERIALIZE and objects == [0] and code.runtime.is_pyodide):
            yield RefusedArgument(call, call.spans[objects[0]], name, "", OBJECT)
    choices: list[list[Any]] = [[each for kind in kinds for each in samples(kind)] for kinds in given]
    if all(choices) and takes(name, len(given), is_pyodide=code.runtime.is_pyodide) and refuses_each(name, choices):
        foreign = next(at for at, each in enumerate(call.arguments) if isinstance(each, JavaScriptValue))
        yield RefusedArgument(call, call.spans[foreign], name, "", given[foreign][0])


# Methods of the browser


def _of_the_browser(
    call: ForeignCall,
    callee: JavaScriptValue,
    given: list[tuple[str, ...]],
    code: Code,
    elements: PageElements,
) -> Iterator[RefusedArgument]:
    found = type_of(callee, code.runtime, elements)
    signatures: list[Signature] = []
    if isinstance(found, JavaScriptFunction):
        if not all(method.signatures for method in found.methods):
            return
        signatures = [signature for method in found.methods for signature in method.signatures]
    elif isinstance(found, Construct):
        signatures = list(interface(found.of.name).constructors)
    refused = [_refused(signature, given) for signature in signatures]
    first = refused[0] if refused and all(refused) else None
    if first is not None:
        position, wanted = first
        name = callee.path[-2] if callee.path[-1] == "new" else callee.path[-1]
        yield RefusedArgument(call, call.spans[position], name, wanted, given[position][0])


def _refused(signature: Signature, given: list[tuple[str, ...]]) -> tuple[int, str] | None:
    """The first argument that one way to call a method refuses, and what it asks for."""
    for position, kinds in enumerate(given):
        argument = signature.argument(position)
        if argument is None or not kinds:
            continue
        choices = argument.type.choices
        if all(_refuses(choice, kind) for choice in choices for kind in kinds):
            return position, _wanted(choices[0])
    return None


def _refuses(wanted: Type, kind: str) -> bool:
    if wanted.kind == "interface":
        return kind in MADE_BY_PYTHON and not _is_language(wanted.name)
    return kind in PRIMITIVES and wanted.kind in {"callback", "sequence", "dictionary"}


def _wanted(wanted: Type) -> str:
    return (
        wanted.name
        if wanted.kind == "interface"
        else {"callback": "function", "sequence": "list"}.get(wanted.kind, OBJECT)
    )
