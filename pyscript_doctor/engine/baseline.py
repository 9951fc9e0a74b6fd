"""A baseline: the findings that a project had when it started to use the doctor. They are not reported again.

A finding is known by its content, not by its line number. The file has one JSON object a line, sorted, so that a review
shows what came and what went.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.fingerprints import Content

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

VERSION = 1
HEADER = "pyscript-doctor-baseline"


class BaselineError(Exception):
    """Raised for a file that is not a baseline; its text is for the user."""


@dataclass(frozen=True)
class Baseline:
    """How often each content was found."""

    entries: Counter[Content] = field(default_factory=Counter)

    @property
    def paths(self) -> frozenset[str]:
        """The files that it names."""
        return frozenset(content.path for content in self.entries)


@dataclass(frozen=True, slots=True)
class Match:
    """Which of the findings a baseline knows, in their order, and what in the baseline matches nothing any more."""

    known: tuple[bool, ...]
    gone: Counter[Content]


def read_baseline(text: str, *, tolerant: bool = False) -> Baseline:
    """The baseline in a file. tolerant: lines that are not entries are left out, because they will be written again.

    Raises BaselineError, with the line, for what is not a baseline, and for one of a later version of the doctor.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    version = (_parsed(lines[0]) or {}).get(HEADER)
    if not isinstance(version, int) or isinstance(version, bool):
        raise BaselineError(f'line 1: a baseline starts with {{"{HEADER}": {VERSION}}}')
    if version > VERSION:
        raise BaselineError(f"a newer pyscript-doctor wrote this baseline (version {version}): update pyscript-doctor")
    entries: Counter[Content] = Counter()
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            entries.update(_read_line(line, number, tolerant=tolerant))
    return Baseline(entries)


def _read_line(line: str, number: int, *, tolerant: bool) -> Counter[Content]:
    try:
        return _entry(_object(line, number), number)
    except BaselineError:
        if tolerant:
            return Counter()
        raise


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        made = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return made if isinstance(made, dict) else None


def _object(line: str, number: int) -> dict[str, Any]:
    made = _parsed(line)
    if made is not None:
        return made
    conflict = line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||"))
    what = "git left a merge conflict here" if conflict else "this is not a JSON object"
    raise BaselineError(f"line {number}: {what}; `--update-baseline` writes the file again")


def _entry(made: dict[str, Any], number: int) -> Counter[Content]:
    content = Content(made.get("path", ""), made.get("rule", ""), made.get("code", ""))
    count = made.get("count", 1)
    is_count = isinstance(count, int) and not isinstance(count, bool) and count > 0
    if not all(isinstance(part, str) for part in content) or not (content.path and content.rule and is_count):
        raise BaselineError(f'line {number}: an entry has "path", "rule", "code" and perhaps a "count" above 0')
    return Counter({content: count})


def written(baseline: Baseline) -> str:
    """The text of a baseline's file, sorted by path, rule and code."""
    lines = [json.dumps({HEADER: VERSION})]
    for content, count in sorted(baseline.entries.items()):
        entry: dict[str, object] = dict(content._asdict())
        lines.append(_line(entry if count == 1 else {**entry, "count": count}))
    return "".join(f"{line}\n" for line in lines)


def _line(entry: dict[str, object]) -> str:
    """One entry as people read it; in ASCII where something in it is not Unicode text."""
    line = json.dumps(entry, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(entry)
    return line


def match(found: Sequence[Content], baseline: Baseline, exists: Callable[[str], bool]) -> Match:
    """Which findings are known: as often as the baseline has them in their file, or in a file that was renamed.

    A file was renamed if the old one does not exist and the baseline does not name the new one.
    """
    left = Counter(baseline.entries)
    known = [_taken(left, content) for content in found]
    named_before = baseline.paths
    of_old_files = _by_place(left, {path for path in named_before if not exists(path)})
    for index, content in enumerate(found):
        candidates = of_old_files.get((content.rule, content.code))
        if not known[index] and content.path not in named_before and candidates:
            left[candidates.pop()] -= 1
            known[index] = True
    return Match(tuple(known), +left)


def _taken(left: Counter[Content], content: Content) -> bool:
    if not left[content]:
        return False
    left[content] -= 1
    return True


def _by_place(left: Counter[Content], paths: Container[str]) -> dict[tuple[str, str], list[Content]]:
    """What is left of these files, by rule and code, each as often as it is left."""
    found: dict[tuple[str, str], list[Content]] = {}
    for content, count in sorted(left.items()):
        if content.path in paths:
            found.setdefault((content.rule, content.code), []).extend([content] * count)
    return found


def updated(
    found: Sequence[Content], baseline: Baseline, exists: Callable[[str], bool], is_checked: Callable[[Content], bool]
) -> tuple[Baseline, int, int]:
    """The baseline of these findings, how many of them are new in it, and how many of the old ones are gone.

    is_checked: whether this check could have found a content. What it could not find stays.
    """
    compared = match(found, baseline, exists)
    pruned = Counter({content: count for content, count in compared.gone.items() if is_checked(content)})
    kept = compared.gone - pruned
    return Baseline(Counter(found) + kept), compared.known.count(False), pruned.total()
