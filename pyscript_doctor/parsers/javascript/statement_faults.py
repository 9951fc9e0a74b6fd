"""Statements, classes and objects that a browser certainly refuses. In doubt there are none: this is not a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.tokens import (
    BINARY,
    CLASS,
    NAME,
    NUMBER,
    OBJECT,
    PUNCTUATOR,
    STATEMENT_FRAMES,
    STRING,
)
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.tokenized import Tokenized

_RESERVED = frozenset(
    {
        *("break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else"),
        *("export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new"),
        *(
            "null",
            "return",
            "super",
            "switch",
            "this",
            "throw",
            "true",
            "try",
            "typeof",
            "var",
            "void",
            "while",
            "with",
        ),
    }
)
_DECLARING = frozenset({"const", "var"})
_CONDITIONS = lazy_pattern(r"(?<![\w$#.])(?:if|while|switch)(?=[ \t]+[\w$!\"'])")
_ARROWS = lazy_pattern(r"=>")
_OF_OBJECTS = frozenset({"=", "(", "[", "return"})
_BEFORE_A_NAME = frozenset({"as", "function", "get", "set", "static", "async", "*", ".", "?."})
_AFTER_A_NAME = frozenset({"as", "from", "in", "instanceof", "of"})


def statement_faults(source: Tokenized) -> Iterator[int | None]:
    """The first fault of each kind."""
    yield next(_reserved_names(source), None)
    yield next(_constants_without_value(source), None)
    yield next(_bare_conditions(source), None)
    yield next(_arrows_on_a_line_of_their_own(source), None)
    yield next(_class_bodies(source), None)
    yield next(_objects(source), None)
    yield next(_functions_twice(source), None)


def _is_declaration(source: Tokenized, index: int) -> bool:
    tokens = source.tokens
    return not tokens.is_property(index) and tokens.role(tokens.container(index)) in STATEMENT_FRAMES


def _reserved_names(source: Tokenized) -> Iterator[int]:
    """`const class = "blue"`."""
    tokens = source.tokens
    for index in tokens.marks:
        is_reserved = tokens.kind(index + 1) == NAME and tokens.text(index + 1) in _RESERVED
        if is_reserved and tokens.text(index) in _DECLARING and _is_declaration(source, index):
            yield index + 1


def _constants_without_value(source: Tokenized) -> Iterator[int]:
    """`const total;`."""
    tokens = source.tokens
    for index in tokens.marks:
        ends = tokens.kind(index + 1) == NAME and tokens.text(index + 2) == ";"
        if ends and tokens.text(index) == "const" and _is_declaration(source, index):
            yield index + 2


def _bare_conditions(source: Tokenized) -> Iterator[int]:
    """`if a > b {`: a condition is in parentheses."""
    tokens = source.tokens
    for found in _CONDITIONS.finditer(source.text.value):
        index = source.at(found.start())
        if index is None or tokens.kind(index) != NAME or not _is_declaration(source, index):
            continue
        following = tokens.text(index + 1)
        is_operand = tokens.kind(index + 1) in (NAME, NUMBER, STRING) or following == "!"
        if is_operand and following not in _AFTER_A_NAME and tokens.text(index - 1) not in _BEFORE_A_NAME:
            yield index + 1


def _arrows_on_a_line_of_their_own(source: Tokenized) -> Iterator[int]:
    """An `=>` that begins a line: it must be on the line where its parameters end."""
    tokens = source.tokens
    for found in _ARROWS.finditer(source.text.value):
        index = source.at(found.start())
        if index is not None and tokens.text(index) == "=>" and tokens.line_break_before(index):
            yield index


def _class_bodies(source: Tokenized) -> Iterator[int]:
    """A comma between the methods of a class, or `function` before the name of one."""
    tokens = source.tokens
    for index in range(len(tokens)):
        is_comma = tokens.kind(index) == PUNCTUATOR and tokens.text(index) == ","
        if is_comma and tokens.role(tokens.container(index)) == CLASS:
            yield index
    for index in tokens.marks:
        is_word = tokens.text(index) == "function" and tokens.role(tokens.container(index)) == CLASS
        before = tokens.text(index - 1)
        if is_word and tokens.kind(index + 1) == NAME and before in ("{", "}", ";"):
            yield index + 1


def _objects(source: Tokenized) -> Iterator[int]:
    """`{ a: 1; b: 2 }` and `{ a = 1 }`, where there must be a value."""
    tokens = source.tokens
    for frame in range(1, len(tokens.frame_opens)):
        opener, close = tokens.frame_opens[frame], tokens.frame_closes[frame]
        is_value = tokens.role(frame) == OBJECT and tokens.text(opener) == "{"
        if not is_value or tokens.text(opener - 1) not in _OF_OBJECTS or tokens.line_break_before(opener):
            continue
        sets_first = tokens.kind(opener + 1) == NAME and tokens.text(opener + 2) == "="
        is_target = tokens.kind(close + 1) == BINARY or tokens.text(close + 1) in ("=>", "of", "in")
        if sets_first and tokens.text(opener - 1) == "=" and not is_target:
            yield opener + 2
        if tokens.kind(opener + 1) in (NAME, STRING) and tokens.text(opener + 2) == ":":
            yield from _semicolons(source, frame)


def _semicolons(source: Tokenized, frame: int) -> Iterator[int]:
    tokens = source.tokens
    for index in range(tokens.frame_opens[frame], min(tokens.frame_closes[frame], len(tokens))):
        if tokens.text(index) == ";" and tokens.container(index) == frame:
            yield index


def _functions_twice(source: Tokenized) -> Iterator[int]:
    """A function that a module exports, and declares a second time."""
    tokens = source.tokens
    seen: dict[str, bool] = {}
    for index in tokens.marks:
        if tokens.text(index) != "function" or tokens.container(index) or not tokens.begins_statement(index):
            continue
        name = index + 1 + (tokens.text(index + 1) == "*")
        exported = "export" in (tokens.text(index - 1), tokens.text(index - 2))
        if tokens.kind(name) != NAME or tokens.text(index - 1) == "default":
            continue
        if tokens.text(name) in seen and (exported or seen[tokens.text(name)]):
            yield name
        seen[tokens.text(name)] = exported or seen.get(tokens.text(name), False)
