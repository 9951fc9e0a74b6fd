"""The user's own code, which a help text repeats so that it can be copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Code

LONGEST = 60


def written(code: Code, span: Span, otherwise: str) -> str:
    """The code at a place as its author wrote it; `otherwise` where it does not fit into a sentence."""
    text = code.runtime.page.resolver.reader.shown(span.path)
    if isinstance(text, Unknown):
        return otherwise
    value = text.value[span.start : span.end]
    fits = 0 < len(value) <= LONGEST and value.isprintable() and "`" not in value and not is_masked(value)
    return value if fits else otherwise
