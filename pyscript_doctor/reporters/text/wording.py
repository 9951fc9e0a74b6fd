"""How reports name things: counts, runtimes, effects, and what was not checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import Safety
from pyscript_doctor.engine.finding import Diagnostic, Effect, RuntimeLabel, Severity, Skip
from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.reporters.terminal.visible import visible
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pyscript_doctor.engine.report import Report

FOUND_BY_SERVER = "file that a server finds"
UNKNOWN_RELEASE = "unknown release"
TOLD_BY_NAME = frozenset(
    {
        "Python that is not in the project",
        "Python newer than the doctor's own",
        "Python that cannot be parsed",
        "Python that cannot be read",
        "Python that is not known",
        Status.IGNORED.value,
        Status.SUBMODULE.value,
        Status.OUTSIDE.value,
    }
)
"""The reasons of rules that have nothing to say because a file was not read. The file itself is named."""

_INTERPRETERS = {Interpreter.PYODIDE: "Pyodide", Interpreter.MICROPYTHON: "MicroPython"}
_THREADS = {Thread.MAIN: "on the main thread", Thread.WORKER: "in a worker"}


def counted(count: int, noun: str) -> str:
    """ "1 page", "2 pages"."""
    return f"{count} {noun if count == 1 else noun + 's'}"


def listed(names: Sequence[str], most: int = 3) -> str:
    """ "a", "a and b", "a, b and c", "a, b, c and 4 more"."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join(part for part in (", ".join(shown[:-1]), *shown[-1:]) if part)


def severities(diagnostics: Iterable[Diagnostic]) -> str:
    """ "2 errors, 1 warning"; "" for none."""
    every = [diagnostic.severity for diagnostic in diagnostics]
    worst_first = sorted(Severity, reverse=True)
    return ", ".join(counted(every.count(each), each.label) for each in worst_first if each in every)


def interpreter(name: Interpreter) -> str:
    """An interpreter as it is written."""
    return _INTERPRETERS[name]


def where(runtime: RuntimeLabel) -> str:
    """ "Pyodide in a worker"."""
    return f"{interpreter(runtime.interpreter)} {_THREADS[runtime.thread]}"


def with_release(runtime: RuntimeLabel) -> str:
    """ "Pyodide in a worker (2025.11.1)"."""
    return f"{where(runtime)} ({runtime.release or UNKNOWN_RELEASE})"


def affected_pages(diagnostic: Diagnostic) -> tuple[str, ...]:
    """The pages that a finding harms: those of the runtimes under which it fails, else all that reach its place."""
    return tuple(dict.fromkeys(runtime.page for runtime in diagnostic.runtimes)) or diagnostic.pages


def effect(kind: Effect, pages: Sequence[str], verb: str) -> str:
    """What the user of these pages sees; `verb` says how sure it is ("will", "may"). "" for what only looks odd."""
    on = listed([visible(page) for page in pages]) or "the page"
    return {
        Effect.PAGE_BLANK: f"{on} {verb} stay blank",
        Effect.SCRIPT_DIES: f"a script of {on} {verb} stop",
        Effect.ACTION_FAILS: f"something on {on} {verb} fail when it is used",
        Effect.COSMETIC: "",
    }[kind]


_LOWER_CASED = frozenset({"A", "An", "In", "It", "No", "Nothing", "On", "The", "There", "These", "This", "Two"})


def clause(sentence: str) -> str:
    """A sentence as it follows "because": names keep their capital."""
    word, space, rest = sentence.rstrip(".").partition(" ")
    return f"{word.lower() if word in _LOWER_CASED else word}{space}{rest}"


def not_checked(skips: Iterable[Skip]) -> list[str]:
    """ "main.py (it is in a submodule)" for each file that was not read, "7 values in templates" for each reason.

    Several rules ask for the same fact, so only the largest of their counts is said. Files that were not read are not
    counted beside their names.
    """
    every = tuple(skips)
    named = {f"{visible(skip.path)} ({visible(skip.reason)})": None for skip in every if skip.path}
    counts: dict[str, int] = {}
    for skip in every:
        if not skip.path and not (named and skip.reason in TOLD_BY_NAME):
            counts[skip.reason] = max(counts.get(skip.reason, 0), skip.count)
    return [*named, *(counted_phrase(count, reason) for reason, count in counts.items())]


def of_templates(skips: Iterable[Skip]) -> bool:
    """Whether something is not known because a server, or a build, makes the page from a template."""
    return any("template" in skip.reason or skip.reason == FOUND_BY_SERVER for skip in skips)


def open_checks(report: Report) -> str:
    """ "3 package checks need `--online`", or why they are open though the index was asked; "" for none."""
    if not report.open_checks:
        return "not every server answered" if report.troubles else ""
    checks = counted(report.open_checks, "package check")
    one = report.open_checks == 1
    if not report.online:
        return f"{checks} need{'s' if one else ''} `--online`"
    reason = "the Python index could not answer" if report.troubles else "the doctor can't see how they end"
    return f"{checks} {'is' if one else 'are'} open: {reason}"


_HEAD = lazy_pattern(r"(.+?)(?= (?:in|outside|of|on|from|with|that|which|whose) |$)")
_ARTICLE = lazy_pattern(r"(?<=(?: in| of| on)) an? (\w+)$")


def counted_phrase(count: int, phrase: str) -> str:
    """ "1 value in a template", "7 values in templates", "2 pieces of Python that is missing"."""
    found = _HEAD.match(phrase)
    head = found[1] if found else phrase
    rest = phrase[len(head) :]
    if head[:1].isupper():
        head, rest = "piece", f" of {phrase}"
    head = head.removesuffix("s")
    if count == 1:
        return f"1 {head}{rest}"
    return f"{count} {head}s" + _ARTICLE.sub(r" \1s", rest)


def checked(report: Report) -> str:
    """What was looked at: "2 pages with 3 scripts on PyScript 2025.11.1: Pyodide on the main thread"."""
    scripts = sum(page.scripts for page in report.pages)
    releases = dict.fromkeys(page.release for page in report.pages)
    named = [release for release in releases if release != UNKNOWN_RELEASE]
    unnamed = [f"an {UNKNOWN_RELEASE}"] if len(named) < len(releases) else []
    on = f" on {'PyScript ' if named else ''}{listed([*named, *unnamed])}"
    runtimes = dict.fromkeys(where(runtime) for page in report.pages for runtime in page.runtimes)
    what = counted(len(report.pages), "page") if len(report.pages) > 1 else report.pages[0].path
    with_scripts = f" with {counted(scripts, 'script')}" if scripts else ""
    return f"{what}{with_scripts}{on}" + (f": {listed(tuple(runtimes))}" if runtimes else "")


def baseline(report: Report) -> str:
    """What the baseline hides, and what in it is gone; "" for neither."""
    said = []
    if report.baselined:
        verb = "is" if report.baselined == 1 else "are"
        said.append(f"{counted(report.baselined, 'finding')} {verb} left out, because the baseline has them.")
    if report.gone:
        verb, them = ("is", "it") if report.gone == 1 else ("are", "them")
        gone = f"{counted(report.gone, 'finding')} of the baseline {verb} gone"
        said.append(f"{gone}: `--update-baseline` removes {them} there.")
    return " ".join(said)


def fixable(report: Report, command: str = "") -> str:
    """How many findings the doctor can fix, and by which option of the command; "" if it can fix none."""
    safeties = [each.finding.fix.safety for each in report.diagnostics if each.finding.fix]
    safe, unsafe = safeties.count(Safety.SAFE), safeties.count(Safety.UNSAFE)
    with_safe, with_unsafe = f"`{command}--fix`", f"`{command}--fix --unsafe-fixes`"
    if len(report.diagnostics) == 1 and safeties:
        return f"The doctor can fix it with {with_safe if safe else with_unsafe}."
    if safe and unsafe:
        return f"The doctor can fix {safe} of them with {with_safe}, and {unsafe} more with {with_unsafe}."
    if safe:
        return f"The doctor can fix {safe} of them with {with_safe}."
    return f"The doctor can fix {unsafe} of them with {with_unsafe}." if unsafe else ""
