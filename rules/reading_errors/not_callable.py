"""Calls of modules, and of what a property of Python or of the browser gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import replaced
from pyscript_doctor.queries.foreign_calls import called_values
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.python_types import owner_names
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Fix, Project


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def not_callable(code: Code, project: Project) -> Iterator[Finding]:
    """Python calls a module, or what a property gives, as if it were a function."""
    yield from _of_the_browser(code, project)
    for call in code.calls:
        if call.place.catches("TypeError"):
            continue
        module = _module(call, code)
        if call.not_callable == "module" or module is not None:
            yield _of_module(call, module or frozenset(), code)
        elif call.not_callable == "property":
            yield _of_property(call, code)


def _module(call: Call, code: Code) -> frozenset[str] | None:
    """The names of the standard module that is called; None if something else is."""
    name = call.name
    if "." in name:
        return None
    if name == "pyscript":
        return frozenset()
    return owner_names(code.runtime, name)


def _of_module(call: Call, names: frozenset[str], code: Code) -> Finding:
    written = source_text(code, call.callee_span)
    of_its_name = [each for each in names if each.lower() == call.name.lower()]
    inside = min(of_its_name, key=lambda each: each != call.name, default="")
    return Finding(
        span=call.callee_span,
        message=f"`{written}` is a module, and you can't call a module",
        label="a module",
        help=_help(written, call.name, inside),
        console="'module' object is not callable" if code.runtime.is_pyodide else "object isn't callable",
        effect=SCRIPT_DIES if call.place.at_load else ACTION_FAILS,
    )


def _help(written: str, module: str, inside: str) -> str:
    if inside:
        by_import = f"Or import it: `from {module} import {inside}`."
        return f"Call something in it:\n\n```python\n{written}.{inside}(...)\n```\n\n{by_import}"
    return f"Call a function or class that is in it: `{written}.name(...)`."


def _of_property(call: Call, code: Code) -> Finding:
    written = source_text(code, call.callee_span)
    name = written.rpartition(".")[2]
    return Finding(
        span=call.place.span,
        message=f"`{name}` is a property, so this calls the value that it gives",
        label="not a function",
        help=f"Write it without parentheses: `{written}`.",
        console="object is not callable" if code.runtime.is_pyodide else "object isn't callable",
        effect=SCRIPT_DIES if call.place.at_load else ACTION_FAILS,
        fix=_fix(call, code, written),
    )


def _fix(call: Call, code: Code, written: str) -> Fix | None:
    """Leave out the parentheses, if there is nothing in them."""
    if call.arguments:
        return None
    text = code.syntax.text
    return fix_of(UNSAFE, f"Write `{written}`", lambda: [replaced(text, call.place.span, written)])


def _of_the_browser(code: Code, project: Project) -> Iterator[Finding]:
    """`element.innerHTML("Hello")`."""
    elements = page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))
    given = {call.callee_span: call.arguments for call in code.calls}
    for called in called_values(code, elements):
        written, arguments = source_text(code, called.callee_span), given.get(called.callee_span, ())
        name = written.rpartition(".")[2]
        if not name.isidentifier():
            continue
        value = source_text(code, arguments[0].span) if len(arguments) == 1 else ""
        yield Finding(
            span=called.place.span,
            message=f"`{name}` is a property of the browser, and not a function",
            label="not a function",
            help=f"Set it: `{written} = {value}`." if value else f"Write it without parentheses: `{written}`.",
            console="callable" if code.runtime.is_pyodide else "Error",
            effect=SCRIPT_DIES if called.place.at_load else ACTION_FAILS,
        )
