"""Template expressions in a page: masked, never rewritten, so that each offset stays right.

Each character of an expression becomes a private-use character, and a value that holds one is unknown; a comment
becomes spaces. We do not know what the browser gets, only what is in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.html.tokenizer import Characters, EndTag, Run, StartTag, Tokenizer
from pyscript_doctor.parsers.templates.front_matter import blank, front_matter_end
from pyscript_doctor.parsers.templates.paths import Root, parent_named, parts_named, path_named, placeholder_root
from pyscript_doctor.parsers.templates.syntax import Mark, Scanner
from pyscript_doctor.parsers.text import Part, Span, Text
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The very last private-use character: icon fonts use others.
MASK = "\U0010fffd"

TEMPLATE_SUFFIXES = frozenset(
    {
        ".ejs",
        ".erb",
        ".gohtml",
        ".handlebars",
        ".hbs",
        ".j2",
        ".jinja",
        ".jinja2",
        ".liquid",
        ".mustache",
        ".njk",
        ".php",
        ".phtml",
        ".tmpl",
        ".tpl",
        ".twig",
    }
)
TEMPLATE_FOLDERS = frozenset({"_includes", "_layouts", "templates"})

_MASKED = lazy_pattern(f"{MASK}+")
_TAG = lazy_pattern(r"\{%[-+~]?\s*\w|<%[-=_#]?\s*\w|<\?(?:php\b|=)")
_IN_ATTRIBUTES = lazy_pattern(r"\$\{[^{}]*\}|%[A-Z][A-Z0-9]*_[A-Z0-9_]*%|\$[A-Za-z][\w.-]*\$")
_PANDOC = lazy_pattern(r"\$(?:body|endif|endfor)\$")
_PANDOC_MARK = lazy_pattern(
    r"\$(?:if|elseif|for)\([^()$\n]+\)\$|\$[A-Za-z][\w./-]*(?:\(\))?(?:\[[^\]$\n]*\])?\$|\$\{[^{}\n]*\}"
)
_SCRIPT_ATTRIBUTES = ("on", "@", ":", "x-", "v-")
_PYTHON_ELEMENT = lazy_pattern(r"(?:py|mpy)-[a-z-]+")
_LAYOUT = lazy_pattern(
    r"^(?:layout|template):[ \t]*(?P<quote>[\"']?)(?P<name>[\w./-]+)(?P=quote)[ \t]*\r?$", re.MULTILINE
)
_ABSOLUTE_URL = lazy_pattern(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")


class Expression(NamedTuple):
    """An expression of a template.

    source: all of it, with its marks. literal: the path that it means, None if that is not known. root: where that path
    starts, None if it is not a path from a root. An expression that means a root itself, `{{ site.baseurl }}`, has an
    empty literal.
    """

    span: Span
    source: Text
    literal: Text | None = None
    root: Root | None = None


class Template(NamedTuple):
    """A page whose expressions are masked.

    is_template: a template engine makes the page. extends: the template that it fills. layout: the same, by the name
    that the front matter gives: Jekyll's `layout`, MkDocs' `template`. includes: the templates that it includes.
    """

    text: Text
    expressions: tuple[Expression, ...] = ()
    extends: Text | None = None
    layout: Text | None = None
    includes: tuple[Text, ...] = ()
    is_template: bool = False


class Resolved(NamedTuple):
    """A value whose expressions are replaced by the paths that they mean.

    root: where the path starts. STATIC: `text` is relative to the folder of static files. SITE: `text` starts with a
    slash, which is the root of the site. None: it is a URL like any other.
    """

    text: Text
    root: Root | None = None

    @property
    def static(self) -> bool:
        """Whether it is below the folder of static files."""
        return self.root is Root.STATIC


def is_masked(value: str) -> bool:
    """Whether a value has a template expression in it, so it is unknown."""
    return MASK in value


def mask(text: Text) -> Template:
    """A page with its template expressions masked.

    In a template, these are all expressions, in scripts too. In any other page these are `{{ }}` outside of scripts,
    where scripts of the page put something in, and `${}` and Pandoc's `$name$` in attributes.
    """
    value = text.value
    start = front_matter_end(value)
    is_template = _is_template(text.path, value, start)
    marks = list(_marks(text, start, is_template))
    masked = _masked(value, start, marks)
    placeholders = list(_placeholders(masked))
    expressions = [_expression(text, mark) for mark in (*marks, *placeholders) if not mark.comment]
    expressions.sort(key=lambda expression: expression.span.start)
    masked = _masked(masked, 0, placeholders)
    extends, includes = _related(text, marks)
    return Template(
        text.masked(masked) if masked != value else text,
        tuple(expressions),
        extends=extends,
        layout=_layout(text, start),
        includes=includes,
        is_template=is_template or any(expression.root for expression in expressions),
    )


def _marks(text: Text, start: int, is_template: bool) -> Iterable[Mark]:
    """What must be masked. `{{ url_for("static", ...) }}` shows that it is a template, wherever it is."""
    if _PANDOC.search(text.value):
        return [Mark(*found.span(), *found.span()) for found in _PANDOC_MARK.finditer(text.value, start)]
    if not is_template:
        marks = list(_marks_outside_code(text.value))
        if not any(_expression(text, mark).root for mark in marks):
            return marks
    return Scanner(text.value).marks(start)


def _is_template(path: str, value: str, front_matter: int) -> bool:
    if front_matter or TEMPLATE_FOLDERS.intersection(path.lower().split("/")[:-1]):
        return True
    if TEMPLATE_SUFFIXES.intersection(PurePosixPath(path.lower()).suffixes) or _PANDOC.search(value):
        return True
    tags = _TAG.finditer(value)
    first = next(tags, None)
    if first is None:
        return False
    code = _Code(value)
    return not code.holds(first.start()) or any(not code.holds(tag.start()) for tag in tags)


def _marks_outside_code(value: str) -> Iterator[Mark]:
    """The `{{ }}` on one line that are outside of code."""
    if "{{" not in value:
        return
    code = _Code(value)
    for mark in Scanner(value).marks(0):
        one_line = value.find("\n", mark.start, mark.end) < 0
        if value.startswith("{{", mark.start) and one_line and not code.holds(mark.start):
            yield mark


class _Code:
    """Where a page holds code: in scripts, styles and the elements of PyScript."""

    def __init__(self, value: str) -> None:
        self._ranges = list(self._find(value))

    def holds(self, position: int) -> bool:
        """Whether a place is in code."""
        index = bisect_right(self._ranges, position, key=lambda found: found[0]) - 1
        return index >= 0 and position < self._ranges[index][1]

    def _find(self, value: str) -> Iterator[tuple[int, int]]:
        opened: StartTag | None = None
        for token in Tokenizer(value):
            match token:
                case Run(start, end, Characters.RAW) if opened is None:
                    yield start, end
                case StartTag(name) if opened is None and _PYTHON_ELEMENT.fullmatch(name):
                    opened = token
                case EndTag(name, start) if opened and name == opened.name:
                    yield opened.end, start
                    opened = None
        if opened:
            yield opened.end, len(value)


def _placeholders(value: str) -> Iterator[Mark]:
    """What a script, a bundler or Pandoc puts into attributes: `${base}`, `%PUBLIC_URL%`, `$base$`."""
    if not _IN_ATTRIBUTES.search(value):
        return
    for token in Tokenizer(value):
        for attribute in token.attributes if isinstance(token, StartTag) else ():
            if not attribute.name.startswith(_SCRIPT_ATTRIBUTES):
                for found in _IN_ATTRIBUTES.finditer(value, attribute.value_start, attribute.value_end):
                    yield Mark(*found.span(), *found.span())


def _masked(value: str, front_matter: int, marks: Iterable[Mark]) -> str:
    parts = [blank(value[:front_matter])]
    position = front_matter
    for mark in marks:
        parts.append(value[position : mark.start])
        inside = value[mark.start : mark.end]
        parts.append(blank(inside) if mark.comment else MASK * len(inside))
        position = mark.end
    parts.append(value[position:])
    return "".join(parts)


def _expression(text: Text, mark: Mark) -> Expression:
    value = text.value
    span, source = text.span(mark.start, mark.end), text.cut(mark.start, mark.end)
    if value.startswith("%", mark.start):
        root = placeholder_root(source.value)
        return Expression(span, source, text.cut(mark.start, mark.start) if root else None, root)
    named = path_named(value, value[mark.start : mark.start + 2], mark.inner_start, mark.inner_end)
    if named is None:
        return Expression(span, source)
    (start, end), root = named
    return Expression(span, source, text.cut(start, end), root)


def _related(text: Text, marks: Iterable[Mark]) -> tuple[Text | None, tuple[Text, ...]]:
    """The template that a page extends, and those that it includes."""
    value = text.value
    extends: Text | None = None
    includes: list[Text] = []
    for mark in marks:
        if mark.comment:
            continue
        parent = parent_named(value, mark.inner_start, mark.inner_end)
        if parent and extends is None:
            extends = text.cut(*parent)
        opening = value[mark.start : mark.start + 2]
        includes.extend(text.cut(*part) for part in parts_named(value, opening, mark.inner_start, mark.inner_end))
    return extends, tuple(includes)


def _layout(text: Text, front_matter: int) -> Text | None:
    match = _LAYOUT.search(text.value, 0, front_matter)
    if match is None or match["name"] in ("null", "none"):
        return None
    return text.cut(*match.span("name"))


def resolve(value: Text, template: Template) -> Resolved | None:
    """A masked value with its expressions replaced by the paths that they mean.

    None if one of them is unknown, or if a root is not at the start. `value` is cut from the template's text.
    """
    parts: list[Part] = []
    root: Root | None = None
    position = 0
    for run in _MASKED.finditer(value.value):
        parts.append(Part(position, run.start()))
        position = run.end()
        place = value.span(*run.span())
        expressions = _expressions_at(place, template)
        if expressions is None:
            return None
        for expression in expressions:
            if expression.root:
                if any(_is_filled(part) for part in parts) or root not in (None, expression.root):
                    return None
                root = expression.root
            parts.append(_replacement(expression, run.start(), place))
    parts.append(Part(position, len(value)))
    return _rooted(value.spliced(parts), root)


def _expressions_at(span: Span, template: Template) -> list[Expression] | None:
    """The expressions that make up a span; None if one is cut or unknown."""
    found: list[Expression] = []
    position = span.start
    index = bisect_left(template.expressions, span.start, key=lambda expression: expression.span.start)
    while position < span.end and index < len(template.expressions):
        expression = template.expressions[index]
        if expression.span.start != position or expression.literal is None or expression.span.path != span.path:
            return None
        found.append(expression)
        position = expression.span.end
        index += 1
    return found if position == span.end else None


def _is_filled(part: Part) -> bool:
    return part.replacement != "" and part.end > part.start


def _replacement(expression: Expression, run_start: int, run: Span) -> Part:
    """Replaces the expression with its path, whose span is that of the literal."""
    assert expression.literal is not None
    start = run_start + expression.literal.span().start - run.start
    return Part(start, start + len(expression.literal), expression.literal.value)


def _rooted(text: Text, root: Root | None) -> Resolved:
    if root is None or _ABSOLUTE_URL.match(text.value):
        return Resolved(text)
    if root is Root.STATIC:
        return Resolved(text.cut(len(text) - len(text.value.lstrip("/"))), root)
    if text.value.startswith("/"):
        return Resolved(text, root)
    return Resolved(text.spliced([Part(0, 0, "/"), Part(0, len(text))]), root)
