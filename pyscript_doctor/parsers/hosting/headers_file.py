"""`_headers`, which Netlify and Cloudflare read: each path is on a line of its own, and lines of headers follow it.

Neither of them needs the indentation. They use different patterns, and treat a header that is set twice differently.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.hosting.patterns import Language
from pyscript_doctor.parsers.hosting.records import Header, HeaderRule, HostingFile, Merging
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.parsers.text import Text

MOST_CLOUDFLARE_RULES = 100
LONGEST_CLOUDFLARE_LINE = 2000

_CLOUDFLARE_PATH = lazy_pattern(r"\S+://|/")


class _Line(NamedTuple):
    """A line that says something. header: what it means when there is a path above it."""

    text: Text
    header: Header | None


@dataclass(slots=True)
class _Draft:
    pattern: Text
    headers: list[Header] = field(default_factory=list)
    removed: list[Text] = field(default_factory=list)

    def rule(self, language: Language) -> HeaderRule:
        last = self.headers[-1].value if self.headers else self.removed[-1] if self.removed else self.pattern
        first = self.pattern.span()
        span = type(first)(first.path, first.start, last.span().end)
        return HeaderRule(self.pattern, tuple(self.headers), language, span, tuple(self.removed))


def read_headers_file(text: Text, path: str) -> HostingFile:
    """The file as Netlify reads it, and `elsewhere` as Cloudflare does."""
    lines = tuple(_lines(text))
    cloudflare = HostingFile(path, "Cloudflare", tuple(_cloudflare_rules(lines)), merging=Merging.JOINED)
    return HostingFile(path, "Netlify or Cloudflare", tuple(_netlify_rules(lines)), elsewhere=cloudflare)


def _lines(text: Text) -> Iterator[_Line]:
    """The lines that are neither empty nor comments, without the white space around them."""
    start = 1 if text.value.startswith("\ufeff") else 0
    for value in text.value[start:].split("\n"):
        end = start + len(value)
        if value.strip()[:1] not in ("", "#"):
            line = text.stripped(start, end)
            yield _Line(line, None if line.value.startswith("/") else _header(line))
        start = end + 1


def _netlify_rules(lines: Sequence[_Line]) -> Iterator[HeaderRule]:
    draft: _Draft | None = None
    for line, header in lines:
        if line.value.startswith("/"):
            if draft is not None and draft.headers:
                yield draft.rule(Language.NETLIFY)
            draft = _Draft(line)
        elif draft is not None and header:
            draft.headers.append(header)
    if draft is not None and draft.headers:
        yield draft.rule(Language.NETLIFY)


def _cloudflare_rules(lines: Sequence[_Line]) -> Iterator[HeaderRule]:
    """The rules by path: a path that comes twice has only its later headers."""
    drafts: list[_Draft] = []
    for line, header in lines:
        if len(line) > LONGEST_CLOUDFLARE_LINE:
            continue
        if _CLOUDFLARE_PATH.match(line.value):
            drafts.append(_Draft(line))
        elif not drafts:
            continue
        elif ":" not in line.value:
            if line.value.startswith("! "):
                drafts[-1].removed.append(line.cut(2))
        elif header and " " not in header.name.value:
            drafts[-1].headers.append(header)
    by_path = {draft.pattern.value: draft for draft in drafts if draft.headers or draft.removed}
    for draft in list(by_path.values())[:MOST_CLOUDFLARE_RULES]:
        yield draft.rule(Language.CLOUDFLARE)


def _header(line: Text) -> Header | None:
    colon = line.value.find(":")
    if colon < 0:
        return None
    name, value = line.stripped(0, colon), line.stripped(colon + 1)
    return Header(name, value) if name.value and value.value else None
