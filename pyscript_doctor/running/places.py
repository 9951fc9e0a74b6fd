"""Where in the user's own files an error of the browser came from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pyscript_doctor.explain.failing_line import line_of, spans_of
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.explain.recognise import Explanation
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.running.events import Event

FileOf = Callable[[str], str]
"""Gives the file in the project that a URL path is served from, "" for none."""

_FRAME = lazy_pattern(r"(https?://[^\s()]{1,300}?):(\d{1,7}):\d{1,7}")


def spans_of_python(explanation: Explanation, project: Project, page: str) -> tuple[Span, ...]:
    """The lines of a page's Python that a traceback ends with."""
    of_page = {path: reading for path, reading in project.readings.items() if path == page}
    return tuple(spans_of(explanation, replace(project, readings=of_page)))


def span_of_javascript(event: Event, project: Project, file_of: FileOf) -> Span | None:
    """The line of JavaScript that an error is from: the innermost that is in a file of the project."""
    for url, line in _places(event):
        path = file_of(unquote(urlsplit(url).path))
        if path:
            return line_span(path, line, project)
    return None


def line_span(path: str, number: int, project: Project) -> Span | None:
    """A line of a file, counted from 1, without the white space around it."""
    text = project.reader.shown(path)
    found = None if isinstance(text, Unknown) else line_of(text, number)
    return text.span(*found) if found and not isinstance(text, Unknown) else None


def _places(event: Event) -> Iterator[tuple[str, int]]:
    for found in _FRAME.finditer(event.stack):
        yield found[1], int(found[2])
    if event.url and event.line:
        yield event.url, event.line
