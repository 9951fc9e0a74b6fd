"""Pins that Pyodide's lock file cannot meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Unknown, rule
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.project.packages import PackageEntry, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime
    from pyscript_doctor.knowledge.packages import LockedPackage


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK)
def package_pin_conflicts(runtime: Runtime) -> Iterator[Finding]:
    """`packages` pins a version that this Pyodide does not come with."""
    if not runtime.is_pyodide:
        return
    for entry in package_entries(runtime):
        if entry.requirement is None or not entry.requirement.specifier:
            continue
        conflicts = [_conflict(entry, version) for version in runtime.versions]
        if not all(conflicts):
            if any(conflicts):
                raise Unknown("version of the interpreter")
            continue
        package = conflicts[0]
        assert package is not None
        yield Finding(
            span=entry.leaf.text.span(),
            message=f"this Pyodide comes with `{package.name}` {package.version}, which the pin excludes",
            label=f"Pyodide has {package.version}",
            help=f'Leave the version to Pyodide:\n\n```toml\npackages = ["{entry.requirement.name}"]\n```',
            console="Can't find a pure Python 3 wheel",
            unless="the index has a wheel of that version for any platform" if package.pure else "",
        )


def _conflict(entry: PackageEntry, version: str) -> LockedPackage | None:
    """The package of the lock file that the requirement excludes."""
    assert entry.requirement is not None
    package = lock(version).package(entry.name)
    if package is None or entry.requirement.specifier.contains(package.version, prereleases=True):
        return None
    return package
