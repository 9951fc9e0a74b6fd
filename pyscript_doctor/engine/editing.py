"""Which fixes can be applied together, and what a file holds after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import overlap
from pyscript_doctor.parsers.decoding import Undecodable, decode_html, decode_python, decode_utf8

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from pyscript_doctor.edits.fix import Fix, Safety
    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.parsers.decoding import Decoded
    from pyscript_doctor.parsers.text import Edit


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding that has a fix."""

    diagnostic: Diagnostic
    fix: Fix

    @property
    def key(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """What makes it different from other offers, wherever in their files they are."""
        edits = tuple((edit.path, edit.text) for edit in self.fix.edits)
        return self.diagnostic.rule.name, self.diagnostic.finding.message, edits


def offers(diagnostics: Iterable[Diagnostic], safeties: Container[Safety]) -> list[Offer]:
    """The fixes of these findings that are safe enough, those for the worst effects first."""
    found = [
        Offer(each, each.finding.fix)
        for each in diagnostics
        if each.finding.fix is not None and each.finding.fix.safety in safeties
    ]
    return sorted(found, key=lambda each: (each.diagnostic.effect.rank, -each.diagnostic.severity))


def without_overlap(wanted: Iterable[Offer]) -> list[Offer]:
    """Those that do not collide with one before them. If two ask for the same edit, it is made once."""
    taken: set[Edit] = set()
    kept: list[Offer] = []
    for offer in wanted:
        edits = set(offer.fix.edits) - taken
        if not any(overlap(edit, other) for edit in edits for other in taken):
            taken |= edits
            kept.append(offer)
    return kept


def edited(content: bytes, shown: str, edits: Iterable[Edit]) -> bytes | None:
    """A file's bytes after edits of the text that was read from them.

    None if the edits overlap, or if the file's encoding cannot hold the result.

    Bytes that no edit touches stay what they are, whatever the encoding.
    """
    encoding = _encoding(content, shown)
    if encoding is None:
        return None
    parts: list[str] = []
    position = 0
    for edit in sorted(set(edits)):
        if edit.start < position:
            return None
        parts += [shown[position : edit.start], edit.text]
        position = edit.end
    parts.append(shown[position:])
    try:
        return "".join(parts).encode(encoding)
    except UnicodeEncodeError:
        return None


def _encoding(content: bytes, shown: str) -> str | None:
    """The encoding in which these bytes are this text, and this text these bytes."""
    decoded = (_decoded(content, decode) for decode in (decode_utf8, decode_html, decode_python))
    return next((each.encoding for each in decoded if each and each.value == shown and _holds(each, content)), None)


def _decoded(content: bytes, decode: Callable[[bytes], Decoded]) -> Decoded | None:
    try:
        return decode(content)
    except Undecodable:
        return None


def _holds(decoded: Decoded, content: bytes) -> bool:
    """Whether what was decoded becomes the same bytes again."""
    try:
        return decoded.value.encode(decoded.encoding) == content
    except UnicodeError:
        return False
