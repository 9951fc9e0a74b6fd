"""What a fix changes, as a difference between two files."""

from __future__ import annotations

from difflib import diff_bytes, unified_diff
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.edits.fix import Fix
    from pyscript_doctor.reporters.positions import Positions

_MOST_NEW_LINES = 8
_LONGEST_LINE = 200
_AROUND = 40
_CUT = "..."
_LINE_END = lazy_pattern(r"\r\n|\n|\r")
_NO_NEWLINE = b"\n\\ No newline at end of file\n"
_ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): "\\n", ord("\t"): "\\t", ord("\r"): "\\r"}


def patch(path: str, before: bytes | None, after: bytes) -> bytes:
    """A unified diff that `git apply` takes, in the bytes of the file; empty where nothing differs.

    before: None if the file is new.
    """
    old, new = _lines(before or b""), _lines(after)
    names = (b"/dev/null" if before is None else _name(f"a/{path}"), _name(f"b/{path}"))
    lines = diff_bytes(unified_diff, old, new, *names, lineterm=b"\n")
    return b"".join(line if line.endswith(b"\n") else line + _NO_NEWLINE for line in lines)


def small_difference(fix: Fix, positions: Positions) -> str:
    """The lines that a fix changes, without those around them, and the names of the files where there are several.

    Of a new file that is long it shows how many lines it has, and of a long line the part that differs.
    """
    return "\n".join(_small(fix, positions))


def _small(fix: Fix, positions: Positions) -> Iterator[str]:
    new = {edit.path: edit.text for edit in fix.edits if edit.creates}
    paths = list(dict.fromkeys(edit.path for edit in fix.edits))
    for path in paths:
        if path in new:
            yield from _created(path, new[path].splitlines())
            continue
        if not positions.knows(path):
            continue
        if len(paths) > 1:
            yield f"  {path}"
        before = after = positions.lines(path).text
        for edit in sorted((edit for edit in fix.edits if edit.path == path), reverse=True):
            after = after[: edit.start] + edit.text + after[edit.end :]
        lines = unified_diff(_LINE_END.split(before), _LINE_END.split(after), n=0, lineterm="")
        for is_head, hunk in groupby(list(lines)[2:], lambda line: line.startswith("@@")):
            yield from () if is_head else _cut(list(hunk))


def _cut(hunk: list[str]) -> Iterator[str]:
    """The lines that are taken away and those that come, of long ones what differs and a little around it."""
    old = [line[1:] for line in hunk if line.startswith("-")]
    new = [line[1:] for line in hunk if line.startswith("+")]
    pairs = list(zip_longest(old, new))
    for sign, own, other in (("-", 0, 1), ("+", 1, 0)):
        yield from (f"{sign} {_around(pair[own], pair[other] or '')}" for pair in pairs if pair[own] is not None)


def _around(line: str, other: str) -> str:
    """The part of a long line that differs from another one."""
    if len(line) <= _LONGEST_LINE and len(other) <= _LONGEST_LINE:
        return line
    first = _alike(line, other)
    last = len(line) - _alike(line[first:][::-1], other[first:][::-1])
    start, end = max(0, first - _AROUND), min(len(line), last + _AROUND)
    part = line[start:end]
    if len(part) > _LONGEST_LINE:
        half = _LONGEST_LINE // 2
        part = f"{part[:half]}{_CUT}{part[-half:]}"
    return f"{_CUT * (start > 0)}{part}{_CUT * (end < len(line))}"


def _alike(one: str, other: str) -> int:
    """With how many of the same characters two texts start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (left, right) in pairs if left != right), min(len(one), len(other)))


def _created(path: str, lines: list[str]) -> Iterator[str]:
    is_long = len(lines) > _MOST_NEW_LINES
    yield f"  {path} (a new file{f' of {len(lines)} lines' if is_long else ''})"
    yield from () if is_long else (f"+ {line}" for line in lines)


def _lines(content: bytes) -> list[bytes]:
    """Its lines with their ends; only a line feed ends one, as for git."""
    *lines, last = content.split(b"\n")
    return [line + b"\n" for line in lines] + [last] * bool(last)


def _name(path: str) -> bytes:
    """A path in the header, quoted as git does, if it must be."""
    quoted = path.translate(_ESCAPES)
    if quoted != path:
        return f'"{quoted}"'.encode()
    return (path + "\t" * (" " in path)).encode()
