"""Selectors that no browser can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, JavaScriptValue, Literal, Realm, rule
from pyscript_doctor.queries.called_functions import WHEN
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.selectors import broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Argument, Call, Code

ASKING = frozenset({"querySelector", "querySelectorAll", "closest", "matches"})
ASKED = frozenset({"document", "window", "target", "currentTarget"})


@rule(severity=ERROR, guide="dom/", effect=SCRIPT_DIES)
def selector_invalid(code: Code) -> Iterator[Finding]:
    """`@when` or `querySelector` gets a text that is not a selector, such as `#1st` or `button:contains(Go)`."""
    for call in code.calls:
        argument = _selector(call)
        text = argument.value.text if argument is not None and isinstance(argument.value, Literal) else None
        if argument is None or text is None or call.place.caught:
            continue
        found = broken(text.value)
        if found is None:
            continue
        yield Finding(
            span=argument.span,
            message=f"`{text.value}` is not a selector: {found.reason}"
            if text.value.strip()
            else "the selector is empty",
            label="not a selector",
            help=_help(found.instead),
            console="is not a valid selector" if text.value.strip() else "The provided selector is empty",
            effect=SCRIPT_DIES if call.place.at_load else ACTION_FAILS,
            fix=respelling(code.runtime.page.resolver.reader, argument.span, text.value, found.instead),
        )


def _selector(call: Call) -> Argument | None:
    if call.name in WHEN:
        return call.argument(1, "selector")
    callee = call.callee
    if not isinstance(callee, JavaScriptValue) or callee.realm is Realm.MODULE or not callee.path:
        return None
    return call.argument(0) if callee.path[-1] in ASKING and not ASKED.isdisjoint(callee.path) else None


def _help(instead: str) -> str:
    if instead.startswith("[id="):
        return f"Write `{instead}`, or begin the id with a letter."
    if instead:
        return f"Write `{instead}`."
    return "Write it as in CSS: `#id`, `.class`, `tag`, or several of them."
