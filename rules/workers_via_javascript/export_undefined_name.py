"""Names that a worker exports but does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, RuntimeKind, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.named_workers import exports_of, wrong_export
from pyscript_doctor.queries.pyscript_api import BUILTINS
from pyscript_doctor.queries.shared_names import names_of
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime
    from pyscript_doctor.queries.named_workers import WrongExport


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, mentions=("__export__",))
def export_undefined_name(runtime: Runtime) -> Iterator[Finding]:
    """A worker's `__export__` lists a name that the worker does not define, or is not a list of names."""
    if not runtime.in_worker or runtime.kind is RuntimeKind.EDITOR:
        return
    wrong = wrong_export(runtime)
    if wrong is not None:
        yield _not_names(wrong)
    exported = exports_of(runtime)
    if not exported:
        return
    names = names_of(runtime)
    for literal in exported:
        name = str(literal.value)
        if name in names or name in BUILTINS or not name.isidentifier() or literal.text is None:
            continue
        near = closest(name, sorted(names))
        yield Finding(
            span=literal.text.span(),
            message=f"the worker exports `{name}` but does not define it, so it fails and nobody can reach it by name",
            label="not defined",
            help=f"Did you mean `{near}`?" if near else f"Define `{name}`, or remove it from the list.",
            console=f"name '{name}' {'is not' if runtime.is_pyodide else 'isn' + chr(39) + 't'} defined",
            fix=respelling(runtime.page.resolver.reader, literal.text.span(), name, near or ""),
        )


def _not_names(exported: WrongExport) -> Finding:
    """`__export__ = "add"` and `__export__ = [add]`: PyScript takes a list of strings."""
    if exported.is_text:
        message = "`__export__` is a string, and PyScript reads each of its letters as a name"
    else:
        message = "`__export__` lists functions, but PyScript takes a list of their names"
    return Finding(
        span=exported.written.span(),
        message=message,
        label="not a list of names",
        help=f"Write `[{exported.written}]`." if exported.is_text else "Put the names into quotes.",
        console="",
    )
