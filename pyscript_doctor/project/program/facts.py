"""One Python file or inline block in one Runtime, as plain facts.

Only code that can run has facts: functions that nothing reaches, and branches that cannot run on this interpreter and
thread, are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Literal

from pyscript_doctor.knowledge.exceptions import catching
from pyscript_doctor.parsers.python.kinds import Role
from pyscript_doctor.project.program.values import JavaScriptValue, PythonName
from pyscript_doctor.records import NamedTuple, compared_by_class, compared_by_identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyscript_doctor.knowledge.signatures import Signature
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.attribute_uses import AttributeUse
    from pyscript_doctor.project.program.values import PythonFunction, Value
    from pyscript_doctor.project.runtime.runtime import Runtime


class Place(NamedTuple):
    """Where and when something happens.

    function: the name of the function that it is in, None at a module's top level. at_load: it happens while the module
    or script first runs, not later from an event, a timer or a task. tried: the names of the exceptions that a `try`
    around it catches ("*" for a bare one), in the same function. expected: the names of those that all callers of the
    function expect. looped: it is in a loop of the same function. handled: the names of the exceptions after which it
    runs, in a handler. run: the number of the straight sequence of statements that it is in: what is in the same one
    happens in the order of its places, and all of it unless something raises or returns.
    """

    span: Span
    function: str | None
    at_load: bool
    tried: frozenset[str]
    looped: bool
    run: int = 0
    handled: frozenset[str] = frozenset()
    expected: frozenset[str] = frozenset()

    @property
    def caught(self) -> frozenset[str]:
        """The names of the exceptions that are caught, here or where the function is called."""
        return self.tried | self.expected if self.expected else self.tried

    def catches(self, *errors: str) -> bool:
        """Whether one of these errors is caught, by its own name or by that of a base class."""
        caught = self.caught
        return bool(caught) and any(not caught.isdisjoint(catching(error)) for error in errors)


class Import(NamedTuple):
    """`import module as alias`, or `from module import name as alias` (then `name` is set, "*" for all).

    `module` is absolute: a relative import is resolved within its package. `soft` says that it is expected to fail,
    inside a `try` that catches ImportError; or that it may never run, at the top level under a condition that nobody
    can decide.
    """

    module: str
    name: str | None
    alias: str
    place: Place
    soft: bool
    module_span: Span | None = None


class Argument(NamedTuple):
    """One argument of a call. `keyword` is its name, "**" for unpacked ones; `starred` is `*args`."""

    value: Value
    span: Span
    keyword: str | None = None
    starred: bool = False


NotCallable = Literal["module", "property"]


class Call(NamedTuple):
    """A call. `callee_span` is the expression before the parenthesis; a decorator without parentheses is a call too.

    `awaited`: under an `await`; `decorates`: the function that it is a decorator of; `dropped`: what it returns, if it
    is a statement of its own and nothing uses the result (the Result of an async function is a coroutine). signature:
    of a function, method or class of the project that this certainly calls, without `self`. without_self: it calls a
    method on an instance, and the method's `def` has no parameter at all. not_callable: what it calls of the project
    that is not a function.
    """

    callee: Value
    callee_span: Span
    arguments: tuple[Argument, ...]
    place: Place
    awaited: bool = False
    decorates: PythonFunction | None = None
    dropped: Value | None = None
    signature: Signature | None = None
    without_self: bool = False
    not_callable: NotCallable | None = None

    @property
    def name(self) -> str:
        """The Python name that it calls, "time.sleep"; "" if it calls something else."""
        return self.callee.name if isinstance(self.callee, PythonName) else ""

    @property
    def javascript_path(self) -> tuple[str, ...]:
        """The way to the JavaScript function that it calls; () if it calls something else."""
        return self.callee.path if isinstance(self.callee, JavaScriptValue) else ()

    def argument(self, index: int, keyword: str = "") -> Argument | None:
        """The positional argument at `index` (counted from 0), or the one with that keyword."""
        positional = [argument for argument in self.arguments if argument.keyword is None]
        if index < len(positional) and not any(argument.starred for argument in positional[: index + 1]):
            return positional[index]
        return next((argument for argument in self.arguments if keyword and argument.keyword == keyword), None)


class Use(NamedTuple):
    """A name or attribute that is read: `value` is what it comes to. For `a.b.c` there is one Use, the longest.

    role: what it is read for, if it is a statement, a condition or what a loop goes through.
    """

    value: Value
    place: Place
    role: Role = Role.OTHER


class Assignment(NamedTuple):
    """`target.attribute = value`, on a target that is no source of the project: a JavaScript object, `sync`."""

    target: Value
    attribute: str
    value: Value
    place: Place
    value_span: Span | None = None


class OwnerKind(str, Enum):
    """What is asked for a name. PACKAGE: for a module in it."""

    MODULE = "module"
    PACKAGE = "package"
    CLASS = "class"
    NAMED_TUPLE = "named tuple"

    __str__ = str.__str__


class AbsentName(NamedTuple):
    """A name that a module, class or named tuple of the project is asked for and certainly does not have.

    owner: the dotted name of the module, or the name of the class or tuple. span: of the name. names: those that it
    has. imported: an import asks for it.
    """

    owner: str
    kind: OwnerKind
    name: str
    span: Span
    place: Place
    names: frozenset[str]
    imported: bool = False


class EarlyRead(NamedTuple):
    """A name that is read before anything sets it, though its function, or the module, sets it later.

    is_global: the module sets a name like it, and the function's own name hides that one.
    """

    name: str
    place: Place
    is_global: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that is done with a value, and that its type certainly refuses.

    operation: an operator as in Python, or "iterate", "unpack", "item", "set item", "delete item", "call", "await",
        "with", "async with", "async iterate", "format", "default": of a dataclass's field, or "field": one without a
        default comes after one with a default.
    types: those of its operands, "builtins.str" or "function"; of several that a value can have, one.
    spans: of the operands. count: how many names are unpacked to.
    size: how many values there are to unpack.
    function: that refuses its arguments (then `operation` is "argument"), or the method `format` or the operator `%`
        that misses something. error: the name of the error that Python raises. missing: the field that has no value.
    lacks: the class of the project's own and the method that it has not, "Shelf.__len__", if that is why.
    form: that a value does not take, ".2f".
    by_value: the types are right, and the value is refused; of a method, the last span may be the object's.
    """

    operation: str
    types: tuple[str, ...]
    spans: tuple[Span, ...]
    place: Place
    count: int = 0
    size: int = 0
    function: str = ""
    error: str = "TypeError"
    missing: str = ""
    form: str = ""
    lacks: str = ""
    by_value: bool = False


class Mixture(NamedTuple):
    """An operator between a JavaScript value, which is certainly nothing else, and a Python value.

    types: all those that the other value can have, "builtins.int". is_first: the JavaScript value comes first.
    spans: of both, in their order.
    """

    operator: str
    value: JavaScriptValue
    types: tuple[str, ...]
    is_first: bool
    spans: tuple[Span, Span]
    place: Place


class ForeignOperation(NamedTuple):
    """Something that is done with a JavaScript value, which is certainly nothing else.

    operation: "iterate", "unpack", "in", "not in", "item", "set item", "delete item", "format", or the name of the
        function of Python that gets it: "len". span: of the value. key: what is in the square brackets, or the form
        that it is formatted with: ".2f".
    """

    operation: str
    value: JavaScriptValue
    span: Span
    place: Place
    key: Value | None = None


class ForeignCall(NamedTuple):
    """A call that JavaScript takes part in, as the function or as an argument; each is certainly nothing else.

    arguments: for each one, a JavaScript value, or all types that it can have, "builtins.int"; () if that is not known.
    There are none if one is not given by position. spans: of the arguments. conditional: a condition, a loop or a `try`
    in the same function decides whether it runs.
    """

    callee: JavaScriptValue | PythonName
    callee_span: Span
    arguments: tuple[JavaScriptValue | tuple[str, ...], ...]
    spans: tuple[Span, ...]
    place: Place
    conditional: bool


@compared_by_class
class MissingItem(NamedTuple):
    """An item that a list, tuple, string or dict certainly does not have: nothing adds to what was written.

    key: what is asked for. keys: those that a dict has. size: how many items there are. span: of the key.
    """

    kind: str
    key: str | int
    keys: tuple[str, ...]
    size: int
    span: Span
    place: Place


class ResultUse(NamedTuple):
    """Something is done with the result of a call, and the call is not awaited.

    use: "attribute" (then `name` is the attribute), "item", "loop", "argument" of the function `name`, "operand" of
        the operator `name`, or "generated" by a generator expression for the function `name`.
    """

    call: Call
    use: str
    name: str
    span: Span
    place: Place


class Comparison(NamedTuple):
    """`left is right`, `left == right` and their negations; `operator` as in Python.

    choices: the values that what is compared with None can have, if there are several.
    """

    left: Value
    operator: str
    right: Value
    place: Place
    choices: tuple[Value, ...] = ()


class Subscript(NamedTuple):
    """`value[key]`, read or, if `assigned`, set.

    key_span: of the key. settled: what is before the first bracket certainly never has another value.
    """

    value: Value
    key: Value
    place: Place
    key_span: Span
    assigned: bool = False
    settled: bool = False


class Loop(NamedTuple):
    """A `for` or `while`; `place` is its first line, `body` is everything after that.

    endless: its condition always holds. awaits: it awaits or yields inside. leaves: it has a way out. is_while: it is
    not a `for`.
    """

    place: Place
    body: Span
    endless: bool
    awaits: bool
    leaves: bool
    is_while: bool = True

    def holds(self, span: Span) -> bool:
        """Whether a place is in its body."""
        return self.body.start <= span.start and span.end <= self.body.end


@compared_by_identity
class Code(NamedTuple):
    """What a rule reads of one piece of Python in one Runtime.

    module: the dotted name for importing it, "__main__" for a Script. syntax: what edits are made from. functions:
    those defined in it, by qualified name; constants: what its top-level names come to. awaits: the operands of
    `await`. unbound_reads: reads of what starts with a name that its source binds nowhere.
    """

    runtime: Runtime
    path: str
    module: str
    span: Span
    syntax: Syntax
    imports: tuple[Import, ...]
    calls: tuple[Call, ...]
    uses: tuple[Use, ...]
    assignments: tuple[Assignment, ...]
    comparisons: tuple[Comparison, ...]
    subscripts: tuple[Subscript, ...]
    functions: Mapping[str, PythonFunction]
    constants: Mapping[str, Value]
    loops: tuple[Loop, ...] = ()
    attributes: tuple[AttributeUse, ...] = ()
    top_level_await: Span | None = None
    absent_names: tuple[AbsentName, ...] = ()
    early_reads: tuple[EarlyRead, ...] = ()
    result_uses: tuple[ResultUse, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    mixtures: tuple[Mixture, ...] = ()
    foreign_operations: tuple[ForeignOperation, ...] = ()
    foreign_calls: tuple[ForeignCall, ...] = ()
    missing_items: tuple[MissingItem, ...] = ()
    awaits: tuple[Use, ...] = ()
    unbound_reads: tuple[Place, ...] = ()

    def calls_of(self, *names: str) -> Iterator[Call]:
        """The calls of Python names: `code.calls_of("time.sleep")`."""
        return (call for call in self.calls if call.name in names)

    def calls_of_javascript(self, *names: str) -> Iterator[Call]:
        """The calls of JavaScript functions, whatever they belong to: `code.calls_of_javascript("fetch")`."""
        return (call for call in self.calls if call.javascript_path and call.javascript_path[-1] in names)
