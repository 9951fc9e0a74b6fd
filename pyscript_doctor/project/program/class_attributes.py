"""Which attributes an instance of the project's own classes certainly does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.project.program.definitions import class_member, family, has_foreign_base

if TYPE_CHECKING:
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.values import Instance

_OF_EVERY_OBJECT = frozenset(dir(object))

# A class that has one of these answers for attributes by itself, and a program that mentions one of those sets some
# by names that are made up while it runs.
_ANSWERING = frozenset({"__getattr__", "__getattribute__", "__new__", "__dict__", "__slots__"})
_SETTING = frozenset({"setattr", "__setattr__", "__dict__", "vars", "exec", "globals"})


def lacks(evaluation: Evaluation, value: Instance, name: str) -> bool:
    """Whether `value.name` certainly fails: all its classes are known, and nothing sets the attribute."""
    modules = evaluation.modules
    place = modules.definitions.get(value.span) if value.span else None
    if place is None or name in _OF_EVERY_OBJECT or (name.startswith("__") and name.endswith("__")):
        return False
    if name in modules.attribute_assignments or any(each in modules.mentions for each in _SETTING):
        return False
    if class_member(evaluation, *place, name) is not None or not _is_all_known(evaluation, place):
        return False
    return not _may_inherit_it(evaluation, place, name)


def _is_all_known(evaluation: Evaluation, place: tuple[int, int]) -> bool:
    """Whether a class and its bases are plain classes of the project's own."""
    if has_foreign_base(evaluation, *place):
        return False
    scopes = [evaluation.modules.scope(*each) for each in family(evaluation, *place)]
    return not any(scope.decorators or scope.has_keywords or _ANSWERING & scope.bindings.keys() for scope in scopes)


def _may_inherit_it(evaluation: Evaluation, place: tuple[int, int], name: str) -> bool:
    """Whether a class that defines the attribute may be one of its subclasses: `self` can be an instance of that."""
    for other in evaluation.modules.definitions.values():
        scope = evaluation.modules.scope(*other)
        if scope.kind is not ScopeKind.CLASS or name not in scope.bindings:
            continue
        if place in family(evaluation, *other) or has_foreign_base(evaluation, *other):
            return True
    return False
