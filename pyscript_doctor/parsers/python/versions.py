"""Python that an older version refuses, as far as a newer one can see it."""

from __future__ import annotations

import ast
import sys
import warnings
from typing import TYPE_CHECKING

from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text

OWN = sys.version_info[:2]


class OlderFault(NamedTuple):
    """Grammar that came later; `message` is Python's own."""

    span: Span
    message: str


def fault_in(text: Text, version: tuple[int, int]) -> OlderFault | None:
    """The first grammar in a source that `version` of Python does not have; None if nothing newer is found.

    Our Python cannot see everything: not the format strings of 3.12, and nothing if ours is not the newer one.
    """
    if version >= OWN:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text.value.removeprefix("\ufeff"), feature_version=version)
    except SyntaxError as error:
        return OlderFault(_line(text, error.lineno or 1), error.msg or "invalid syntax")
    except (ValueError, RecursionError, MemoryError, OverflowError, SystemError):
        return None
    return None


def _line(text: Text, number: int) -> Span:
    lines = text.value.split("\n")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    line = lines[number - 1] if number <= len(lines) else ""
    indentation = len(line) - len(line.lstrip())
    return text.span(min(start + indentation, len(text)), min(start + len(line.rstrip()), len(text)))
