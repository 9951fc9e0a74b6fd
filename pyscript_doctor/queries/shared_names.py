"""The names that the scripts of a Runtime share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.project.program.values import JavaScriptValue, PythonFunction
from pyscript_doctor.project.unknown import Unknown, known

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime

# What can put names into the namespace that no assignment shows.
DYNAMIC = {"builtins.exec", "builtins.globals", "builtins.eval", "builtins.setattr"}


def names_of(runtime: Runtime, functions: bool = False) -> frozenset[str]:
    """The top-level names of its scripts; with `functions` only those that `def` makes.

    Raises Unknown if there may be more names than the scripts show.
    """
    for script in runtime.scripts:
        if isinstance(script.syntax, Unknown):
            known(script.syntax)
        if not isinstance(script.syntax, Syntax):
            raise Unknown("Python that cannot be parsed")
    names: set[str] = set()
    for code in runtime.codes:
        if code.module != "__main__":
            continue
        if any(imported.name == "*" for imported in code.imports):
            raise Unknown("names of a star import")
        if any(getattr(call.callee, "name", "") in DYNAMIC for call in code.calls):
            raise Unknown("names that code makes")
        names.update(name for name in code.functions if "." not in name)
        if not functions:
            names.update(code.constants)
            names.update(imported.alias.split(".")[0] for imported in code.imports)
    return frozenset(names)


def function_named(runtime: Runtime, name: str) -> PythonFunction | None:
    """The function of its scripts with this name; None if there is no such function, or two."""
    found = [code.functions[name] for code in runtime.codes if code.module == "__main__" and name in code.functions]
    rebound = [
        code for code in runtime.codes if not isinstance(code.constants.get(name, found), (list, PythonFunction))
    ]
    return found[0] if len(found) == 1 and not rebound else None


def exposed_to_javascript(runtime: Runtime) -> frozenset[str]:
    """The names that its Python gives JavaScript's global object: `window.greet = greet`."""
    return frozenset(
        assignment.attribute
        for code in runtime.codes
        for assignment in code.assignments
        if isinstance(assignment.target, JavaScriptValue)
        and assignment.target.path in {(), ("window",), ("globalThis",)}
    )
