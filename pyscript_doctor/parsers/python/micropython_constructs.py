"""Constructs of Python that MicroPython may refuse, if a source has them.

Their names are those of the programs in knowledge/make/constructs.txt, which every build was given.
"""

from __future__ import annotations

import ast
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.offsets import Places
from pyscript_doctor.parsers.python.string_literals import string_literals
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.offsets import Placed
    from pyscript_doctor.parsers.python.string_literals import Field, StringLiteral
    from pyscript_doctor.parsers.text import Span, Text

_DISPLAYS: dict[type[ast.AST], str] = {ast.List: "list", ast.Tuple: "tuple", ast.Set: "set"}
_COMMENT = lazy_pattern(r"#[^\n]*")


@dataclass(frozen=True, slots=True)
class Construct:
    """One construct, by name, and where it is."""

    name: str
    span: Span


def constructs(text: Text) -> tuple[Construct, ...]:
    """The constructs of a source, in order; none if our own Python cannot parse it."""
    source = text.value.removeprefix("\ufeff")
    text = text.cut(len(text) - len(source))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, SystemError):
        return ()
    places = Places(source)
    found = [each for node in ast.walk(tree) for each in _of_node(node, places)]
    found += [each for node in tree.body if isinstance(node, ast.ClassDef) for each in _class_keywords(node, places)]
    literals = tuple(string_literals(source))
    found += [each for literal in literals for each in _of_literal(source, literal)]
    found += _of_joined(literals)
    distinct = dict.fromkeys((start, end, name) for name, start, end in found)
    return tuple(Construct(name, text.span(start, min(end, len(text)))) for start, end, name in sorted(distinct))


_Found = tuple[str, int, int]


def _of_node(node: ast.AST, places: Places) -> Iterator[_Found]:
    name = type(node).__name__
    if isinstance(node, ast.Match):
        yield "match", places.start(node), places.end(node.subject)
    elif name == "TryStar":
        for handler in getattr(node, "handlers", ()):
            yield "except-star", places.start(handler), places.end(handler.type)
    elif name == "TypeAlias" and isinstance(node, ast.stmt):
        yield _whole("type-alias", node, places)
    elif isinstance(node, ast.ExceptHandler):
        yield from _handler(node, places)
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield from _definition(node, places)
    elif isinstance(node, ast.arguments):
        yield from _parameters(node, places)
    elif isinstance(node, (ast.With, ast.AsyncWith)):
        yield from _with(node, places)
    elif isinstance(node, ast.expr):
        yield from _expression(node, places)


def _whole(name: str, node: Placed, places: Places) -> _Found:
    return name, places.start(node), places.end(node)


def _expression(node: ast.expr, places: Places) -> Iterator[_Found]:
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        for item in node.elts:
            if isinstance(item, ast.Starred) and isinstance(item.ctx, ast.Load):
                yield _whole(f"star-in-{_DISPLAYS[type(node)]}", item, places)
            elif isinstance(node, ast.Set) and isinstance(item, ast.NamedExpr):
                yield from _bare("walrus-in-set", item, "{,", places)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                yield _whole("star-star-in-dict", value, places)
    elif isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        for generator in node.generators:
            if generator.is_async:
                yield "async-comprehension", places.start(generator.target), places.end(generator.iter)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.NamedExpr):
        yield from _bare("walrus-in-subscript", node.slice, "[", places)


def _bare(name: str, node: ast.expr, before: str, places: Places) -> Iterator[_Found]:
    """A node without parentheses, right after one of these characters."""
    if places.source[: places.start(node)].rstrip()[-1:] in before:
        yield _whole(name, node, places)


def _handler(node: ast.ExceptHandler, places: Places) -> Iterator[_Found]:
    """`except A, B:` of Python 3.14."""
    if isinstance(node.type, ast.Tuple) and places.source[places.start(node.type)] != "(":
        yield _whole("except-without-parentheses", node.type, places)


def _definition(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, places: Places) -> Iterator[_Found]:
    for parameter in getattr(node, "type_params", ()):
        yield _whole("generic-class" if isinstance(node, ast.ClassDef) else "generic-function", parameter, places)
    for decorator in node.decorator_list:
        start = places.source.rfind("@", 0, places.start(decorator))
        if "(" in places.source[start : places.start(decorator)]:
            yield _whole("decorator-in-parentheses", decorator, places)
        elif not _is_dotted(decorator.func if isinstance(decorator, ast.Call) else decorator):
            yield _whole("decorator-expression", decorator, places)


def _class_keywords(node: ast.ClassDef, places: Places) -> Iterator[_Found]:
    """For a class that is made each time the source runs: only then does MicroPython refuse these."""
    for keyword in node.keywords:
        if keyword.arg:
            yield _whole("metaclass" if keyword.arg == "metaclass" else "class-keyword", keyword, places)


def _is_dotted(node: ast.expr) -> bool:
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def _parameters(node: ast.arguments, places: Places) -> Iterator[_Found]:
    if node.posonlyargs:
        yield _whole("positional-only", node.posonlyargs[-1], places)
    if node.vararg and isinstance(node.vararg.annotation, ast.Starred):
        yield _whole("star-annotation", node.vararg, places)


def _with(node: ast.With | ast.AsyncWith, places: Places) -> Iterator[_Found]:
    """One pair of parentheses around all that a `with` opens, if one of them has an `as`: without it, it is a tuple."""
    first, last = node.items[0], node.items[-1]
    start, end = places.start(first.context_expr), places.end(last.optional_vars or last.context_expr)
    if "(" not in places.source[places.start(node) : start]:
        return
    named = [item for item in node.items if item.optional_vars is not None]
    behind = [(places.end(item.context_expr), places.start(item.optional_vars)) for item in named if item.optional_vars]
    if behind and ")" not in _COMMENT.sub("", places.source[behind[0][0] : behind[0][1]]):
        name = "parenthesised-with" if len(node.items) > 1 else "parenthesised-with-of-one"
        yield name, start, end


def _of_literal(source: str, literal: StringLiteral) -> Iterator[_Found]:
    capitals = [letter for letter in literal.prefix if letter.isupper()]
    opening = literal.start + len(literal.prefix) + 1
    if capitals:
        yield f"capital-{capitals[0].lower()}-string", literal.start, opening
    if "t" in literal.prefix.lower():
        yield "t-string", literal.start, opening
    if literal.is_format and "r" in literal.prefix.lower():
        yield "f-string-raw", literal.start, opening
    if literal.named:
        yield "unicode-name-escape", literal.start, literal.end
    for field in literal.fields:
        yield from _of_field(source, field)
        for inner in field.literals:
            if inner.is_format:
                yield "f-string-in-f-string", inner.start, inner.end
            yield from _of_literal(source, inner)


def _of_field(source: str, field: Field) -> Iterator[_Found]:
    expression = source[field.start : field.end]
    if field.conversion == "a":
        yield "f-string-ascii-conversion", field.start, field.end
    if re.search(r"[^=!<>]=\s+$", expression):
        yield "f-string-equals-with-space-after", field.start, field.end
    refused = _misread(expression)
    if refused:
        yield refused, field.start, field.end


def _misread(expression: str) -> str:
    """How MicroPython reads too far or stops too early in a field: it counts brackets and braces, in strings too."""
    depth = 0
    for character in expression:
        if depth == 0 and character == ":":
            if "lambda" in expression:
                return "f-string-lambda"
            return "f-string-walrus" if ":=" in expression else "f-string-string-with-colon"
        if depth == 0 and character == "}":
            return "f-string-closing-brace-in-string"
        depth += (character in "[{") - (character in "]}")
    return "f-string-bracket-in-string" if depth else ""


def _of_joined(literals: tuple[StringLiteral, ...]) -> Iterator[_Found]:
    """Format strings that come after another one in the same concatenation."""
    before = False
    for literal in literals:
        before = before and literal.adjoins
        if before and literal.is_format:
            yield "f-strings-adjacent", literal.start, literal.end
        before = before or literal.is_format
