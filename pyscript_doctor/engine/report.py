"""The result of a run of the doctor: everything that a reporter needs."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Diagnostic, Ignored, Problem, RuntimeLabel, Severity, Skip
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.edits.fix import Fix


@compared_by_class
class PageLabel(NamedTuple):
    """A page as a report names it.

    site: the folder that is its web root, "" for the root of what was checked. release: what it loads, for a reader
    ("2026.7.3", "latest", "unknown release"). scripts: how many pieces of Python it runs, 0 if nobody counted.
    """

    path: str
    site: str
    release: str
    runtimes: tuple[RuntimeLabel, ...]
    scripts: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Findings in the order of path and place, and what was looked at to get them.

    files: how many files were read. sources: the decoded text of the files that findings point at, by path. Every path
    is relative to the project's root, or to the working directory after `prefixed`, with forward slashes. online:
    whether the Python index was asked. open_checks: how many packages only the index knows about, and it did not say.
    troubles: what failed on the network. ignored: the findings that comments ignore. unused: the files that the user
    named and that no page uses, in a project that has pages. hidden: the findings that are left out because a baseline
    knows them. gone: how many of a baseline's findings no longer exist.
    """

    diagnostics: tuple[Diagnostic, ...] = ()
    problems: tuple[Problem, ...] = ()
    skips: tuple[Skip, ...] = ()
    files: int = 0
    pages: tuple[PageLabel, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    online: bool = False
    open_checks: int = 0
    troubles: tuple[str, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    unused: tuple[str, ...] = ()
    hidden: tuple[Diagnostic, ...] = ()
    gone: int = 0

    @property
    def silenced(self) -> int:
        """How many findings comments ignore."""
        return len(self.ignored)

    @property
    def baselined(self) -> int:
        """How many findings a baseline hides."""
        return len(self.hidden)

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)


def merge(reports: Iterable[Report]) -> Report:
    """One report of several projects that were checked together."""
    all_of = tuple(reports)
    counts: dict[tuple[str, str, str], int] = {}
    for skip in (skip for report in all_of for skip in report.skips):
        counts[skip.rule, skip.reason, skip.path] = counts.get((skip.rule, skip.reason, skip.path), 0) + skip.count
    return Report(
        diagnostics=tuple(diagnostic for report in all_of for diagnostic in report.diagnostics),
        problems=tuple(sorted({problem for report in all_of for problem in report.problems})),
        skips=tuple(Skip(rule, reason, count, path) for (rule, reason, path), count in sorted(counts.items())),
        files=sum(report.files for report in all_of),
        pages=tuple(page for report in all_of for page in report.pages),
        sources={path: text for report in all_of for path, text in report.sources.items()},
        online=any(report.online for report in all_of),
        open_checks=sum(report.open_checks for report in all_of),
        troubles=tuple(dict.fromkeys(trouble for report in all_of for trouble in report.troubles)),
        ignored=tuple(ignored for report in all_of for ignored in report.ignored),
        unused=tuple(path for report in all_of for path in report.unused),
    )


def prefixed(report: Report, prefix: str) -> Report:
    """The report with paths that start with the way to the project: "docs/"."""
    return replace(
        report,
        diagnostics=tuple(_with_prefix(each, prefix) for each in report.diagnostics),
        problems=with_prefix(report.problems, prefix),
        skips=tuple(_skip_with_prefix(skip, prefix) for skip in report.skips),
        unused=tuple(prefix + path for path in report.unused),
        ignored=tuple(each._replace(diagnostic=_with_prefix(each.diagnostic, prefix)) for each in report.ignored),
        pages=tuple(
            page._replace(
                path=prefix + page.path,
                site=(prefix + page.site).rstrip("/"),
                runtimes=_labels_with_prefix(page.runtimes, prefix),
            )
            for page in report.pages
        ),
        sources={prefix + path: text for path, text in report.sources.items()},
    )


def with_prefix(problems: Iterable[Problem], prefix: str) -> tuple[Problem, ...]:
    """The problems with paths that start so; the root of a project is "." if there is no prefix."""
    return tuple(each._replace(path=(prefix + each.path).rstrip("/") or ".") for each in problems)


def _skip_with_prefix(skip: Skip, prefix: str) -> Skip:
    """The skip with its path from the working directory; a URL stays as it is."""
    if not skip.path or "://" in skip.path:
        return skip
    return replace(skip, path=posixpath.normpath(prefix + skip.path))  # a file outside of the project has `../`


def _with_prefix(diagnostic: Diagnostic, prefix: str) -> Diagnostic:
    if not prefix:
        return diagnostic
    finding = diagnostic.finding
    return diagnostic._replace(
        finding=replace(
            finding,
            span=finding.span._replace(path=prefix + finding.span.path),
            related=tuple(
                replace(related, span=related.span._replace(path=prefix + related.span.path))
                for related in finding.related
            ),
            fix=_fix_with_prefix(finding.fix, prefix),
        ),
        runtimes=_labels_with_prefix(diagnostic.runtimes, prefix),
        pages=tuple(prefix + page for page in diagnostic.pages),
    )


def _fix_with_prefix(fix: Fix | None, prefix: str) -> Fix | None:
    return fix and fix._replace(edits=tuple(edit._replace(path=prefix + edit.path) for edit in fix.edits))


def _labels_with_prefix(labels: tuple[RuntimeLabel, ...], prefix: str) -> tuple[RuntimeLabel, ...]:
    return tuple(label._replace(page=prefix + label.page) for label in labels)
