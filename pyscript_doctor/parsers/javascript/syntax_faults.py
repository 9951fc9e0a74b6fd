"""Faults in JavaScript that a browser certainly refuses. In doubt there are none: this is not a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.modules import declared
from pyscript_doctor.parsers.javascript.statement_faults import statement_faults
from pyscript_doctor.parsers.javascript.tokens import (
    ASYNC,
    BINARY,
    BRACKET,
    CLASS,
    CLOSE,
    CONCISE,
    FUNCTION,
    NAME,
    NUMBER,
    OBJECT,
    OPEN,
    PARAMETERS,
    PAREN,
    PUNCTUATOR,
    STATEMENT_FRAMES,
    STATIC,
    STRING,
)
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.tokenized import Tokenized

# Template expressions, masked or not: they could be anything.
_TEMPLATE = lazy_pattern(r"[\ue000-\uf8ff]|\{\{[^\n{}]{0,200}\}\}|\{%[^\n]{0,200}%\}|<%")

# Words that can be next to another word or a literal on one line: keywords, and words that are keywords only in some
# places or in proposals.
_KEYWORDS = frozenset(
    {
        *("async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete"),
        *("do", "else", "export", "extends", "finally", "for", "function", "get", "if", "import", "in", "instanceof"),
        *("let", "new", "of", "return", "set", "static", "super", "switch", "this", "throw", "try", "typeof", "var"),
        *("void", "while", "with", "yield", "as", "from", "assert", "accessor", "using", "defer", "source", "enum"),
    }
)
_OPERAND_WORDS = ("this", "new", "import", "super", "async", "function", "class")
# What cannot follow a binary operator, among tokens that are not operands.
_NO_PREFIX = frozenset({";", ",", ".", "?.", "=>", ":", "?"})
_EXPORTED = frozenset({"default", "{", "*", "const", "let", "var", "function", "class", "async"})

# In the bytes of Tokens.kinds
_NO_RIGHT_OPERAND = lazy_pattern(rb"%c(?=[%c%c%c]|\Z)" % (BINARY, BINARY, CLOSE, PUNCTUATOR))
_AFTER_CLOSE = lazy_pattern(rb"%c(?=[%c%c%c])" % (CLOSE, NAME, STRING, NUMBER))
_LISTS = frozenset({OBJECT, PAREN, BRACKET})
"""In these frames JavaScript inserts no semicolon at the end of a line."""
_PARENTHESES = lazy_pattern(rb"%c(?=[%c%c])" % (CLOSE, BINARY, OPEN))
_LITERAL_TARGETS = lazy_pattern(rb"[%c%c](?=%c)" % (STRING, NUMBER, BINARY))
_LEXICAL = frozenset({"let", "const", "class"})
_DECLARES_NOTHING = lazy_pattern(r"(?<![\w$#.])(?:const|var)(?=\s*[=;])")
_RETURN = lazy_pattern(r"(?<![\w$#.])return(?![\w$])")
_NEIGHBOURS = lazy_pattern(rb"[%c%c%c](?=[%c%c%c])" % (NAME, STRING, NUMBER, NAME, STRING, NUMBER))


def first_fault(source: Tokenized, refused: int | None) -> tuple[int, int] | None:
    """Where the first fault is, in offsets of the text; `refused`: a token that was refused elsewhere.

    None in a template.
    """
    if _TEMPLATE.search(source.text.value):
        return None
    tokens = source.tokens
    refusals = (index for index in (refused, *_faults(source)) if index is not None and index < len(tokens))
    found = [(tokens.starts[index], tokens.ends[index]) for index in refusals]
    if tokens.error:
        found.append(tokens.error)
    return min(found, default=None)


def _faults(source: Tokenized) -> Iterator[int | None]:
    """The first fault of each kind."""
    yield next(_missing_operands(source), None)
    yield next(_neighbours(source), None)
    yield next(_misplaced(source), None)
    yield next(_missing_commas(source), None)
    yield next(_refused_targets(source), None)
    yield next(_missing_arrows(source), None)
    yield next(_declared_twice(source), None)
    yield next(_returns_outside(source), None)
    yield next(_missing_names(source), None)
    yield next(_dotted_keys(source), None)
    yield from statement_faults(source)


def _missing_operands(source: Tokenized) -> Iterator[int]:
    """Operators with nothing on their right: `let = =`, `(a +=)`."""
    tokens = source.tokens
    for found in _NO_RIGHT_OPERAND.finditer(tokens.kinds):
        following = found.start() + 1
        if tokens.kind(following) != PUNCTUATOR or tokens.text(following) in _NO_PREFIX:
            yield min(following, len(tokens) - 1)


def _dotted_keys(source: Tokenized) -> Iterator[int]:
    """`(event) = { console.log(event) }`: an object begins here, and a dot cannot follow a name in it."""
    tokens = source.tokens
    for frame in range(1, len(tokens.frame_opens)):
        opener = tokens.frame_opens[frame]
        is_value = tokens.role(frame) == OBJECT and tokens.text(opener) == "{" and tokens.text(opener - 1) == "="
        if is_value and tokens.kind(opener + 1) == NAME and tokens.text(opener + 2) == ".":
            yield opener + 2


def _missing_names(source: Tokenized) -> Iterator[int]:
    """Declarations without a name: `const = 5`. In a class, `const = 5` is a field of that name."""
    tokens = source.tokens
    for found in _DECLARES_NOTHING.finditer(source.text.value):
        index = source.at(found.start())
        if index is None or tokens.is_property(index) or tokens.text(index + 1) not in {"=", ";"}:
            continue
        if tokens.kind(index) == NAME and tokens.role(tokens.container(index)) in STATEMENT_FRAMES:
            yield index + 1


def _neighbours(source: Tokenized) -> Iterator[int]:
    """Two operands next to each other on one line: `const x = 5 6`, `retrun x`, `print "x"`."""
    tokens = source.tokens
    for found in _NEIGHBOURS.finditer(tokens.kinds):
        index = found.start()
        words = {tokens.text(each) for each in (index, index + 1) if tokens.kind(each) == NAME}
        is_list = tokens.role(tokens.container(index + 1)) in _LISTS
        if _KEYWORDS.isdisjoint(words) and (is_list or not tokens.line_break_before(index + 1)):
            yield index + 1


def _missing_commas(source: Tokenized) -> Iterator[int]:
    """What comes after a bracket in a list and belongs to nothing: `{ a: {} b: 1 }`, `f(g() "x")`."""
    tokens = source.tokens
    for found in _AFTER_CLOSE.finditer(tokens.kinds):
        index = found.start()
        container = tokens.container(index)
        if tokens.role(container) not in _LISTS or container != tokens.container(index + 1):
            continue
        if tokens.ends_operand(index) and not (tokens.kind(index + 1) == NAME and tokens.text(index + 1) in _KEYWORDS):
            yield index + 1


def _refused_targets(source: Tokenized) -> Iterator[int]:
    """What cannot be assigned to: `({ data }) = {`, `(a, b) = x`, `"text" = x`."""
    tokens = source.tokens
    for found in _PARENTHESES.finditer(tokens.kinds):
        index = found.start()
        if tokens.text(index + 1) == "=" and _stands_alone(source, index) and _is_no_target(source, index):
            yield tokens.open(index)
    for found in _LITERAL_TARGETS.finditer(tokens.kinds):
        index = found.start()
        if tokens.text(index + 1) == "=" and tokens.role(tokens.container(index)) != CLASS:
            yield index


def _stands_alone(source: Tokenized, close: int) -> bool:
    """Whether parentheses are around an expression, and not part of a call, a function or a condition."""
    tokens = source.tokens
    before = tokens.open(close) - 1
    is_word = tokens.kind(before) == NAME and tokens.text(before) not in ("return", "await", "typeof", "void")
    if tokens.text(close) != ")" or tokens.role(tokens.frames[close]) != PAREN or is_word:
        return False
    return tokens.kind(before) in (0, BINARY, OPEN, PUNCTUATOR, NAME) and tokens.text(before) not in ("?.", ".", "...")


def _is_no_target(source: Tokenized, close: int) -> bool:
    tokens = source.tokens
    first = tokens.open(close) + 1
    if first == close or tokens.text(first) in ("{", "["):
        return first == close or tokens.close(first) == close - 1
    frame = tokens.frames[close]
    return any(
        tokens.text(each) == "," and tokens.frames[each] == frame for each in range(first, min(close, first + 99))
    )


def _missing_arrows(source: Tokenized) -> Iterator[int]:
    """The body of a function after its parameters, without `=>`: `button.onclick = (event) {`."""
    tokens = source.tokens
    for found in _PARENTHESES.finditer(tokens.kinds):
        index = found.start()
        before = tokens.text(tokens.open(index) - 1)
        if tokens.text(index + 1) != "{" or before not in ("=", "(", ",") or tokens.line_break_before(index + 1):
            continue
        if _stands_alone(source, index) and tokens.role(tokens.container(index)) not in (CLASS, OBJECT):
            yield index + 1


def _declared_twice(source: Tokenized) -> Iterator[int]:
    """A name that `let`, `const` or `class` declares twice in one block."""
    tokens = source.tokens
    seen: set[tuple[int, str]] = set()
    for index in tokens.marks:
        word = tokens.text(index)
        frame = tokens.container(index)
        if word not in _LEXICAL or tokens.is_property(index) or tokens.role(frame) not in STATEMENT_FRAMES:
            continue
        if word == "class":
            names = [index + 1] if tokens.begins_statement(index) and tokens.text(index + 1) != "extends" else []
        else:
            names, _ = declared(source, index)
        for name in names:
            key = (frame, tokens.text(name))
            if key in seen and tokens.kind(name) == NAME:
                yield name
            seen.add(key)


def _returns_outside(source: Tokenized) -> Iterator[int]:
    """`return` outside of all functions."""
    tokens = source.tokens
    for found in _RETURN.finditer(source.text.value):
        index = source.at(found.start())
        if index is None or tokens.kind(index) != NAME or tokens.text(index + 1) in (":", "=", ","):
            continue
        if source.at_top_level(index) and tokens.role(tokens.container(index)) in STATEMENT_FRAMES:
            yield index


def _misplaced(source: Tokenized) -> Iterator[int]:
    """`import` and `export` in a block or function, and `await` in a function that is not async."""
    tokens = source.tokens
    for index in tokens.marks:
        word = tokens.text(index)
        if word not in ("import", "export", "await") or tokens.is_property(index):
            continue
        if word == "await":
            if _has_operand(source, index) and _is_in_plain_function(source, index):
                yield index
        elif _is_nested_statement(source, index, word):
            yield index


def _is_nested_statement(source: Tokenized, index: int, word: str) -> bool:
    tokens = source.tokens
    container = tokens.container(index)
    if not container or tokens.role(container) not in STATEMENT_FRAMES:
        return False
    following = tokens.text(index + 1)
    if word == "export":
        return following in _EXPORTED
    return tokens.kind(index + 1) in (NAME, STRING) or following in ("{", "*")


def _has_operand(source: Tokenized, index: int) -> bool:
    tokens = source.tokens
    if tokens.kind(index + 1) != NAME or tokens.line_break_before(index + 1):
        return False
    word = tokens.text(index + 1)
    return word not in _KEYWORDS or word in _OPERAND_WORDS


def _is_in_plain_function(source: Tokenized, index: int) -> bool:
    for frame in source.frames_around(index):
        role = source.tokens.role(frame)
        if role in (FUNCTION, CONCISE):
            return not source.tokens.frame_roles[frame] & ASYNC
        if role in (CLASS, STATIC, PARAMETERS):
            return False
    return False
