"""What is for the other interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, JavaScriptValue, rule
from pyscript_doctor.queries.interpreters import OF_MICROPYTHON, OF_PYODIDE, micropython_has_module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Runtime

MENDS = {
    "pyodide": "`pyscript.ffi` has `create_proxy` and `to_js` for both interpreters, `pyscript.fetch` fetches.",
    "micropip": "List what you need under `packages` in the config; MicroPython installs with `mip`.",
    "mip": "List what you need under `packages` in the config; Pyodide installs with `micropip`.",
}


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES)
def interpreter_mismatch(code: Code) -> Iterator[Finding]:
    """Python uses what only the other interpreter has."""
    pyodide = code.runtime.is_pyodide
    other, tag = ("MicroPython", "mpy") if pyodide else ("Pyodide", "py")
    this = "Pyodide" if pyodide else "MicroPython"
    foreign = OF_MICROPYTHON if pyodide else OF_PYODIDE
    for imported in code.imports:
        top = imported.module.partition(".")[0]
        if top in foreign and not imported.soft and not _is_there(code.runtime, top):
            yield Finding(
                span=imported.place.span,
                message=f"`{imported.module}` belongs to {other}: {this} does not have it",
                label=f"only {other} has it",
                help=MENDS.get(top, f'Run this script on {other} (`type="{tag}"`).'),
                console=f"no module named '{top}'",
            )
    if not pyodide:
        yield from _calls_that_only_pyodide_has(code)


def _is_there(runtime: Runtime, module: str) -> bool:
    """Whether the Runtime has the module all the same: a file, or, in old builds, one of MicroPython's own."""
    if runtime.has_local_module(module):
        return True
    return not runtime.is_pyodide and all(micropython_has_module(version, module) for version in runtime.versions)


def _calls_that_only_pyodide_has(code: Code) -> Iterator[Finding]:
    """Methods that Pyodide's proxies have and MicroPython's lack, as measured in the browser."""
    for call in code.calls:
        if isinstance(call.callee, JavaScriptValue) and call.callee.path[-1:] == ("from_",) and not call.place.tried:
            yield Finding(
                span=call.callee_span,
                message="`from_` is Pyodide's name for JavaScript's `from`: MicroPython does not have it",
                label="only Pyodide has it",
                help='Write `getattr(window.Uint8Array, "from")(...)`, or `.new(...)`.',
                console="object has no attribute 'from_'",
            )
