"""Where the line at the end of a traceback is in a project."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.explain.speaker import MICROPYTHON, PYODIDE
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.explain.recognise import Explanation
    from pyscript_doctor.explain.speaker import Speaker
    from pyscript_doctor.explain.traceback import Frame
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime

NUMBERS_ARE_THE_USERS = (2024, 2, 1)
"""Older releases put Python of their own before the user's, and count its lines too."""

_HOME = "/home/pyodide/"
_UNKNOWN_NAME = lazy_pattern(r"NameError: name '(\w+)'")
_NEWLINE = lazy_pattern(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class _Sought:
    """A frame, and what else is known of the line that it means."""

    frame: Frame
    speaker: Speaker
    name: str


def spans_of(explanation: Explanation, project: Project) -> list[Span]:
    """The lines of the project that the traceback of an explanation can mean; none if it has no line of the user."""
    traceback = explanation.traceback
    frame = traceback.place if traceback else None
    if traceback is None or frame is None:
        return []
    last = traceback.frames[-1] is frame
    named = _UNKNOWN_NAME.search(traceback.exception) if last else None
    sought = _Sought(frame, explanation.speaker, named[1] if named else "")
    found = _in_scripts(sought, project) if frame.inline else _in_files(sought, project)
    return list(dict.fromkeys(found))


def _in_scripts(sought: _Sought, project: Project) -> Iterator[Span]:
    """The lines of the scripts that an interpreter runs under the name `<exec>` or `<stdin>`."""
    for runtime in project.runtimes:
        if _runs(runtime, sought.speaker.interpreter) and _counts_only_the_users_lines(runtime, sought.speaker):
            for script in runtime.scripts:
                if not isinstance(script.text, Unknown):
                    yield from _line(_as_counted(script.text), sought)


def _in_files(sought: _Sought, project: Project) -> Iterator[Span]:
    """The line of a file that `files` brings in; by its name alone if no config names it."""
    path = sought.frame.file.removeprefix(_HOME).removeprefix("./")
    placed = [runtime.filesystem.files.get(path) for runtime in project.runtimes]
    sources = {each.source.path for each in placed if each and each.source and each.source.path}
    if not sources:
        sources = set(project.of_listing(lambda listing: listing.ending(path)))
    if len(sources) == 1:
        text = project.reader.module_text(sources.pop())
        if not isinstance(text, Unknown):
            yield from _line(text, sought)


def _runs(runtime: Runtime, interpreter: str) -> bool:
    return interpreter not in (PYODIDE, MICROPYTHON) or runtime.is_pyodide == (interpreter == PYODIDE)


def _counts_only_the_users_lines(runtime: Runtime, speaker: Speaker) -> bool:
    possible = set(runtime.releases.options) & set(speaker.releases) or runtime.releases.options
    return all(release.number >= NUMBERS_ARE_THE_USERS for release in possible)


def _as_counted(text: Text) -> Text:
    """A script as its lines are counted: PyScript drops the line break right after the tag."""
    start = next((len(newline) for newline in ("\r\n", "\n") if text.value.startswith(newline)), 0)
    return text.cut(start)


def line_of(text: Text, number: int) -> tuple[int, int] | None:
    """Where a line of a text, counted from 1, starts and ends, without white space; None if there is no such line."""
    starts = [0, *(newline.end() for newline in _NEWLINE.finditer(text.value))]
    if not 0 < number <= len(starts):
        return None
    start = starts[number - 1]
    line = _NEWLINE.split(text.value[start:], maxsplit=1)[0]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())


def _line(text: Text, sought: _Sought) -> Iterator[Span]:
    """The line of a text that is wanted, unless something shows that it is another one's."""
    found = line_of(text, sought.frame.line)
    if found and text.value[slice(*found)] and _fits(text.value[slice(*found)], text.value[: found[0]], sought):
        yield text.span(*found)


def _fits(line: str, before: str, sought: _Sought) -> bool:
    frame = sought.frame
    if frame.source and frame.source != line:
        return False
    if sought.name and not re.search(rf"\b{sought.name}\b", line):
        return False
    function = frame.function
    if not function.isidentifier():
        return True
    return re.search(rf"\b(?:def|class)\s+{function}\b", before + line) is not None
