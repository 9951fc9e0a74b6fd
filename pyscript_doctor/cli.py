"""The command: arguments to settings, settings to a run, a run to a report and an exit code."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pyscript_doctor.arguments import PROGRAM, parse

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.engine.report import Report
    from pyscript_doctor.index.lookup import PackageIndex
    from pyscript_doctor.settings import Settings

ISSUES = "https://github.com/pyscript/pyscript-doctor/issues"
DEBUG = "PYSCRIPT_DOCTOR_DEBUG"

NOTHING, FOUND, FAILED, TROUBLE, INTERRUPTED = 0, 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Raises only SystemExit, for --help, --version and slips."""
    _tolerate_encodings()
    try:
        with _closed_pipe_ignored():
            return _run(parse(sys.argv[1:] if arguments is None else arguments))
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _fail(error)
    return NOTHING


def exit_code(report: Report, settings: Settings) -> int:
    """2 where something could not be read, 1 where a finding counts, 3 where the index was asked in vain, else 0."""
    if report.problems:
        return FAILED
    counting = (each for each in report.diagnostics if settings.strict or not each.finding.unless)
    if any(each.severity >= settings.fail_level for each in counting):
        return FOUND
    return _without_findings(report)


def _without_findings(report: Report) -> int:
    return TROUBLE if report.troubles else NOTHING


def _run(arguments: Namespace) -> int:
    if arguments.command == "check":
        return _check(arguments)
    if arguments.command == "explain":
        from pyscript_doctor.commands import explain

        return explain.run(arguments)
    if arguments.command == "report":
        from pyscript_doctor.commands import report

        return report.run(arguments)
    if arguments.command == "inspect":
        from pyscript_doctor.commands.inspect import run

        return run(arguments)
    return _rules(arguments)


def _check(arguments: Namespace) -> int:
    from pathlib import Path

    from pyscript_doctor.engine.loader import rules
    from pyscript_doctor.engine.run import check
    from pyscript_doctor.reporters.progress import ProgressBar
    from pyscript_doctor.settings import SettingsError
    from pyscript_doctor.sources.discovery import PathError, find_projects

    settings = _settings(arguments)
    if settings.names:
        settings.verify(rules())
    if arguments.as_release or arguments.as_interpreter:
        from pyscript_doctor.commands import compare

        return compare.run(arguments, settings, _index(arguments))
    try:
        targets = find_projects(arguments.paths, Path.cwd())
    except PathError as error:
        raise SettingsError(str(error)) from error
    with ProgressBar(sys.stderr) as progress:
        report = check(targets, settings, progress, _index(arguments))
    code = exit_code(report, settings)
    with _closed_pipe_ignored():
        _print_report(report, arguments)
    for trouble in report.troubles:
        print(f"{PROGRAM}: note: {trouble}", file=sys.stderr)
    return _without_findings(report) if arguments.exit_zero and code == FOUND else code


def _index(arguments: Namespace) -> PackageIndex | None:
    """The Python index, where it is to be asked."""
    if not arguments.online and not arguments.index_url:
        return None
    from pyscript_doctor.index.lookup import PackageIndex

    return PackageIndex.of_the_user(os.environ, arguments.index_url or "")


def _settings(arguments: Namespace) -> Settings:
    from pyscript_doctor.engine.finding import Severity
    from pyscript_doctor.settings import Settings

    return Settings(
        select=frozenset(arguments.select),
        extend_select=frozenset(arguments.extend_select),
        ignore=frozenset(arguments.ignore),
        fail_level=Severity[arguments.fail_level.upper()],
        strict=arguments.strict,
        include_fences=arguments.include_fences,
    )


def _print_report(report: Report, arguments: Namespace) -> None:
    if arguments.output_format == "json":
        from pyscript_doctor import __version__
        from pyscript_doctor.knowledge import KNOWLEDGE_DATE
        from pyscript_doctor.reporters.json import to_json

        print(to_json(report, __version__, KNOWLEDGE_DATE))
        return
    if arguments.output_format == "concise":
        from pyscript_doctor.reporters.concise import concise

        sys.stdout.writelines(f"{each}\n" for each in concise(report, quiet=arguments.quiet))
        return
    from pyscript_doctor.reporters import terminal
    from pyscript_doctor.reporters.text import text_lines

    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    lines = text_lines(report, terminal.columns(sys.stdout), quiet=arguments.quiet)
    terminal.write(lines, sys.stdout, color=color)


def _rules(arguments: Namespace) -> int:
    from pyscript_doctor.engine.loader import rules
    from pyscript_doctor.reporters import terminal
    from pyscript_doctor.reporters.catalogue import rule_lines, rules_to_json

    if arguments.output_format == "json":
        print(rules_to_json(rules()))
        return NOTHING
    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    terminal.write(rule_lines(rules(), terminal.columns(sys.stdout)), sys.stdout, color=color)
    return NOTHING


def _fail(error: Exception) -> int:
    """Say in one line what went wrong; for a fault of our own, how to report it."""
    from pyscript_doctor.settings import SettingsError

    if isinstance(error, SettingsError):
        print(f"{PROGRAM}: error: {error}", file=sys.stderr)
        return FAILED
    if os.environ.get(DEBUG):
        import traceback

        traceback.print_exception(error)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    more = "" if os.environ.get(DEBUG) else f" with the output of {DEBUG}=1"
    print(
        f"{PROGRAM}: internal error ({said}). The fault is the doctor's, not yours: please report it{more} at {ISSUES}",
        file=sys.stderr,
    )
    return FAILED


def _tolerate_encodings() -> None:
    """Let no character crash a pipe whose encoding lacks it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@contextmanager
def _closed_pipe_ignored() -> Iterator[None]:
    """Write to nowhere once the reader of our output has gone, as `head` does."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
