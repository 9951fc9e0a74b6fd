"""Where a comment that ignores a finding can be, and what it looks like there."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.engine.comment_lines import (
    NEWLINE,
    above_in_javascript,
    above_in_python,
    above_in_toml,
    behind_in_python,
    line_start,
)
from pyscript_doctor.parsers.templates.masking import is_masked
from pyscript_doctor.parsers.text import Edit
from pyscript_doctor.project.page.script import ELEMENTS, TYPES
from pyscript_doctor.project.project import is_page_name
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyscript_doctor.engine.suppression import Suppression
    from pyscript_doctor.parsers.html.document import Document, Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project

JAVASCRIPT_TYPES = frozenset({"", "module", "text/javascript", "application/javascript"})
CONFIGS = frozenset({"py-config", "mpy-config"})
WITHOUT_COMMENTS = frozenset({"style", "textarea", "title"})
HOLDERS = frozenset({"script", *ELEMENTS, *CONFIGS, *WITHOUT_COMMENTS})
HASH, SLASHES, MARKUP = "# {}", "// {}", "<!-- {} -->"
JSON = "JSON has no comments"
NOWHERE = "no comment can be here"


class Form(Enum):
    """How a comment is written: on a line of its own, at the end of a line, or as more names in an existing comment."""

    LINE = "line"
    END = "end"
    NAMES = "names"


@dataclass(frozen=True, slots=True)
class CommentPlace:
    """Where a comment goes: an offset of a file. style: how its language writes one. indent, newline: of a LINE."""

    path: str
    at: int
    form: Form
    style: str = HASH
    indent: str = ""
    newline: str = "\n"

    def edit(self, names: Iterable[str], reason: str) -> Edit:
        """The edit that makes the comment ignore these rules."""
        listed = ", ".join(sorted(set(names)))
        comment = self.style.format(f"pyscript-doctor: ignore[{listed}]{f' {reason}' if reason else ''}")
        text = {
            Form.LINE: f"{self.indent}{comment}{self.newline}",
            Form.END: f"  {comment}",
            Form.NAMES: f", {listed}",
        }[self.form]
        return Edit(self.path, self.at, self.at, text)


def comment_place(span: Span, project: Project, comments: Sequence[Suppression]) -> CommentPlace | str:
    """Where a comment about a place can be written, or why it can't be. comments: the existing ones."""
    near = [each for each in comments if each.span.path == span.path and not each.whole_file]
    for each in near:
        if each.start <= span.start < each.end:
            end = max(other.span.end for other in near if other.at == each.at)
            return CommentPlace(span.path, end, Form.NAMES)
    text = project.reader.shown(span.path)
    if isinstance(text, Unknown):
        return NOWHERE
    return _in_file(text.value, span, project)


def _in_file(value: str, span: Span, project: Project) -> CommentPlace | str:
    path, start = span.path, line_start(value, span.start)
    extension = posixpath.splitext(path.lower())[1]
    if is_page_name(path):
        return _in_page(value, path, start, project)
    if extension == ".json":
        return JSON
    if extension == ".py":
        return _in_python(value, path, 0, value, start)
    if extension in {".js", ".mjs", ".cjs"}:
        return _line(value, path, above_in_javascript(value, start), SLASHES)
    if extension == ".toml":
        return _line(value, path, max(line_start(value, 0), above_in_toml(value, start)), HASH)
    if posixpath.basename(path) == "_headers":
        return _line(value, path, start, HASH)
    return NOWHERE


def _in_python(value: str, path: str, offset: int, code: str, start: int) -> CommentPlace | str:
    """Above the line, or at its end. offset: where the code starts in its file; `start` is in the code."""
    above = above_in_python(code, start)
    if above is not None:
        return _line(value, path, offset + above, HASH)
    behind = behind_in_python(code, start)
    if behind is None or (offset and behind == len(code)):
        return NOWHERE
    return CommentPlace(path, offset + behind, Form.END)


def _in_page(value: str, path: str, start: int, project: Project) -> CommentPlace | str:
    document, template = project.reader.html(path), project.reader.template(path)
    if isinstance(document, Unknown) or isinstance(template, Unknown):
        return NOWHERE
    start = _before_tags(value, start, document)
    holder = _holder(start, document)
    if holder:
        return _in_element(value, path, start, holder)
    in_comment = any(span.start < start < span.end for span in document.comments)
    if in_comment or is_masked(template.text.value[max(0, start - 1) : start]):
        return NOWHERE
    return _line(value, path, start, MARKUP)


def _before_tags(value: str, start: int, document: Document) -> int:
    """The start of the line where the tag starts that a line is inside of; else the line's own start."""
    for element in reversed(document.elements):
        if element.span.start < start < element.span.end:
            return _before_tags(value, line_start(value, element.span.start), document)
    return start


def _holder(start: int, document: Document) -> Element | None:
    """The element that a line starts in, if its content is not markup, or if PyScript reads its text."""
    for element in document.elements:
        if element.name in HOLDERS:
            content = element.markup.span()
            if content.start < start <= content.end:
                return element
    return None


def _in_element(value: str, path: str, start: int, element: Element) -> CommentPlace | str:
    content = element.markup.span()
    code, inside = value[content.start : content.end], start - content.start
    kind = (element.get("type") or "").strip().lower()
    if element.name in ELEMENTS or (element.name == "script" and kind in TYPES):
        return _in_python(value, path, content.start, code, inside)
    if element.name == "script" and kind in JAVASCRIPT_TYPES:
        above = above_in_javascript(code, inside)
        return _line(value, path, None if above is None else content.start + above, SLASHES)
    if element.name == "script":
        return JSON
    if element.name in CONFIGS:
        is_json = kind == "json" or code.lstrip().startswith("{")
        return JSON if is_json else _line(value, path, content.start + above_in_toml(code, inside), HASH)
    return NOWHERE


def _line(value: str, path: str, at: int | None, style: str) -> CommentPlace | str:
    """A line of its own, indented like the one below it."""
    if at is None:
        return NOWHERE
    below = value[at:]
    newline = NEWLINE.search(value)
    indent = below[: len(below) - len(below.lstrip(" \t"))]
    return CommentPlace(path, at, Form.LINE, style, indent, newline[0] if newline else "\n")
