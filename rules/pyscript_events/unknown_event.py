"""Listeners for events that PyScript does not send."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, RuntimeKind, Thread, Unknown, rule
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Runtime
    from pyscript_doctor.queries.lifecycle_events import Listening

KNOWN = [*OF_SCRIPTS, *sorted(OF_THE_WINDOW)]
EVENTS = "PyScript sends `py:ready`, `py:done`, `mpy:ready`, `mpy:done`, and `py:all-done` on the window."


@rule(severity=WARNING, faq="pyscript-events", effect=ACTION_FAILS, fix=UNSAFE)
def unknown_event(page: Page, project: Project) -> Iterator[Finding]:
    """The page listens for an event that never comes, or reads what an event does not have."""
    runtimes = project.runtimes_of(page)
    found = tuple(listenings(page, runtimes))
    if found and (page.fragment or not page.loaders):
        raise Unknown("scripts of the page that a fragment becomes part of")
    if not makes_events_itself(page, runtimes):
        is_open = makes_scripts_itself(page, runtimes) or any(
            each.kind in {RuntimeKind.EDITOR, RuntimeKind.GAME} for each in runtimes
        )
        for listening in found:
            yield from _of(listening, runtimes, is_open)
    for script in page_scripts(page):
        for span in details_of_old(script):
            yield Finding(
                span=span,
                message="this is undefined: `event.detail` of PyScript's events is but `{worker: true}` or "
                "`{worker: false}`, though the FAQ shows otherwise",
                label="undefined",
                help="The element of the script is `event.target`.",
                console="Cannot read properties of undefined",
            )


def _of(listening: Listening, runtimes: tuple[Runtime, ...], is_open: bool) -> Iterator[Finding]:
    if listening.event not in KNOWN:
        yield _unknown(listening)
    elif listening.event in OF_THE_WINDOW:
        if listening.target == "document":
            yield Finding(
                span=listening.span,
                message=f"`{listening.event}` is sent to the window: no listener of the document gets it",
                label="comes on the window",
                help=f'```javascript\naddEventListener("{listening.event}", () => {{ ... }});\n```',
            )
        elif not is_open and any(_is_silent(runtime) for runtime in runtimes):
            yield Finding(
                span=listening.span,
                message="this waits for every script, and on a page that is not cross-origin isolated workers never "
                "say that they are done",
                label="never comes",
                help="Let your server send the isolation headers, or listen for what the main thread does.",
                unless="your server sends the isolation headers",
            )
    elif not is_open:
        yield from _without_script(listening, runtimes)


def _is_silent(runtime: Runtime) -> bool:
    """Whether it is a script's worker that cannot reach the page to tell it how far it is."""
    in_worker = runtime.kind is RuntimeKind.SCRIPTS and runtime.thread is Thread.WORKER
    return in_worker and not runtime.isolation.isolated and not runtime.service_worker


def _unknown(listening: Listening) -> Finding:
    near = "py:all-done" if listening.event == "mpy:all-done" else ""
    near = near or next(iter(get_close_matches(listening.event, KNOWN, n=1)), "")
    return Finding(
        span=listening.span,
        message=f"PyScript sends no event `{listening.event}`: this listener is never called",
        label="never comes",
        help=f"Did you mean `{near}`? {EVENTS}" if near else EVENTS,
    )


def _without_script(listening: Listening, runtimes: tuple[Runtime, ...]) -> Iterator[Finding]:
    """Events of scripts come for each script of that kind; from a worker only where the page is isolated."""
    kind = OF_SCRIPTS[listening.event]
    sending = [
        runtime
        for runtime in runtimes
        if runtime.kind is RuntimeKind.SCRIPTS and runtime.declared == INTERPRETERS[kind]
    ]
    if not sending:
        yield Finding(
            span=listening.span,
            message=f'no `<script type="{kind}">` is on the page: this event never comes',
            label="never comes",
            help=f"Listen for the events of the interpreter that runs. {EVENTS}",
        )
    elif listening.event.endswith(":done") and all(never_ends(runtime) for runtime in sending):
        yield Finding(
            span=listening.span,
            message="this comes when a script ends, and the scripts of this kind run for ever",
            label="never comes",
            help=f"Listen for `{kind}:ready`, or let Python call a function of the page.",
        )
    elif all(_is_silent(runtime) for runtime in sending):
        yield Finding(
            span=listening.span,
            message="the scripts of this kind run in workers, and on a page that is not cross-origin isolated "
            "workers send no events",
            label="never comes",
            help="Let your server send the isolation headers, or let the worker call a function of the page.",
            unless="your server sends the isolation headers",
        )
