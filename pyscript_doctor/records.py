"""Records that Python makes quickly, because some 250 classes of them are made before a check is done.

A named tuple equals any tuple of the same values. The decorators make it as careful as a dataclass is, which takes
Python ten times as long to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    class _Making(type):
        """Makes the class of a named tuple from a class body, as `typing` does, but leaves the types unread."""

        def __new__(cls, name: str, _bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = body.get("__annotations__", {})
            defaults = [body[each] for each in fields if each in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            for key, value in body.items():
                if key not in fields and key not in _OF_CLASS_BODIES:
                    setattr(made, key, value)
            return made

    _OF_CLASS_BODIES = frozenset({"__module__", "__annotations__", "__firstlineno__", "__static_attributes__"})

    NamedTuple = type.__new__(_Making, "NamedTuple", (), {})
    """What `typing.NamedTuple` is. That one turns each type into an object, which takes most of its time."""

Made = TypeVar("Made", bound=tuple[Any, ...])
Record = TypeVar("Record", bound=type)


if TYPE_CHECKING:

    def quick(record: type[Made], values: tuple[Any, ...]) -> Made:
        """A record of all its values, in their order: what `record(*values)` makes, in a third of the time.

        Nothing checks the values, so it is only for records that are made by the thousand.
        """
        return record(*values)
else:
    quick = tuple.__new__


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
