"""The user's own code and names, which messages repeat so that they can be copied."""

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
    return value if _fits(value) else otherwise


def quoted(value: str, otherwise: str) -> str:
    """A name or value in backticks; `otherwise` where it does not fit into a sentence."""
    return f"`{value}`" if _fits(value) else otherwise


def _fits(value: str) -> bool:
    return 0 < len(value) <= LONGEST and value.isprintable() and "`" not in value and not is_masked(value)
