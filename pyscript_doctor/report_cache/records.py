"""A Report as plain data, and back: no code comes out of what is on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from typing import Any, TypeAlias

from pyscript_doctor.edits.fix import Fix, Safety
from pyscript_doctor.engine.finding import (
    Diagnostic,
    Effect,
    Finding,
    Ignored,
    Problem,
    Related,
    RuntimeLabel,
    Severity,
    Skip,
)
from pyscript_doctor.engine.report import PageLabel, Report
from pyscript_doctor.engine.rule import Rule
from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.parsers.text import Edit, Span

Records: TypeAlias = Mapping[str, Any]

RECORDS: Records = {
    each.__name__: each
    for each in (Report, Diagnostic, Ignored, Finding, Related, Span, Fix, Edit, RuntimeLabel, PageLabel, Problem, Skip)
}
CHOICES: dict[str, type[Enum]] = {each.__name__: each for each in (Severity, Effect, Safety, Interpreter, Thread)}

_PLAIN = frozenset({str, int, bool, type(None)})


def as_data(value: Any) -> Any:
    """A report, or a part of one, as what JSON can hold."""
    if isinstance(value, Enum):
        return {type(value).__name__: value.name}
    if value is None or isinstance(value, (str, int, bool)):
        return value
    if type(value) is tuple:
        return [as_data(each) for each in value]
    if isinstance(value, dict):
        return {"texts": value}
    if isinstance(value, Rule):
        return {"Rule": value.name}
    kind: Any = type(value)
    return {kind.__name__: [as_data(getattr(value, name)) for name in _names(kind)]}


def from_data(data: Any, rules: Mapping[str, Rule], records: Records = RECORDS) -> Any:
    """What `as_data` was given. Raises KeyError, TypeError or ValueError where it is nothing of that kind.

    records: the classes that may be in it, by their names.
    """
    if isinstance(data, list):
        return _parts(data, rules, records)
    if not isinstance(data, dict):
        return data
    ((name, value),) = data.items()
    if name in records:
        kind = records[name]
        if len(value) != len(_names(kind)):
            raise ValueError(f"{name} of another form")
        return kind(*_parts(value, rules, records))
    if name in CHOICES:
        return CHOICES[name][value]
    return rules[value] if name == "Rule" else dict(value)


def _parts(values: list[Any], rules: Mapping[str, Rule], records: Records) -> tuple[Any, ...]:
    return tuple([each if type(each) in _PLAIN else from_data(each, rules, records) for each in values])


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return kind._fields if issubclass(kind, tuple) else tuple(each.name for each in fields(kind))
