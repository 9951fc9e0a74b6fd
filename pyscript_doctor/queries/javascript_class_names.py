"""Names that Python asks classes of the project's own JavaScript modules for, and that these do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.classes import class_names
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.javascript_module_uses import modules_named
from pyscript_doctor.queries.missing_names import PROXY_NAMES
from pyscript_doctor.queries.own_modules import nearest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Code, Use
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.queries.page_elements import PageElements

OF_OBJECTS = frozenset(
    {"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toString", "valueOf"}
)
OF_FUNCTIONS = frozenset({"apply", "bind", "call", "length", "name"})


class MissingInClass(NamedTuple):
    """A name that a class of a module lacks. use: where Python asks for it. nearest: what was perhaps meant, or ""."""

    use: Use
    name: str
    class_name: str
    nearest: str


def missing_in_classes(code: Code, elements: PageElements) -> Iterator[MissingInClass]:
    """The names that a class, or what Python makes of it with `.new()`, certainly lacks in Pyodide."""
    for use in code.uses:
        value = use.value
        if not isinstance(value, JavaScriptValue) or value.realm is not Realm.MODULE or not code.runtime.is_pyodide:
            continue
        asked = _asked(value.path)
        if asked is None or use.place.catches("AttributeError") or not _may_be_a_slip(asked.name, elements):
            continue
        found = _class(code.runtime, value.path[0], asked.exported)
        if found is not None and asked.name not in found[1]:
            names = found[1] | ({"new"} if asked.of_class else set())
            yield MissingInClass(use, asked.name, found[0], nearest(asked.name, names) or "")


class _Asked(NamedTuple):
    """A name that code asks an export for. of_class: the class itself, not an object of it."""

    exported: str
    name: str
    of_class: bool


def _asked(path: tuple[str, ...]) -> _Asked | None:
    if len(path) == 3:
        return _Asked(path[1], path[2], of_class=True)
    if len(path) == 5 and path[2:4] == ("new", "()"):
        return _Asked(path[1], path[4], of_class=False)
    return None


def _may_be_a_slip(name: str, elements: PageElements) -> bool:
    """Whether no proxy and no object has the name, and neither JavaScript nor Python writes it anywhere else."""
    if name in PROXY_NAMES | OF_OBJECTS | OF_FUNCTIONS or name.startswith("_"):
        return False
    return not elements.adds(name)


def _class(runtime: Runtime, module: str, exported: str) -> tuple[str, frozenset[str]] | None:
    """The name of the class that a module exports under a name, and the names that it has."""
    modules = modules_named(runtime, module)
    syntax = modules[0].syntax if len(modules) == 1 else Unknown("several modules of one name")
    if isinstance(syntax, Unknown) or syntax.syntax_error:
        return None
    local = next((each.local for each in syntax.exports if each.name.value == exported), None)
    names = class_names(syntax.text, local.value) if local is not None else None
    return None if local is None or names is None else (local.value, names)
