"""Comments that tell the doctor to ignore a finding.

`pyscript-doctor: ignore[rule-name]` in a comment of HTML, Python, TOML, JavaScript or a hosting file is valid for its
own line or, if it is alone on it, for the next line that is not empty: in HTML up to the end of the tag that starts
there, in TOML up to the end of the value. `ignore-file[rule-name]` is valid for the whole file. Several names are
separated by commas. What follows the bracket is the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.project import is_page_name
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from typing import TypeAlias

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.reader import Reader

    Judged: TypeAlias = Collection[str]
    """The files of the documents of pages that rules judge."""

SIGN = "pyscript-doctor:"
OPENERS = r"(?:#|//|/\*|<!--|\{#|<%--)\s*"
REASON_END = rf"-->|\*/|#\}}|--%>|{OPENERS}pyscript-doctor:|[\r\n]|\Z"
COMMENT = lazy_pattern(
    rf"{OPENERS}pyscript-doctor:\s*ignore(?P<file>-file)?\s*\[(?P<names>[^\]\r\n]*)\](?=(?P<reason>.*?)(?:{REASON_END}))",
    re.IGNORECASE,
)
BARE = lazy_pattern(
    rf"{OPENERS}(?P<said>pyscript-doctor:\s*ignore(?P<file>-file)?)(?![\w-])(?!\s*\[(?=[^\]\r\n]*[^\]\s,])[^\]\r\n]*\])",
    re.IGNORECASE,
)
BEFORE_REASON = " \t:;,.-\u2013\u2014"
NAME = lazy_pattern(r"[^\s,]+")
CLOSED_BY = {"/*": "*/", "<!--": "-->", "{#": "#}", "<%--": "--%>"}
BLANK = lazy_pattern(r"[ \t\f]*(?:\r\n|\r|\n)")
LINE_END = lazy_pattern(r"[\r\n]|\Z")
TAG = lazy_pattern(r"[ \t\f]*<[A-Za-z]")
CONFIG_TAG = lazy_pattern(r"<(?P<end>/?)(?:py|mpy)-config\b", re.IGNORECASE)
SHOWN = (".md", ".markdown")
WITHOUT_COMMENTS = (".json", ".ipynb", ".webmanifest")
"""A comment in JSON is a text that somebody wrote down, such as an example."""
OWN_SECTION = "suppressions"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A name in such a comment: `span` is the name, `start` and `end` the part of the file that it is valid for.

    at: where the comment starts. reason: what follows its bracket. whole_file: it is `ignore-file`. text: the file.
    comment: what to remove so that the comment does not say the name: the comment, or one of its names.
    """

    name: str
    span: Span
    start: int
    end: int
    text: Text = field(repr=False, compare=False)
    comment: tuple[int, int] = field(compare=False)
    at: int = 0
    reason: str = ""
    whole_file: bool = False

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether it silences a finding."""
        span = diagnostic.finding.span
        return diagnostic.rule.name == self.name and span.path == self.span.path and self.start <= span.start < self.end


class BareComment(NamedTuple):
    """A comment that names no rule. start, end: what it would be valid for. found: what is found there."""

    span: Span
    start: int
    end: int
    found: tuple[str, ...] = ()


class Suppressions(NamedTuple):
    """What the rules about these comments visit.

    unknown: names that no rule has. unused: names of rules that were checked, all of them, and found nothing there.
    known: the names of all rules. bare: comments that name none.
    """

    unknown: tuple[Suppression, ...]
    unused: tuple[Suppression, ...]
    known: frozenset[str]
    bare: tuple[BareComment, ...] = ()


def suppressions_of(project: Project, paths: Iterable[str]) -> tuple[Suppression, ...]:
    """The comments in those of these files that are in the project."""
    found: list[Suppression] = []
    for path in sorted(paths):
        if project.snapshot.lists(path):
            found += project.reader.once("suppressions", path, partial(_suppressions_in, path, project))
    return tuple(found)


def _suppressions_in(path: str, project: Project) -> tuple[Suppression, ...]:
    text = _text_with_sign(path, project.reader)
    return tuple(read_suppressions(text)) if text else ()


def bare_comments_of(project: Project, paths: Iterable[str], pages: Judged) -> tuple[BareComment, ...]:
    """The comments without a rule in those of these files that are in the project and that rules judge."""
    found: list[BareComment] = []
    for path in sorted(paths):
        if project.snapshot.lists(path) and is_judged(path, pages):
            text = _text_with_sign(path, project.reader)
            found += read_bare_comments(text) if text else ()
    return tuple(found)


def has_sign(path: str, reader: Reader) -> bool:
    """Whether a file holds a comment to the doctor, or something like one."""
    return reader.once("sign", path, lambda: _text_with_sign(path, reader) is not None)


def _text_with_sign(path: str, reader: Reader) -> Text | None:
    if path.lower().endswith(WITHOUT_COMMENTS):
        return None
    text = reader.shown(path)
    return None if isinstance(text, Unknown) or SIGN not in text.value.lower() else text


def is_judged(path: str, pages: Judged) -> bool:
    """Whether the rules judge what a file holds: they skip documentation, and some pages."""
    return not is_page_name(path) or (path in pages and not path.lower().endswith(SHOWN))


def read_suppressions(text: Text) -> Iterator[Suppression]:
    """The names in the comments of one file."""
    for comment in COMMENT.finditer(text.value):
        start, end = _stretch_of(comment, text)
        reason, is_of_file = comment["reason"].strip().lstrip(BEFORE_REASON), bool(comment["file"])
        for name, taken in _names(comment, text):
            span = text.span(*name)
            yield Suppression(
                text.value[slice(*name)],
                span,
                start,
                end,
                text,
                taken,
                at=comment.start(),
                reason=reason,
                whole_file=is_of_file,
            )


def _names(comment: re.Match[str], text: Text) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the names of a comment are, and what to remove with each: the comma after it, or the comment."""
    place = comment.start("names")
    names = [(place + each.start(), place + each.end()) for each in NAME.finditer(comment["names"])]
    for index, (start, end) in enumerate(names):
        first = names[index - 1][1] if index and index + 1 == len(names) else start
        last = names[index + 1][0] if index + 1 < len(names) else end
        yield (start, end), (first, last) if len(names) > 1 else (comment.start(), _comment_end(text, comment))


def _comment_end(text: Text, comment: re.Match[str]) -> int:
    """Where a comment ends: at its own closing mark, or with its line."""
    sign = next((end for start, end in CLOSED_BY.items() if comment[0].startswith(start)), "")
    found = text.value.find(sign, comment.end()) if sign else -1
    return found + len(sign) if found >= 0 else _line_end(text.value, comment.end())


def read_bare_comments(text: Text) -> Iterator[BareComment]:
    """The comments of one file that name no rule."""
    for comment in BARE.finditer(text.value):
        yield BareComment(text.span(*comment.span("said")), *_stretch_of(comment, text))


def _stretch_of(comment: re.Match[str], text: Text) -> tuple[int, int]:
    """The part of its file that a comment is valid for."""
    if comment["file"]:
        return 0, len(text.value) + 1
    start, end = _stretch(text.value, comment.start())
    if comment[0].startswith("#") and end <= len(text.value) and _is_toml(text, comment.start()):
        last_line = text.value.rfind("\n", 0, end - 1) + 1
        return start, max(end, _end_of_statement(text, last_line))
    return start, end


def _is_toml(text: Text, place: int) -> bool:
    """Whether a place is in a TOML file, or in the config that a page holds."""
    if text.path.lower().endswith(".toml"):
        return True
    tags = list(CONFIG_TAG.finditer(text.value, 0, place))
    return bool(tags) and not tags[-1]["end"]


def _end_of_statement(text: Text, start: int) -> int:
    """Where the TOML statement that starts on a line ends."""
    from pyscript_doctor.parsers.config.toml_statements import first_statement

    config_end = CONFIG_TAG.search(text.value, start)
    code = text.cut(start, config_end.start() if config_end else len(text.value))
    first = first_statement(code)
    return start + len(first.lines) if first else start


def _stretch(value: str, comment: int) -> tuple[int, int]:
    """The line of a comment, or what follows it if it is alone there."""
    start = max(value.rfind("\n", 0, comment), value.rfind("\r", 0, comment)) + 1
    end = _line_end(value, comment)
    if value[start:comment].lstrip("\ufeff").strip():
        return start, end + 1
    following = end
    while blank := BLANK.match(value, following):
        following = blank.end()
    if TAG.match(value, following):
        closing = value.find(">", following)
        return start, _line_end(value, closing if closing >= 0 else following) + 1
    return start, _line_end(value, following) + 1


def _line_end(value: str, position: int) -> int:
    match = LINE_END.search(value, position)
    return match.start() if match else len(value)
