"""What all Readers of a project share: what is known about it, what was parsed, and what its settings say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.project.declared import NOTHING_DECLARED, Declared
from pyscript_doctor.project.urls.site import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.sources.snapshot import Snapshot


MOST_KEPT = 500_000
"""How many bytes files may have together so that their parses are kept from one part of a project to the next."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What documents show as examples: files by path, and, in order, the folders that hold nothing else."""

    files: Mapping[str, Text] = field(default_factory=dict)
    folders: tuple[str, ...] = ()

    def cover(self, path: str) -> bool:
        """Whether only examples decide what is at a path."""
        return bool(self.folders) and (path in self.files or any(folder in self.folders for folder in ancestors(path)))


@dataclass(eq=False)
class Parses:
    """What was parsed so far, so that nothing is parsed twice: for each path only the latest content.

    Spans name the path, so the same bytes in two files are parsed twice.
    """

    made: dict[str, tuple[bytes | Text, dict[object, object]]] = field(default_factory=dict)

    def of(self, path: str, content: bytes | Text) -> dict[object, object]:
        """The parses of a path by their kind, as long as it has this content; the content of an example is a Text."""
        known = self.made.get(path)
        if known is None or known[0] is not content:
            # What was read again is compared once: each page asks about large files.
            kept = known[1] if known is not None and known[0] == content else {}
            known = self.made[path] = (content, kept)
        return known[1]

    def keep(self, paths: Iterable[str]) -> None:
        """Forgets the parses of all other paths, and, from the last on, of those that would take much memory."""
        kept: dict[str, tuple[bytes | Text, dict[object, object]]] = {}
        left = MOST_KEPT
        for path in paths:
            known = self.made.get(path)
            if known is not None and len(known[0]) <= left:
                kept[path] = known
                left -= len(known[0])
        self.made = kept


@dataclass(eq=False)
class Desk:
    """What all Readers of a project share: what is known about it now, and what its settings say.

    decoded: how earlier Readers decoded files whose names do not tell it.
    """

    snapshot: Snapshot
    parses: Parses = field(default_factory=Parses)
    examples: Examples = Examples()
    declared: Declared = NOTHING_DECLARED
    decoded: dict[str, str] = field(default_factory=dict)
