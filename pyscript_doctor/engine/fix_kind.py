"""Which kind of fix a rule has, as the examples on its page show it."""

from __future__ import annotations

import re
from enum import Enum

from pyscript_doctor.edits.fix import Safety
from pyscript_doctor.patterns import lazy_pattern

_FLAGGED = lazy_pattern(r"^## Flagged\n(?P<examples>.*?)(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_HEADING = lazy_pattern(r"^### ", re.MULTILINE)
_DIFF = lazy_pattern(r"^```diff *(?P<safety>\w*)$", re.MULTILINE)


class FixKind(Enum):
    """Whether the findings of a rule have a fix, and of which kind.

    SOMETIMES: some have one and others do not, or some are safe and others are not.
    """

    NONE = "none"
    SAFE = "safe"
    UNSAFE = "unsafe"
    SOMETIMES = "sometimes"


def fix_kind(page: str) -> FixKind:
    """What the flagged examples of a rule's page show. The word after `diff` says whether a fix is safe."""
    flagged = _FLAGGED.search(page)
    examples = _HEADING.split(flagged["examples"])[1:] if flagged else []
    shown = {_DIFF.search(example) for example in examples}
    kinds = {_safety(each) if each else None for each in shown}
    if kinds == {Safety.SAFE}:
        return FixKind.SAFE
    if kinds == {Safety.UNSAFE}:
        return FixKind.UNSAFE
    return FixKind.SOMETIMES if kinds - {None} else FixKind.NONE


def _safety(block: re.Match[str]) -> Safety:
    """A block that does not say that it is safe is not safe."""
    return Safety.SAFE if block["safety"] == Safety.SAFE.value else Safety.UNSAFE
