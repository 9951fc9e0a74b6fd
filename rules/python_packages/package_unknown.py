"""Names in `packages` that are not packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, INFO, PAGE_BLANK, SAFE, UNSAFE, WARNING, Finding, Interpreter, fix_of, rule
from pyscript_doctor.queries.config_edits import config_fix, removed_item, set_value
from pyscript_doctor.queries.imports import modules_of_packages
from pyscript_doctor.queries.package_checks import answer, distribution_meant, is_in_lock, is_standard, passes_through
from pyscript_doctor.queries.packages import (
    PackageEntry,
    Reason,
    distribution_of,
    lock,
    newest_on_index,
    package_entries,
    standard_names_on_index,
    unavailable_package,
)
from pyscript_doctor.queries.spelling import nearest_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Fix, Project, Runtime
    from pyscript_doctor.queries.packages import PackageAnswer


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",))
def package_unknown(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """`packages` lists a part of the standard library, or a name that is not a package."""
    for entry in package_entries(runtime):
        if entry.requirement and not is_in_lock(entry, runtime):
            yield from _finding(entry, runtime, answer(project, runtime, entry))


def _finding(entry: PackageEntry, runtime: Runtime, told: PackageAnswer | None) -> Iterator[Finding]:
    assert entry.requirement is not None
    name = entry.requirement.name
    if is_standard(entry, runtime):
        yield _of_standard_library(entry, told, runtime.config)
    elif passes_through(runtime):
        yield Finding(
            span=entry.leaf.text.span(),
            message=f'`packages_cache = "passthrough"` loads only packages of Pyodide, and `{name}` is not one',
            label="not in Pyodide",
            help="Remove `packages_cache`.",
            console=f"No known package with name '{entry.name}'",
        )
    elif told and told.faults and told.faults[0].reason is Reason.UNKNOWN and not told.faults[0].chain:
        if not distribution_meant(entry, runtime) and not unavailable_package(entry.name):
            yield _not_on_index(entry, _near(entry, runtime))
    elif told is None and (imported := _imported_instead(entry, runtime)):
        yield _other_meant(
            entry,
            distribution_of(imported) or imported,
            message=f"`packages` has `{name}`, but Python imports `{imported}`",
            unless=f"the package `{name}` has a module `{imported}`",
        )
    elif told is None and (near := _near(entry, runtime)):
        yield _other_meant(
            entry,
            near,
            message=f"Pyodide has no package `{name}`, but it has `{near}`",
            unless=f"you really want a package with the name `{name}`",
        )


def _other_meant(entry: PackageEntry, meant: str, *, message: str, unless: str) -> Finding:
    """The name of another package was probably meant."""
    return Finding(
        span=entry.leaf.text.span(),
        message=message,
        label=f"did you mean `{meant}`?",
        help=f'Write `"{meant}"`.',
        console="Can't find a pure Python 3 wheel",
        unless=unless,
        fix=_renamed(entry, meant),
    )


def _of_standard_library(entry: PackageEntry, told: PackageAnswer | None, config: Config) -> Finding:
    assert entry.requirement is not None
    name = entry.requirement.name
    installs = told.installs if told else entry.name in standard_names_on_index()
    return Finding(
        span=entry.leaf.text.span(),
        message=f"`{name}` comes with Python itself: "
        + ("the package of that name is not needed" if installs else "there is nothing to install"),
        label="not needed" if installs else "not a package",
        help=f"Remove the entry: `import {name}` is enough.",
        console="" if installs else "Can't find a pure Python 3 wheel",
        severity=INFO if installs else ERROR if told else WARNING,
        fix=_removed(entry, config),
    )


def _removed(entry: PackageEntry, config: Config) -> Fix | None:
    title = f"Remove `{entry.written}`"
    return config_fix(SAFE, title, config, lambda document: [removed_item(document, entry.leaf)])


def _renamed(entry: PackageEntry, name: str | None) -> Fix | None:
    plain = entry.requirement is not None and entry.requirement.name == entry.written
    return fix_of(UNSAFE, f"Write `{name}`", lambda: [set_value(entry.leaf, name)]) if name and plain else None


def _not_on_index(entry: PackageEntry, near: str | None) -> Finding:
    return Finding(
        span=entry.leaf.text.span(),
        message=f"neither Pyodide nor the index has a package `{entry.name}`",
        label=f"did you mean `{near}`?" if near else "no such package",
        help=f'Write `"{near}"`.' if near else "Correct the name, or remove the entry.",
        console="Can't find a pure Python 3 wheel",
        fix=_renamed(entry, near),
    )


def _imported_instead(entry: PackageEntry, runtime: Runtime) -> str | None:
    """A module that nothing else can bring along, and that an entry's name is almost written like."""
    name = entry.name
    if newest_on_index(name) or len(name) < 4:
        return None
    modules = {
        module
        for module in modules_of_packages(runtime)
        if abs(len(module) - len(name)) < 2 and not (module in name or name in module or unavailable_package(module))
    }
    return nearest_spelling(name, modules, 0.79)


def _near(entry: PackageEntry, runtime: Runtime) -> str | None:
    """A package of Pyodide whose name differs by about one letter; None if another package has that import name."""
    if distribution_of(entry.name) or newest_on_index(entry.name):
        return None
    names = {
        name for version in runtime.versions for name, package in lock(version).packages.items() if package.imports
    }
    return nearest_spelling(entry.name, names, 0.88)
