"""Where a file names a phrase outside of its comments."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.text import Span, Text

PROSE = frozenset({".md", ".markdown", ".mdx", ".rst", ".txt", ".adoc"})
PYTHON = frozenset({".py", ".pyi", ".pyw"})
SCRIPTS = frozenset({".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx"})
MARKUP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg", ".vue", ".svelte", ".config"})
WITH_SLASHES = frozenset(
    {
        *(".json", ".jsonc", ".json5", ".css", ".scss", ".less", ".astro", ".php"),
        *(".go", ".rs", ".java", ".kt", ".c", ".h", ".cc", ".cpp", ".cs", ".dart", ".swift"),
    }
)
WITH_SEMICOLONS = frozenset({".ini", ".cfg"})

_FRONT_MATTER = lazy_pattern(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_MARKUP_COMMENT = lazy_pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A quote after a backslash does not start a string. Looking for an end from each of them would be slow.
_STRING = r"""(?P<string>(?<!\\)"(?:\\.|[^"\\\n])*"|(?<!\\)'(?:\\.|[^'\\\n])*'|`[^`]*`)"""
_SLASH_COMMENT = lazy_pattern(rf"{_STRING}|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_HASH_COMMENT = lazy_pattern(r"""(?P<string>(?<!\\)"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?<!\S)#[^\n]*""")
_SEMICOLON_COMMENT = lazy_pattern(r"^[ \t]*[#;][^\n]*", re.MULTILINE)


def mentions(text: Text, path: str, phrase: str) -> tuple[Span, ...]:
    """Where a file names a phrase, in any case, outside of comments.

    The text of a Markdown or plain document does not count, its front matter does: a README that explains something is
    not a server.
    """
    pattern = re.compile(re.escape(phrase), re.IGNORECASE)
    if not pattern.search(text.value):
        return ()
    stated = _without_comments(text.value, posixpath.splitext(path.lower())[1])
    return tuple(text.span(*found.span()) for found in pattern.finditer(stated))


def _without_comments(value: str, extension: str) -> str:
    """The text with its comments replaced by spaces."""
    if extension in PROSE:
        front_matter = _FRONT_MATTER.match(value)
        return _without(_HASH_COMMENT, front_matter[0]) if front_matter else ""
    if extension in PYTHON:
        return _without_python_comments(value)
    if extension in SCRIPTS:
        return _blank(value, _between_tokens(value))
    if extension in MARKUP:
        return _without(_MARKUP_COMMENT, value)
    if extension in WITH_SLASHES:
        return _without(_SLASH_COMMENT, value)
    return _without(_SEMICOLON_COMMENT if extension in WITH_SEMICOLONS else _HASH_COMMENT, value)


def _without(comment: re.Pattern[str], value: str) -> str:
    def spaces(found: re.Match[str]) -> str:
        return found[0] if found.groupdict().get("string") else " " * len(found[0])

    return comment.sub(spaces, value)


def _between_tokens(value: str) -> Iterator[tuple[int, int]]:
    """In JavaScript and TypeScript: what is not a token is white space or a comment."""
    from pyscript_doctor.parsers.javascript.scanner import scan

    tokens = scan(value)
    yield from zip((0, *tokens.ends), (*tokens.starts, len(value)), strict=True)


def _without_python_comments(value: str) -> str:
    import io
    import tokenize

    lines = value.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(value).readline))
    except (tokenize.TokenError, SyntaxError, RecursionError, MemoryError):
        return _without(_HASH_COMMENT, value)
    comments = (token for token in tokens if token.type == tokenize.COMMENT)
    places = (starts[token.start[0] - 1] + token.start[1] for token in comments if token.start[0] <= len(lines))
    return _blank(value, ((place, min(_line_end(value, place), len(value))) for place in places))


def _line_end(value: str, start: int) -> int:
    end = value.find("\n", start)
    return len(value) if end < 0 else end


def _blank(value: str, stretches: Iterable[tuple[int, int]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end in stretches:
        parts += [value[position:start], " " * (end - start)]
        position = end
    return "".join([*parts, value[position:]])
