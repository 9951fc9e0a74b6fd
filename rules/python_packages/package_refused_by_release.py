"""Packages that three releases of PyScript refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, UNSAFE, Finding, rule
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.project.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, guide="configuration/", effect=PAGE_BLANK, fix=UNSAFE)
def package_refused_by_release(runtime: Runtime) -> Iterator[Finding]:
    """PyScript 2025.10.1 to 2025.10.3 refuse every package that does not come with Pyodide."""
    if not runtime.is_pyodide or not (runtime.releases.since("2025.10.1") and runtime.releases.until("2025.10.3")):
        return
    for entry in package_entries(runtime):
        if entry.kind == "requirement" and not any(lock(version).package(entry.name) for version in runtime.versions):
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"PyScript {runtime.releases.label} refuses packages that do not come with Pyodide",
                label="refused",
                help="Move to 2025.11.1 or later, which only warns.",
            )
