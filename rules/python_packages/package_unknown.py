"""Names in `packages` that are no packages."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, WARNING, Finding, rule
from pyscript_doctor.knowledge.distributions import distribution_of
from pyscript_doctor.knowledge.modules import pyodide_module
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.project.packages import PackageEntry, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

OF_PYODIDE = {"pyodide", "js", "pyscript", "polyscript", "pyodide-http", "pyodide-js"}


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK)
def package_unknown(runtime: Runtime) -> Iterator[Finding]:
    """`packages` names a part of the standard library, or what is no package at all."""
    if not runtime.is_pyodide:
        return
    for entry in package_entries(runtime):
        if entry.requirement and not any(lock(version).package(entry.name) for version in runtime.versions):
            yield from _finding(entry, runtime)


def _finding(entry: PackageEntry, runtime: Runtime) -> Iterator[Finding]:
    assert entry.requirement is not None
    name = entry.requirement.name
    span = entry.leaf.text.span()
    console = "Can't find a pure Python 3 wheel"
    if name.partition(".")[0] in OF_PYODIDE - {"pyodide-http"} or _is_standard(name, runtime):
        yield Finding(
            span=span,
            message=f"`{name}` comes with Python itself: there is nothing to install, and the index may have nothing "
            "of that name, or something old",
            label="no package",
            help="Remove the entry: `import` alone is enough.",
            console=console,
            severity=WARNING,
        )
    elif _cache(runtime) == "passthrough":
        yield Finding(
            span=span,
            message=f'`packages_cache = "passthrough"` loads only packages of Pyodide, and `{name}` is none',
            label="not in Pyodide",
            help="Remove `packages_cache`.",
            console=f"No known package with name '{entry.name}'",
        )
    elif near := _near(entry, runtime):
        yield Finding(
            span=span,
            message=f"Pyodide has no package `{name}`, but one of a similar name",
            label=f"meant `{near}`?",
            help=f'```toml\npackages = ["{near}"]\n```',
            console=console,
            unless="a package of exactly this name is what you want",
        )


def _is_standard(name: str, runtime: Runtime) -> bool:
    states = {pyodide_module(version, name.partition(".")[0].replace("-", "_")) for version in runtime.versions}
    return states <= {"present", "removed", "fails"}


def _cache(runtime: Runtime) -> object:
    leaf = runtime.config.string("packages_cache")
    return leaf.value if leaf else None


def _near(entry: PackageEntry, runtime: Runtime) -> str | None:
    """A package of Pyodide's whose name differs by a letter or so; None where another one is known by that name."""
    if distribution_of(entry.name) or len(entry.name) < 4:
        return None
    names = {
        name for version in runtime.versions for name, package in lock(version).packages.items() if package.imports
    }
    return next(iter(get_close_matches(entry.name, sorted(names), n=1, cutoff=0.88)), None)
