"""Ids and selectors that match nothing on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, WARNING, Finding, Literal, RuntimeKind, lazy_pattern, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.pages import is_masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Project, Runtime, Span
    from pyscript_doctor.queries.page_elements import PageElements

WHEN = {"pyscript.when", "pyscript.events.when"}
DISPLAY = {"pyscript.display", "pyscript.display.display"}
WORD = lazy_pattern(r"[\w-]+")
CANVAS = "canvas"
OF_NULL = "Cannot read properties of null (reading 'id')"
OF_EDITORS = "Unknown target "
ANOTHER_TEMPLATE = "another template makes the element"


@rule(severity=ERROR, guide="dom/", effect=SCRIPT_DIES)
def selector_not_found(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """`@when`, `display` or `target` names an element that is not on the page."""
    elements = page_elements(runtime.page, project.runtimes_of(runtime.page))
    if runtime.kind is RuntimeKind.GAME:
        yield from _of_games(runtime, elements)
    for script in runtime.scripts:
        target = script.attribute("target")
        is_editor = runtime.kind is RuntimeKind.EDITOR and not script.has("setup")
        if target and (is_editor or runtime.kind is RuntimeKind.SCRIPTS) and not is_masked(target.value.value):
            selector = target.value.value.strip()
            if selector and _is_missing(elements, selector, by_id=True):
                console = f"{OF_EDITORS}{selector}" if is_editor else OF_NULL
                yield _finding(elements, target.value.span(), selector, console)
    for code in runtime.codes:
        for call in code.calls:
            yield from _of_call(call, runtime, elements)


def _of_games(runtime: Runtime, elements: PageElements) -> Iterator[Finding]:
    """The canvas of a game: the element with the id that `target` names, or else `canvas`."""
    for script in runtime.scripts:
        target = script.attribute("target")
        name = target.value.value if target else ""
        if not is_masked(name) and _is_missing(elements, f"#{name or CANVAS}", by_id=False):
            yield _finding(elements, target.value.span() if target and name else runtime.span, name or CANVAS, OF_NULL)


def _of_call(call: Call, runtime: Runtime, elements: PageElements) -> Iterator[Finding]:
    name = call.name
    argument = call.argument(1, "selector") if name in WHEN else None
    if name in DISPLAY:
        argument = next((each for each in call.arguments if each.keyword == "target"), None)
    if argument is None or not isinstance(argument.value, Literal) or not isinstance(argument.value.value, str):
        return
    if call.place.caught:
        return
    selector = argument.value.value
    runs_once = call.place.function is None and not call.place.looped
    if _is_missing(elements, selector, by_id=name in DISPLAY, until=argument.span if runs_once else None):
        silent = name in WHEN and not runtime.releases.since("2026.1.1")
        never_called = call.decorates.name if call.decorates else ""
        yield _finding(elements, argument.span, selector, "" if silent else "ValueError", silent, never_called)


def _is_missing(elements: PageElements, selector: str, by_id: bool, until: Span | None = None) -> bool:
    """by_id: a bare name is an id."""
    if not by_id and elements.lacks_its_sign(selector):
        return True
    asked = f"#{selector}" if by_id and WORD.fullmatch(selector) else selector
    return elements.certainly_lacks(asked, until) or elements.probably_lacks(asked, until)


def _finding(
    elements: PageElements, span: Span, selector: str, console: str, silent: bool = False, function: str = ""
) -> Finding:
    never = f"`{function}` is never called" if function else "the function is never called"
    signed, meant = elements.lacks_its_sign(selector), elements.likely_meant(selector.lstrip("#"))
    certain = bool(signed) or elements.is_whole
    sign = selector[: len(selector) - len(selector.lstrip("#"))]
    right = signed or (f"{sign}{meant}" if meant else "")
    return Finding(
        span=span,
        message=f"nothing on the page matches `{selector}`, so {never if silent else 'the script stops here'}",
        label="not on the page",
        help=_help(selector, signed, meant),
        console=console,
        severity=WARNING if silent else ERROR,
        unless="" if certain else ANOTHER_TEMPLATE,
        fix=respelling(elements.page.resolver.reader, span, selector, right),
    )


def _help(selector: str, signed: str, meant: str) -> str:
    if signed:
        kind = "an id needs a `#`" if signed.startswith("#") else "a class needs a `.`"
        return f'Write `"{signed}"`: in a selector, {kind}.'
    if meant:
        return f"The page has an element with the id `{meant}`. Write this id."
    return "Correct the name, or create the element before this line runs."
