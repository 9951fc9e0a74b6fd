"""A run of the doctor: from sources to a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Diagnostic, Finding, Problem, RuntimeLabel, Severity, Skip
from pyscript_doctor.engine.loader import rules
from pyscript_doctor.engine.report import PageLabel, Report, merge
from pyscript_doctor.engine.subjects import Visit, visits
from pyscript_doctor.engine.suppression import OWN_SECTION, is_judged, judged, silenced, suppressions_of
from pyscript_doctor.project.assumptions import NONE, Assumptions
from pyscript_doctor.project.project import Project, build, is_page_name
from pyscript_doctor.project.reader import Parses, Reader
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.package_checks import questions, unsettled
from pyscript_doctor.queries.page_files import files_of, reached_at
from pyscript_doctor.sources.snapshot import Source, Status

if TYPE_CHECKING:
    from pyscript_doctor.engine.rule import Rule
    from pyscript_doctor.package_index.lookup import PackageIndex
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.settings import Settings
    from pyscript_doctor.sources.paths import Target

Progress = Callable[[str], None]
MOST_ROUNDS = 30


def check(
    targets: Sequence[Target],
    settings: Settings,
    progress: Progress = lambda _: None,
    index: PackageIndex | None = None,
) -> Report:
    """Check every target and report on them together. index: the Python index to ask about packages."""
    return merge(_check_target(target, settings, progress, index) for target in targets)


def _check_target(target: Target, settings: Settings, progress: Progress, index: PackageIndex | None) -> Report:
    from pyscript_doctor.sources.disk import Disk

    progress(f"reading {target.prefix or '.'}")
    assumptions = Assumptions(fences=settings.include_fences)
    project = read_project(Disk(target.root, target.named or ()), progress, assumptions)
    return report_on_target(project, target, settings, progress, index)


def report_on_target(
    project: Project, target: Target, settings: Settings, progress: Progress, index: PackageIndex | None
) -> Report:
    """What the rules say of a target's project, once the index was asked where it is to be."""
    if index is None:
        return report_on(project, settings, target.prefix, target.named, progress)
    found = index.ask(questions(project), progress)
    report = report_on(replace(project, answers=found.answers), settings, target.prefix, target.named, progress)
    return replace(report, online=True, troubles=found.troubles)


def read_project(
    source: Source,
    progress: Progress = lambda _: None,
    assumptions: Assumptions = NONE,
    start: Project | None = None,
) -> Project:
    """The project of a source: what it refers to is asked for in rounds, until nothing new is wanted.

    start: the same project as it was read before, under other assumptions.
    """
    snapshot = start.snapshot if start else source.open()
    parses = start.reader.parses if start else Parses()
    for _ in range(MOST_ROUNDS):
        reader = Reader(snapshot, parses)
        project = build(reader, assumptions)
        wanted = [request for request in reader.wanted if not snapshot.answers(request)]
        if not wanted:
            break
        progress(f"reading {len(wanted)} more")
        snapshot = source.answer(snapshot, wanted)
    return project


def report_on(
    project: Project,
    settings: Settings,
    prefix: str = "",
    named: frozenset[str] | None = None,
    progress: Progress = lambda _: None,
) -> Report:
    """What the rules say of a project. `named` narrows the report to what touches these files."""
    shown = project if named is None else _narrowed(project, named)
    skips: Counter[tuple[str, str]] = Counter()
    diagnostics: list[Diagnostic] = []
    for rule in rules():
        if settings.wants(rule) and rule.section != OWN_SECTION:
            progress(rule.name)
            diagnostics += _merged(rule, _findings(project, rule, skips, shown), project)
    diagnostics, silent = _heeding_comments(project, settings, diagnostics, {name for name, _ in skips})
    if named is not None:
        diagnostics = [each for each in diagnostics if _concerns(each, project, named)]
    for reason, count in _unchecked(shown).items():
        skips["", reason] += count
    diagnostics.sort(key=lambda each: (each.finding.span, each.rule.name))
    return Report(
        diagnostics=tuple(_with_prefix(each, prefix) for each in diagnostics),
        problems=unreadable(project, prefix, named),
        skips=tuple(Skip(rule, reason, count) for (rule, reason), count in sorted(skips.items())),
        files=len(_files_read(shown)),
        pages=tuple(_page_label(page, project, prefix) for page in shown.pages),
        sources=_sources(diagnostics, project, prefix),
        open_checks=unsettled(shown),
        silenced=silent,
    )


def _heeding_comments(
    project: Project, settings: Settings, diagnostics: list[Diagnostic], undecided: Collection[str]
) -> tuple[list[Diagnostic], int]:
    """The findings that no comment silences, with those about such comments; and how many are silenced."""
    comments = suppressions_of(project)
    if not comments:
        return diagnostics, 0
    silent = silenced(diagnostics, comments)
    checked = [rule.name for rule in rules() if settings.wants(rule) and rule.section != OWN_SECTION]
    own_comments = [comment for comment in comments if is_judged(comment, project)]
    facts = judged(own_comments, silent, {rule.name for rule in rules()}, set(checked) - set(undecided))
    for rule in rules():
        if rule.section == OWN_SECTION and settings.wants(rule):
            own = _merged(rule, ((finding, Visit(facts)) for finding in rule.check(facts)), project)
            silent += silenced(own, comments)
            diagnostics = [*diagnostics, *own]
    return [each for each in diagnostics if each not in silent], len(silent)


def _narrowed(project: Project, named: frozenset[str]) -> Project:
    """The project with those of its pages alone that the named files are part of."""
    pages = tuple(page for page in project.pages if files_of(page, project) & named)
    paths = {page.path for page in pages}
    return replace(
        project, pages=pages, runtimes=tuple(runtime for runtime in project.runtimes if runtime.page.path in paths)
    )


def _findings(
    project: Project, rule: Rule, skips: Counter[tuple[str, str]], shown: Project
) -> Iterable[tuple[Finding, Visit]]:
    """The findings of a rule; what it cannot decide is counted where it concerns a page that is shown."""
    paths = {page.path for page in shown.pages}
    for visit in visits(project, rule.subject, rule.legacy, rule.interpreter):
        arguments = (visit.subject, project) if rule.wants_project else (visit.subject,)
        try:
            for finding in rule.check(*arguments):
                yield finding, visit
        except Unknown as unknown:
            if shown is project or any(page.path in paths for page in visit.pages):
                skips[rule.name, unknown.reason] += 1


def _merged(rule: Rule, found: Iterable[tuple[Finding, Visit]], project: Project) -> list[Diagnostic]:
    """One diagnostic a place: that of the severest finding, with every Runtime under which it fails."""
    groups: dict[object, list[tuple[Diagnostic, Visit]]] = {}
    for finding, visit in found:
        groups.setdefault(finding.span, []).append((_diagnostic(rule, finding), visit))
    merged = []
    for members in groups.values():
        worst = max((diagnostic for diagnostic, _ in members), key=lambda each: each.severity)
        runtimes = tuple(dict.fromkeys(runtime for _, visit in members for runtime in visit.runtimes))
        pages = tuple(dict.fromkeys(page.path for _, visit in members for page in visit.pages))
        reached = reached_at(project, worst.finding.span)
        merged.append(
            replace(
                worst,
                runtimes=tuple(dict.fromkeys(runtime_label(runtime) for runtime in runtimes)),
                everywhere=not (set(reached) - set(runtimes)),
                pages=pages,
            )
        )
    return merged


def _diagnostic(rule: Rule, finding: Finding) -> Diagnostic:
    severity = finding.severity or rule.severity
    if finding.unless:
        severity = min(severity, Severity.WARNING)
    return Diagnostic(rule, finding, severity, finding.effect or rule.effect)


def runtime_label(runtime: Runtime) -> RuntimeLabel:
    """A Runtime as a report names it."""
    options = runtime.releases.options
    release = options[0].name if len(options) == 1 else None
    return RuntimeLabel(runtime.page.path, release, runtime.interpreter, runtime.thread)


def _concerns(diagnostic: Diagnostic, project: Project, named: frozenset[str]) -> bool:
    """Whether a finding lies in a named file, is related to one, or is of a page that reaches one."""
    finding = diagnostic.finding
    if finding.span.path in named or any(related.span.path in named for related in finding.related):
        return True
    return any(files_of(page, project) & named for page in project.pages if page.path in diagnostic.pages)


def _unchecked(project: Project) -> Counter[str]:
    """Values of templates that could not be told, and Python that could not be read, by reason."""
    from pyscript_doctor.project.page.loading import Loading
    from pyscript_doctor.project.urls.reference import UnknownTarget
    from pyscript_doctor.queries.page_files import references_of

    counted: Counter[str] = Counter()
    seen = set()
    for page in project.pages:
        if page.loading is Loading.FOREIGN:
            counted["page whose Python something unknown runs"] += 1
        elif page.loading is Loading.TEST:
            counted["page of the tests of PyScript itself"] += 1
    for reference in references_of(project):
        if isinstance(reference.target, UnknownTarget) and reference.span not in seen:
            seen.add(reference.span)
            counted[reference.target.reason] += 1
    for runtime in project.runtimes:
        for script in runtime.scripts:
            if isinstance(script.syntax, Unknown) and script.reference is None and script.span not in seen:
                seen.add(script.span)
                counted[script.syntax.reason] += 1
    return counted


def unreadable(project: Project, prefix: str, named: frozenset[str] | None) -> tuple[Problem, ...]:
    """What we could not read of a project, as far as it touches the named files."""
    return tuple(Problem((prefix + path).rstrip("/") or ".", why) for path, why in _problems(project, named))


def _problems(project: Project, named: frozenset[str] | None) -> list[tuple[str, str]]:
    """What we could not read and would have parsed, and folders whose files we do not know."""
    problems = []
    for path, resource in sorted(project.snapshot.resources.items()):
        unread = resource.status is Status.UNREADABLE and path in project.snapshot.listing
        if resource.status is Status.UNLISTED or (unread and (is_page_name(path) or path in project.reader.parsed)):
            problems.append((path, resource.reason))
        elif resource.status is Status.FOUND and is_page_name(path):
            reason = project.reader.page_problem(path)
            if reason:
                problems.append((path, reason))
    if named is not None:
        problems = [(path, reason) for path, reason in problems if path in named or _needed(path, project)]
    return problems


def _needed(path: str, project: Project) -> bool:
    return any(path in files_of(page, project) for page in project.pages)


def _files_read(project: Project) -> set[str]:
    return {path for page in project.pages for path in files_of(page, project) if path in project.snapshot.listing}


def _page_label(page: Page, project: Project, prefix: str) -> PageLabel:
    runtimes = project.runtimes_of(page)
    return PageLabel(
        path=prefix + page.path,
        site=(prefix + project.folder_of_site(page)).rstrip("/"),
        release=page.releases.label,
        runtimes=tuple(replace(runtime_label(runtime), page=prefix + page.path) for runtime in runtimes),
        scripts=sum(len(runtime.scripts) for runtime in runtimes),
    )


def _with_prefix(diagnostic: Diagnostic, prefix: str) -> Diagnostic:
    if not prefix:
        return diagnostic
    finding = diagnostic.finding
    return replace(
        diagnostic,
        finding=replace(
            finding,
            span=replace(finding.span, path=prefix + finding.span.path),
            related=tuple(
                replace(related, span=replace(related.span, path=prefix + related.span.path))
                for related in finding.related
            ),
        ),
        runtimes=tuple(replace(label, page=prefix + label.page) for label in diagnostic.runtimes),
        pages=tuple(prefix + page for page in diagnostic.pages),
    )


def _sources(diagnostics: Sequence[Diagnostic], project: Project, prefix: str) -> dict[str, str]:
    spans = [each.finding.span for each in diagnostics]
    spans += [related.span for each in diagnostics for related in each.finding.related]
    sources = {}
    for path in {span.path for span in spans}:
        text = project.reader.shown(path)
        if not isinstance(text, Unknown):
            sources[prefix + path] = text.value
    return sources
