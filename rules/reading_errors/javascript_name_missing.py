"""Names that the project's own JavaScript uses and that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, WARNING, Finding, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.pages import javascript_sources
from pyscript_doctor.queries.source_text import owner_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project
    from pyscript_doctor.queries.javascript_names import MissingInJavaScript


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS)
def javascript_name_missing(page: Page, project: Project) -> Iterator[Finding]:
    """JavaScript of the project uses a name that the browser does not have and no code defines."""
    runtimes = project.runtimes_of(page)
    yield from _handlers(page, project)
    if next(javascript_sources(page, runtimes), None) is None:
        return
    from pyscript_doctor.queries.javascript_names import missing_in_javascript

    for missing in missing_in_javascript(page_elements(page, runtimes), project):
        yield Finding(
            span=missing.span,
            message=_message(missing, owner_of(page.resolver.reader, missing.span)),
            label="the browser ignores it" if missing.assigned else "there is no such name",
            help=_help(missing),
            console=_console(missing),
            severity=ERROR if missing.fails else WARNING,
            fix=None
            if missing.promised or not missing.nearest.isidentifier()
            else respelling(page.resolver.reader, missing.span, missing.name, missing.nearest),
        )


def _handlers(page: Page, project: Project) -> Iterator[Finding]:
    """`onclick="strat()"`, where the script has a function `start`."""
    if not any(name.startswith("on") for name in page.document.attribute_names):
        return
    from pyscript_doctor.queries.javascript_handlers import undefined_handlers

    for handler in undefined_handlers(page_elements(page, project.runtimes_of(page)), project):
        name, attribute = handler.name, handler.attribute
        help = f"Write `{handler.nearest}`." if handler.nearest else f"Define `{name}` in a `<script>` of the page."
        yield Finding(
            span=handler.span,
            message=f"a module keeps its names to itself, so `{attribute}` does not find its function `{name}`"
            if handler.in_module
            else f"nothing on this page defines `{name}`, so `{attribute}` fails",
            label="not found",
            help=f"Put it on the window: write `window.{name} = {name};` in the module." if handler.in_module else help,
            console=f"{name} is not defined",
            fix=respelling(page.resolver.reader, handler.span, name, handler.nearest),
        )


def _message(missing: MissingInJavaScript, owner: str) -> str:
    if missing.promised:
        return f"this is a promise of a {missing.of}, and a promise has no `{missing.name}`, so this line fails"
    if not missing.of:
        return f"nothing on this page defines `{missing.name}`, so this line fails"
    consequence = "so setting it shows nothing" if missing.assigned else "so this line fails"
    if not missing.assigned and not missing.fails:
        consequence = "so this is `undefined`"
    of = f"`{owner}`" if owner else missing.of
    return f"{of} has no `{missing.name}` in any browser, {consequence}"


def _help(missing: MissingInJavaScript) -> str:
    if missing.promised:
        return "Write `await` before what gives the promise, in brackets: `(await fetch(url)).json()`."
    if not missing.nearest:
        return "Look at the tag of this element: another kind of element has this name."
    if missing.nearest.startswith("."):
        return f"In JavaScript this is a property: write `names{missing.nearest}`."
    return f"Write `{missing.nearest}`."


def _console(missing: MissingInJavaScript) -> str:
    if not missing.of:
        return f"{missing.name} is not defined"
    return f"{missing.name} is not a function" if missing.called else ""
