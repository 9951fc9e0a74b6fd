"""Packages that have no wheel for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SCRIPT_DIES, WARNING, Finding, Interpreter, rule
from pyscript_doctor.queries.package_checks import answer, distribution_meant, is_in_lock, is_standard
from pyscript_doctor.queries.packages import Reason, package_entries, unavailable_package

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project, Runtime
    from pyscript_doctor.queries.packages import Fault, PackageAnswer, PackageEntry, UnavailablePackage

OF_OTHER_RULES = {Reason.UNKNOWN, Reason.VERSION, Reason.CONFLICT}
CONSOLE = {Reason.EXTRA: "Unknown extra", Reason.CONFLICT: "", Reason.METADATA: ""}


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",))
def package_without_wheel(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """`packages` lists a package that does not work in a browser: it needs compiled code, sockets or a window."""
    for entry in package_entries(runtime):
        told = answer(project, runtime, entry)
        in_lock = is_in_lock(entry, runtime)
        package = unavailable_package(entry.name)
        if package:
            yield _known(entry, package, installs=told.installs if told else package.installs)
        elif told and told.faults and not is_standard(entry, runtime) and not distribution_meant(entry, runtime):
            first = told.faults[0]
            if first.chain or not (in_lock or first.reason in OF_OTHER_RULES):
                yield _told(entry, told, in_lock=in_lock)


def _known(entry: PackageEntry, package: UnavailablePackage, *, installs: bool) -> Finding:
    needs = f"`{package.name}` needs {package.needs}"
    return Finding(
        span=entry.leaf.text.span(),
        message=f"{needs}, so it does not work in a browser"
        if installs
        else f"{needs}, so it can't be installed in a browser, and no script of the page runs",
        label="fails when it is used" if installs else "no wheel",
        help=package.advice,
        console="" if installs else f"Can't find a pure Python 3 wheel for: '{entry.written}'",
        severity=WARNING if installs else ERROR,
        effect=SCRIPT_DIES if installs else PAGE_BLANK,
    )


def _told(entry: PackageEntry, told: PackageAnswer, *, in_lock: bool) -> Finding:
    fault = told.faults[0]
    return Finding(
        span=entry.leaf.text.span(),
        message=f"{_reached(entry, fault)} {_reason(fault)}, so no script of the page runs",
        label=f"needs {fault.name}" if fault.chain else "no wheel",
        help="Let Pyodide choose the version." if in_lock else _help(told),
        console=CONSOLE.get(fault.reason, f"Can't find a pure Python 3 wheel for: '{fault.requirement}'"),
    )


def _help(told: PackageAnswer) -> str:
    known = unavailable_package(told.faults[0].name)
    others = dict.fromkeys(f"`{each.requirement}`" for each in told.faults[1:4])
    said = ["Use another package, or do this part on a server."]
    if known and not known.instead.startswith("nothing"):
        said.append(f"Instead of `{known.name}`, use {known.instead}.")
    if others:
        said.append(f"It also needs {', '.join(others)}, which can't be installed either.")
    return " ".join(said)


def _reached(entry: PackageEntry, fault: Fault) -> str:
    """The package that cannot be installed, and the chain of packages from the entry to it."""
    if not fault.chain:
        return f"`{entry.written}`"
    first, *others = (*fault.chain, fault.requirement)
    return f"`{first}` needs {', which needs '.join(f'`{name}`' for name in others)}, which"


def _reason(fault: Fault) -> str:
    return {
        Reason.UNKNOWN: "is not on the index",
        Reason.VERSION: f"no version fits (the newest is {fault.detail})" if fault.detail else "no version fits",
        Reason.WHEEL: "has no wheel that this Pyodide can use" + (f", only {fault.detail}" if fault.detail else ""),
        Reason.CONFLICT: f"excludes version {fault.detail}, which is already installed",
        Reason.EXTRA: f"has no extra `{fault.detail}`",
        Reason.METADATA: "has a wheel whose metadata cannot be read",
    }[fault.reason]
