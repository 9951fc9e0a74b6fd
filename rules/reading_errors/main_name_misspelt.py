"""Conditions that ask for `__main__` and write it in another way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, UNSAFE, WARNING, Finding, Literal, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.edits import replaced
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Comparison, Fix

MAIN = "__main__"
NAME = lazy_pattern(r"""(?<![\w."'])__name__(?![\w"'])""")
"""The name itself, not an attribute as in `station.__name__`, nor a text."""


@rule(severity=WARNING, faq="reading-error-messages", effect=COSMETIC)
def main_name_misspelt(code: Code) -> Iterator[Finding]:
    """Python compares `__name__` with a text that is almost `"__main__"`, so what is below it never runs."""
    for comparison in code.comparisons:
        other = _other(comparison) if comparison.operator == "==" else ""
        if not other or code.runtime.has_local_module(other):
            continue
        written = source_text(code, comparison.place.span)
        if NAME.search(written) and len(written.splitlines()) == 1:
            yield Finding(
                span=comparison.place.span,
                message=f"`__name__` is never `{other!r}`, so what is below this line does not run",
                label="never true",
                help='Write `if __name__ == "__main__":`.',
                fix=_fix(comparison, written, other, code),
            )


def _other(comparison: Comparison) -> str:
    """The text that something is compared with, if it means `__main__`."""
    for side in (comparison.left, comparison.right):
        value = side.value if isinstance(side, Literal) else None
        if isinstance(value, str) and value != MAIN and value.strip("_ ").lower() in {"main", "name"}:
            return value
    return ""


def _fix(comparison: Comparison, written: str, other: str, code: Code) -> Fix | None:
    new = written.replace(f'"{other}"', f'"{MAIN}"').replace(f"'{other}'", f"'{MAIN}'")
    if new == written:
        return None
    return fix_of(UNSAFE, f'Write `"{MAIN}"`', lambda: [replaced(code.syntax.text, comparison.place.span, new)])
