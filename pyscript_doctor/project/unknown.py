"""Facts that cannot be known from what was read."""

from __future__ import annotations

from typing import TypeVar

Fact = TypeVar("Fact")


class Unknown(Exception):  # noqa: N818 - it is not an error: a rule that needs the fact has nothing to say
    """Raised when code reads a fact that is unknown; the engine counts it and goes on.

    `reason` is a noun phrase that the summary counts: "value in a template", "config that cannot be read".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def known(fact: Fact | Unknown) -> Fact:
    """The fact itself; raises Unknown with the same reason if it is one."""
    if isinstance(fact, Unknown):
        raise Unknown(fact.reason)  # another one: what is raised holds on to all code that it passes
    return fact
