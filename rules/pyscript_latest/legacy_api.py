"""Names of the PyScript of before 2023.11."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, PythonName, rule
from pyscript_doctor.project.legacy import LEGACY_GLOBALS, LEGACY_NAMES
from pyscript_doctor.project.namespace import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Span

CATCHING = {"*", "Exception", "BaseException", "NameError", "AttributeError"}


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES, fix=UNSAFE)
def legacy_api(code: Code) -> Iterator[Finding]:
    """Python uses what only the PyScript of before 2023.11 had: `Element`, `pyscript.write`."""
    for imported in code.imports:
        if imported.module == "pyscript" and imported.name in LEGACY_NAMES and not imported.soft:
            yield _finding(imported.place.span, imported.name, f"cannot import name {imported.name}")
    for call in code.calls:
        name = call.callee.name.removeprefix("builtins.") if isinstance(call.callee, PythonName) else ""
        if name in LEGACY_GLOBALS and not call.place.tried & CATCHING and not _is_defined(name, code):
            yield _finding(call.callee_span, name, name.rpartition(".")[2])


def _is_defined(name: str, code: Code) -> bool:
    """Whether the scripts themselves define the name, or nobody can tell."""
    return "." not in name and name in names_of(code.runtime)


def _finding(span: Span, name: str, console: str) -> Finding:
    mended = LEGACY_GLOBALS.get(name, LEGACY_GLOBALS.get(f"pyscript.{name}", "from pyscript import document"))
    lines = mended.replace("; ", "\n\n")
    return Finding(
        span=span,
        message=f"`{name}` went with the PyScript of before 2023.11"
        if name != "display"
        else "`display` is not there without an import, as it was before 2023.11",
        label="not there",
        help=f"```python\n{lines}\n```",
        console=console,
    )
