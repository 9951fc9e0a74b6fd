"""Entries of `packages` that micropip cannot read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Interpreter, rule
from pyscript_doctor.queries.packages import PackageKind, package_entries
from pyscript_doctor.queries.source_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(
    severity=ERROR, guide="configuration/", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",)
)
def package_requirement_invalid(runtime: Runtime) -> Iterator[Finding]:
    """An entry of `packages` is not a URL, and not the name of a package with or without a version."""
    for entry in package_entries(runtime):
        if entry.kind is PackageKind.INVALID:
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"micropip cannot read {quoted(entry.written, 'this entry')} as a package: "
                "it is not a name, a name with a version "
                "or a URL",
                label="not a package",
                help='Write `"name"`, `"name==1.2"`, or the URL of a wheel.',
                console="InvalidRequirement",
            )
