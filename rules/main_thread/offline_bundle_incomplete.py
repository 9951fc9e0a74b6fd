"""The site's own copies of interpreters that are not complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Missing, rule
from pyscript_doctor.queries.offline_bundle import bundle_of
from pyscript_doctor.queries.serving import makes_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project, Reference, Runtime
    from pyscript_doctor.queries.offline_bundle import Bundle

MOST_NAMED = 4


@rule(severity=ERROR, guide="offline/#getting-pyodide", effect=PAGE_BLANK, mentions=("interpreter",))
def offline_bundle_incomplete(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """The site's own copy of the interpreter is not complete, or its files are of different versions."""
    bundle = bundle_of(runtime)
    if bundle is None:
        return
    if isinstance(bundle.entry.target, Missing):
        if not makes_files(project.reader):
            yield _without_entry(bundle)
        return
    missing = [part for part in bundle.parts if isinstance(part.target, Missing)]
    if missing:
        yield _without_parts(bundle, missing)
    elif bundle.has_foreign_lock:
        yield _of_two_versions(bundle)
    else:
        yield from _without_wheels(bundle)


def _without_entry(bundle: Bundle) -> Finding:
    return Finding(
        span=bundle.entry.span,
        message=f"the config names the interpreter `{bundle.entry.url}`, but this file does not exist",
        label="404 Not Found",
        help="Copy all files of the interpreter's npm package there. Or remove `interpreter`: then PyScript loads its "
        "own.",
        console="Failed to fetch dynamically imported module",
        unless="your build copies the file there",
    )


def _without_parts(bundle: Bundle, missing: list[Reference]) -> Finding:
    return Finding(
        span=bundle.entry.span,
        message=f"this copy of the interpreter cannot start, because its folder has no {_listed(map(_name, missing))}",
        label="not complete",
        help="Copy all files of the interpreter's npm package, of one version, into this folder.",
        console="404",
    )


def _of_two_versions(bundle: Bundle) -> Finding:
    return Finding(
        span=bundle.entry.span,
        message="this copy of Pyodide cannot start, because its `pyodide-lock.json` is from another version",
        label=f"version {'.'.join(map(str, bundle.version))}",
        help="Copy all files of the interpreter's npm package, of one version, into this folder.",
        console="doesn't match Pyodide",
    )


def _without_wheels(bundle: Bundle) -> Iterator[Finding]:
    wheels = bundle.wheels or {}
    missing = [reference for reference in wheels.values() if isinstance(reference.target, Missing)]
    if missing:
        yield Finding(
            span=bundle.entry.span,
            message="the packages in the config cannot be installed, because the folder of this Pyodide has no "
            f"{_listed(map(_name, missing))}",
            label="loads packages from its own folder",
            help="Put these wheels into Pyodide's folder. The full archive of Pyodide's release has them. "
            "The npm package has no wheels, not even micropip's, which installs the others.",
            console="404",
        )


def _name(reference: Reference) -> str:
    return f"`{reference.url.rsplit('/', 1)[-1]}`"


def _listed(names: Iterator[str]) -> str:
    every = list(names)
    more = f" and {len(every) - MOST_NAMED} more" if len(every) > MOST_NAMED else ""
    return ", ".join(every[:MOST_NAMED]) + more
