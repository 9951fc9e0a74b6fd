"""Names that come with the interpreters and PyScript: what they come to, and which imports certainly work."""

from __future__ import annotations

import builtins

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.project.program.values import JavaScriptValue, PythonName, Realm, Value

BUILTINS = frozenset(dir(builtins)) | {"reveal_type"}

# Modules whose names PyScript also offers as `pyscript.NAME` (since 2023.11.1 under one name or the other).
_REEXPORTING = ("context", "magic_js", "events", "event_handling")

# What `from pyscript import *` brings, if a star import leaves no doubt.
STAR_NAMES = frozenset(
    {"HTML", "RUNNING_IN_WORKER", "PyWorker", "config", "current_target", "display", "document", "fetch", "js_import"}
    | {"js_modules", "py_import", "storage", "Storage", "sync", "WebSocket", "when", "Event", "window"}
)

_ALWAYS_THERE = frozenset({"js", "pyscript", "sys"})
_OF_PYODIDE = frozenset({"pyodide", "pyodide_js", "micropip", "_pyodide_core", "_pyodide"})
_ALWAYS_IN_PYODIDE = frozenset(
    {"pyodide", "pyodide.ffi", "pyodide.code", "pyodide.http", "pyodide_js", "asyncio", "json", "math", "re", "random"}
)
_OF_MICROPYTHON = frozenset({"jsffi", "machine", "micropython", "mip", "uasyncio", "ujson", "utime", "uos", "usys"})
_NAMES_ALWAYS_THERE: dict[str, frozenset[str]] = {
    "js": frozenset(
        {"Array", "Date", "JSON", "Map", "Math", "Object", "Promise", "Set", "console", "clearInterval", "clearTimeout"}
        | {"fetch", "globalThis", "setInterval", "setTimeout"}
    ),
    "pyscript": frozenset({"RUNNING_IN_WORKER", "PyWorker", "display", "document", "sync", "window", "when", "HTML"}),
    "pyodide.ffi": frozenset({"create_proxy", "create_once_callable", "to_js", "JsProxy", "JsException"}),
    "pyodide.http": frozenset({"pyfetch", "open_url"}),
    "pyodide.code": frozenset({"run_js", "eval_code"}),
}
_OF_THE_PAGE = frozenset({"document", "window", "localStorage", "alert"})


def foreign(dotted: str) -> Value:
    """What a dotted name comes to that no source of the project defines."""
    first, *rest = dotted.split(".")
    if first == "js":
        return JavaScriptValue(Realm.THREAD, tuple(rest))
    if first in ("pyscript", "polyscript") and rest:
        return _of_pyscript(first, rest)
    return PythonName(dotted)


def _of_pyscript(package: str, names: list[str]) -> Value:
    if package == "pyscript" and len(names) > 1 and names[0] in _REEXPORTING:
        names = names[1:]
    if package == "polyscript" and len(names) > 1 and names[:2] == ["xworker", "window"]:
        return JavaScriptValue(Realm.MAIN, tuple(names[2:]))
    if names[0] == "js_modules":
        return JavaScriptValue(Realm.MODULE, tuple(names[1:]))
    if package == "pyscript" and names[0] == "window":
        return JavaScriptValue(Realm.MAIN, tuple(names[1:]))
    if package == "pyscript" and names[0] == "document":
        return JavaScriptValue(Realm.MAIN, tuple(names))
    return PythonName(".".join((package, *names)))


def import_works(module: str, name: str | None, interpreter: Interpreter, thread: Thread) -> bool | None:
    """Whether an import from outside the project works; None if that is not known."""
    top = module.partition(".")[0]
    if interpreter is Interpreter.MICROPYTHON and top in _OF_PYODIDE:
        return False
    if interpreter is Interpreter.PYODIDE and top in _OF_MICROPYTHON:
        return False
    there = module in _ALWAYS_THERE or (interpreter is Interpreter.PYODIDE and module in _ALWAYS_IN_PYODIDE)
    if not there:
        return None
    if name is None or name == "*" or name in _NAMES_ALWAYS_THERE.get(module, ()):
        return True
    return True if module == "js" and thread is Thread.MAIN and name in _OF_THE_PAGE else None
