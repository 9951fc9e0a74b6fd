"""How each page, and each folder that is a site of its own, is doing."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Diagnostic, Effect, Severity
from pyscript_doctor.reporters.terminal.styled import EMPTY, SEVERITY_ROLES, Line, Role, Segment, line
from pyscript_doctor.reporters.terminal.visible import visible, width
from pyscript_doctor.reporters.text.wording import affected_pages, effect, severities

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.engine.report import Report

_FEW = 3
_MOST_COLUMNS = 40
_SOME_PAGE = ""
_DEADLY = (Effect.PAGE_BLANK, Effect.SCRIPT_DIES)


def worst_of_pages(report: Report) -> dict[str, Diagnostic]:
    """For each page that an error keeps from running, the worst one; of equals the first.

    An error without a known page is under "".
    """
    worst: dict[str, Diagnostic] = {}
    for diagnostic in filter(_is_deadly, report.diagnostics):
        for page in affected_pages(diagnostic) or (_SOME_PAGE,):
            if page not in worst or diagnostic.effect.rank < worst[page].effect.rank:
                worst[page] = diagnostic
    return worst


def _is_deadly(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR and diagnostic.effect in _DEADLY


def findings_by_site(report: Report) -> dict[str, list[Diagnostic]]:
    """The findings of each site; of a site without any, none."""
    site_of = {page.path: page.site for page in report.pages}
    found: dict[str, list[Diagnostic]] = {site: [] for site in site_of.values()}
    for diagnostic in report.diagnostics:
        pages = affected_pages(diagnostic) or (diagnostic.finding.span.path,)
        sites = {site_of[page] for page in pages if page in site_of}
        for site in sites or _sites_around(diagnostic.finding.span.path, found):
            found[site].append(diagnostic)
    return found


def _sites_around(path: str, sites: dict[str, list[Diagnostic]]) -> list[str]:
    """The innermost site whose folder holds a path, if there is one."""
    around = [site for site in sites if not site or path.startswith(f"{site}/")]
    return sorted(around, key=len)[-1:]


def site_lines(report: Report) -> Iterator[Line]:
    """A line for each site, the worst first, and an empty one; nothing if there are only a few."""
    found = findings_by_site(report)
    if len(found) <= _FEW:
        return
    common = _common_folder(tuple(found))
    names = {site: f"{visible(site[len(common) :].strip('/') or '.')}/" for site in found}
    column = min(_MOST_COLUMNS, max(map(width, names.values())))
    worst = worst_of_pages(report)
    inside = f" in {visible(common)}/" if common else ""
    yield line(Segment(f"Folder by folder{inside}, the worst first:", Role.STRONG))
    for site, diagnostics in sorted(found.items(), key=lambda item: (_badness(item[1]), item[0])):
        padding = " " * max(0, column - width(names[site]))
        pages = [page.path for page in report.pages if page.site == site and page.path in worst]
        yield line("  ", Segment(names[site], Role.PLACE), padding, "  ", *_state(diagnostics, pages, worst))
    yield EMPTY


def _common_folder(sites: Sequence[str]) -> str:
    """The folder that holds all the sites, "" for the working directory."""
    parts = [site.split("/") for site in sites]
    shared = takewhile(lambda names: len(set(names)) == 1, zip(*parts, strict=False))
    return "/".join(names[0] for names in shared)


def _badness(diagnostics: Sequence[Diagnostic]) -> tuple[int, ...]:
    """What sorts the worst first: a page that does not run, then how many findings of each severity."""
    ranks = [diagnostic.effect.rank for diagnostic in diagnostics if _is_deadly(diagnostic)]
    severity = [diagnostic.severity for diagnostic in diagnostics]
    return (min(ranks, default=len(Effect)), *(-severity.count(each) for each in sorted(Severity, reverse=True)))


def _state(diagnostics: Sequence[Diagnostic], pages: Sequence[str], worst: dict[str, Diagnostic]) -> Iterator[Segment]:
    """How a site is doing: "2 errors, 1 warning: index.html will stay blank"."""
    if not diagnostics:
        yield Segment("all good", Role.GOOD)
        return
    severity = max(diagnostic.severity for diagnostic in diagnostics)
    yield Segment(severities(diagnostics), SEVERITY_ROLES[severity])
    if pages:
        page = min(pages, key=lambda each: worst[each].effect.rank)
        yield Segment(f": {effect(worst[page].effect, [page.rpartition('/')[2]], 'will')}")
