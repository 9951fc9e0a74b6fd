"""Listeners for events that PyScript does not send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, WARNING, Finding, RuntimeKind, Span, Thread, Unknown, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.isolation_needs import SAYS_SO, SERVER_SENDS_HEADERS
from pyscript_doctor.queries.lifecycle_events import (
    INTERPRETERS,
    OF_SCRIPTS,
    OF_THE_WINDOW,
    details_of_old,
    listenings,
    makes_events_itself,
    makes_scripts_itself,
    never_ends,
)
from pyscript_doctor.queries.pages import page_scripts
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Runtime
    from pyscript_doctor.queries.lifecycle_events import Listening

KNOWN = [*OF_SCRIPTS, *sorted(OF_THE_WINDOW)]
SAME_MEANING = {"load": "ready", "loaded": "ready", "start": "ready", "started": "ready", "end": "done"}
NEAR = 0.75
"""How alike two names of events must be, from 0 to 1. Their common start makes all of them alike to some degree."""
MOST_BEFORE = 40
EVENTS = "The events are `py:ready`, `py:done`, `mpy:ready` and `mpy:done`, and on the window `py:all-done`."


@rule(severity=WARNING, faq="pyscript-events", effect=ACTION_FAILS, mentions=("addeventlistener", "when"))
def unknown_event(page: Page, project: Project) -> Iterator[Finding]:
    """The page listens for an event that never comes, or reads a detail that an event does not have."""
    runtimes = project.runtimes_of(page)
    found = tuple(listenings(page, runtimes))
    if found and (page.fragment or not page.loaders):
        raise Unknown("scripts of the page that a fragment becomes part of")
    if not makes_events_itself(page, runtimes):
        is_open = makes_scripts_itself(page, runtimes) or any(
            each.kind in {RuntimeKind.EDITOR, RuntimeKind.GAME} for each in runtimes
        )
        for listening in found:
            yield from _of(listening, runtimes, is_open, project)
    for script in page_scripts(page):
        for span in details_of_old(script):
            yield Finding(
                span=span,
                message="this is undefined: in PyScript's events, `event.detail` is only `{worker: true}` or "
                "`{worker: false}`, although the FAQ shows more",
                label="undefined",
                help="Use `event.target`: it is the element of the script.",
                console="Cannot read properties of undefined",
            )


def _of(listening: Listening, runtimes: tuple[Runtime, ...], is_open: bool, project: Project) -> Iterator[Finding]:
    if listening.event not in KNOWN:
        yield _unknown(listening, project)
    elif listening.event in OF_THE_WINDOW:
        if listening.target == "document":
            yield Finding(
                span=listening.span,
                message=f"PyScript sends `{listening.event}` to the window, so no listener on the document gets it",
                label="comes on the window",
                help="Listen on the window:\n\n"
                f'```javascript\naddEventListener("{listening.event}", () => {{ ... }});\n```',
                fix=respelling(project.reader, _before(listening.span), "document", "window"),
            )
        elif not is_open and any(_is_silent(runtime) for runtime in runtimes):
            yield Finding(
                span=listening.span,
                message=f"`{listening.event}` waits for every script, but workers never say that they are done "
                "if the page is not cross-origin isolated",
                label="never comes",
                help="Your web server must send the isolation headers. Or listen for events from the main thread.",
                unless=SERVER_SENDS_HEADERS,
                setting=SAYS_SO,
            )
    elif not is_open:
        yield from _without_script(listening, runtimes)


def _before(span: Span) -> Span:
    """What is written before the name of an event: `document.addEventListener(`."""
    return Span(span.path, max(0, span.start - MOST_BEFORE), span.start)


def _is_silent(runtime: Runtime) -> bool:
    """Whether it is a script's worker that can't reach the page to send an event."""
    in_worker = runtime.kind is RuntimeKind.SCRIPTS and runtime.thread is Thread.WORKER
    return in_worker and not runtime.isolation.isolated and not runtime.service_worker


def _unknown(listening: Listening, project: Project) -> Finding:
    kind, _, what = listening.event.partition(":")
    near = f"{kind}:{SAME_MEANING[what]}" if what in SAME_MEANING else ""
    near = near or closest(listening.event, KNOWN, NEAR) or ""
    return Finding(
        span=listening.span,
        message=f"PyScript sends no event `{listening.event}`, so this listener is never called",
        label="never comes",
        help=f"Did you mean `{near}`? {EVENTS}" if near else EVENTS,
        fix=respelling(project.reader, listening.span, listening.event, near),
    )


def _without_script(listening: Listening, runtimes: tuple[Runtime, ...]) -> Iterator[Finding]:
    """Events of scripts come for each script of that kind; from a worker only if the page is isolated."""
    kind = OF_SCRIPTS[listening.event]
    sending = [
        runtime
        for runtime in runtimes
        if runtime.kind is RuntimeKind.SCRIPTS and runtime.declared == INTERPRETERS[kind]
    ]
    if not sending:
        yield Finding(
            span=listening.span,
            message=f'the page has no `<script type="{kind}">`, so `{listening.event}` never comes',
            label="never comes",
            help=f"Listen for an event from the interpreter that runs. {EVENTS}",
        )
    elif listening.event.endswith(":done") and all(never_ends(runtime) for runtime in sending):
        yield Finding(
            span=listening.span,
            message=f"`{listening.event}` comes when a script ends, but the `{kind}` scripts run forever",
            label="never comes",
            help=f"Listen for `{kind}:ready`, or call a JavaScript function of the page from Python.",
        )
    elif all(_is_silent(runtime) for runtime in sending):
        yield Finding(
            span=listening.span,
            message=f"the `{kind}` scripts run in workers, which send no events "
            "if the page is not cross-origin isolated",
            label="never comes",
            help="Your web server must send the isolation headers. "
            "Or call a JavaScript function of the page from the worker.",
            unless=SERVER_SENDS_HEADERS,
            setting=SAYS_SO,
        )
