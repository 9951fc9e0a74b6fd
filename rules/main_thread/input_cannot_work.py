"""`input()` where nobody can give an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SAFE,
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    Interpreter,
    RuntimeKind,
    fix_of,
    rule,
)
from pyscript_doctor.queries.assigned_attributes import may_be_replaced
from pyscript_doctor.queries.edits import given_import, replaced, with_argument
from pyscript_doctor.queries.misspelt_tags import has_misspelt_attribute
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Edit, Fix, Runtime

FIRST_TO_FAIL_WITHOUT_PROMPT = {Interpreter.PYODIDE: "2024.11.1", Interpreter.MICROPYTHON: "2024.5.2"}


@rule(severity=ERROR, guide="terminal/", effect=SCRIPT_DIES, mentions=("input",))
def input_cannot_work(code: Code) -> Iterator[Finding]:
    """`input()` freezes the page, waits forever or raises an error."""
    calls = tuple(code.calls_of("builtins.input"))
    if not calls or _is_answered_by_python(code.runtime):
        return
    reason = _reason(code.runtime)
    misspelt = has_misspelt_attribute(code.runtime, "worker", "terminal")
    if _opens_dialog(code.runtime):
        yield from _dialogs(code)
    for call in calls:
        if not call.arguments and _needs_prompt(code.runtime):
            yield Finding(
                span=call.callee_span,
                message="`input()` without a prompt does not wait for an answer in a terminal",
                label="has no prompt",
                help='Give it a prompt, even an empty one: `input("")`.',
                fix=_with_prompt(code, call),
            )
        elif reason and not misspelt and not call.place.catches("OSError", "EOFError"):
            yield Finding(
                span=call.callee_span,
                message=f"`input()` {reason}",
                label="nobody can answer",
                help=f"Use an `<input>` element on the page, or `window.prompt({_question(code, call)})`. Or run the "
                "script in a worker with a `terminal`, on a page that is cross-origin isolated.",
                fix=_with_dialog(code, call),
                effect=ACTION_FAILS if code.runtime.kind is RuntimeKind.EDITOR else SCRIPT_DIES,
            )


def _is_answered_by_python(runtime: Runtime) -> bool:
    """Whether Python may put something else in the place of `input`, or of what it reads: `sys.stdin = StringIO()`."""
    return may_be_replaced(runtime, "builtins.input") or may_be_replaced(runtime, "sys.stdin")


def _needs_prompt(runtime: Runtime) -> bool:
    """Whether it runs in the terminal of a worker, and its release asks nothing if there is no prompt.

    Measured: Pyodide's input() then gives None from 2024.11.1 on, and fails from 2025.10.1 on.
    """
    in_terminal = runtime.in_worker and runtime.kind is RuntimeKind.SCRIPTS and runtime.terminal
    return bool(in_terminal) and runtime.releases.since(FIRST_TO_FAIL_WITHOUT_PROMPT[runtime.interpreter])


def _opens_dialog(runtime: Runtime) -> bool:
    """Whether Pyodide asks with the browser's own dialog, as it does on the main thread without a terminal."""
    return runtime.is_pyodide and not runtime.in_worker and runtime.kind is RuntimeKind.SCRIPTS and not runtime.terminal


def _dialogs(code: Code) -> Iterator[Finding]:
    for call in code.calls_of("builtins.input"):
        if not call.place.catches("OSError", "EOFError"):
            yield Finding(
                span=call.callee_span,
                message="`input()` opens a dialog without your question, and raises an error when somebody cancels it",
                label="the question is not in the dialog",
                help=f"Use an `<input>` element on the page, or `window.prompt({_question(code, call)})`.",
                console="Error",
                severity=WARNING,
                effect=ACTION_FAILS,
                fix=_with_dialog(code, call),
            )


def _with_prompt(code: Code, call: Call) -> Fix | None:
    text = code.syntax.text
    return fix_of(SAFE, "Give it a prompt", lambda: [with_argument(text, call.place.span, '""', more=False)])


def _with_dialog(code: Code, call: Call) -> Fix | None:
    """Ask with the browser's own dialog, which only the main thread can open."""
    if code.runtime.in_worker:
        return None
    return fix_of(UNSAFE, "Ask with `window.prompt`", lambda: _asked(code, call))


def _asked(code: Code, call: Call) -> Iterator[Edit]:
    window, needed = given_import(code.syntax, ("pyscript",), "window")
    yield from needed
    yield replaced(code.syntax.text, call.callee_span, f"{window}.prompt")


def _question(code: Code, call: Call) -> str:
    """The user's own question."""
    return ", ".join(source_text(code, argument.span) for argument in call.arguments)


def _reason(runtime: Runtime) -> str:
    """What `input()` does in a Runtime where it can't work; "" if it can, or where that was not measured."""
    if runtime.kind is RuntimeKind.EDITOR:  # measured from 2024.1.1 to 2026.7.3
        return "in an editor raises an error" if runtime.is_pyodide else "in an editor waits forever"
    if runtime.in_worker:
        return "" if runtime.terminal else "in a worker without a `terminal` waits forever or raises an error"
    if runtime.terminal:
        return "cannot wait for an answer in a terminal on the main thread"
    return "" if runtime.is_pyodide else "on the main thread freezes MicroPython and the page"
