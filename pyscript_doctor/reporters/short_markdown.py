"""A short report in Markdown, to paste where one asks for help."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.reporters.inspect.names import age
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.reporters.redaction import redacted
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.reporters.terminal.wrap import one_line
from pyscript_doctor.reporters.text.entries import Entry, entries
from pyscript_doctor.reporters.text.wording import counted, interpreter, not_checked, severities

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.inspection.records import PageRecord, Picture, ReleaseRecord, RuntimeRecord

LIMIT = 2_000
"""The report has at most so many characters, counted as UTF-16 does: the largest forums allow no longer message."""
FOR_PAGES = 800
LONGEST_LINE = 240
NAMED_PAGES = 2

_ISOLATED = {"isolated": "yes", "not isolated": "no", "unknown": "unknown"}


def short_markdown(report: Report, picture: Picture, today: date, tool: str, knowledge: str) -> str:
    """Release, interpreters, threads, isolation and findings, the worst first.

    No absolute path and no user's name is in it. tool: the doctor's version. knowledge: the date of its facts.
    """
    head = f"**PyScript report** (pyscript-doctor {tool}, facts of {knowledge})"
    rest = list(_rest(report))
    pages = _fitting(list(_pages(picture, today)), FOR_PAGES, lambda count: f"- ... and {count} more kinds of pages")
    title = f"**{severities(report.diagnostics)}**" if report.diagnostics else _verdict(report)
    used = _size("\n".join([head, "", *pages, "", title, "", *rest, ""]))
    findings = _fitting(list(_findings(report)), LIMIT - 2 - used, _more(report))
    blocks = [[head], pages, [title], findings, rest]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _size(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fitting(lines: Sequence[str], room: int, more: Callable[[int], str]) -> list[str]:
    """The first lines, as many as have room with their newlines, and one that says what was left out."""
    kept: list[str] = []
    left = room
    for index, text in enumerate(lines):
        size = _size(text) + 1
        closing = 0 if index == len(lines) - 1 else _size(more(len(lines) - index - 1)) + 1
        if size + closing > left:
            return [*kept, more(len(lines) - index)]
        kept.append(text)
        left -= size
    return kept


def _line(text: str) -> str:
    """One line that is safe to paste."""
    text = redacted(one_line(text))
    if _size(text) <= LONGEST_LINE:
        return text
    cut = text.encode("utf-16-le", "replace")[: 2 * (LONGEST_LINE - 4)].decode("utf-16-le", "ignore")
    return f"{cut}{'`' * (cut.count('`') % 2)}..."


def _code(text: str) -> str:
    shown = visible(text).replace("`", "'")
    return f"`{shown}`" if len(shown) <= 60 else f"`...{shown[-57:]}`"


def _pages(picture: Picture, today: date) -> Iterator[str]:
    """A line for all the pages that are alike."""
    alike: dict[str, list[str]] = {}
    for page in picture.pages:
        alike.setdefault(_description(page, today), []).append(page.path)
    for description, paths in sorted(alike.items(), key=lambda item: -len(item[1])):
        named = ", ".join(_code(path) for path in paths[:NAMED_PAGES])
        more = f" and {len(paths) - NAMED_PAGES} more" if len(paths) > NAMED_PAGES else ""
        yield _line(f"- {named}{more}: {description}")


def _description(page: PageRecord, today: date) -> str:
    runs = Counter(_runtime(runtime) for runtime in page.runtimes)
    interpreters = [each if count == 1 else f"{each} ({count} times)" for each, count in runs.items()]
    isolation = [] if page.release.legacy else [f"cross-origin isolated: {_ISOLATED[page.isolation.state]}"]
    return "; ".join([_release(page.release, today), *isolation, *interpreters, *page.notes])


def _release(release: ReleaseRecord, today: date) -> str:
    if release.name is None or release.released is None:
        said = "" if "unknown" in release.label else f" ({release.label})"
        return f"PyScript{said}, release unknown"
    label = "" if release.label == release.name else f" ({release.label})"
    old = "the newest" if release.name == release.newest else f"{age(release.released, today)} old"
    return f"PyScript {release.name}{label}, {old}"


def _runtime(runtime: RuntimeRecord) -> str:
    unknown = isinstance(runtime.version, Unknown)
    name = interpreter(runtime.interpreter) + (" of unknown version" if unknown else f" {runtime.version}")
    if runtime.kind in {RuntimeKind.EDITOR, RuntimeKind.GAME}:
        return f"{name} in {'an editor' if runtime.kind is RuntimeKind.EDITOR else 'a game'}"
    return f"{name} {'on the main thread' if runtime.thread == 'main' else 'in a worker'}"


def _worst_first(report: Report) -> list[Entry]:
    made = entries(report.diagnostics)
    return sorted(made, key=lambda each: (-each.diagnostic.severity, each.diagnostic.effect.rank))


def _findings(report: Report) -> Iterator[str]:
    positions = Positions(report.sources)
    for entry in _worst_first(report):
        diagnostic = entry.diagnostic
        finding = diagnostic.finding
        place = _code(positions.place(finding.span).rsplit(":", 1)[0])
        unless = f" (unless {finding.unless})" if finding.unless else ""
        again = f" and {counted(len(entry.again), 'other place')}" if entry.again else ""
        name = f"{diagnostic.severity.label} `{diagnostic.rule.name}`"
        yield _line(f"- {name} in {place}{again}: {finding.message}{unless}")


def _more(report: Report) -> Callable[[int], str]:
    ordered = _worst_first(report)
    return lambda count: f"- ... and {severities(_all_of(ordered[len(ordered) - count :]))} more"


def _all_of(left: Sequence[Entry]) -> Iterator[Diagnostic]:
    """What these entries say, once for each place."""
    return (entry.diagnostic for entry in left for _ in range(1 + len(entry.again)))


def _verdict(report: Report) -> str:
    if report.problems:
        return "The check is not complete."
    return "Nothing wrong was found." if report.pages else "No page that runs PyScript was found."


def _rest(report: Report) -> Iterator[str]:
    """What could not be read, and what was not checked: a line each."""
    if report.problems:
        first = report.problems[0]
        more = f" and {counted(len(report.problems) - 1, 'other file')}" if len(report.problems) > 1 else ""
        yield _line(f"Could not read {_code(first.path)} ({first.message}){more}.")
    skipped = not_checked(report.skips)
    if skipped:
        yield _line(f"Not checked: {', '.join(skipped)}.")
