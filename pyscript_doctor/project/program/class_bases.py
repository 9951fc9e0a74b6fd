"""Which classes a class of the program is derived from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import PythonFunction, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.values import Value

MOST_BASES = 50
_PLAIN_BASES = frozenset({"builtins.object", "typing.Generic", "typing.Protocol", "abc.ABC"})


def family(evaluation: Evaluation, source: int, number: int) -> tuple[tuple[int, int], ...]:
    """A class and its bases in the project, nearest first."""
    known = evaluation.families.get((source, number))
    if known is not None:
        return known
    pending, found = [(source, number)], dict[tuple[int, int], None]()
    for current in pending:
        if current not in found:
            found[current] = None
            pending.extend(place for place in _bases(evaluation, *current) if place is not None)
        if len(found) >= MOST_BASES:
            break
    classes = tuple(found)
    if not evaluation.open_bases:
        evaluation.families[source, number] = classes
    return classes


def has_foreign_base(evaluation: Evaluation, source: int, number: int) -> bool:
    """Whether a base comes from outside the project: then a library may call its methods."""
    return any(base is None for place in family(evaluation, source, number) for base in _bases(evaluation, *place))


def is_enum(evaluation: Evaluation, source: int, number: int) -> bool:
    """Whether a class, itself or through a base, makes members of what it sets: then `RED = 1` is not a number."""
    bases = (
        evaluation.value(base, place[0])
        for place in family(evaluation, source, number)
        for base in evaluation.modules.scope(*place).bases[:MOST_BASES]
    )
    return any(isinstance(base, PythonName) and base.name.startswith("enum.") for base in bases)


def _bases(evaluation: Evaluation, source: int, number: int) -> tuple[tuple[int, int] | None, ...]:
    """The bases of a class, None for one from outside the project; worked out once.

    The bases of a class that is its own base, in whatever way, are unknown.
    """
    place = (source, number)
    if place not in evaluation.bases:
        evaluation.bases[place] = (None,)  # while they are being worked out
        evaluation.open_bases.add(place)
        try:
            evaluation.bases[place] = tuple(_found_bases(evaluation, source, number))
        except RecursionError:
            del evaluation.bases[place]
            raise
        finally:
            evaluation.open_bases.remove(place)
    return evaluation.bases[place]


def _found_bases(evaluation: Evaluation, source: int, number: int) -> Iterator[tuple[int, int] | None]:
    for expression in evaluation.modules.scope(source, number).bases[:MOST_BASES]:
        value = evaluation.value(expression, source)
        if isinstance(value, PythonFunction):
            yield evaluation.modules.definitions.get(value.span)
        elif not is_plain_base(value):
            yield None


def is_plain_base(value: Value) -> bool:
    """Whether a base from outside the project gives a class no method and no name."""
    return isinstance(value, PythonName) and value.name in _PLAIN_BASES
