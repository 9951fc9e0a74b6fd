"""JavaScript classes that Python calls without `.new`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor import (
    ERROR,
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    JavaScriptValue,
    Realm,
    Unknown,
    fix_of,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.edits import appended
from pyscript_doctor.queries.javascript_classes import refusal_without_new
from pyscript_doctor.queries.javascript_module_uses import modules_named
from pyscript_doctor.queries.pages import page_scripts
from pyscript_doctor.queries.source_text import source_text, with_callee

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Fix, Runtime

GLOBAL_OBJECTS = {"window", "globalThis", "self"}
GLOBAL_CLASS = lazy_pattern(r"\b(?:window|globalThis|self)\.([A-Za-z_$][\w$]*)\s*=\s*class\b")
METHOD_OF_DATE = lazy_pattern(r"(?:get|set|to)[A-Z]\w*$")


@rule(severity=ERROR, faq="javascript-classnew", effect=SCRIPT_DIES)
def js_class_without_new(code: Code) -> Iterator[Finding]:
    """Python calls a JavaScript class without `.new`."""
    runtime = code.runtime
    classes = _Classes(runtime)
    for call in code.calls:
        if not isinstance(call.callee, JavaScriptValue):
            continue
        if runtime.is_pyodide and call.place.catches("JsException", "TypeError"):
            continue  # on MicroPython this error ends the script, even inside `try`
        path = _below_global_object(call.callee)
        if _is_method_of_date(path):
            yield _date(call)
        elif path == ("Date",) and call.arguments:
            yield _date_with_arguments(call, code)
        elif console := _console(call.callee, path, classes):
            yield Finding(
                span=call.callee_span,
                message=f"`{path[-1]}` is a JavaScript class, so calling it without `.new` fails",
                label="called without `.new`",
                help=_help(code, call, path[-1]),
                console=console,
                fix=_fix(code, call),
            )


def _below_global_object(callee: JavaScriptValue) -> tuple[str, ...]:
    path = callee.path
    while callee.realm is not Realm.MODULE and len(path) > 1 and path[0] in GLOBAL_OBJECTS:
        path = path[1:]
    return path


def _console(callee: JavaScriptValue, path: tuple[str, ...], classes: _Classes) -> str:
    """What the browser says about the call; "" if this is not a class."""
    if callee.realm is Realm.MODULE:
        exported = len(path) == 2 and path[1] in classes.of_module(path[0])
        return "cannot be invoked without 'new'" if exported else ""
    if len(path) != 1:
        return ""
    name = path[0]
    refusal = refusal_without_new(name)
    if refusal:
        return "" if name in classes.replaced else refusal
    of_page = callee.realm is Realm.MAIN or not classes.runtime.in_worker
    return "cannot be invoked without 'new'" if of_page and name in classes.of_page else ""


class _Classes:
    """The JavaScript classes of the project that a script can call."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self._of_modules: dict[str, frozenset[str]] = {}

    def of_module(self, name: str) -> frozenset[str]:
        """Those that a module of the config exports."""
        if name not in self._of_modules:
            self._of_modules[name] = frozenset(self._exported(name))
        return self._of_modules[name]

    def _exported(self, name: str) -> Iterator[str]:
        modules = modules_named(self.runtime, name)
        if len(modules) != 1 or isinstance(modules[0].syntax, Unknown):
            return
        syntax = modules[0].syntax
        classes = {each.name.value for each in syntax.top_level_declarations if each.is_class}
        for export in syntax.exports:
            if export.local and export.local.value in classes:
                yield export.name.value

    @cached_property
    def of_page(self) -> frozenset[str]:
        """Those that the page's scripts set on the global object."""
        names = set[str]()
        for script in page_scripts(self.runtime.page):
            declared = {each.name.value for each in script.syntax.top_level_declarations if each.is_global}
            names |= declared & set(GLOBAL_CLASS.findall(script.syntax.text.value))
        return frozenset(names)

    @cached_property
    def replaced(self) -> frozenset[str]:
        """The globals that the page's scripts set themselves."""
        return frozenset(
            each.name.value
            for script in page_scripts(self.runtime.page)
            for each in script.syntax.top_level_declarations
            if not script.module or each.is_global
        )


def _is_method_of_date(path: tuple[str, ...]) -> bool:
    return path[:2] == ("Date", "()") and len(path) == 3 and bool(METHOD_OF_DATE.match(path[2]))


def _date(call: Call) -> Finding:
    assert isinstance(call.callee, JavaScriptValue)
    return Finding(
        span=call.callee_span,
        message=f"`Date()` without `.new` returns text, and text has no `{call.callee.path[-1]}`",
        label="a string",
        help=f"Write `Date.new().{call.callee.path[-1]}()`.",
        console=f"'str' object has no attribute '{call.callee.path[-1]}'",
    )


def _help(code: Code, call: Call, name: str) -> str:
    own = with_callee(code, call, f"{source_text(code, call.callee_span)}.new")
    return f"Write `.new` before the parenthesis:\n\n```python\n{own or f'{name}.new(...)'}\n```"


def _date_with_arguments(call: Call, code: Code) -> Finding:
    return Finding(
        span=call.callee_span,
        message="`Date()` without `.new` ignores its arguments and returns the current time as text",
        label="called without `.new`",
        help=_help(code, call, "Date"),
        severity=WARNING,
        fix=_fix(code, call),
    )


def _fix(code: Code, call: Call) -> Fix | None:
    return fix_of(UNSAFE, "Write `.new`", lambda: [appended(code.syntax.text, call.callee_span, ".new")])
