"""Alert boxes, which stop everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, WARNING, Finding, JavaScriptValue, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=WARNING, effect=COSMETIC)
def no_alert(code: Code) -> Iterator[Finding]:
    """Python opens an alert box, which stops the page until somebody closes it."""
    for call in code.calls:
        if isinstance(call.callee, JavaScriptValue) and call.callee.path[-1:] == ("alert",):
            yield Finding(
                span=call.callee_span,
                message="this stops the page until somebody closes the box",
                help="Use `display` to show a text on the page.",
            )
