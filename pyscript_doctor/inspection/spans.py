"""The places in a picture, however deep they are in its records."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from pyscript_doctor.inspection.records import Origin, PageRecord
from pyscript_doctor.parsers.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Record = TypeVar("Record")


def spans_in(record: object) -> Iterator[Span]:
    """Every Span that a record holds."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from spans_in(item)
    elif is_dataclass(record):
        for each in fields(record):
            yield from spans_in(getattr(record, each.name))


def prefixed(record: Record, prefix: str) -> Record:
    """The record with a prefix before every path of the project in it."""
    return record if not prefix else _prefixed(record, prefix)


def _prefixed(record: Any, prefix: str) -> Any:
    if isinstance(record, Span):
        return record._replace(path=prefix + record.path)
    if isinstance(record, tuple):
        made = [_prefixed(item, prefix) for item in record]
        return type(record)(*made) if hasattr(record, "_fields") else tuple(made)
    if isinstance(record, Origin):
        return replace(record, place=prefix + record.place) if record.state in {"found", "missing"} else record
    if not is_dataclass(record) or isinstance(record, type):
        return record
    changed = {each.name: _prefixed(getattr(record, each.name), prefix) for each in fields(record)}
    if isinstance(record, PageRecord):
        changed |= {"path": prefix + record.path, "site": (prefix + record.site).rstrip("/")}
    return replace(record, **changed)
