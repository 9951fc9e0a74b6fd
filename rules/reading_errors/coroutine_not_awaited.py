"""Coroutines and promises that nothing awaits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.coroutines import FUTURES, unawaited
from pyscript_doctor.queries.edits import awaited, can_await
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Project
    from pyscript_doctor.queries.coroutines import Unawaited

OF_FUTURES = frozenset(name.rpartition(".")[2] for name in FUTURES)
REFUSED = {"item": "is not subscriptable", "loop": "is not iterable"}


@rule(severity=ERROR, faq="reading-error-messages", effect=ACTION_FAILS)
def coroutine_not_awaited(code: Code, project: Project) -> Iterator[Finding]:
    """Python calls an async function and does not await it, so it does not run, or its result is not there."""
    page = code.runtime.page
    for call in unawaited(code, page_elements(page, project.runtimes_of(page))):
        if not call.use:
            yield Finding(
                span=call.span,
                message=f"nothing awaits `{call.name}()`, so it does not run",
                label="not awaited",
                help=_help(call, code),
                console=f"coroutine '{call.name}' was never awaited" if code.runtime.is_pyodide else "",
                fix=_fix(call, code),
            )
        elif not call.place.catches("TypeError", "AttributeError"):
            yield Finding(
                span=call.used_at or call.span,
                message=f"`{call.name}()` is not awaited, so this gets a promise, not the result",
                label=_label(call),
                help=_help(call, code),
                console=_console(call, code),
                fix=_fix(call, code),
            )


def _fix(call: Unawaited, code: Code) -> Fix | None:
    """Await the call where it is, if its function can await."""
    if not can_await(code, call.place) or call.use == "generated":
        return None  # a generator with an `await` is an asynchronous one, which `sum` refuses too
    return fix_of(UNSAFE, "Await it", lambda: awaited(code.syntax.text, call.span), harmless=True)


def _label(call: Unawaited) -> str:
    if call.use == "attribute":
        return f"a promise has no `{call.name_used}`"
    if call.use == "generated":
        return f"`{call.name_used}` gets promises"
    return {"item": "a promise has no items", "loop": "a promise cannot be looped over"}.get(call.use, "a promise")


def _console(call: Unawaited, code: Code) -> str:
    if call.use == "attribute":
        return f"has no attribute '{call.name_used}'"
    if call.use == "loop" and call.name in OF_FUTURES:
        return "await wasn't used with future"
    return REFUSED.get(call.use, "") if code.runtime.is_pyodide else ""


def _help(call: Unawaited, code: Code) -> str:
    source = source_text(code, call.span)
    if call.use == "generated":
        return f"Make a list first, with square brackets:\n\n```python\n{call.name_used}([await {source} for ...])\n```"
    written = f"(await {source}).{call.name_used}" if call.use == "attribute" else f"await {source}"
    function = code.functions.get(call.place.function or "")
    where = ""
    if function is not None and not function.is_async:
        where = f"\n\nand `async def {function.name.rpartition('.')[2]}`, because only an `async def` can await."
    return f"Write:\n\n```python\n{written}\n```{where}"
