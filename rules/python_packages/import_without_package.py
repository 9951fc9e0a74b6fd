"""Imports of packages that nothing installs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, rule
from pyscript_doctor.knowledge.distributions import distribution_of
from pyscript_doctor.project.imports import absence
from pyscript_doctor.project.interpreters import OF_MICROPYTHON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, fix=UNSAFE)
def import_without_package(code: Code) -> Iterator[Finding]:
    """Python on Pyodide imports a package that neither the config nor the code installs."""
    if not code.runtime.is_pyodide:
        return
    for imported in code.imports:
        top = imported.module.partition(".")[0]
        if imported.soft or top in OF_MICROPYTHON or top == "micropip":
            continue
        missing = absence(code.runtime, imported.module)
        if missing and missing.kind in {"unlisted", "missing"}:
            package = missing.detail or distribution_of(top) or top
            yield Finding(
                span=imported.place.span,
                message=f"nothing installs `{package}`, so that `{imported.module}` cannot be imported",
                label="not installed",
                help=f'Name it in the config:\n\n```toml\npackages = ["{package}"]\n```',
                console=f"No module named '{top}'",
            )
