"""Scripts that do not run asynchronously, so they cannot await at their top level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.page.script import SYNCHRONOUS, ScriptKind
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from pyscript_doctor.project.page.script import Script
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.runtime.runtime import Runtime

LAST_THAT_ASKS_FOR_ASYNC = "2024.8.1"


def why_synchronous(script: Script, runtime: Runtime) -> str:
    """Why a script runs synchronously; "" if it does not."""
    if runtime.synchronous:
        return "the worker is started without the option `async`"
    if script.kind not in {ScriptKind.SCRIPT, ScriptKind.ELEMENT}:
        return ""
    if runtime.releases.until(LAST_THAT_ASKS_FOR_ASYNC):
        needed = f"up to PyScript {LAST_THAT_ASKS_FOR_ASYNC} the script needs the attribute `async`"
        return "" if script.has("async") else needed
    return "the script says that it is not async" if says_not_async(script) else ""


def is_synchronous(code: Code) -> bool:
    """Whether the script of a code certainly runs synchronously."""
    scripts = [script for script in code.runtime.scripts if script.syntax is code.syntax]
    try:
        return any(why_synchronous(script, code.runtime) for script in scripts)
    except Unknown:
        return False  # the release is not known


def says_not_async(script: Script) -> bool:
    """Whether a script has `async="false"`, or something that means the same."""
    attribute = script.attribute("async")
    return attribute is not None and bool(SYNCHRONOUS.match(attribute.value.value))
