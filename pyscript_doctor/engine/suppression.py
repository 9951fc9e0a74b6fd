"""Comments that tell the doctor to ignore a finding.

`pyscript-doctor: ignore[rule-name]` in a comment of HTML, Python, TOML, JavaScript or a hosting file holds for its
own line or, where it is alone on that, for the next line that is not empty, in HTML up to the end of the tag that
starts there. `ignore-file[rule-name]` holds for the whole file. Several names are separated by commas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from pyscript_doctor.project.page.loading import Loading
from pyscript_doctor.project.project import is_page_name
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project

SIGN = "pyscript-doctor:"
COMMENT = re.compile(
    r"(?:#|//|/\*|<!--|\{#|<%--)\s*pyscript-doctor:\s*ignore(?P<file>-file)?\s*\[(?P<names>[^\]\r\n]*)\]", re.IGNORECASE
)
NAME = re.compile(r"[^\s,]+")
CLOSED_BY = {"/*": "*/", "<!--": "-->", "{#": "#}", "<%--": "--%>"}
BLANK = re.compile(r"[ \t\f]*(?:\r\n|\r|\n)")
LINE_END = re.compile(r"[\r\n]|\Z")
TAG = re.compile(r"[ \t\f]*<[A-Za-z]")
SHOWN = (".md", ".markdown")
OWN_SECTION = "suppressions"


@dataclass(frozen=True, slots=True)
class Suppression:
    """A name in such a comment: `span` is the name, `start` and `end` the stretch of the file that it holds for.

    text: the file. comment: what to take out of it so that the comment does not say the name: the comment, or one
    of its names.
    """

    name: str
    span: Span
    start: int
    end: int
    text: Text = field(repr=False, compare=False)
    comment: tuple[int, int] = field(compare=False)

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether it silences a finding."""
        span = diagnostic.finding.span
        return diagnostic.rule.name == self.name and span.path == self.span.path and self.start <= span.start < self.end


@dataclass(frozen=True, slots=True)
class Suppressions:
    """What the rules about these comments visit.

    unknown: names of no rule. unused: names of rules that were checked, all of them, and found nothing there.
    known: the names of all rules.
    """

    unknown: tuple[Suppression, ...]
    unused: tuple[Suppression, ...]
    known: frozenset[str]


def suppressions_of(project: Project, paths: Iterable[str]) -> tuple[Suppression, ...]:
    """The comments in those of these files that are in the project."""
    found: list[Suppression] = []
    for path in sorted(paths):
        if project.snapshot.lists(path):
            found += project.reader.once("suppressions", path, partial(_suppressions_in, path, project))
    return tuple(found)


def _suppressions_in(path: str, project: Project) -> tuple[Suppression, ...]:
    text = project.reader.shown(path)
    if isinstance(text, Unknown) or SIGN not in text.value.lower():
        return ()
    return tuple(read_suppressions(text))


def is_judged(suppression: Suppression, project: Project) -> bool:
    """Whether the rules judge what its file holds: they skip documentation, and some pages."""
    path = suppression.span.path
    if not is_page_name(path):
        return True
    pages = [page for page in project.pages if any(document.text.path == path for document in page.documents)]
    return not path.lower().endswith(SHOWN) and any(_is_judged(page) for page in pages)


def _is_judged(page: Page) -> bool:
    return not page.releases.legacy and page.loading not in {Loading.FOREIGN, Loading.TEST}


def read_suppressions(text: Text) -> Iterator[Suppression]:
    """The names in the comments of one file."""
    for comment in COMMENT.finditer(text.value):
        start, end = (0, len(text.value) + 1) if comment["file"] else _stretch(text.value, comment.start())
        names = list(NAME.finditer(comment["names"]))
        place = comment.start("names")
        for index, name in enumerate(names):
            # A name goes with the comma after it; the last one with the comma before it.
            first = names[index - 1].end() if index and index + 1 == len(names) else name.start()
            last = names[index + 1].start() if index + 1 < len(names) else name.end()
            stretch = (
                (place + first, place + last) if len(names) > 1 else (comment.start(), _comment_end(text, comment))
            )
            yield Suppression(name[0], text.span(place + name.start(), place + name.end()), start, end, text, stretch)


def _comment_end(text: Text, comment: re.Match[str]) -> int:
    """Where a comment ends: at its own sign, or with its line."""
    sign = next((end for start, end in CLOSED_BY.items() if comment[0].startswith(start)), "")
    found = text.value.find(sign, comment.end()) if sign else -1
    return found + len(sign) if found >= 0 else _line_end(text.value, comment.end())


def _stretch(value: str, comment: int) -> tuple[int, int]:
    """The line of a comment, or what follows it where it is alone."""
    start = max(value.rfind("\n", 0, comment), value.rfind("\r", 0, comment)) + 1
    end = _line_end(value, comment)
    if value[start:comment].strip():
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


def silenced(diagnostics: Iterable[Diagnostic], suppressions: Sequence[Suppression]) -> list[Diagnostic]:
    """The findings that a comment silences."""
    by_name: dict[str, list[Suppression]] = {}
    for suppression in suppressions:
        by_name.setdefault(suppression.name, []).append(suppression)
    return [each for each in diagnostics if any(one.covers(each) for one in by_name.get(each.rule.name, ()))]


def judged(
    suppressions: Sequence[Suppression],
    silent: Sequence[Diagnostic],
    known: Collection[str],
    decided: Collection[str],
) -> Suppressions:
    """Which comments are at fault: `silent` are the findings that they silence, `decided` rules that knew enough."""
    return Suppressions(
        unknown=tuple(each for each in suppressions if each.name not in known),
        unused=tuple(each for each in suppressions if each.name in decided and not any(map(each.covers, silent))),
        known=frozenset(known),
    )
