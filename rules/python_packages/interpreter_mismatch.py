"""Modules and methods that only the other interpreter has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import replaced
from pyscript_doctor.queries.interpreters import OF_MICROPYTHON, OF_PYODIDE, micropython_has_module
from pyscript_doctor.queries.made_modules import may_make_module
from pyscript_doctor.queries.source_text import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Fix, Runtime

INSTEAD = {
    "pyodide": "Use `pyscript.ffi` and `pyscript.fetch`: they work on both interpreters. `pyscript.ffi` has "
    "`create_proxy` and `to_js`.",
    "micropip": "Add what you need to `packages` in the config. MicroPython installs it with `mip`.",
    "mip": "Add what you need to `packages` in the config. Pyodide installs it with `micropip`.",
}


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES)
def interpreter_mismatch(code: Code) -> Iterator[Finding]:
    """Python uses a module or a method that only the other interpreter has."""
    pyodide = code.runtime.is_pyodide
    other, tag = ("MicroPython", "mpy") if pyodide else ("Pyodide", "py")
    this = "Pyodide" if pyodide else "MicroPython"
    foreign = OF_MICROPYTHON if pyodide else OF_PYODIDE
    for imported in code.imports:
        top = imported.module.partition(".")[0]
        if top in foreign and not imported.soft and not _is_there(code.runtime, top):
            yield Finding(
                span=imported.place.span,
                message=f"`{imported.module}` belongs to {other}, and {this} does not have it",
                label=f"only {other} has it",
                help=INSTEAD.get(top, f'Run this script on {other} (`type="{tag}"`).'),
                console=f"no module named '{top}'",
            )
    if not pyodide:
        yield from _calls_that_only_pyodide_has(code)


def _is_there(runtime: Runtime, module: str) -> bool:
    """Whether the Runtime has the module, or may have it: as a file or, in old builds, as MicroPython's own."""
    if runtime.has_local_module(module) or may_make_module(runtime, module):
        return True
    return not runtime.is_pyodide and any(micropython_has_module(version, module) for version in runtime.versions)


def _owner(call: Call, code: Code) -> str:
    return written(code, call.callee_span, "window.Uint8Array.from_").removesuffix(".from_")


def _calls_that_only_pyodide_has(code: Code) -> Iterator[Finding]:
    """Methods that Pyodide's proxies have and MicroPython's do not, as measured in the browser."""
    for call in code.calls_of_javascript("from_"):
        if not call.place.caught:
            yield Finding(
                span=call.callee_span,
                message="`from_` is Pyodide's name for JavaScript's `from`, and MicroPython does not have it",
                label="only Pyodide has it",
                help=f'Write `getattr({_owner(call, code)}, "from")(...)`, or `{_owner(call, code)}.new(...)`.',
                console="object has no attribute 'from_'",
                fix=_fix(code, call),
            )


def _fix(code: Code, call: Call) -> Fix | None:
    instead = f'getattr({_owner(call, code)}, "from")'
    return fix_of(UNSAFE, f"Write `{instead}`", lambda: [replaced(code.syntax.text, call.callee_span, instead)])
