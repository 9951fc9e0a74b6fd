"""Names that the module `pyodide` no longer has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SAFE, SCRIPT_DIES, UNSAFE, Finding, Interpreter, PythonName, fix_of, rule
from pyscript_doctor.queries.edits import replaced, respelled
from pyscript_doctor.queries.pyodide_names import MOVED, has_moved_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Span


@rule(severity=ERROR, faq="create_proxy", effect=SCRIPT_DIES, interpreter=Interpreter.PYODIDE, mentions=("pyodide",))
def create_proxy_import(code: Code) -> Iterator[Finding]:
    """`create_proxy` or `to_js` is imported from `pyodide`, which no longer has it."""
    runtime = code.runtime
    found = [
        (imported.place.span, imported.name, f"cannot import name '{imported.name}' from 'pyodide'")
        for imported in code.imports
        if imported.module == "pyodide" and imported.name in MOVED and not imported.soft
    ]
    imported_there = {name for _, name, _ in found}
    for value, place in ((use.value, use.place) for use in code.uses):
        name = value.name.removeprefix("pyodide.") if isinstance(value, PythonName) else ""
        is_old = isinstance(value, PythonName) and value.name == f"pyodide.{name}" and name in MOVED
        if is_old and name not in imported_there and not place.catches("AttributeError"):
            found.append((place.span, name, f"module 'pyodide' has no attribute '{name}'"))
    if found and not has_moved_names(runtime):
        for span, name, console in dict.fromkeys(found):
            yield _finding(span, str(name), console, _fix(code, span, str(name)))


def _fix(code: Code, span: Span, name: str) -> Fix | None:
    """Take the name from its new place; an import of several names only if all of them are there."""
    home, reader = MOVED[name], code.runtime.page.resolver.reader
    module = next((each.module_span for each in code.imports if each.place.span == span), None)
    if module is None:
        return fix_of(UNSAFE, f"Write `{home}.{name}`", lambda: [respelled(reader, span, "pyodide", home)])
    together = {each.name for each in code.imports if each.module_span == module}
    if {MOVED.get(str(each)) for each in together} != {home}:
        return None
    return fix_of(SAFE, f"Import it from `{home}`", lambda: [replaced(code.syntax.text, module, home)])


def _finding(span: Span, name: str, console: str, fix: Fix | None) -> Finding:
    return Finding(
        span=span,
        message=f"since Pyodide 0.23, `{name}` is in `{MOVED[name]}`, not in `pyodide`",
        label=f"now in {MOVED[name]}",
        help=f"Import it from the new place:\n\n```python\nfrom {MOVED[name]} import {name}\n```",
        console=console,
        fix=fix,
    )
