"""Packages that three releases of PyScript refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Interpreter, lazy_pattern, rule
from pyscript_doctor.queries.packages import PackageKind, lock, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime
    from pyscript_doctor.queries.packages import PackageEntry

# How these releases split a requirement into name and version, as the source of core 0.7.4 shows.
PIN = lazy_pattern(r"[>=<]=")


@rule(
    severity=ERROR, guide="configuration/", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",)
)
def package_refused_by_release(runtime: Runtime) -> Iterator[Finding]:
    """PyScript 2025.10.1 to 2025.10.3 refuse every package that does not come with Pyodide, and every other version."""
    if not (runtime.releases.since("2025.10.1") and runtime.releases.until("2025.10.3")):
        return
    if runtime.config.get("index_urls") is not None:
        return
    for entry in package_entries(runtime):
        if all(_is_refused(entry, version) for version in runtime.versions):
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"PyScript {runtime.releases.label} refuses `{entry.written}`, because it allows only "
                "Pyodide's own packages in Pyodide's versions",
                label="refused",
                help="Move to PyScript 2025.11.1 or later, which only warns.",
                console="These packages are not supported in Pyodide",
            )


def _is_refused(entry: PackageEntry, pyodide: str) -> bool:
    if entry.kind is not PackageKind.REQUIREMENT:
        return entry.kind is PackageKind.WHEEL
    package = lock(pyodide).package(entry.name)
    if package is None:
        return True
    _, *versions = PIN.split(entry.written)
    if versions:
        return versions != [package.version]
    return bool(entry.requirement and entry.requirement.specifier)
