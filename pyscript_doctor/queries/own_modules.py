"""The project's own modules in one Runtime: where a name is defined, and the name for importing a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.interpreters import micropython_has_module, pyodide_module
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pyscript_doctor.project.runtime.runtime import Runtime


def modules_that_define(runtime: Runtime, name: str) -> tuple[str, ...]:
    """The modules whose own top level defines a function, class or value of that name."""
    return tuple(
        module
        for module, syntax in runtime.modules.items()
        if any(binding.statement is None for binding in syntax.scopes[0].bindings.get(name, ()))
    )


def may_be_shadowed(module: str, runtime: Runtime) -> bool:
    """Whether a module has the name of a standard one. The interpreter may have imported that already, and it wins."""
    top = module.partition(".")[0]
    if runtime.is_pyodide:
        return any(pyodide_module(version, top) == "present" for version in runtime.versions)
    return any(micropython_has_module(version, top) for version in runtime.versions)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The name that differs least, if one is near; a name that differs only in case is the nearest."""
    others = sorted(names)
    same = [other for other in others if other.lower().replace("_", "") == name.lower().replace("_", "")]
    return same[0] if same else closest(name, others, 0.7)
