"""`await` at the top level of Python that does not run asynchronously."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SAFE, SCRIPT_DIES, Finding, Related, Runtime, Script, fix_of, rule
from pyscript_doctor.queries.edits import remove_attribute, set_attribute
from pyscript_doctor.queries.python_sources import Syntax
from pyscript_doctor.queries.synchronous_scripts import says_not_async, why_synchronous

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Span

FOR_WORKERS = (
    "Put the `await` into an `async def`. Or start the worker with the option `async`: in JavaScript "
    '`{ async: true }`, in Python `**{"async": True}`, because `async` is a word of Python.'
)


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES, mentions=("await",))
def await_in_sync_script(runtime: Runtime) -> Iterator[Finding]:
    """Python uses `await` at the top level of a script or module that does not run asynchronously."""
    for script in runtime.scripts:
        if isinstance(script.syntax, Syntax) and script.syntax.top_level_await is not None:
            start = script.syntax.top_level_await
            yield from _in_script(script, script.syntax.text.span(start, start + len("await")), runtime)
    if runtime.is_pyodide:
        for code in runtime.codes:
            yield from _in_module(code)


def _in_script(script: Script, span: Span, runtime: Runtime) -> Iterator[Finding]:
    reason = why_synchronous(script, runtime)
    if reason:
        yield Finding(
            span=span,
            message=f"`await` outside of a function fails here: {reason}",
            label="not in an async script",
            help=FOR_WORKERS if runtime.synchronous else _help(script),
            related=(Related(runtime.span, "starts here, without `async`"),) if runtime.synchronous else (),
            fix=_fix(script),
            console="'await' outside function",
        )


def _help(script: Script) -> str:
    attribute = script.attribute("async")
    if attribute:
        return f'Remove `async="{attribute.value.value}"`, or put the `await` into an `async def`.'
    return "Add the attribute `async` to the script, or put the `await` into an `async def`."


def _fix(script: Script) -> Fix | None:
    """Let the script run asynchronously."""
    element = script.element
    if element is None:
        return None
    if says_not_async(script):
        return fix_of(SAFE, "Remove `async`", lambda: [remove_attribute(element, "async")])
    return fix_of(SAFE, "Add `async`", lambda: [set_attribute(element, "async", "")])


def _in_module(code: Code) -> Iterator[Finding]:
    if code.module != "__main__" and code.top_level_await:
        yield Finding(
            span=code.top_level_await,
            message="`await` outside of a function fails here: an imported module cannot wait at its top level",
            label="not in a function",
            help=f"Put it into an `async def`, and await that function in the script that imports `{code.module}`.",
            console="'await' outside function",
        )
