"""`await` at the top of a script that is no module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import PageScript, Span


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES)
def await_in_classic_script(script: PageScript) -> Iterator[Finding]:
    """JavaScript awaits outside of a function in a script that is no module."""
    if script.module or script.element is None or not script.syntax.top_level_await or script.syntax.is_module:
        return
    yield Finding(
        span=_place(script),
        message="`await` outside of a function works in a module alone: the browser refuses the whole script",
        label="not in a module",
        help='Write `<script type="module">`.',
        console="await is only valid in async functions and the top level bodies of modules",
    )


def _place(script: PageScript) -> Span:
    """The `await` where there is but one, else the name of the tag."""
    text = script.syntax.text
    if text.value.count("await") == 1:
        start = text.value.index("await")
        return text.span(start, start + len("await"))
    assert script.element is not None
    return script.element.name_span
