"""PyScript's addresses in files that a build turns into pages, if they are written out."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.project import PageReading, Project
    from pyscript_doctor.sources.file_names import FileNames

COMPONENTS = (".svelte", ".vue", ".astro", ".jsx", ".tsx")
ADDRESS = lazy_pattern(r"""(?<=["'`])https?://pyscript\.net/[\w./-]+\.(?:js|css)(?=["'`])""")
SCRIPT_TAG = lazy_pattern(
    r"""<script\b(?P<attributes>[^<>{}]*?\ssrc=["'](?P<url>https?://pyscript\.net/[\w./-]+/core\.js)["'][^<>{}]*)>"""
)
IS_MODULE = lazy_pattern(r"""\btype=["']module["']""")
LINE_COMMENT = lazy_pattern(r"^\s*(?://|#)")
COMMENT_ENDS = {"/*": "*/", "<!--": "-->"}
COMMENT_MARK = lazy_pattern(r"/\*|\*/|<!--|-->")


@compared_by_class
class CoreAddress(NamedTuple):
    """A literal PyScript address in a component. plain_tag: the script tag around it has no `type="module"`."""

    span: Span
    url: str
    plain_tag: Span | None


def reads_no_page(reading: PageReading) -> bool:
    """Whether the content of a page matters for components: it does not."""
    return False


def core_addresses_in_components(project: Project) -> Iterator[CoreAddress]:
    """The addresses in components that are written out, outside of comments."""
    if project.snapshot.listing is None or not project.of_listing(_has_components):
        return
    for path in project.reader.search("pyscript.net"):
        text = project.reader.text(path) if path.lower().endswith(COMPONENTS) else None
        if text is not None and not isinstance(text, Unknown):
            yield from _of_text(text)


def _has_components(names: FileNames) -> bool:
    return any(path.lower().endswith(COMPONENTS) for path in names)


def _of_text(text: Text) -> Iterator[CoreAddress]:
    tags = {
        found.start("url"): text.span(found.start(), found.start() + len("<script"))
        for found in SCRIPT_TAG.finditer(text.value)
        if not IS_MODULE.search(found["attributes"])
    }
    comments = tuple(_comments(text.value))
    for found in ADDRESS.finditer(text.value):
        line = text.value[text.value.rfind("\n", 0, found.start()) + 1 : found.start()]
        before = bisect(comments, (found.start(),))
        in_comment = before > 0 and found.start() < comments[before - 1][1]
        if not in_comment and not LINE_COMMENT.match(line):
            yield CoreAddress(text.span(found.start(), found.end()), found.group(), tags.get(found.start()))


def _comments(code: str) -> Iterator[tuple[int, int]]:
    """Where the comments of JavaScript, JSX and HTML begin and end. What never ends is a glob: `pages/*.js`."""
    start, end = 0, ""
    for mark in COMMENT_MARK.finditer(code):
        if mark.group() == end:
            yield start, mark.end()
            end = ""
        elif not end and mark.group() in COMMENT_ENDS:
            start, end = mark.start(), COMMENT_ENDS[mark.group()]
