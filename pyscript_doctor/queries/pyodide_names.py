"""Names of Pyodide's own modules, and where others of them have moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.python_types import owner_names

if TYPE_CHECKING:
    from pyscript_doctor.project.runtime.runtime import Runtime

MOVED = {
    **dict.fromkeys(
        ("create_proxy", "create_once_callable", "to_js", "destroy_proxies", "register_js_module"), "pyodide.ffi"
    ),
    **dict.fromkeys(("JsProxy", "JsException", "ConversionError", "unregister_js_module"), "pyodide.ffi"),
    **dict.fromkeys(("eval_code", "eval_code_async", "find_imports", "should_quiet", "CodeRunner"), "pyodide.code"),
    "open_url": "pyodide.http",
}
"""Where the names are now that `pyodide` itself had up to Pyodide 0.22."""
LAST_WITH_THEM = (0, 22)
MODULES = ("pyodide.ffi", "pyodide.http", "pyodide.code", "pyodide.ffi.wrappers", "pyodide.webloop", "pyodide.console")


def has_moved_names(runtime: Runtime) -> bool:
    """Whether `pyodide` itself still has the names of MOVED. Raises Unknown if both are possible."""
    answers = {tuple(int(part) for part in version.split(".")[:2]) <= LAST_WITH_THEM for version in runtime.versions}
    if len(answers) > 1:
        raise Unknown("version of the interpreter")
    return answers.pop()


def home_of(name: str, runtime: Runtime) -> str | None:
    """The first of Pyodide's modules that has a name; None if none has it."""
    found = (each for each in MODULES if name in (owner_names(runtime, each) or ()))
    return next(found, None)
