"""Which findings the comments silence, and which of these comments are at fault."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from pyscript_doctor.engine.suppression import Suppressions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from typing import TypeAlias

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.suppression import BareComment, Suppression

    RuleInFile: TypeAlias = tuple[str, str]
    """The name of a rule, and a path."""


def silenced(diagnostics: Iterable[Diagnostic], suppressions: Iterable[Suppression]) -> list[Diagnostic]:
    """The findings that a comment silences."""
    stretches = _Stretches(suppressions)
    return [each for each in diagnostics if stretches.hold_for(each)]


def with_findings(bare: Iterable[BareComment], diagnostics: Sequence[Diagnostic]) -> tuple[BareComment, ...]:
    """The comments without a rule, each with the rules that find something there."""
    by_path: dict[str, list[tuple[int, int, str]]] = {}
    for order, each in enumerate(diagnostics):
        span = each.finding.span
        by_path.setdefault(span.path, []).append((span.start, order, each.rule.name))
    for places in by_path.values():
        places.sort()
    return tuple(each._replace(found=tuple(_found_at(each, by_path.get(each.span.path, [])))) for each in bare)


def _found_at(comment: BareComment, places: list[tuple[int, int, str]]) -> Iterable[str]:
    within = places[bisect_left(places, (comment.start,)) : bisect_left(places, (comment.end,))]
    return dict.fromkeys(name for _, _, name in sorted(within, key=lambda each: each[1]))


def reasons_for(
    diagnostics: Iterable[Diagnostic], suppressions: Iterable[Suppression]
) -> Iterator[tuple[Diagnostic, str]]:
    """Each finding with the reason why it is ignored, "" if no comment gives one."""
    with_reasons: dict[RuleInFile, list[Suppression]] = {}
    for one in suppressions:
        if one.reason:
            with_reasons.setdefault(_of_comment(one), []).append(one)
    for each in diagnostics:
        comments = with_reasons.get(_of_finding(each), ())
        yield each, next((one.reason for one in comments if one.covers(each)), "")


def judged(
    suppressions: Sequence[Suppression],
    silent: Iterable[Diagnostic],
    known: Collection[str],
    decided: Collection[str],
    bare: tuple[BareComment, ...] = (),
) -> Suppressions:
    """Which comments are at fault. `silent`: the findings that they silence. `decided`: the rules that knew enough."""
    places: dict[RuleInFile, list[int]] = {}
    for diagnostic in silent:
        places.setdefault(_of_finding(diagnostic), []).append(diagnostic.finding.span.start)
    for starts in places.values():
        starts.sort()
    return Suppressions(
        unknown=tuple(each for each in suppressions if each.name not in known),
        unused=tuple(
            each
            for each in suppressions
            if each.name in decided and not _is_used(each, places.get(_of_comment(each), []))
        ),
        known=frozenset(known),
        bare=bare,
    )


def _is_used(suppression: Suppression, starts: list[int]) -> bool:
    at = bisect_left(starts, suppression.start)
    return at < len(starts) and starts[at] < suppression.end


class _Stretches:
    """Where comments are valid: for each rule in a file, from where to where."""

    def __init__(self, suppressions: Iterable[Suppression]) -> None:
        found: dict[RuleInFile, list[tuple[int, int]]] = {}
        for each in suppressions:
            found.setdefault(_of_comment(each), []).append((each.start, each.end))
        self._starts: dict[RuleInFile, list[int]] = {}
        self._furthest: dict[RuleInFile, list[int]] = {}
        for key, stretches in found.items():
            stretches.sort()
            self._starts[key] = [start for start, _ in stretches]
            self._furthest[key] = list(accumulate((end for _, end in stretches), max))

    def hold_for(self, diagnostic: Diagnostic) -> bool:
        """Whether one of them is valid where a finding is."""
        key, start = _of_finding(diagnostic), diagnostic.finding.span.start
        before = bisect_right(self._starts.get(key, ()), start)
        return before > 0 and self._furthest[key][before - 1] > start


def _of_comment(suppression: Suppression) -> RuleInFile:
    return suppression.name, suppression.span.path


def _of_finding(diagnostic: Diagnostic) -> RuleInFile:
    return diagnostic.rule.name, diagnostic.finding.span.path
