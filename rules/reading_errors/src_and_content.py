"""Scripts that have both a `src` and Python inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, ERROR, SCRIPT_DIES, WARNING, Finding, lazy_pattern, rule
from pyscript_doctor.queries.source_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Script

BLOCK_COMMENT = lazy_pattern(r"/\*.*?\*/", re.DOTALL)
LINE_COMMENT = lazy_pattern(r"^\s*(?://|#).*", re.MULTILINE)
REFUSED = {"script", "element"}


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def src_and_content(script: Script) -> Iterator[Finding]:
    """A script has both a `src` and Python inside."""
    source = script.attribute("src")
    if script.element is None or source is None or not _is_code(script.element.text.value):
        return
    if not script.element.closed:
        return  # tag-not-closed says it
    refused = script.kind in REFUSED and not script.in_worker
    yield Finding(
        span=source.name.span(),
        message="PyScript refuses a script that has both a `src` and Python inside"
        if refused
        else f"PyScript runs {quoted(source.value.value, 'the file in `src`')}, "
        "and ignores the Python inside this script",
        label="and there is Python inside" if refused else "this is what runs",
        help="Keep one of the two. Comments can stay.",
        console="(PY0409) Invalid content" if refused else "",
        severity=ERROR if refused else WARNING,
        effect=SCRIPT_DIES if refused else COSMETIC,
    )


def _is_code(content: str) -> bool:
    """Whether the content is more than comments, by PyScript's own pattern for comments."""
    return bool(LINE_COMMENT.sub("", BLOCK_COMMENT.sub("", content)).strip())
