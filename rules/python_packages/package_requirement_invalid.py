"""Entries of `packages` that micropip cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Interpreter, lazy_pattern, rule
from pyscript_doctor.queries.package_checks import is_in_lock
from pyscript_doctor.queries.packages import PackageKind, package_entries
from pyscript_doctor.queries.source_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime
    from pyscript_doctor.queries.packages import PackageEntry

ADDRESS = lazy_pattern(r"(?:https?:/|\.{0,2})/[^?#]")
NOT_TAKEN_UNTIL, NEVER_TAKEN_SINCE = "2024.5.2", "2025.11.1"
"""Measured in Chromium: `six@1.16.0` installs on 2024.9.1 to 2025.3.1, and not on 2024.1.1 and 2024.5.2."""
LIST_OF_PACKAGES = lazy_pattern(
    r"(?:\./)?[\w-]*requirements[\w-]*\.(?:txt|in)|(?:\./)?(?:pyproject\.toml|environment\.ya?ml)"
)
VERSION_AFTER_AT = lazy_pattern(r"[\w.-]+\s*@\s*v?\d[\w.]*")


@rule(
    severity=ERROR, guide="configuration/", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",)
)
def package_requirement_invalid(runtime: Runtime) -> Iterator[Finding]:
    """An entry of `packages` is not the URL of a wheel, and not the name of a package with or without a version."""
    for entry in package_entries(runtime):
        if VERSION_AFTER_AT.fullmatch(entry.written):
            yield from _with_at(entry, runtime)
        elif LIST_OF_PACKAGES.fullmatch(entry.written):
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"{quoted(entry.written, 'this')} is a file, and `packages` takes the names of packages",
                label="a file",
                help="List its packages in `packages`, one by one.",
                console="Can't find a pure Python 3 wheel",
            )
        elif entry.kind in {PackageKind.URL, PackageKind.INVALID} and ADDRESS.match(entry.written):
            yield _no_wheel(entry)
        elif entry.kind is PackageKind.INVALID:
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"micropip cannot read {quoted(entry.written, 'this entry')} as a package: "
                "it is not a name, a name with a version "
                "or a URL",
                label="not a package",
                help='Write `"name"`, `"name==1.2"`, or the URL of a wheel.',
                console="InvalidRequirement",
            )


def _no_wheel(entry: PackageEntry) -> Finding:
    return Finding(
        span=entry.leaf.text.span(),
        message=f"{quoted(entry.written, 'this URL')} is not the URL of a wheel, and micropip installs only wheels",
        label="not a wheel",
        help="Write the name of the package, or the URL of a file whose name ends in `.whl`.",
        console="micropip",
    )


def _with_at(entry: PackageEntry, runtime: Runtime) -> Iterator[Finding]:
    """`humanize@4.9.0`. Some releases take the package all the same, if it comes with Pyodide."""
    releases = runtime.releases
    if is_in_lock(entry, runtime) and not (releases.since(NEVER_TAKEN_SINCE) or releases.until(NOT_TAKEN_UNTIL)):
        return
    name, _, version = entry.written.partition("@")
    yield Finding(
        span=entry.leaf.text.span(),
        message=f"micropip reads {quoted(version.strip(), 'what is')} after the `@` as a URL, not as a version",
        label="not a version",
        help=f'Write `"{name.strip()}=={version.strip().removeprefix("v")}"`.',
        console=version.strip(),
    )
