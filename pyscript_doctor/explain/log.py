"""A console's log as plain lines, whatever wrote it and however large it is."""

from __future__ import annotations

import codecs
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

LARGEST_END = 4_000_000
"""Of a larger log so many bytes are read from its start, and as many from its end."""
MOST_LINES = 20_000
LONGEST_LINE = 2_000
CHUNK = 1 << 20

_ESCAPE = lazy_pattern(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\^_])|\x9b[0-?]*[ -/]*[@-~]")
_CONTROL = lazy_pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\u200b\u202a-\u202e\u2066-\u2069]")
_NEWLINE = lazy_pattern(r"\r\n|[\n\r]")
_ESCAPED_TRACEBACK = "Traceback (most recent call last):\\n"
_TIME = r"(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?[AP]M)?(?:Z|[+-]\d\d:?\d\d)?"
_PREFIX = lazy_pattern(
    rf"\[?{_TIME}\]?(?=[\s:-])[\s:-]*"
    r"|\[?(?:ERROR|WARN|WARNING|INFO|DEBUG|LOG|SEVERE|error|warning|warn|info|debug|log|pageerror)\](?:\s*[:|])?\s*"
    r"|(?:error|pageerror|banner|stderr|console(?:\.error)?)\s*[:|]\s+"
    r"|(?:[\w.-]{1,120}\.(?:m?js|html?|wasm|py)|\(index\)|\(anonymous\)|VM\d+(?: [\w.-]+)?)(?:\?[^\s:]{0,80})?"
    r":\d{1,7}(?::\d{1,7})?(?=\s)\s*"
    r"|[❌⚠✖⛔🛑]\ufe0f?\s*"
)
_MOST_PREFIXES = 4


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line without escapes, control characters and what a console writes before a message; counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Log:
    """What was read. complete: False if only the start and the end of the log were."""

    lines: tuple[LogLine, ...]
    complete: bool = True


def read_log(stream: BinaryIO) -> Log:
    """The log of a stream, read to its end in bounded memory."""
    start = stream.read(LARGEST_END)
    last: deque[bytes] = deque(maxlen=LARGEST_END // CHUNK + 1)
    rest = 0
    while chunk := stream.read(CHUNK):
        last.append(chunk)
        rest += len(chunk)
    end = b"".join(last)[-LARGEST_END:]
    if len(end) == rest:
        return log_of(decoded(start + end))
    lines = _lines(decoded(start)) + _lines(decoded(end, like=start))
    return Log(_shortened(lines), complete=False)


def log_of(text: str) -> Log:
    """The log of a text."""
    lines = _lines(text)
    return Log(_shortened(lines), complete=len(lines) <= MOST_LINES)


def decoded(content: bytes, like: bytes | None = None) -> str:
    """Bytes as text: UTF-16 where it starts so, as PowerShell writes, else UTF-8; what is neither is replaced."""
    start = (content if like is None else like)[:2]
    if start == codecs.BOM_UTF16_LE:
        return content.decode("utf-16-le", errors="replace")
    if start == codecs.BOM_UTF16_BE:
        return content.decode("utf-16-be", errors="replace")
    return content.decode("utf-8", errors="replace")


def plain(line: str) -> str:
    """A line without escapes and control characters, and of bounded length."""
    return _CONTROL.sub("", _ESCAPE.sub("", line[: 2 * LONGEST_LINE]))[:LONGEST_LINE].rstrip()


def without_prefix(line: str) -> str:
    """A line without the time, level and place that a console or a server writes before its message."""
    for _ in range(_MOST_PREFIXES):
        found = _PREFIX.match(line)
        if not found or found.end() == 0:
            break
        line = line[found.end() :]
    return line


def _lines(text: str) -> list[str]:
    lines: list[str] = []
    for line in _NEWLINE.split(text):
        escaped = _ESCAPED_TRACEBACK in line
        lines += line[: 4 * LONGEST_LINE].split("\\n") if escaped else [line]
    return lines


def _shortened(lines: list[str]) -> tuple[LogLine, ...]:
    """The first and the last of very many lines, cleaned; those that say nothing are left out."""
    numbered: Iterable[tuple[int, str]] = enumerate(lines, 1)
    if len(lines) > MOST_LINES:
        half = MOST_LINES // 2
        numbered = [*enumerate(lines[:half], 1), *enumerate(lines[-half:], len(lines) - half + 1)]
    cleaned = ((number, without_prefix(plain(line))) for number, line in numbered)
    return tuple(LogLine(number, line) for number, line in cleaned if line.strip())
