"""JavaScript of the project does what always fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Finding, rule
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.pages import javascript_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project

MESSAGES = {
    "CONSTANT": "`{name}` is a constant, so giving it another value fails",
    "EARLY": "`{name}` has no value yet, because its declaration comes later, so this line fails",
    "WITHOUT_NEW": "`{name}` is a class, so calling it without `new` fails",
    "NO_FUNCTION": "`{name}` is a value, not a function, so calling it fails",
}
HELPS = {
    "CONSTANT": "Write `let {name}` where it is declared, or use another name here.",
    "EARLY": "Move the declaration before this line.",
    "WITHOUT_NEW": "Write `new {name}(...)`.",
    "NO_FUNCTION": "Leave out the parentheses. To set it, write `{name} = ...`.",
}
CONSOLES = {
    "CONSTANT": "Assignment to constant variable.",
    "EARLY": "Cannot access '{name}' before initialization",
    "WITHOUT_NEW": "Please use the 'new' operator, this DOM object constructor",
    "NO_FUNCTION": "{name} is not a function",
}


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS)
def javascript_operation_fails(page: Page, project: Project) -> Iterator[Finding]:
    """JavaScript sets a constant, calls something that is not a function, or does something else that always fails."""
    runtimes = project.runtimes_of(page)
    if next(javascript_sources(page, runtimes), None) is None:
        return
    from pyscript_doctor.queries.javascript_operations import failing_operations

    for operation in failing_operations(page_elements(page, runtimes)):
        name, kind = operation.name.value, operation.failure.name
        yield Finding(
            span=operation.name.span(),
            message=MESSAGES[kind].format(name=name),
            label="fails here",
            help=HELPS[kind].format(name=name),
            console=CONSOLES[kind].format(name=name),
        )
