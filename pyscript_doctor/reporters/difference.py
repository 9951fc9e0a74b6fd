"""What a fix changes, as a difference between two files."""

from __future__ import annotations

from difflib import diff_bytes, unified_diff
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.edits.fix import Fix
    from pyscript_doctor.reporters.positions import Positions

_MOST_NEW_LINES = 8
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

    Of a new file that is long it shows how many lines it has.
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
        yield from (f"{line[0]} {line[1:]}" for line in list(lines)[2:] if not line.startswith("@@"))


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
