"""A parser of the command line that forgives: it names the nearest option, and the help for the command."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator, Sequence

PROGRAM = "pyscript-doctor"

_ENTRY = lazy_pattern(r"(?P<first> {2}\S.*?)(?:(?P<gap> {2,})(?P<second>\S.*))?")
_INDENT = 6
_OF_ARGUMENT = lazy_pattern(r"\Aargument (?P<name>[^\s/:]+)(?:/\S+)?: ")

# What other programs have and this one does not, with what to write instead.
_ELSEWHERE = {
    "-v": f"`--quiet` says less, nothing says more; `{PROGRAM} --version` shows the version",
    "--verbose": "the report leaves nothing out; `--quiet` says less",
    "-V": f"`{PROGRAM} --version` shows the version",
    "--version": f"`{PROGRAM} --version` shows the version",
    "-o": "write `--output-format FORMAT=FILE`",
    "--output": "write `--output-format FORMAT=FILE`",
    "--output-file": "write `--output-format FORMAT=FILE`",
    "--config": "settings are in `pyscript-doctor.toml`; `--show-settings` shows them",
    "--error-only": "write `--fail-level error`",
}


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal: it wraps paragraphs, and the text next to an example."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"width": _columns(os.environ.get("COLUMNS", "")) - 2, **options})

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        parts = (part for paragraph in text.split("\n\n") for part in (*_filled(paragraph.split("\n"), width), ""))
        return "\n".join(indent + part if part else "" for part in parts).rstrip("\n")


@cache
def _columns(columns: str) -> int:
    """How wide the terminal is, as `shutil` says it: importing that takes longer than reading the arguments.

    columns: what the variable of that name says, which decides.
    """
    if columns.isdecimal() and int(columns):
        return int(columns)
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    return 80


def _filled(lines: Sequence[str], width: int) -> Iterator[str]:
    """The lines of a paragraph; those that start with two spaces are entries, which stay apart."""
    import textwrap

    words: list[str] = []
    for line in lines:
        if line.startswith("  "):
            yield from textwrap.wrap(" ".join(words), width) if words else ()
            words = []
            yield from _entry(line, width)
        else:
            words.append(line)
    yield from textwrap.wrap(" ".join(words), width) if words else ()


def _entry(line: str, width: int) -> Iterator[str]:
    """An entry of two columns: the second one is wrapped next to the first one, or below it if there is no room."""
    import textwrap

    found = _ENTRY.fullmatch(line)
    if len(line) <= width or found is None or found["second"] is None:
        yield line
        return
    head = found["first"] + found["gap"]
    if len(head) <= width // 2:
        yield from textwrap.wrap(found["second"], width, initial_indent=head, subsequent_indent=" " * len(head))
        return
    yield found["first"]
    yield from textwrap.wrap(found["second"], width, initial_indent=" " * _INDENT, subsequent_indent=" " * _INDENT)


class Parser(argparse.ArgumentParser):
    """Answers a mistake in the command with one line that says what to write."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{"formatter_class": HelpFormatter, **options})

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where the help is."""
        self.exit(2, f"{PROGRAM}: error: {_OF_ARGUMENT.sub(_name, message)}\nTry `{self.prog} --help`.\n")

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        """As argparse does, but anything unknown is a mistake in the command that it was given to."""
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:
            self.error(self._unknown(unknown[0]))
        return found, unknown

    def _unknown(self, word: str) -> str:
        if not word.startswith("-"):
            return f"{word!r} is too much: {self.prog} takes no such argument"
        name = word.partition("=")[0]
        if name in _ELSEWHERE:
            return f"there is no option {name!r}: {_ELSEWHERE[name]}"
        return f"there is no option {name!r}{did_you_mean(name, self._option_string_actions)}"

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        names = [str(choice) for choice in action.choices]
        raise argparse.ArgumentError(
            action, f"there is no {value!r}{did_you_mean(str(value), names) or f': use {listed(names)}'}"
        )


def _name(found: re.Match[str]) -> str:
    """The first name of the option that a message is about."""
    return f"{found['name']}: "


def did_you_mean(word: str, known: Collection[str]) -> str:
    """The hint ": did you mean '--fix'?", or "" if nothing is similar."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), known, n=1, cutoff=0.65)
    return f": did you mean {near[0]!r}?" if near else ""


def listed(names: Sequence[str]) -> str:
    """ "a, b or c"."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
