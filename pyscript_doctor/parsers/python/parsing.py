"""Python, parsed by `ast`."""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
import warnings
from types import CodeType
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.masked_format_strings import (
    BrokenFormatStringError,
    UncertainError,
    without_format_strings,
)
from pyscript_doctor.parsers.python.offsets import Places
from pyscript_doctor.parsers.python.statements import StatementReader
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text

__all__ = ["Syntax", "SyntaxFault", "parse_python"]

# The newest grammar that the signs below know.
_NEWEST = (3, 15)
FORMAT_STRINGS = (3, 12)
"""The Python that reads quotes of the same kind in the fields of an f-string."""

# Signs of grammar that came with the Python named here: in such a line the fault may be that our own Python is too old.
_NEWER_GRAMMAR: tuple[tuple[tuple[int, int], re.Pattern[str]], ...] = (
    ((3, 11), lazy_pattern(r"\bexcept\s*\*|\[[^\[\]]*\*|:\s*\*")),
    ((3, 12), lazy_pattern(r"^\s*type\s+\w|\b(?:def|class)\s+\w+\s*\[|\b(?:[fF][rR]?|[rR][fF])[\"']", re.MULTILINE)),
    ((3, 14), lazy_pattern(r"\bexcept\s+[^(:\n]{0,1000},|\b(?:[tT][rR]?|[rR][tT])[\"']|\bfinally\b")),
    ((3, 15), lazy_pattern(r"^\s*lazy\s+(?:import|from)\b|[\[{(]\s*\*", re.MULTILINE)),
)
_WITHOUT_COLON = lazy_pattern(r"(?:finally|else|try)")
_FORMAT_STRING = lazy_pattern(r"(?:[fF][rR]?|[rR][fF])[\"']")
_DOTTED_NAME = lazy_pattern(r"\w+(?:[ \t\\\r\n]*\.[ \t\\\r\n]*\w+)*")
_MANY_DOTS = 1_000
_MOST_OF_A_NAME = 200_000_000
_MAY_BE_LONG = lazy_pattern(r"^.{5000}|[fF][rR]?(?:\"\"\"|''')", re.MULTILINE)
_LONG_FORMAT_STRING = lazy_pattern(r"\b(?:[fFtT][rR]?|[rR][fFtT])(?:\"\"\"|''')")
_MOST_FORMATTING = 200_000_000
_TOO_DEEP = "is nested too deeply"
_TOO_MANY_FIELDS = "has an f-string with too many fields"
_UNREADABLE = lazy_pattern("[\0\ud800-\udfff]")
_FLAGS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT


class SyntaxFault(NamedTuple):
    """Python that cannot be parsed.

    message: Python's own words, without the place; if it is too much for us, it completes a sentence about the source.
    host_too_old: the Python that we run on may be the reason: the grammar is newer, or it is nested too deeply. newer:
    the Python whose grammar it then seems to be.
    """

    span: Span
    message: str
    host_too_old: bool
    newer: tuple[int, int] | None = None


def parse_python(text: Text) -> Syntax | SyntaxFault:
    """Reads a module or script; `await` is allowed outside of functions, as in PyScript. Raises nothing.

    What Python finds only when it compiles (`return` outside a function, `await` in a function that is not async) is a
    fault too: nothing of such a source runs.
    """
    start = 1 if text.value.startswith("\ufeff") else 0
    text = text.cut(start) if start else text
    unreadable = _UNREADABLE.search(text.value)
    if unreadable:
        return _character_fault(text, unreadable)
    if _formats_too_much(text.value):
        return SyntaxFault(text.span(0, 0), _TOO_MANY_FIELDS, host_too_old=True)
    if _has_too_long_a_name(text.value):
        return SyntaxFault(text.span(0, 0), _TOO_DEEP, host_too_old=True)
    places = Places(text.value)
    try:
        module = _tree(text.value)
        reader = StatementReader(places)
        reader.read_module(module)
        scopes = tuple(draft.scope() for draft in reader.drafts.all)
        return Syntax(text, scopes, _offset(places, reader.expressions.awaits.at_top_level))
    except SyntaxError as error:
        return _fault(text, places, error)
    except (RecursionError, MemoryError, OverflowError, SystemError, ValueError):
        return SyntaxFault(text.span(0, 0), _TOO_DEEP, host_too_old=True)


def _has_too_long_a_name(source: str) -> bool:
    """Whether our own Python would take all memory to read `import a.b.c`, because the name has very many parts.

    For each part it keeps all parts before it: 150,000 of them take 22 GB. Measured with `ast.parse` of Python 3.11.
    """
    if source.count(".") < _MANY_DOTS:
        return False
    names = (found[0] for found in _DOTTED_NAME.finditer(source))
    return any(name.count(".") * len(name) > _MOST_OF_A_NAME for name in names)


def _formats_too_much(source: str) -> bool:
    """Whether our own Python would read an f-string for seconds.

    Before 3.12 it looks for each field of an f-string from the start of the string: 5,000 fields in 80,000 characters
    take 0.2 s, and four times as many fields sixteen times as long. Measured with `compile` of Python 3.11.
    """
    if sys.version_info >= (3, 12) or source.count("{") * len(source) < _MOST_FORMATTING:
        return False
    if not _MAY_BE_LONG.search(source):
        return False
    try:
        tokens = [each.string for each in tokenize.generate_tokens(io.StringIO(source).readline)]
    except (tokenize.TokenError, SyntaxError):
        return False
    strings = (each for each in tokens if _FORMAT_STRING.match(each))
    return sum(each.count("{") * len(each) for each in strings) > _MOST_FORMATTING


def _offset(places: Places, node: ast.AST | None) -> int | None:
    return places.start(node) if isinstance(node, (ast.expr, ast.stmt)) else None


def _tree(source: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = compile(source, "<python>", "exec", _FLAGS | ast.PyCF_ONLY_AST, dont_inherit=True)
        assert isinstance(tree, ast.Module)
        code = compile(tree, "<python>", "exec", _FLAGS, dont_inherit=True)
        assert isinstance(code, CodeType)
    return tree


def _fault(text: Text, places: Places, error: SyntaxError, masked: str | None = None) -> SyntaxFault:
    """masked: the source without its f-strings, if that is what was read."""
    line = error.lineno or 1
    line_start, line_end = places.line(line)
    start = min(line_start + max((error.offset or 1) - 1, 0), line_end)
    end = start
    if error.end_lineno and error.end_offset and error.end_offset > 0:
        end = places.line(error.end_lineno)[0] + error.end_offset - 1
    end = min(max(end, start + 1), len(text.value))
    message = error.msg or "invalid syntax"
    source = text.value if masked is None else masked
    newer = _newer_python(source, line_start, max(line_end, end))
    if newer == FORMAT_STRINGS and masked is None:
        return _with_newer_format_strings(text, places, SyntaxFault(text.span(start, end), message, True, newer))
    return SyntaxFault(text.span(start, end), message, newer is not None, newer)


def _with_newer_format_strings(text: Text, places: Places, own: SyntaxFault) -> SyntaxFault:
    """The fault that a source has also for a Python that reads all f-strings; if it has none, that of our own."""
    try:
        masked = without_format_strings(text.value)
        _tree(masked)
    except BrokenFormatStringError:
        return own._replace(host_too_old=False, newer=None)
    except SyntaxError as error:
        return _fault(text, places, error, masked)
    except (UncertainError, RecursionError, MemoryError, OverflowError, SystemError, ValueError):
        return own
    return own


def _newer_python(source: str, start: int, end: int) -> tuple[int, int] | None:
    """The Python whose grammar the line of a fault seems to use, if our own does not know it."""
    if sys.version_info >= _NEWEST:
        return None
    line = source[start:end]
    if _WITHOUT_COLON.fullmatch(line.strip()):
        return None
    for version, sign in _NEWER_GRAMMAR:
        if sys.version_info < version and sign.search(line):
            return version
    return (3, 12) if sys.version_info < (3, 12) and _LONG_FORMAT_STRING.search(source, 0, end) else None


def _character_fault(text: Text, match: re.Match[str]) -> SyntaxFault:
    """Null bytes and lone surrogates, which no Python reads."""
    message = "null byte in the source" if match[0] == "\0" else "lone surrogate in the source"
    return SyntaxFault(text.span(match.start(), match.end()), message, host_too_old=False)
