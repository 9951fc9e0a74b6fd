"""How a function is called: its parameters, and what a call with these arguments lacks or has too many of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ParameterKind = Literal["positional only", "positional or keyword", "keyword only", "more positional", "more keywords"]
"""The last two are `*args` and `**kwargs`."""
BY_POSITION: tuple[ParameterKind, ...] = ("positional only", "positional or keyword")
BY_KEYWORD: tuple[ParameterKind, ...] = ("positional or keyword", "keyword only")
ASYNC = "async "


class Parameter(NamedTuple):
    """A parameter without its stars.

    default: as Python writes it, `...` if it is long, empty if it was not noted; None if there is not one.
    """

    name: str
    kind: ParameterKind
    default: str | None

    @property
    def required(self) -> bool:
        """Whether a call must give it."""
        return self.default is None and self.kind not in ("more positional", "more keywords")


class Signature(NamedTuple):
    """The parameters of a function, of a class when it is called, or of a method, without `self`.

    awaitable: the call gives something that must be awaited.
    """

    parameters: tuple[Parameter, ...]
    awaitable: bool = False

    @property
    def most_positional(self) -> int | None:
        """How many arguments a call can give by position; None for any number."""
        if any(parameter.kind == "more positional" for parameter in self.parameters):
            return None
        return sum(parameter.kind in BY_POSITION for parameter in self.parameters)

    def accepts_keyword(self, name: str) -> bool:
        """Whether a call can give an argument of that name."""
        return any(
            parameter.kind == "more keywords" or (parameter.kind in BY_KEYWORD and parameter.name == name)
            for parameter in self.parameters
        )

    @property
    def keywords(self) -> tuple[str, ...]:
        """The names that a call can use, without those that only `**kwargs` takes."""
        return tuple(parameter.name for parameter in self.parameters if parameter.kind in BY_KEYWORD)

    def unknown_keywords(self, keywords: Iterable[str]) -> tuple[str, ...]:
        """Those that a call cannot give by name."""
        return tuple(keyword for keyword in keywords if not self.accepts_keyword(keyword))

    def too_many(self, positional: int) -> bool:
        """Whether a call gives more arguments by position than it can."""
        return self.most_positional is not None and positional > self.most_positional

    def given_twice(self, positional: int, keywords: Iterable[str]) -> tuple[str, ...]:
        """The keywords whose parameters the arguments by position have filled already."""
        filled = {parameter.name for parameter in self._by_position()[:positional] if parameter.kind in BY_KEYWORD}
        return tuple(keyword for keyword in keywords if keyword in filled)

    def missing(self, positional: int, keywords: Iterable[str]) -> tuple[str, ...]:
        """The required parameters that a call does not give, if it hides nothing behind `*` and `**`."""
        given = set(keywords)
        left = (*self._by_position()[positional:], *(part for part in self.parameters if part.kind == "keyword only"))
        return tuple(
            part.name for part in left if part.required and (part.kind == "positional only" or part.name not in given)
        )

    def _by_position(self) -> tuple[Parameter, ...]:
        return tuple(parameter for parameter in self.parameters if parameter.kind in BY_POSITION)


@cache
def read_signature(written: str) -> Signature:
    """The signature that is written as in the data files: "async path, /, mode='readwrite', *, root='', **more"."""
    awaitable = written.startswith(ASYNC)
    text = written.removeprefix(ASYNC)
    parts = text.split(", ") if text else []
    return Signature(tuple(_parameters(parts)), awaitable)


def _parameters(parts: list[str]) -> Iterator[Parameter]:
    after_positional_only = parts.index("/") if "/" in parts else -1
    only_keywords = False
    for place, part in enumerate(parts):
        if part.startswith("**"):
            yield Parameter(part[2:], "more keywords", None)
        elif part.startswith("*"):
            only_keywords = True
            if part != "*":
                yield Parameter(part[1:], "more positional", None)
        elif part != "/":
            name, equals, default = part.partition("=")
            kind: ParameterKind = "keyword only" if only_keywords else "positional or keyword"
            yield Parameter(
                name, "positional only" if place < after_positional_only else kind, default if equals else None
            )
