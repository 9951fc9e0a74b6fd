"""The expressions and statements of a piece of Python: plain records, no `ast` node.

Offsets count characters of the text. Expressions are compared by identity.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from pyscript_doctor.parsers.python.kinds import Role
from pyscript_doctor.records import NamedTuple, compared_by_identity

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.kinds import CollectionKind


@compared_by_identity
class Imports(NamedTuple):
    """The imports of a `try` that catches ImportError; `alone` if nothing else in it can fail."""

    statements: tuple[ImportStatement, ...]
    alone: bool


@compared_by_identity
class Guard(NamedTuple):
    """A condition for something to run: `test` is true (Imports: they succeed), or it is not, as `holds` says."""

    test: Expression | Imports
    holds: bool


@compared_by_identity
class Context(NamedTuple):
    """Where a statement or expression is: statements that follow one another share one.

    scope: the number of the scope in which its names are looked up. parent: the Context around it in the same function;
    what is bound there earlier has been bound here. guards: all conditions that must hold, outer ones too. tried: names
    of the exceptions that are caught around it ("*" for a bare `except`). loop: the number of the innermost loop around
    it, 0 if there is none. handled: names of the exceptions after which it runs: those of the handlers around it.
    """

    scope: int
    parent: Context | None = None
    guards: tuple[Guard, ...] = ()
    tried: frozenset[str] = frozenset()
    loop: int = 0
    handled: frozenset[str] = frozenset()


@compared_by_identity
class Name(NamedTuple):
    """A name that is read."""

    start: int
    end: int
    name: str
    context: Context
    role: Role = Role.OTHER


@compared_by_identity
class Attribute(NamedTuple):
    """`base.name`, read."""

    start: int
    end: int
    base: Expression
    name: str
    context: Context
    role: Role = Role.OTHER


@compared_by_identity
class ArgumentSyntax(NamedTuple):
    """One argument of a call; `keyword` is "**" for unpacked ones."""

    start: int
    end: int
    value: Expression
    keyword: str | None
    starred: bool


@compared_by_identity
class CallExpression(NamedTuple):
    """A call, or a decorator written without one.

    awaited: it is the operand of an `await`, or passed to something that awaits it, such as `asyncio.gather`.
    scheduled: it is passed to something that runs it later, such as `asyncio.create_task`.
    decorates: the number of the scope of the function or class that it decorates.
    """

    start: int
    end: int
    callee: Expression
    arguments: tuple[ArgumentSyntax, ...]
    context: Context
    awaited: bool = False
    scheduled: bool = False
    decorates: int | None = None
    role: Role = Role.OTHER


@compared_by_identity
class SubscriptExpression(NamedTuple):
    """`value[key]`, read."""

    start: int
    end: int
    value: Expression
    key: Expression
    context: Context


@compared_by_identity
class Constant(NamedTuple):
    """A number, string, bytes, True, False, None or `...` (as None)."""

    start: int
    end: int
    value: str | int | float | complex | bytes | bool | None


@compared_by_identity
class Display(NamedTuple):
    """A list, tuple, set or dict; an item is None if it unpacks something, so is a key before `**`.

    A slice has three items: start, stop and step.
    """

    start: int
    end: int
    kind: CollectionKind
    items: tuple[Expression | None, ...]
    keys: tuple[Expression | None, ...] = ()


@compared_by_identity
class Comprehension(NamedTuple):
    """A comprehension or generator expression: its kind, and what it yields."""

    start: int
    end: int
    kind: CollectionKind
    item: Expression
    key: Expression | None


@compared_by_identity
class LambdaExpression(NamedTuple):
    """A lambda; `scope` is the number of its scope."""

    start: int
    end: int
    scope: int
    context: Context


@compared_by_identity
class AwaitExpression(NamedTuple):
    """`await operand`."""

    start: int
    end: int
    operand: Expression


@compared_by_identity
class Conditional(NamedTuple):
    """`body if test else orelse`."""

    start: int
    end: int
    test: Expression
    body: Expression
    orelse: Expression


@compared_by_identity
class Boolean(NamedTuple):
    """Operands joined by "and" or "or"."""

    start: int
    end: int
    operator: str
    operands: tuple[Expression, ...]


@compared_by_identity
class Negation(NamedTuple):
    """`not operand`."""

    start: int
    end: int
    operand: Expression


@compared_by_identity
class ComparisonExpression(NamedTuple):
    """`a < b < c`: operands and the operators between them, as written; "match" between a value and a `case`."""

    start: int
    end: int
    operands: tuple[Expression, ...]
    operators: tuple[str, ...]
    context: Context


@compared_by_identity
class Sum(NamedTuple):
    """Operands joined by `+`."""

    start: int
    end: int
    operands: tuple[Expression, ...]


@compared_by_identity
class FormatString(NamedTuple):
    """An f-string. operands: the strings and values that it joins; () if it formats them in another way."""

    start: int
    end: int
    operands: tuple[Expression, ...]


@compared_by_identity
class Operation(NamedTuple):
    """Something that only works with some values, with its operands.

    operator: as in Python ("-", "+=", "await", "with", "async with"), or "iterate", "async iterate", "unpack",
        "set item", "delete item", "raise", "except", "key" (of a dict, or in a set), or "format": the second operand is
        the form, ".2f". "+" can have more than two.
    steps: what leads from the first operand to the value that is meant, as in Binding. names: how many names are
        unpacked to.
    """

    start: int
    end: int
    operator: str
    operands: tuple[Expression, ...]
    context: Context
    steps: tuple[Step, ...] = ()
    names: int = 0


@compared_by_identity
class Opaque(NamedTuple):
    """Any other expression; what happens inside it is noted too."""

    start: int
    end: int


Expression: TypeAlias = (
    Name
    | Attribute
    | CallExpression
    | SubscriptExpression
    | Constant
    | Display
    | Comprehension
    | LambdaExpression
    | AwaitExpression
    | Conditional
    | Boolean
    | Negation
    | ComparisonExpression
    | Sum
    | FormatString
    | Operation
    | Opaque
)


@compared_by_identity
class ImportStatement(NamedTuple):
    """`import module as alias` (name is None), `from module import name as alias`; `level` counts leading dots.

    start, end: what is imported, without its alias. module_start, module_end: the module's name, or its dots alone.
    alias: the name that is bound; without `as` (then not `renamed`) `import a.b` binds "a".
    """

    start: int
    end: int
    module_start: int
    module_end: int
    module: str
    level: int
    name: str | None
    alias: str
    renamed: bool
    context: Context


@compared_by_identity
class AttributeAssignment(NamedTuple):
    """`target.attribute = value`; `steps` as in Binding, value None if it is not known (`+=`)."""

    start: int
    end: int
    target: Expression
    attribute: str
    value: Expression | None
    steps: tuple[Step, ...]
    context: Context


@compared_by_identity
class Definition(NamedTuple):
    """A function or class that is defined here; `decorated` if anything but its name can know it."""

    start: int
    end: int
    scope: int
    decorated: bool
    context: Context


@compared_by_identity
class LoopStatement(NamedTuple):
    """A `for` or `while`: the place of its first line.

    body_end: the offset after its body. test: the condition of a `while`. awaits: it awaits or yields inside. leaves:
    by break, return, raise or exit.
    """

    start: int
    end: int
    body_end: int
    test: Expression | None
    awaits: bool
    leaves: bool
    context: Context


Event: TypeAlias = (
    Name
    | Attribute
    | CallExpression
    | SubscriptExpression
    | ComparisonExpression
    | LambdaExpression
    | ImportStatement
    | AttributeAssignment
    | Definition
    | LoopStatement
    | Operation
)

# How a part of a value is taken: "iterate", "enter" (with), "rest" (a starred target), or the index of an item.
Step: TypeAlias = "str | int"
