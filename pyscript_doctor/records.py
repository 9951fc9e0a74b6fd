"""How named tuples are compared that are told apart by more than what they hold.

A named tuple equals any tuple of the same values. These decorators make it as careful as a dataclass is, which takes
Python four times as long to make.
"""

from __future__ import annotations

from typing import TypeVar

Record = TypeVar("Record", bound=type)


def compared_by_class(record: Record) -> Record:
    """A record equals only those of its own class that hold the same."""
    return _compared(record, _is_equal, lambda one, other: not _is_equal(one, other), tuple.__hash__)


def compared_by_identity(record: Record) -> Record:
    """A record equals only itself, whatever it holds."""
    return _compared(record, _is_same, lambda one, other: one is not other, object.__hash__)


def _compared(record: Record, equal: object, unequal: object, digest: object) -> Record:
    for name, method in (("__eq__", equal), ("__ne__", unequal), ("__hash__", digest)):
        setattr(record, name, method)
    return record


def _is_equal(one: tuple[object, ...], other: object) -> bool:
    return type(one) is type(other) and tuple.__eq__(one, other)


def _is_same(one: object, other: object) -> bool:
    return one is other
