"""A part of a large project: some of its files that may be pages, judged apart from all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from pyscript_doctor.engine.share import Share
    from pyscript_doctor.project.assumptions import Assumptions
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.snapshot import Snapshot, Source


class Part(NamedTuple):
    """What a part adds to a report.

    shares: those of its files, without those that a rule for the whole project must see together. asked: what was asked
    to judge each of these. note: what the Work notes about all that was read. sees_all: something depends on all pages,
    so none of this counts.
    """

    shares: dict[str, Share]
    asked: Mapping[str, Collection[object]]
    note: Any
    sees_all: bool


class Work(NamedTuple):
    """Everything that a process must know to judge parts of a project. It can be pickled.

    opened: the source as it was opened. packs: the names of rule packs. noting: makes a note of what was read for a
    part, before it is forgotten; None for no notes.
    """

    source: Source
    opened: Snapshot
    settings: Settings
    packs: tuple[str, ...]
    assumptions: Assumptions
    noting: Callable[[Snapshot], Any] | None
