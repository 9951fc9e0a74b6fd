"""What Python takes from the JavaScript modules of its config."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code, Import
    from pyscript_doctor.project.runtime.runtime import JavaScriptModule, Runtime

PACKAGE = "pyscript.js_modules"


class ModuleUse(NamedTuple):
    """A place that takes a module, or something from it.

    name: the module's name. attribute: what is taken from it, None if it is the module itself. imported: by an import;
    else by an attribute. caught: the code expects that it may not be there. dotted: the import names it as a module
    inside the package.
    """

    name: str
    attribute: str | None
    span: Span
    imported: bool
    caught: bool
    dotted: bool = False


def module_uses(code: Code) -> Iterator[ModuleUse]:
    """The imports from `pyscript.js_modules` and the attributes of its modules, in this order."""
    for imported in code.imports:
        yield from _of_import(imported)
    for use in code.uses:
        value = use.value
        if isinstance(value, JavaScriptValue) and value.realm is Realm.MODULE and value.path:
            attribute = value.path[1] if len(value.path) > 1 else None
            yield ModuleUse(value.path[0], attribute, use.place.span, False, use.place.catches("AttributeError"))


def _of_import(imported: Import) -> Iterator[ModuleUse]:
    caught = imported.soft or imported.place.catches("AttributeError")
    if imported.module == PACKAGE and imported.name not in {None, "*"}:
        yield ModuleUse(str(imported.name), None, imported.place.span, True, caught)
    elif imported.module.startswith(PACKAGE + "."):
        name = imported.module.removeprefix(PACKAGE + ".").split(".")[0]
        attribute = None if imported.name == "*" else imported.name
        yield ModuleUse(name, attribute, imported.place.span, True, caught, dotted=True)


def modules_named(runtime: Runtime, name: str) -> tuple[JavaScriptModule, ...]:
    """The entries of the config that a script of the Runtime can take under a name, without stylesheets."""
    return tuple(
        module
        for module in runtime.javascript_modules
        if module.name.value == name
        and not module.is_stylesheet
        and (module.thread is Thread.MAIN or runtime.in_worker)
    )
