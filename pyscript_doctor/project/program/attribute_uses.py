"""Attributes that a piece of Python reads, calls or sets, and what is known about the objects that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.nodes import Name
from pyscript_doctor.project.program.types import NOTHING, type_of
from pyscript_doctor.project.program.values import Literal, UnknownValue
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import Context, Expression
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Place
    from pyscript_doctor.project.program.refusals import Refusals
    from pyscript_doctor.project.program.values import Value


class Access(str, Enum):
    """What is done with an attribute."""

    READ = "read"
    CALLED = "called"
    ASSIGNED = "assigned"

    __str__ = str.__str__


@dataclass(frozen=True)
class AttributeUse:
    """`base.name`; of `a.b.c` there are two.

    name_span: only the name. Whether it is `settled` or `of_nothing` is worked out when a rule asks: most rules see
    from the name alone that nothing is wrong.
    """

    base: Value
    name: str
    name_span: Span
    access: Access
    place: Place
    _asks: BaseOfAttribute = field(compare=False, repr=False)

    @cached_property
    def settled(self) -> bool:
        """Whether the base certainly never has another value.

        No statement gives a name or an attribute like it another value, on any object, and no condition first asks what
        it is.
        """
        return self._asks.is_settled()

    @property
    def may_be_asked_for(self) -> bool:
        """Whether the base is a name under a condition, which may have asked whether the name holds something."""
        return self._asks.may_be_asked_for()

    @cached_property
    def of_nothing(self) -> bool:
        """Whether the base is certainly None, because it is the result of a function that returns nothing."""
        return self._asks.is_nothing() and self.settled


class BaseOfAttribute(NamedTuple):
    """The base of an attribute, and what answers questions about it."""

    expression: Expression
    value: Value
    context: Context
    source: int
    refusals: Refusals

    def is_settled(self) -> bool:
        """Whether it certainly never has another value."""
        if isinstance(self.value, UnknownValue):
            return False
        return self.refusals.certainty.is_settled(self.expression, self.source, self.context)

    def may_be_asked_for(self) -> bool:
        """Whether it is a name under a condition, which may have asked whether the name holds something."""
        return isinstance(self.expression, Name) and bool(self.context.guards)

    def is_nothing(self) -> bool:
        """Whether it is None, because the function returns nothing, and no condition can check for that first."""
        if type_of(self.value) != NOTHING and self.value != Literal(None):
            return False
        if self.refusals.certainty.sets_names or self.may_be_asked_for():
            return False
        return type_of(self.value) == NOTHING or self.refusals.gives_nothing(self.expression, self.source)
