"""Where a file names a phrase outside of its comments."""

from __future__ import annotations

import io
import posixpath
import re
import tokenize
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text

MARKUP = {".html", ".htm", ".xhtml", ".xml", ".svg", ".vue", ".svelte", ".config"}
MARKDOWN = {".md", ".markdown", ".mdx", ".rst", ".txt", ".adoc"}
SLASHES = {".js", ".mjs", ".cjs", ".jsx", ".ts", ".mts", ".cts", ".tsx", ".json", ".jsonc", ".json5", ".astro",
           ".go", ".rs", ".java", ".kt", ".c", ".cs", ".cpp", ".dart", ".swift", ".css", ".scss"}  # fmt: skip
MARKUP_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
SLASH_COMMENT = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL
)
HASH_COMMENT = re.compile(r"""(?P<string>"(?:\\.|[^"\\\n])*"|'[^'\n]*')|(?:(?<=\s)|^)[#;][^\n]*""", re.MULTILINE)
FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)


def mentions(text: Text, path: str, phrase: str) -> tuple[Span, ...]:
    """Where a file names a phrase, in any case, outside of comments.

    The text of a Markdown document does not count, its front matter does: a README that explains is no server.
    """
    masked = _masked(text.value, posixpath.splitext(path.lower())[1])
    pattern = re.compile(re.escape(phrase), re.IGNORECASE)
    return tuple(text.span(match.start(), match.end()) for match in pattern.finditer(masked))


def _masked(value: str, extension: str) -> str:
    """The text with its comments as spaces."""
    if extension in MARKDOWN:
        match = FRONT_MATTER.match(value)
        return match[0] if match else ""
    if extension == ".py":
        return _blank(value, _python_comments(value))
    if extension in MARKUP:
        return MARKUP_COMMENT.sub(_spaces, value)
    return (SLASH_COMMENT if extension in SLASHES else HASH_COMMENT).sub(_spaces, value)


def _spaces(match: re.Match[str]) -> str:
    return match[0] if match.groupdict().get("string") else " " * len(match[0])


def _python_comments(value: str) -> Iterator[tuple[int, int]]:
    starts = [0]
    for line in value.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    try:
        for token in tokenize.generate_tokens(io.StringIO(value).readline):
            if token.type == tokenize.COMMENT:
                start = starts[token.start[0] - 1] + token.start[1]
                yield start, start + len(token.string)
    except (tokenize.TokenError, SyntaxError, IndexError):
        return


def _blank(value: str, stretches: Iterator[tuple[int, int]]) -> str:
    parts, end = [], 0
    for start, stop in stretches:
        parts += [value[end:start], " " * (stop - start)]
        end = stop
    return "".join([*parts, value[end:]])
