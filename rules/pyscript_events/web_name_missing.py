"""Names that the objects of `pyscript.web` do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, WARNING, Access, Finding, Span, fix_of, rule
from pyscript_doctor.queries.edits import replaced, respelling
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.web_objects import (
    LISTENS_SINCE,
    WebKind,
    browser_names,
    cannot_listen,
    css_name,
    gathers,
    ignores_listener,
    lacks,
    nearest,
    tag_class,
    web_object,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import AttributeUse, Code, Fix, Project
    from pyscript_doctor.queries.page_elements import PageElements
    from pyscript_doctor.queries.web_objects import WebObject

WHAT = {
    WebKind.PAGE: "`page`",
    WebKind.ELEMENT: "this element",
    WebKind.COLLECTION: "a collection of elements",
    WebKind.CLASSES: "`classes`",
    WebKind.STYLE: "`style`",
}


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS, mentions=("web", "pydom"))
def web_name_missing(code: Code, project: Project) -> Iterator[Finding]:
    """Python uses a name that an element, a collection or another object of `pyscript.web` does not have."""
    page = code.runtime.page
    elements = page_elements(page, project.runtimes_of(page))
    for use in code.attributes:
        if use.place.catches("AttributeError"):
            continue
        found = web_object(use.base, code.runtime, elements)
        if found is None or not use.settled:
            continue
        assigned = use.access is Access.ASSIGNED
        if assigned and ignores_listener(found, use.name, code.runtime):
            yield _of_ignored(use)
        elif cannot_listen(found, use.name, code.runtime, elements, assigned=assigned):
            if not use.place.catches("ValueError"):
                yield _of_event(found, use.name, use.name_span, code)
        elif use.access is Access.CALLED and gathers(found, use.name, code.runtime):
            if not use.place.catches("TypeError"):
                yield _of_list(use)
        elif lacks(found, use.name, code.runtime, elements):
            yield from _of_attribute(found, use, code, elements)
    for call in code.calls:
        made = tag_class(call.name, code.runtime) if not call.place.catches("ValueError") else None
        for argument in call.arguments if made else ():
            if made and argument.keyword and cannot_listen(made, argument.keyword, code.runtime, elements):
                yield _of_event(made, argument.keyword, argument.span, code)


def _of_attribute(found: WebObject, use: AttributeUse, code: Code, elements: PageElements) -> Iterator[Finding]:
    near = nearest(found, use.name, code.runtime)
    assigned = use.access is Access.ASSIGNED
    if assigned and not _is_slip(found, use.name, near, code, elements):
        return
    if not assigned and elements.adds(use.name):
        return
    consequence = "so setting it shows nothing" if assigned else "so this line fails"
    yield Finding(
        span=use.name_span,
        message=f"{WHAT[found.kind]} of `pyscript.web` has no `{use.name}`, {consequence}",
        label="the page ignores it" if assigned else "there is no such name",
        help=_help(found, use.name, near),
        console="" if assigned else _console(found, use.name, code),
        fix=_fix(found, use, near, code),
        severity=WARNING if assigned else ERROR,
    )


def _console(found: WebObject, name: str, code: Code) -> str:
    """What is asked of the browser's element is named alone by Pyodide."""
    of_browser = found.kind is WebKind.ELEMENT and code.runtime.is_pyodide
    return f"AttributeError: {name}" if of_browser else f"object has no attribute '{name}'"


def _is_slip(found: WebObject, name: str, near: str, code: Code, elements: PageElements) -> bool:
    """Whether a name that is set is certainly meant for the page, and not a place for the project's own data."""
    uses = (use for each in code.runtime.codes for use in each.attributes)
    if any(use.name == name and use.access is not Access.ASSIGNED for use in uses):
        return False
    if found.kind is WebKind.STYLE:
        return bool(css_name(name) or near)
    if found.kind is WebKind.COLLECTION:
        return name.startswith("on_") or name in {"classes", "style"} or name in browser_names(found)
    return bool(near) and not elements.reads(name)


def _help(found: WebObject, name: str, near: str) -> str:
    if found.kind is WebKind.STYLE and (css_name(name) or not near):
        return f'Write `style["{css_name(name) or name}"]`: `style` is like a dict of the names of CSS.'
    if found.kind is WebKind.CLASSES:
        return f"`classes` has `add` and `remove`. The browser's own `classList.{name}(...)` works, too."
    if found.kind is WebKind.COLLECTION:
        return "Take one of the elements, `[0]`, or go through all of them in a loop. `update_all(...)` changes all."
    return f"Write `{near}`." if near else "Look up the names that this element has, for example on MDN."


def _fix(found: WebObject, use: AttributeUse, near: str, code: Code) -> Fix | None:
    if found.kind is WebKind.STYLE and css_name(use.name):
        if use.access is not Access.ASSIGNED:
            return None
        span = Span(use.name_span.path, use.name_span.start - 1, use.name_span.end)
        item = f'["{css_name(use.name)}"]'
        return fix_of(UNSAFE, f"Write `{item}`", lambda: [replaced(code.syntax.text, span, item)])
    if found.kind in {WebKind.ELEMENT, WebKind.PAGE, WebKind.STYLE}:
        return respelling(code.runtime.page.resolver.reader, use.name_span, use.name, near)
    return None


def _of_event(found: WebObject, name: str, span: Span, code: Code) -> Finding:
    """PyScript asks the element for an attribute `change` where it should ask for `onchange`."""
    event = name.removeprefix("on_")
    exists = f"on{event}" in browser_names(found)
    near = "" if exists else nearest(found, name, code.runtime)
    reason = "PyScript can't listen to it this way" if exists else "the browser has no such event"
    return Finding(
        span=span,
        message=f"`{name}` raises a ValueError here: {reason}",
        label="PyScript refuses it",
        help=_help_for_event(event, near, exists),
        console=f"Element has no '{event}' event",
        fix=respelling(code.runtime.page.resolver.reader, span, name, near),
    )


def _help_for_event(event: str, near: str, exists: bool) -> str:
    if exists:
        return f'Write `@when("{event}", element)` above the function.'
    return f"Did you mean `{near}`?" if near else "Look up the events that this element has, for example on MDN."


def _of_list(use: AttributeUse) -> Finding:
    return Finding(
        span=use.name_span,
        message=f"in this release, `{use.name}` of a collection is a list with one item for each element, "
        "and a list can't be called",
        label="a list",
        help=f"Take one of the elements, as in `[0].{use.name}(...)`, or go through all of them in a loop.",
        console="callable",
    )


def _of_ignored(use: AttributeUse) -> Finding:
    event = use.name.removeprefix("on_")
    return Finding(
        span=use.name_span,
        message=f"in this release, setting `{use.name}` does nothing: no event calls the function",
        label="nothing listens",
        help=f'Write `@when("{event}", ...)` above the function. `{use.name}` works since PyScript {LISTENS_SINCE}.',
        severity=WARNING,
    )
