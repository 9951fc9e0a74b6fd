"""Values that are unpacked into a different number of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.parsers.python.nodes import Attribute, AwaitExpression, CallExpression, Display
from pyscript_doctor.project.program.parts import follow
from pyscript_doctor.project.program.trials import parts_of
from pyscript_doctor.project.program.types import NUMBERS, type_of
from pyscript_doctor.project.program.values import Literal, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Operation
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals

_IN_ORDER = frozenset({CollectionKind.TUPLE, CollectionKind.LIST})
_SPLITTING = frozenset({"split", "rsplit", "splitlines", "partition", "rpartition"})
_A_RESULT_FOR_EACH = frozenset({"asyncio.gather", "pyscript.js_import"})


def refused_unpacking(refusals: Refusals, event: Operation, source: int, place: Place) -> Iterator[Refusal]:
    """`first, second = 1, 2, 3`: the number of values and names differ, or the value is a number."""
    operand = event.operands[0]
    if not refusals.certainty.is_settled(operand, source, event.context):
        return
    if refusals.certainty.asks_about(operand, source, event.context):
        return
    size = _shown_size(refusals, event, source)
    if size is None and not refusals.certainty.may_change(operand, source):
        values = follow(refusals.evaluation.alternatives(operand, source), event.steps)
        if values and all(type_of(value) in NUMBERS for value in values):
            yield refusals.refusal("unpack", (type_of(values[0]) or "",), (operand,), source, place, event.names)
            return
        size = _other_size(values, event.names)
    if size is not None and size != event.names and not place.catches("ValueError"):
        yield refusals.refusal("unpack", ("builtins.tuple",), (operand,), source, place, event.names, size)


def _shown_size(refusals: Refusals, event: Operation, source: int) -> int | None:
    """How many values a display, or a loop over `enumerate` or `zip`, certainly gives."""
    operand = event.operands[0]
    if isinstance(operand, Display) and not event.steps and operand.kind in _IN_ORDER:
        return None if None in operand.items else len(operand.items)
    if isinstance(operand, AwaitExpression) and isinstance(operand.operand, CallExpression) and not event.steps:
        return _awaited_size(refusals, operand.operand, source)
    if isinstance(operand, CallExpression) and not event.steps:
        return _size_of_parts(refusals, operand, source)
    if not isinstance(operand, CallExpression) or event.steps != ("iterate",):
        return None
    callee = refusals.evaluation.value(operand.callee, source)
    if callee == PythonName("builtins.enumerate"):
        return 2
    if callee != PythonName("builtins.zip") or any(each.starred or each.keyword for each in operand.arguments):
        return None
    return len(operand.arguments)


def _size_of_parts(refusals: Refusals, call: CallExpression, source: int) -> int | None:
    """How many parts `"2026-01".split("-")` gives."""
    if not isinstance(call.callee, Attribute) or call.callee.name not in _SPLITTING:
        return None
    values = [
        refusals.evaluation.value(each, source) for each in (call.callee.base, *(a.value for a in call.arguments))
    ]
    known = [each.value for each in values if isinstance(each, Literal) and isinstance(each.value, (str, int))]
    plain = not any(each.starred or each.keyword for each in call.arguments)
    if len(known) < len(values) or not plain or not isinstance(known[0], str):
        return None
    return parts_of(call.callee.name, tuple(known))


def _awaited_size(refusals: Refusals, call: CallExpression, source: int) -> int | None:
    """How many results there are, if each argument gives one."""
    callee = refusals.evaluation.value(call.callee, source)
    is_each = isinstance(callee, PythonName) and callee.name in _A_RESULT_FOR_EACH
    return len(call.arguments) if is_each and not any(each.starred or each.keyword for each in call.arguments) else None


def _other_size(values: tuple[Known, ...], names: int) -> int | None:
    """The length of a string that is unpacked, if none has as many characters as there are names; None if one may."""
    sizes = [
        len(value.value) if isinstance(value, Literal) and isinstance(value.value, str) else None for value in values
    ]
    return sizes[0] if sizes and None not in sizes and names not in sizes else None
