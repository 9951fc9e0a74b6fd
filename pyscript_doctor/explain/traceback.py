"""Tracebacks of Python in a log: which line of whose file they end in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.explain.log import LogLine

MOST_FRAMES = 2_000
MOST_LINES = 6_000

INLINE = frozenset({"<exec>", "<stdin>"})
"""The file names under which Pyodide and MicroPython run what PyScript gives them."""

_START = "Traceback (most recent call last):"
_FRAME = lazy_pattern(r'File "(?P<file>[^"]{1,400})", line (?P<line>\d{1,9})(?:, in (?P<function>\S.{0,200}))?')
_EXCEPTION = lazy_pattern(r"(?:[A-Za-z_]\w{0,80}\.){0,8}[A-Z]\w{1,80}(?:: |:?$)")
_STACK_OF_JAVASCRIPT = lazy_pattern(r"at \S|\S{0,200}@\w{2,20}:")
_INTERPRETERS_OWN = lazy_pattern(
    r"/python\d\.?\d+/|/site-packages/|_pyodide/|^pyodide/|^<frozen |^<string>|^asyncio/|^(?:micropip|mip)[./]|^/lib/"
    r"|^(?:/home/pyodide/)?(?:_?pyscript|polyscript)[/.]"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A place of a traceback. function: "" if it is not said; source: the line as it is quoted, or ""."""

    file: str
    line: int
    function: str = ""
    source: str = ""

    @property
    def inline(self) -> bool:
        """Whether it is in a script of the page, or in the file that its `src` names."""
        return self.file in INLINE

    @property
    def own(self) -> bool:
        """Whether it is in the user's Python, and not in the interpreter's or PyScript's."""
        return self.inline or not _INTERPRETERS_OWN.search(self.file)


@dataclass(frozen=True, slots=True)
class Traceback:
    """Frames, outermost first, and what they end with: lines[first:last + 1] of a log, the last with the exception."""

    first: int
    last: int
    frames: tuple[Frame, ...]
    exception: str

    @property
    def place(self) -> Frame | None:
        """The last line of the user's own Python."""
        return next((frame for frame in reversed(self.frames) if frame.own), None)

    @property
    def kind(self) -> str:
        """The exception's class, without its module."""
        return self.exception.partition(":")[0].strip().rpartition(".")[2]


def tracebacks(lines: Sequence[LogLine]) -> Iterator[Traceback]:
    """The tracebacks of a log, in order. One that is cut off has no exception."""
    index = 0
    while index < len(lines):
        text = lines[index].text
        if _START in text or _opens_a_bare_one(text):
            found = _read(lines, index)
            yield found
            index = found.last
        index += 1


def _opens_a_bare_one(text: str) -> bool:
    """Whether a line is a frame outside of a traceback whose head was not copied."""
    return text.lstrip().startswith('File "') and _FRAME.match(text.lstrip()) is not None


def _read(lines: Sequence[LogLine], first: int) -> Traceback:
    frames: list[Frame] = []
    index = first if _START not in lines[first].text else first + 1
    end = min(len(lines), first + MOST_LINES)
    last = first
    while index < end:
        text = lines[index].text
        frame = _FRAME.match(text.lstrip())
        if frame:
            if len(frames) < MOST_FRAMES:
                frames.append(Frame(frame["file"], int(frame["line"]), (frame["function"] or "").strip()))
        elif _START in text or _STACK_OF_JAVASCRIPT.match(text.strip()):
            break
        elif _is_exception(text, frames):
            return Traceback(first, index, tuple(frames), text.strip())
        elif frames and not frames[-1].source and not set(text.strip()) <= set("^~ "):
            last_frame = frames[-1]
            frames[-1] = Frame(last_frame.file, last_frame.line, last_frame.function, text.strip())
        last = index
        index += 1
    return Traceback(first, last, tuple(frames), "")


def _is_exception(text: str, frames: list[Frame]) -> bool:
    """Whether a line ends the traceback; quoted source is indented, unless the paste has lost that."""
    if text[:1].isspace():
        return False
    found = _EXCEPTION.match(text.strip())
    return bool(found and frames)
