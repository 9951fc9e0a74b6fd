"""Packages that have no wheel for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SCRIPT_DIES, WARNING, Finding, rule
from pyscript_doctor.knowledge.distributions import unavailable_package
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.project.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime
    from pyscript_doctor.knowledge.distributions import UnavailablePackage
    from pyscript_doctor.project.packages import PackageEntry


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK)
def package_without_wheel(runtime: Runtime) -> Iterator[Finding]:
    """`packages` names what cannot be installed in a browser: it needs compiled code, sockets, a screen of its own."""
    if not runtime.is_pyodide:
        return
    for entry in package_entries(runtime):
        package = unavailable_package(entry.name) if entry.requirement else None
        if package and not any(lock(version).package(entry.name) for version in runtime.versions):
            yield _finding(entry, package)


def _finding(entry: PackageEntry, package: UnavailablePackage) -> Finding:
    needs = f"`{package.name}` needs {package.needs}, which a browser does not have"
    instead = package.instead
    return Finding(
        span=entry.leaf.text.span(),
        message=needs if package.installs else f"{needs}: there is no wheel to install, and no script of the page runs",
        label="fails when it is used" if package.installs else "no wheel",
        help=instead[0].upper() + instead[1:] + "." if instead.startswith("nothing") else f"Use {instead}.",
        console="" if package.installs else f"Can't find a pure Python 3 wheel for: '{entry.written}'",
        severity=WARNING if package.installs else ERROR,
        effect=SCRIPT_DIES if package.installs else PAGE_BLANK,
    )
