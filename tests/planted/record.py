"""What Chromium did with the planted faults: `record.json`, and the order in which faults are run."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.planted.bases import Base
    from tests.planted.faults import Fault

RECORD = Path(__file__).with_name("record.json")
FAILS, LOOKS_OTHERWISE, RUNS, NOT_REACHED = "fails", "looks otherwise", "runs", "not reached"
RICHEST = 50
"""How many bases make a group that comes before the others."""


@dataclass(frozen=True, slots=True)
class Run:
    """One fault in Chromium. said: the ends of the first errors. missed: why the doctor does not find it, in words."""

    operator: str
    base: str
    what: str
    outcome: str
    said: tuple[str, ...] = ()
    missed: str = ""


@dataclass(slots=True)
class Record:
    """All runs, by their keys; and which bases run well."""

    runs: dict[str, Run] = field(default_factory=dict)
    bases: dict[str, bool] = field(default_factory=dict)

    def save(self) -> None:
        """Write it, whole or not at all."""
        draft = RECORD.with_suffix(".tmp")
        draft.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")
        draft.replace(RECORD)


def load() -> Record:
    """The record as it was left; empty where there is none."""
    if not RECORD.exists():
        return Record()
    kept = json.loads(RECORD.read_text(encoding="utf-8"))
    runs = {key: Run(**{**run, "said": tuple(run["said"])}) for key, run in kept["runs"].items()}
    return Record(runs, kept["bases"])


def planted(bases: Iterable[Base], wanted: frozenset[str] = frozenset()) -> Iterator[tuple[str, Base, Fault]]:
    """Every fault with its key, in a mixed but steady order: one of each operator, then a second one, and so on.

    The bases that can have the most kinds of faults come first, so each sound page is run once for many faults.
    """
    bases = sorted(bases, key=lambda base: -len({fault.operator for fault in base.faults}))
    group = {base.name: position // RICHEST for position, base in enumerate(bases)}
    by_operator: dict[str, dict[str, tuple[str, Base, Fault]]] = defaultdict(dict)
    for base in bases:
        for fault in base.faults:
            if not wanted or fault.operator in wanted:
                key = base.key(fault)
                by_operator[fault.operator][key] = (key, base, fault)
    mixed = [
        sorted(found.values(), key=lambda each: (group[each[1].name], _shuffled(each[0])))
        for found in by_operator.values()
    ]
    seen: set[str] = set()
    for row in zip_longest(*mixed):
        for each in row:
            if each is not None and each[0] not in seen:
                seen.add(each[0])
                yield each


def _shuffled(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
