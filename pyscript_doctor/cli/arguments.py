"""The command line as a user writes it."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor import __version__
from pyscript_doctor.cli.argument_values import add_color, add_format, names, output
from pyscript_doctor.cli.check_arguments import add_check
from pyscript_doctor.cli.outputs import FORMATS
from pyscript_doctor.cli.parser import PROGRAM, Parser, did_you_mean, listed
from pyscript_doctor.cli.setup_arguments import add_completion, add_init

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

COMMANDS = ("check", "run", "serve", "inspect", "report", "explain", "rules", "init", "completion")

_ABOUT = """\
Finds out why a PyScript page does not run: at which line, why, and how to fix it.

It reads your project's HTML, Python, configs and headers as a browser will. It runs nothing, changes none of your files
unless you ask for it, and needs no network. (`run` shows your pages in your browser: there they run.)"""

_EXAMPLES = """\
examples:
  pyscript-doctor check                     the project in this folder
  pyscript-doctor check index.html          what is about one page
  pyscript-doctor check students/*          many projects, each on its own
  pyscript-doctor run                       open it in your browser, with errors explained
  pyscript-doctor inspect                   what runs where
  pyscript-doctor rules                     everything that can be found
  pyscript-doctor explain pyscript-latest   one rule: what it means, why, how to fix it
  pyscript-doctor explain "(PY0404)"        an error that the console shows
  pyscript-doctor init                      write settings, a hook and a job of CI

`pyscript-doctor check --help` says more."""

_EXPLAIN_EXAMPLES = """\
examples:
  pyscript-doctor explain pyscript-latest      a rule
  pyscript-doctor explain "(PY0404): Fetching from URL main.py failed with error 404"
  pyscript-doctor explain console.txt          a whole log, each known error once
  pbpaste | pyscript-doctor explain -          what you have just copied
  pyscript-doctor explain "#borrowed-proxy"    a section of PyScript's FAQ

exit codes:
  0  something was explained
  1  the doctor knows nothing of it
  2  there is no such rule or file"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the arguments ask for. Prints and raises SystemExit for --help, --version and for mistakes."""
    parser = _parser()
    if "_ARGCOMPLETE" in os.environ:
        from pyscript_doctor.cli.completion import complete

        complete(parser)
    arguments = _forgiven(arguments)
    if not arguments:
        parser.print_help(sys.stderr)
        parser.exit(2)
    first = arguments[0].partition("=")[0]
    if not first.startswith("-") and first not in COMMANDS:
        parser.error(_unknown_command(arguments[0]))
    if first.startswith("-") and first in _options_of_check():
        parser.error(f"{first!r} is an option of a command: write `{PROGRAM} check {' '.join(arguments)}`")
    return _with_paths(parser.parse_args(arguments))


def _with_paths(arguments: argparse.Namespace) -> argparse.Namespace:
    """The arguments as they are meant: what follows `--add-ignores` is a path if there is a file of that name."""
    reason = getattr(arguments, "add_ignores", None)
    if reason and os.path.exists(reason):
        arguments.paths = [reason, *(path for path in arguments.paths if path != ".")]
        arguments.add_ignores = ""
    return arguments


def _forgiven(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments as they are meant: `help check` asks for `check --help`, `version` for `--version`."""
    first = arguments[0] if arguments else ""
    if first == "help":
        return [*arguments[1:2], "--help"]
    return ["--version"] if first in {"version", "-v", "-V"} else arguments


def _options_of_check() -> frozenset[str]:
    commands = Parser().add_subparsers()
    add_check(commands)
    own = frozenset({"-h", "--help", "--version"})
    return frozenset(commands.choices["check"]._option_string_actions) - own


def _unknown_command(word: str) -> str:
    """A message for a first word that is not a command; mostly it is a path."""
    if os.path.exists(word) or "." in word or "/" in word:
        return f"say what to do with {word!r}: `{PROGRAM} check {word}`"
    return f"there is no command {word!r}{did_you_mean(word, COMMANDS) or f': use {listed(COMMANDS)}'}"


@cache
def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog=PROGRAM, usage="%(prog)s COMMAND ...", description=_ABOUT, epilog=_EXAMPLES)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(prog=PROGRAM, dest="command", metavar="COMMAND", title="commands", required=True)
    add_check(commands)
    _add_run_and_serve(commands)
    _add_inspect(commands)
    _add_report(commands)
    _add_explain(commands)
    _add_rules(commands)
    add_init(commands)
    add_completion(commands)
    return parser


def _add_run_and_serve(commands: argparse._SubParsersAction[Parser]) -> None:
    from pyscript_doctor.cli.run_arguments import add_run, add_serve

    run, serve = add_run(commands), add_serve(commands)
    run.add_argument(
        "--output-format",
        dest="outputs",
        type=output,
        action="append",
        default=[],
        metavar="FORMAT[=FILE]",
        help=f"with --headless: how to write the report: {', '.join(FORMATS)} (default: text)",
    )
    for parser in (run, serve):
        for option, meaning in (("--select", "run only these rules or sections"), ("--ignore", "do not run these")):
            parser.add_argument(option, type=names, action="extend", default=[], metavar="NAME,...", help=meaning)
        add_color(parser)


def _add_inspect(commands: argparse._SubParsersAction[Parser]) -> None:
    inspect = commands.add_parser(
        "inspect",
        usage="%(prog)s [OPTION]... [PATH]...",
        help="show what runs where",
        description="Show the pages of PyScript projects: which Python runs on which interpreter, thread and release, "
        "with which config, packages and files.",
    )
    inspect.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="folders or files to show; for a file, only the pages that use it are shown (default: this folder)",
    )
    inspect.add_argument(
        "--values",
        metavar="FILE",
        help="show what the doctor thinks each expression of this file is, and why it does not know others",
    )
    add_format(inspect, "text", "json")
    add_color(inspect)


def _add_report(commands: argparse._SubParsersAction[Parser]) -> None:
    report = commands.add_parser(
        "report",
        usage="%(prog)s [OPTION]... [PATH]...",
        help="write a short report to paste where you ask for help",
        description="Write release, interpreters, threads, isolation and findings as Markdown, in less than 2,000 "
        "characters and without absolute paths, to paste where you ask for help.",
    )
    report.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH", help="folders or files (default: this folder)"
    )


def _add_explain(commands: argparse._SubParsersAction[Parser]) -> None:
    explain = commands.add_parser(
        "explain",
        usage="%(prog)s [OPTION]... RULE|TEXT|FILE|-",
        help="explain a rule, or an error in the console",
        description="Say what an error in the browser's console means and what to do, or show a rule's page.",
        epilog=_EXPLAIN_EXAMPLES,
    )
    explain.add_argument(
        "asked",
        nargs="+",
        metavar="RULE|TEXT|FILE|-",
        help="a rule's name, a text from the console, a file that holds one, or - for standard input",
    )
    explain.add_argument(
        "--project",
        metavar="PATH",
        help="where the Python is that a traceback names (default: this folder)",
    )
    add_format(explain, "text", "json")
    add_color(explain)


def _add_rules(commands: argparse._SubParsersAction[Parser]) -> None:
    rules = commands.add_parser(
        "rules", usage="%(prog)s [OPTION]...", help="list the rules", description="List the rules by section."
    )
    add_format(rules, "text", "json")
    add_color(rules)
