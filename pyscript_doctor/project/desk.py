"""What all Readers of a project share: what is known of it, what was parsed, and what its settings say."""

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
"""How many bytes the files may have together whose parses are kept from one part of a project to the next."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What documents show as examples: files by path, and in order the folders in which there are no others."""

    files: Mapping[str, Text] = field(default_factory=dict)
    folders: tuple[str, ...] = ()

    def cover(self, path: str) -> bool:
        """Whether examples alone decide what is at a path."""
        return bool(self.folders) and (path in self.files or any(folder in self.folders for folder in ancestors(path)))


@dataclass(eq=False)
class Parses:
    """What was parsed so far, so that nothing is parsed twice: for each path of one content only, the latest.

    Spans name the path, so that the same bytes in two files are two parses.
    """

    made: dict[str, tuple[bytes | Text, dict[object, object]]] = field(default_factory=dict)

    def of(self, path: str, content: bytes | Text) -> dict[object, object]:
        """The parses of a path by their kind while it has this content; an example's is a Text."""
        known = self.made.get(path)
        if known is None or known[0] is not content:
            # What was read again is compared once: large files are asked about by each page.
            kept = known[1] if known is not None and known[0] == content else {}
            known = self.made[path] = (content, kept)
        return known[1]

    def keep(self, paths: Iterable[str]) -> None:
        """Forget the parses of all other paths, and of those too that would take much memory, the last first."""
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
    """What all Readers of a project share: what is known of it at the moment, and what its settings say of it.

    decoded: how earlier Readers decoded files, where not as their names tell.
    """

    snapshot: Snapshot
    parses: Parses = field(default_factory=Parses)
    examples: Examples = Examples()
    declared: Declared = NOTHING_DECLARED
    decoded: dict[str, str] = field(default_factory=dict)
