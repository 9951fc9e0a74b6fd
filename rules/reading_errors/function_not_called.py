"""Functions that Python names and does not call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, UNSAFE, WARNING, Finding, RuntimeKind, fix_of, rule
from pyscript_doctor.queries.edits import appended, can_await, inserted
from pyscript_doctor.queries.function_uses import Wanted, function_uses
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Edit, Fix, Project
    from pyscript_doctor.queries.function_uses import FunctionUse

CONSEQUENCES = {
    Wanted.NOTHING: "so it does not run",
    Wanted.TEXT: "so this shows the function and not its result",
    Wanted.TRUTH: "so this is always true",
    Wanted.EQUALITY: "so this compares the function and not its result",
    Wanted.TASK: "so this fails, because a task needs what the call gives",
    Wanted.VALUE: "so this fails, because Python gets the function and not its result",
}


@rule(severity=WARNING, faq="reading-error-messages", effect=ACTION_FAILS)
def function_not_called(code: Code, project: Project) -> Iterator[Finding]:
    """Python names a function without parentheses where only its result makes sense."""
    for use in function_uses(code, page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))):
        if use.place.catches("TypeError", "AttributeError", "NameError") or _is_shown(use, code):
            continue
        yield Finding(
            span=use.span,
            message=f"`{use.name}` is named here but not called, {CONSEQUENCES[use.wanted]}"
            if use.name != "super"
            else "`super` is named here but not called, so it has none of the methods of the base class",
            label="not called",
            help=f"Call it:\n\n```python\n{_called(use, code)}\n```",
            fix=_fix(use, code),
            severity=ERROR if use.wanted in {Wanted.VALUE, Wanted.TASK} else WARNING,
        )


def _is_shown(use: FunctionUse, code: Code) -> bool:
    """Whether an editor shows what the statement comes to."""
    return use.wanted is Wanted.NOTHING and code.runtime.kind is RuntimeKind.EDITOR


def _called(use: FunctionUse, code: Code) -> str:
    arguments = "..." if use.needs_arguments else ""
    return f"{'await ' if use.is_async else ''}{source_text(code, use.span) or use.name}({arguments})"


def _fix(use: FunctionUse, code: Code) -> Fix | None:
    """Call it, if it needs no argument, and can be awaited here if it must be."""
    if use.needs_arguments or (use.is_async and not can_await(code, use.place)):
        return None
    return fix_of(UNSAFE, f"Call `{use.name}`", lambda: _edits(use, code))


def _edits(use: FunctionUse, code: Code) -> Iterator[Edit]:
    text = code.syntax.text
    if use.is_async:
        yield inserted(text, use.span.start, "await ")
    yield appended(text, use.span, "()")
