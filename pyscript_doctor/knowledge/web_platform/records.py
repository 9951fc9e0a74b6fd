"""What the readers of the web platform's data give: types, members, signatures."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "any",
    "bigint",
    "boolean",
    "callback",
    "dictionary",
    "enumeration",
    "interface",
    "number",
    "object",
    "promise",
    "record",
    "sequence",
    "string",
    "symbol",
    "undefined",
    "union",
    "unknown",
]
"""What sort of value a type allows. `any` is what the standard says, `unknown` means that it says nothing."""


class Type(NamedTuple):
    """A type of Web IDL.

    name: of the interface, dictionary, enumeration, callback or primitive type. parts: the types of a union, the
    result of a promise, the items of a sequence, the keys and values of a record. nullable: it can be null too.
    """

    kind: Kind
    name: str = ""
    nullable: bool = False
    parts: tuple[Type, ...] = ()

    @property
    def choices(self) -> tuple[Type, ...]:
        """The types of a union, flat; for any other type, itself."""
        return tuple(choice for part in self.parts for choice in part.choices) if self.kind == "union" else (self,)

    @property
    def interfaces(self) -> tuple[str, ...]:
        """The interfaces that a value can have, none of those in a promise or sequence."""
        return tuple(choice.name for choice in self.choices if choice.kind == "interface")

    @property
    def can_be_null(self) -> bool:
        """Whether the standard says that it can be null. False for `any` and `unknown`, about which nobody knows."""
        return self.nullable or (self.kind == "union" and any(part.can_be_null for part in self.parts))

    @property
    def is_certain(self) -> bool:
        """Whether no part of it is `any`, `object` or unknown."""
        return not any(choice.kind in ("any", "object", "unknown") for choice in self.choices)

    def choices_of(self, kind: Kind) -> tuple[Type, ...]:
        """Those of its choices that are of a kind: `choices_of("callback")`."""
        return tuple(choice for choice in self.choices if choice.kind == kind)


UNKNOWN = Type("unknown")


class Argument(NamedTuple):
    """An argument of a method. variadic: any number of them may follow."""

    name: str
    type: Type
    optional: bool = False
    variadic: bool = False


class Signature(NamedTuple):
    """One way to call a method. Overloads have several."""

    arguments: tuple[Argument, ...]
    returns: Type

    @property
    def fewest(self) -> int:
        """How many arguments are needed: with fewer, the call throws a TypeError."""
        return sum(not (argument.optional or argument.variadic) for argument in self.arguments)

    @property
    def most(self) -> int | None:
        """How many arguments are looked at, or None if any number is. More of them are ignored."""
        return None if any(argument.variadic for argument in self.arguments) else len(self.arguments)

    def argument(self, position: int) -> Argument | None:
        """The argument that is at a position, counted from 0."""
        if position < len(self.arguments):
            return self.arguments[position]
        return self.arguments[-1] if self.most is None else None


class Attribute(NamedTuple):
    """An attribute, or a constant. read_only: assigning to it does nothing."""

    name: str
    type: Type
    read_only: bool = False
    constant: bool = False


class Method(NamedTuple):
    """A method. signatures: none if only its name is known, and with some of JavaScript's own its result."""

    name: str
    signatures: tuple[Signature, ...] = ()
    result: Type = UNKNOWN

    @property
    def returns(self) -> Type:
        """What it returns, whichever overload is called; unknown if its overloads differ."""
        results = {signature.returns for signature in self.signatures} or {self.result}
        return results.pop() if len(results) == 1 else UNKNOWN


Member = Attribute | Method


class Field(NamedTuple):
    """A member of a dictionary. required: without it the call throws a TypeError."""

    name: str
    type: Type
    required: bool = False
