"""`await` at the top of a script that is not a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import set_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import PageScript


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, mentions=("await",))
def await_in_classic_script(script: PageScript) -> Iterator[Finding]:
    """JavaScript uses `await` outside of a function, in a script that is not a module."""
    element = script.element
    if script.module or element is None or not script.syntax.top_level_awaits or script.syntax.is_module:
        return
    yield Finding(
        span=script.syntax.top_level_awaits[0],
        message="`await` outside of a function works only in a module, so the browser refuses the whole script",
        label="not in a module",
        help='Write `<script type="module">`.',
        console="await is only valid in async functions and the top level bodies of modules",
        fix=fix_of(UNSAFE, 'Write `type="module"`', lambda: [set_attribute(element, "type", "module")]),
    )
