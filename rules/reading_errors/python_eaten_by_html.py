"""Python that the browser's HTML parser changes before PyScript gets it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    Interpreter,
    ScriptKind,
    fix_of,
    rule,
)
from pyscript_doctor.queries.edits import rename_element
from pyscript_doctor.queries.python_faults import changed_by_html, python_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Runtime, Script

PREFIXES = {Interpreter.PYODIDE: "py", Interpreter.MICROPYTHON: "mpy"}


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def python_eaten_by_html(runtime: Runtime) -> Iterator[Finding]:
    """The browser reads a part of the Python as HTML and changes it."""
    faulty = set()
    for fault in python_faults(runtime):
        if fault.cause == "html" and fault.script:
            faulty.add(fault.script)
            yield Finding(
                span=fault.span,
                message=f"the browser reads a part of this Python as HTML, and the rest is not Python: {fault.message}",
                label="changed by the HTML parser",
                help=_help(fault.script),
                console="SyntaxError",
                fix=_fix(fault.script),
            )
    for script in runtime.scripts:
        if script not in faulty and changed_by_html(script):
            yield Finding(
                span=script.span,
                message="the browser reads a part of this Python as HTML, and removes it or adds to it",
                label="read as HTML",
                help=_help(script),
                severity=WARNING,
                effect=ACTION_FAILS,
                fix=_fix(script),
            )


def _fix(script: Script) -> Fix | None:
    """Write it as `<script>`, if nothing in it is written for HTML: there, `&lt;` stays as it is."""
    element = script.element
    if element is None or script.kind is not ScriptKind.ELEMENT or "&" in element.markup.value:
        return None
    kind = f'type="{PREFIXES[script.interpreter]}"'
    return fix_of(UNSAFE, f"Write `<script {kind}>`", lambda: rename_element(element, "script", kind))


def _help(script: Script) -> str:
    if script.kind is ScriptKind.ELEMENT:
        return (
            f'Write `<script type="{PREFIXES[script.interpreter]}">` instead: the browser does not read its content as '
            "HTML."
        )
    return 'A script ends at the first `</script>`, even in a string. Write `"<" + "/script>"`, or move it to a file.'
