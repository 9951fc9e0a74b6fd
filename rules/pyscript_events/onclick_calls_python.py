"""`onclick` and similar attributes that call a Python function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, Finding, Thread, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.edits import event_parameter, rename_attribute
from pyscript_doctor.queries.pages import is_masked, page_scripts
from pyscript_doctor.queries.shared_names import exposed_to_javascript, function_named, names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Attribute, Edit, Element, Fix, Page, Project, Runtime

HANDLER = lazy_pattern(r"on[a-z]+$")
NAMED = lazy_pattern(r"\s*([A-Za-z_]\w*)\s*(?:(\()|;?\s*$)")
"""A call, or the name alone."""
ONLY_NAMED = lazy_pattern(r"\s*\w+\s*(?:\(\s*(?:event)?\s*\))?\s*;?\s*$")


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS)
def onclick_calls_python(page: Page, project: Project) -> Iterator[Finding]:
    """`onclick` or a similar attribute names a function that only Python has."""
    calls = [
        (element, attribute, match[1])
        for element, attribute in _handlers(page)
        if (match := NAMED.match(attribute.value.value)) and (match[2] or match[1] not in page.document.values_of("id"))
    ]  # each id is a global name of JavaScript: alone it does nothing, but it can't be called
    if not calls:
        return
    main = [runtime for runtime in project.runtimes_of(page) if runtime.thread is Thread.MAIN]
    prefixes = {name: runtime for runtime in main for name in names_of(runtime, functions=True)}
    taken = {name for runtime in main for name in exposed_to_javascript(runtime)}
    taken |= {
        declaration.name.value for script in page_scripts(page) for declaration in script.syntax.top_level_declarations
    }
    for element, attribute, name in calls:
        if name in prefixes and name not in taken:
            prefix = "py" if prefixes[name].is_pyodide else "mpy"
            event = attribute.name.value.lower().removeprefix("on")
            yield Finding(
                span=attribute.value.span(),
                message=f"JavaScript does not know the Python function `{name}`, so `{attribute.name.value}` fails",
                label="JavaScript, not Python",
                help=f'Let PyScript call it: `{prefix}-{event}="{name}"`. PyScript passes the event to `{name}`.',
                console=f"{name} is not defined",
                fix=_fix(element, attribute, name, prefixes[name]),
            )


def _fix(element: Element, attribute: Attribute, name: str, runtime: Runtime) -> Fix | None:
    """Let PyScript call the function, and give it a parameter for the event if it has none."""
    if not ONLY_NAMED.match(attribute.value.value):
        return None
    return fix_of(UNSAFE, "Let PyScript call it", lambda: _edits(element, attribute, name, runtime), harmless=True)


def _edits(element: Element, attribute: Attribute, name: str, runtime: Runtime) -> Iterator[Edit]:
    written = attribute.name.value.lower()
    prefix = "py" if runtime.is_pyodide else "mpy"
    yield rename_attribute(element, written, f"{prefix}-{written.removeprefix('on')}")
    yield attribute.value.replacement(0, len(attribute.value), name)
    function = function_named(runtime, name)
    code = next((each for each in runtime.codes if function and each.functions.get(name) == function), None)
    if function and code and function.most == 0:
        yield event_parameter(code, function)


def _handlers(page: Page) -> Iterator[tuple[Element, Attribute]]:
    handlers = [name for name in page.document.attribute_names if HANDLER.match(name)]
    for element in page.document.having(*handlers):
        for name in element.attribute_names:
            if HANDLER.match(name) and (attribute := element.attribute(name)) and not is_masked(attribute.value.value):
                yield element, attribute
