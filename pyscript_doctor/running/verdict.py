"""What the browser saw, next to what the doctor predicted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.explain.answer import sources_of
from pyscript_doctor.explain.log import log_of
from pyscript_doctor.explain.recognise import recognise
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.running.events import Event, EventKind
from pyscript_doctor.running.foretelling import folder_and_name, foretold
from pyscript_doctor.running.places import FileOf, span_of_javascript, spans_of_python

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.engine.session import Session
    from pyscript_doctor.explain.recognise import Explanation, Recognised
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.running.visit import Visit

MOST_SEEN = 30
_PREFIXES = lazy_pattern(r"^(?:Uncaught |\(in promise\) |PythonError: )+")


@dataclass(frozen=True, slots=True)
class Seen:
    """An error that the browser showed.

    said: its text. explanation: what is known about it, None for nothing. spans: the user's lines that it can be from.
    diagnostic: the finding that predicted it; others: findings that predicted it as well.
    """

    said: str
    event: Event
    explanation: Explanation | None = None
    spans: tuple[Span, ...] = ()
    diagnostic: Diagnostic | None = None
    others: tuple[Diagnostic, ...] = ()

    @property
    def is_confirmed(self) -> bool:
        """Whether a finding predicted it."""
        return self.diagnostic is not None

    @property
    def message(self) -> str:
        """What happened, in one line: in the words of the doctor if it knows the error."""
        return self.explanation.message if self.explanation else last_line(self.said)

    @property
    def key(self) -> str:
        """What makes it another error than the rest of the page's."""
        if self.diagnostic:
            return f"{self.diagnostic.rule.name} {self.diagnostic.finding.span}"
        if self.explanation:
            return f"{self.explanation.entry.name} {self.explanation.named}"
        return last_line(self.said)


@dataclass(frozen=True)
class Verdict:
    """What a visit came to. not_seen: the findings about the page that nothing confirmed. sources: files by path."""

    page: str
    seen: tuple[Seen, ...] = ()
    not_seen: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def positions(self) -> Positions:
        """Lines and columns of the places that it names."""
        return Positions(self.sources)


def verdict_of(visit: Visit, session: Session, report: Report, file_of: FileOf) -> Verdict:
    """The verdict on a visit, with the report of the project as it was when the page was served."""
    about = [each for each in report.diagnostics if concerns(each, visit.path)]
    positions = Positions(report.sources)
    seen: dict[str, Seen] = {}
    errors = list(_errors(visit))
    places = session.ask(lambda project: [_spans(each, project, visit, file_of) for each in errors]) if errors else []
    for each, spans in zip(errors, places, strict=True):
        judged = _judged(replace(each, spans=spans), about, positions)
        if judged.is_confirmed or not _is_harmless(judged):
            seen.setdefault(judged.key, judged)
    kept = _in_order(_without_echoes(seen.values()))[:MOST_SEEN]
    confirmed = [diagnostic for each in kept if each.diagnostic for diagnostic in (each.diagnostic, *each.others)]
    not_seen = [each for each in about if each.severity >= Severity.WARNING and each not in confirmed]
    shown = [span for each in kept for span in each.spans]
    sources = session.ask(lambda project: sources_of(project, shown)) if shown else {}
    return Verdict(visit.path, tuple(kept), tuple(not_seen), {**report.sources, **sources})


def concerns(diagnostic: Diagnostic, page: str) -> bool:
    """Whether a finding is about a page."""
    return page in diagnostic.pages or diagnostic.finding.span.path == page


def certain(diagnostic: Diagnostic) -> Diagnostic:
    """A finding that the browser confirmed: it no longer depends on anything."""
    severity = diagnostic.severity if diagnostic.severity is Severity.INFO else Severity.ERROR
    return diagnostic._replace(severity=severity, finding=replace(diagnostic.finding, unless=""))


def last_line(text: str) -> str:
    """The line of a text that says what happened: the last one of a traceback."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("at ")]
    return _PREFIXES.sub("", lines[-1].strip()) if lines else ""


def _errors(visit: Visit) -> Iterator[Seen]:
    """The errors of a visit, each once: those that are known, in order, then the rest."""
    texts = visit.texts
    events = [event for event in texts for _ in event.text.split("\n")]
    for explanation in recognise(log_of("\n".join(event.text for event in texts))).explanations:
        event = events[min(explanation.line, len(events)) - 1]
        yield Seen(event.text, event, explanation)
    for event in texts:
        known = _recognised(event.text)
        if not known.explanations and (event.kind is not EventKind.CONSOLE or known.unknown):
            yield Seen(event.text, event)
    yield from _failed_requests(visit)


def _failed_requests(visit: Visit) -> Iterator[Seen]:
    """What could not be loaded, in the words of a browser's console."""
    for url, status in visit.failed_urls.items():
        said = f"GET {url} {status or 'net::ERR_FAILED'}"
        event = Event(EventKind.RESOURCE, text=said, url=url, status=status, failed=True)
        found = _recognised(said).explanations
        yield Seen(said, event, found[0] if found else None)


@lru_cache(maxsize=1_000)
def _recognised(text: str) -> Recognised:
    return recognise(log_of(text))


def _spans(seen: Seen, project: Project, visit: Visit, file_of: FileOf) -> tuple[Span, ...]:
    python = spans_of_python(seen.explanation, project, visit.path) if seen.explanation else ()
    if python or (seen.explanation and seen.explanation.traceback):
        return python
    javascript = span_of_javascript(seen.event, project, file_of)
    return (javascript,) if javascript else ()


def _judged(seen: Seen, diagnostics: list[Diagnostic], positions: Positions) -> Seen:
    url = seen.event.url if seen.event.kind is EventKind.RESOURCE else ""
    found = foretold(seen.said, seen.explanation, seen.spans, url, diagnostics, positions)
    return replace(seen, diagnostic=found[0], others=tuple(found[1:])) if found else seen


def _is_harmless(seen: Seen) -> bool:
    """Whether an error that nobody predicted breaks nothing: a notice, or a warning."""
    if seen.explanation and seen.explanation.entry.notice:
        return True
    return seen.event.level == "warn"


def _without_echoes(seen: Iterable[Seen]) -> list[Seen]:
    """Without failed requests that another error mentions already.

    That error names the file, or it is about a file beside it on the same host of the web: then the host is what fails.
    """
    every = list(seen)
    requests = [each for each in every if each.event.kind is EventKind.RESOURCE]
    said = "\n".join(each.said for each in every if each not in requests)
    folders = {folder_and_name(each.event.url)[0] for each in requests if each.is_confirmed and _is_remote(each)}
    return [each for each in every if each.is_confirmed or each not in requests or not _is_echo(each, said, folders)]


def _is_echo(seen: Seen, said: str, folders: set[str]) -> bool:
    folder, name = folder_and_name(seen.event.url)
    return folder in folders or (bool(name) and name in said)


def _is_remote(seen: Seen) -> bool:
    """Whether it is about another host: this server speaks no TLS."""
    return seen.event.url.startswith("https://")


def _in_order(seen: list[Seen]) -> list[Seen]:
    """What was predicted first, then what is known, each in the order in which it came."""
    return sorted(seen, key=lambda each: (not each.is_confirmed, each.explanation is None))
