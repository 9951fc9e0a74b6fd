"""Items that what is written in brackets certainly does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import BindingKind, CollectionKind
from pyscript_doctor.parsers.python.nodes import Constant, Display, Name, SubscriptExpression
from pyscript_doctor.project.program.facts import MissingItem
from pyscript_doctor.project.program.values import Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.project.program.certainty import Certainty
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.facts import Place

MOST_KEYS = 200
"""A dict with more keys than these is not compared with what is asked for."""

_SEQUENCES = frozenset({CollectionKind.LIST, CollectionKind.TUPLE})


def missing_items(
    evaluation: Evaluation, certainty: Certainty, event: Event, source: int, place: Place
) -> Iterator[MissingItem]:
    """The item that `value[key]` asks for, where the value is written in the program and nothing changes it."""
    if not isinstance(event, SubscriptExpression):
        return
    holder, key = event.value, event.key
    if certainty.sets_names or place.catches("KeyError" if _is_text(evaluation, key, source) else "IndexError"):
        return
    shown = _shown(evaluation, certainty, holder, source)
    asked = evaluation.value(key, source)
    if shown is None or not isinstance(asked, Literal) or not certainty.is_settled(key, source, event.context):
        return
    written, home = shown
    span = evaluation.modules.syntaxes[source].text.span(key.start, key.end)
    value = asked.value
    if isinstance(written, Constant):
        size = len(written.value) if isinstance(written.value, str) else 0
        if isinstance(value, int) and not -size <= value < size:
            yield MissingItem("str", value, (), size, span, place)
    elif written.kind in _SEQUENCES and None not in written.items and isinstance(value, int):
        size = len(written.items)
        if not -size <= value < size:
            yield MissingItem(written.kind.value, value, (), size, span, place)
    elif written.kind is CollectionKind.DICT and isinstance(value, (str, int)) and len(written.keys) <= MOST_KEYS:
        keys = [None if each is None else evaluation.value(each, home) for each in written.keys]
        known = [each.value for each in keys if isinstance(each, Literal)]
        if len(known) == len(keys) and value not in known:
            names = tuple(each for each in known if isinstance(each, str))
            yield MissingItem("dict", value, names, len(keys), span, place)


def _is_text(evaluation: Evaluation, key: Expression, source: int) -> bool:
    value = evaluation.value(key, source)
    return isinstance(value, Literal) and isinstance(value.value, str)


def _shown(
    evaluation: Evaluation, certainty: Certainty, holder: Expression, source: int
) -> tuple[Display | Constant, int] | None:
    """The display or string that a value certainly is, as it was written, and the source that it is in."""
    if isinstance(holder, Display) or (isinstance(holder, Constant) and isinstance(holder.value, str)):
        return holder, source
    if not isinstance(holder, Name):
        return None
    bounds = evaluation.modules.bindings(holder, source)
    if len(bounds) != 1 or certainty.may_change(holder, source):
        return None
    binding = bounds[0].binding
    is_one = binding.kind is BindingKind.VALUE and not binding.steps and not binding.outside
    if not is_one or not isinstance(binding.value, (Display, Constant)):
        return None
    return _shown(evaluation, certainty, binding.value, bounds[0].source)
