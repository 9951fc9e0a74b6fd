"""Names that a worker exports but does not have."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, RuntimeKind, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.named_workers import exports_of
from pyscript_doctor.queries.pyscript_api import BUILTINS
from pyscript_doctor.queries.shared_names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, mentions=("__export__",))
def export_undefined_name(runtime: Runtime) -> Iterator[Finding]:
    """A worker's `__export__` lists a name that the worker does not define."""
    if not runtime.in_worker or runtime.kind is RuntimeKind.EDITOR:
        return
    exported = exports_of(runtime)
    if not exported:
        return
    names = names_of(runtime)
    for literal in exported:
        name = str(literal.value)
        if name in names or name in BUILTINS or not name.isidentifier() or literal.text is None:
            continue
        near = get_close_matches(name, sorted(names), n=1)
        yield Finding(
            span=literal.text.span(),
            message=f"the worker exports `{name}` but does not define it, so it fails and nobody can reach it by name",
            label="not defined",
            help=f"Did you mean `{near[0]}`?" if near else f"Define `{name}`, or remove it from the list.",
            console=f"name '{name}' {'is not' if runtime.is_pyodide else 'isn' + chr(39) + 't'} defined",
            fix=respelling(runtime.page.resolver.reader, literal.text.span(), name, "".join(near)),
        )
