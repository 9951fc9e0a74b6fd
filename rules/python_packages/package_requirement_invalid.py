"""Entries of `packages` that are no requirements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Interpreter, rule
from pyscript_doctor.queries.packages import PackageKind, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, guide="configuration/", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE)
def package_requirement_invalid(runtime: Runtime) -> Iterator[Finding]:
    """An entry of `packages` is neither the name of a package, with a version perhaps, nor a URL."""
    for entry in package_entries(runtime):
        if entry.kind is PackageKind.INVALID:
            yield Finding(
                span=entry.leaf.text.span(),
                message="micropip cannot read this as the name of a package, with a version or without",
                label="no requirement",
                help='Write `"name"`, `"name==1.2"`, or the URL of a wheel.',
                console="InvalidRequirement",
            )
