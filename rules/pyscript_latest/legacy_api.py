"""Names that only PyScript before 2023.11 had."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, PythonName, UnknownValue, fix_of, known, rule
from pyscript_doctor.queries.edits import added_import
from pyscript_doctor.queries.legacy_names import LEGACY_GLOBALS, LEGACY_NAMES
from pyscript_doctor.queries.python_sources import Syntax
from pyscript_doctor.queries.shared_names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from pyscript_doctor import Call, Code, Fix, Span

OLD = frozenset({"pyscript", *LEGACY_GLOBALS})


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES)
def legacy_api(code: Code) -> Iterator[Finding]:
    """Python uses what PyScript removed in 2023.11, such as `Element` or `pyscript.write`."""
    for imported in code.imports:
        if imported.module == "pyscript" and imported.name in LEGACY_NAMES and not imported.soft:
            yield _finding(imported.place.span, imported.name, f"cannot import name {imported.name}")
    calls = [(call, name) for call in code.calls if (name := _name(call, code)) in LEGACY_GLOBALS]
    globals_read = _undefined(code) if calls else frozenset()
    for call, name in calls:
        is_old = isinstance(call.callee, PythonName) or name.partition(".")[0] in globals_read
        if is_old and not call.place.catches("NameError", "AttributeError"):
            found = _finding(call.callee_span, name, name.rpartition(".")[2])
            yield replace(found, fix=_imported(code)) if name == "display" else found


def _imported(code: Code) -> Fix | None:
    """`display` is still there, and only needs its import."""
    title = "Import `display`"
    return fix_of(UNSAFE, title, lambda: [added_import(code.syntax, "pyscript", "display")], harmless=True)


def _undefined(code: Code) -> Set[str]:
    """The old globals, and `pyscript`, that the code reads and that neither it nor the scripts around it define."""
    sources = [*(script.syntax for script in code.runtime.scripts), *code.runtime.modules.values()]
    own = [source for source in sources if isinstance(source, Syntax) and source.text.span() == code.span]
    read = {each.name for source in own for each in source.names.undefined} & OLD
    return read - names_of(code.runtime) if read and code.module == "__main__" else read


def _name(call: Call, code: Code) -> str:
    """The callee: as it is written, if that is all that is known of it."""
    if isinstance(call.callee, PythonName):
        return call.callee.name
    if not isinstance(call.callee, UnknownValue):
        return ""
    shown = known(code.runtime.page.resolver.reader.shown(code.path))
    return shown.value[call.callee_span.start : call.callee_span.end]


def _finding(span: Span, name: str, console: str) -> Finding:
    replacement = LEGACY_GLOBALS.get(name, LEGACY_GLOBALS.get(f"pyscript.{name}", "from pyscript import document"))
    lines = replacement.replace("; ", "\n\n")
    return Finding(
        span=span,
        message=f"`{name}` was removed in PyScript 2023.11"
        if name != "display"
        else "since PyScript 2023.11, `display` must be imported",
        label="removed" if name != "display" else "not imported",
        help=f"```python\n{lines}\n```",
        console=console,
    )
