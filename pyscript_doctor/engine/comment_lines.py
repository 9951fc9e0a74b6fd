"""Where in a piece of code a comment can be without changing anything: above a line, or at its end."""

from __future__ import annotations

import io
import re
import textwrap
import tokenize
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.toml_statements import scan_toml
from pyscript_doctor.parsers.javascript.scanner import scan
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from pyscript_doctor.parsers.javascript.tokens import Tokens

NEWLINE = lazy_pattern(r"\r\n|\r|\n")
JAVASCRIPT_COMMENT = lazy_pattern(r"//[^\r\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)


def line_start(value: str, offset: int) -> int:
    """The start of the line that an offset is in, after a byte order mark."""
    start = max(value.rfind("\n", 0, offset), value.rfind("\r", 0, offset)) + 1
    return start + (start == 0 and value.startswith("\ufeff"))


def line_end(value: str, offset: int) -> int:
    """Where the line of an offset ends, before its newline."""
    found = NEWLINE.search(value, offset)
    return found.start() if found else len(value)


def above_in_python(code: str, start: int) -> int | None:
    """The start of a line if a comment can be on a line of its own above it; None inside a string or a broken line."""
    barred = _barred_in_python(code)
    if barred is None or _number(code, start) in barred:
        return None
    return start


def behind_in_python(code: str, start: int) -> int | None:
    """The end of a line if a comment can follow there; None inside a string, or if the line goes on."""
    barred = _barred_in_python(code)
    end = line_end(code, start)
    if barred is None or _number(code, start) + 1 in barred or code[:end].endswith("\\"):
        return None
    return end


def above_in_javascript(code: str, start: int) -> int | None:
    """The start of a line if a comment can be on a line of its own above it; None inside a literal or a comment."""
    tokens = _scanned(code)
    if tokens.error is not None and tokens.error[0] < start:
        return None
    index = bisect_right(tokens.starts, start) - 1
    if index >= 0 and tokens.starts[index] < start < tokens.ends[index]:
        return None
    gap = code[tokens.ends[index] if index >= 0 and tokens.ends[index] <= start else 0 : start]
    comments = [each[0] for each in JAVASCRIPT_COMMENT.finditer(gap)]
    is_open = bool(comments) and comments[-1].startswith("/*") and not comments[-1].endswith("*/")
    return None if is_open else start


def above_in_toml(code: str, start: int) -> int:
    """The start of the statement that a line belongs to: there can be no comment inside an array or a string."""
    position = 0
    for statement in scan_toml(Text.whole("", code)):
        if position <= start < position + len(statement.lines):
            return position
        position += len(statement.lines)
    return start


def _number(code: str, start: int) -> int:
    """The line that starts at an offset, counted from 1."""
    return len(NEWLINE.findall(code, 0, start)) + 1


@lru_cache(maxsize=64)
def _barred_in_python(code: str) -> frozenset[int] | None:
    """The lines that start inside a string, or after a backslash; None if the code has no tokens."""
    lines = textwrap.dedent(NEWLINE.sub("\n", code.removeprefix("\ufeff")))
    barred: set[int] = set()
    opened: list[int] = []
    commented: set[int] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(lines).readline):
            name = tokenize.tok_name[token.type]
            if name.endswith("STRING_START"):
                opened.append(token.start[0])
            first = opened.pop() if name.endswith("STRING_END") else token.start[0]
            if name.endswith(("STRING", "STRING_END")):
                barred.update(range(first + 1, token.end[0] + 1))
            elif token.type == tokenize.COMMENT:
                commented.add(token.start[0])
    except (tokenize.TokenError, SyntaxError):
        return None
    continued = (number for number, line in enumerate(lines.split("\n"), 1) if line.endswith("\\"))
    return frozenset(barred | {number + 1 for number in continued if number not in commented})


@lru_cache(maxsize=64)
def _scanned(code: str) -> Tokens:
    return scan(code)
