"""Modules that import each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.circular_imports import failing_import
from pyscript_doctor.queries.own_modules import may_be_shadowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def circular_import(runtime: Runtime) -> Iterator[Finding]:
    """Two modules import each other, and one asks for a name that the other does not have yet."""
    found = failing_import(runtime)
    if found is None or may_be_shadowed(found.wanted, runtime):
        return
    name = found.asking.name
    yield Finding(
        span=found.asking.place.span,
        message=f"`{found.wanted}` waits for this module to load and does not have `{name}` yet, so this import fails",
        label="a circular import",
        help="Move what both modules need into a third one. Or write this import inside the function that uses "
        f"`{name}`: it then runs when both modules are ready.",
        console=_console(str(name), found.wanted, runtime),
        related=(Related(found.waiting.place.span, f"`{found.wanted}` waits here"),),
    )


def _console(name: str, module: str, runtime: Runtime) -> str:
    if runtime.is_pyodide:
        return f"cannot import name '{name}' from partially initialized module '{module}'"
    # Measured: MicroPython looks for a module where a package does not have the name.
    is_package = runtime.modules[module].text.path.endswith("__init__.py")
    return f"no module named '{module}.{name}'" if is_package else f"can't import name {name}"
