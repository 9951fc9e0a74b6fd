"""The formats in which a report can be written, each to the terminal or to a file of its own."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.replacing import replace_file

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from pyscript_doctor.cli.outputs import Output
    from pyscript_doctor.engine.report import Report


def verify(outputs: Sequence[Output]) -> None:
    """Raise SettingsError if two outputs would go to the same place."""
    places = [each.file for each in outputs]
    for each in outputs:
        if places.count(each.file) > 1:
            where = each.file or "the terminal"
            raise SettingsError(f"two formats can't go to {where}: write --output-format {each.format}=FILE for one")


FORMATS_OF_STATISTICS = ("text", "concise", "json")


def verify_statistics(outputs: Sequence[Output]) -> None:
    """Raise SettingsError for a format that statistics can't have."""
    for each in outputs:
        if each.format not in FORMATS_OF_STATISTICS:
            raise SettingsError(f"--statistics can be shown as text, concise or json, not as {each.format}")


def write(report: Report, outputs: Sequence[Output], arguments: Namespace) -> None:
    """Write the report in each format, files first. Raises SettingsError if a file cannot be written."""
    for each in sorted(outputs, key=lambda output: not output.file):
        if each.file:
            _write_file(each.file, rendered(each.format, report, arguments))
        elif each.format == "text" and not _has(arguments, "statistics"):
            _print_text(report, arguments)
        else:
            sys.stdout.write(rendered(each.format, report, arguments))


def _has(arguments: Namespace, option: str) -> bool:
    """Whether the user gave an option that only `check` has."""
    return getattr(arguments, option, False)


def rendered(name: str, report: Report, arguments: Namespace) -> str:
    """A report in a format, as the text of a file."""
    from pyscript_doctor import __version__
    from pyscript_doctor.knowledge import KNOWLEDGE_DATE

    if _has(arguments, "statistics"):
        from pyscript_doctor.reporters.statistics import statistics_lines, statistics_to_json

        lines = [statistics_to_json(report)] if name == "json" else statistics_lines(report)
        return "".join(f"{line}\n" for line in lines)
    if name == "json":
        from pyscript_doctor.reporters.json import to_json

        return to_json(report, __version__, KNOWLEDGE_DATE) + "\n"
    if name == "sarif":
        from pyscript_doctor.reporters.sarif import to_sarif

        return to_sarif(report, __version__, with_ignored=_has(arguments, "show_ignored")) + "\n"
    if name == "gitlab":
        from pyscript_doctor.reporters.gitlab import gitlab

        return gitlab(report) + "\n"
    if name == "junit":
        from pyscript_doctor.reporters.junit import junit

        return junit(report) + "\n"
    return "".join(f"{line}\n" for line in _lines(name, report, arguments))


def _lines(name: str, report: Report, arguments: Namespace) -> list[str]:
    if name == "json-lines":
        from pyscript_doctor.reporters.json_lines import json_lines

        return list(json_lines(report))
    if name == "github":
        from pyscript_doctor.reporters.github import github

        return list(github(report))
    if name == "markdown":
        from pyscript_doctor.reporters.markdown import markdown

        return list(markdown(report))
    if name == "concise":
        from pyscript_doctor.reporters.concise import concise

        return list(concise(report, quiet=arguments.quiet))
    from pyscript_doctor.reporters.terminal.styled import plain
    from pyscript_doctor.reporters.text.text import text_lines

    return plain(text_lines(report, 80, quiet=arguments.quiet)).splitlines()


def _print_text(report: Report, arguments: Namespace) -> None:
    from pyscript_doctor.reporters.terminal import terminal
    from pyscript_doctor.reporters.text.text import text_lines

    color = terminal.wants_color(arguments.color, sys.stdout, os.environ)
    lines = text_lines(report, terminal.columns(sys.stdout), quiet=arguments.quiet)
    terminal.write(lines, sys.stdout, color=color)


def _write_file(file: str, text: str) -> None:
    """Writes next to the file, then puts it in its place, so that nobody sees half of it."""
    try:
        replace_file(Path(file), text.encode())
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {(error.strerror or type(error).__name__).lower()}") from error
