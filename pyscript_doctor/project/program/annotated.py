"""What an annotation says about a value: that it is an object of one of the project's classes, or holds such objects.

Other types do not count: what is annotated as a `list` or a `float` is often something similar that works as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.annotations import UNION
from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.project.program.alternatives import UNKNOWN_VALUE, Alternatives, distinct, outward
from pyscript_doctor.project.program.class_bases import family
from pyscript_doctor.project.program.types import type_of
from pyscript_doctor.project.program.values import (
    HOLDERS,
    ITERABLE,
    MAPPING,
    SEQUENCE,
    Collection,
    FunctionKind,
    Literal,
    PythonFunction,
    Result,
    Value,
)

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.annotations import Annotation
    from pyscript_doctor.project.program.alternatives import Known
    from pyscript_doctor.project.program.evaluation import Evaluation

_ITERABLES = frozenset({"Iterable", "Iterator", "Generator", "Collection", "AbstractSet"} | {"set", "Set", "frozenset"})
_SEQUENCES = frozenset({"list", "List", "Sequence", "MutableSequence", "deque", "Deque"})
_MAPPINGS = frozenset({"dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "DefaultDict", "OrderedDict"})


def annotated(evaluation: Evaluation, annotation: Annotation | None, source: int) -> Alternatives | None:
    """What an annotation stands for, with the meaning that its names have in that source; None if that is not known."""
    if annotation is None:
        return None
    question = ("annotated", annotation, source)
    found = evaluation.once(question, lambda: _read(evaluation, annotation, source) or ())
    return found if found and any(_tells(value) for value in found) else None


def without_unknown(found: Alternatives, told: Alternatives | None) -> Alternatives:
    """What a value is known to be, or else what its annotation says."""
    return told if told is not None and any(map(_is_vague, found)) else found


def _is_vague(value: Known) -> bool:
    if isinstance(value, Collection):
        return not value.items or UNKNOWN_VALUE in value.items
    return value == UNKNOWN_VALUE or (isinstance(value, Result) and not is_told(value) and type_of(value) is None)


def attribute_annotated(evaluation: Evaluation, place: tuple[int, int], name: str) -> Alternatives | None:
    """What the class at a place, or the nearest of its bases, says that an attribute of its instances is."""
    for source, number in family(evaluation, *place):
        scope = evaluation.modules.scope(source, number)
        if name in scope.types:
            return annotated(evaluation, scope.types[name], source)
        if name in scope.bindings:
            return None
    return None


def is_told(value: Known) -> bool:
    """Whether only an annotation says what a value is, as something that holds objects."""
    return isinstance(value, Result) and value.made_by in HOLDERS


def of_holder(callee: Result) -> Alternatives:
    """What a method of something that holds objects returns: `lanes.values()`, `cards.pop()`; () for other methods."""
    if callee.callee not in {SEQUENCE, MAPPING} or len(callee.attributes) != 1:
        return ()
    key, value = callee.arguments[0], callee.arguments[-1]
    method, is_mapping = callee.attributes[0], callee.callee == MAPPING
    if method == "values" and is_mapping:
        return (Result(ITERABLE, (value,)),)
    if method == "items" and is_mapping:
        return (Result(ITERABLE, (Collection(CollectionKind.TUPLE, (key, value)),)),)
    if method == "get" and is_mapping:
        return (value, Literal(None))
    if method == "copy":
        return (Result(callee.callee, callee.arguments),)
    return (value,) if method == "pop" else ()


def _tells(value: Known) -> bool:
    return not isinstance(value, Literal) and value != UNKNOWN_VALUE


def _read(evaluation: Evaluation, annotation: Annotation, source: int) -> Alternatives | None:
    if annotation.name == "None":
        return (Literal(None),)
    last = annotation.name.rpartition(".")[2]
    if annotation.name == UNION or last in {"Union", "Optional"}:
        parts = [_read(evaluation, each, source) for each in annotation.arguments]
        nothing = (Literal(None),) if last == "Optional" else ()
        return None if None in parts else distinct((*(value for part in parts for value in part or ()), *nothing))
    if annotation.arguments:
        return _holder(evaluation, annotation, last, source)
    return _instance(evaluation, annotation.name, source)


def _holder(evaluation: Evaluation, annotation: Annotation, last: str, source: int) -> Alternatives | None:
    inner = [each for each in annotation.arguments if each.name != "Ellipsis"]
    if last in _MAPPINGS and len(inner) == 2:
        kinds = [_read(evaluation, each, source) for each in inner]
        return (Result(MAPPING, (_one(kinds[0]), _one(kinds[1]))),) if kinds[1] else None
    holder = SEQUENCE if last in _SEQUENCES or (last in {"tuple", "Tuple"} and len(inner) == 1) else ITERABLE
    if holder is ITERABLE and last not in _ITERABLES:
        return None
    item = _read(evaluation, inner[0], source) if inner else None
    return None if item is None else (Result(holder, (_one(item),)),)


def _one(values: Alternatives | None) -> Value:
    return outward(values) if values else UNKNOWN_VALUE


def _instance(evaluation: Evaluation, dotted: str, source: int) -> Alternatives | None:
    """An instance of the class that a name means after the module has run."""
    first, *rest = dotted.split(".")
    found = evaluation.in_namespace(evaluation.modules.namespace_of(source), first)
    for name in rest:
        found = evaluation.attribute(found, name) if found else None
    if not found or len(found) != 1:
        return None
    value = found[0]
    if not isinstance(value, PythonFunction) or value.kind is not FunctionKind.CLASS:
        return None
    return evaluation.called(found, ())
