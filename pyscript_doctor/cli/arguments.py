"""The command line as a user writes it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from pyscript_doctor import __version__
from pyscript_doctor.cli.addresses import add_live_site
from pyscript_doctor.cli.outputs import FORMATS, Output, output_of
from pyscript_doctor.cli.parser import PROGRAM, Parser, did_you_mean, listed
from pyscript_doctor.cli.setup_arguments import add_completion, add_init

if TYPE_CHECKING:
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

_CHECK_EXAMPLES = """\
examples:
  pyscript-doctor check --select worker-without-isolation   this rule only
  pyscript-doctor check --ignore pyscript-latest            every rule but this
  pyscript-doctor check --output-format json                for other programs
  pyscript-doctor check https://example.org/                a page as its web server sends it

exit codes:
  0  nothing at or above the fail level was found
  1  something was found (findings with "unless ..." count only with --strict)
  2  the command or a setting is not right, or a file or an address could not be read
  3  with --online: not every server answered, and nothing else was found

Colours follow NO_COLOR and FORCE_COLOR."""


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
    """The arguments as they are meant: what follows `--add-ignores` is a path where there is a file of that name."""
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
    _add_check(commands)
    own = frozenset({"-h", "--help", "--version"})
    return frozenset(commands.choices["check"]._option_string_actions) - own


def _unknown_command(word: str) -> str:
    """A message for a first word that is not a command; mostly it is a path."""
    if os.path.exists(word) or "." in word or "/" in word:
        return f"say what to do with {word!r}: `{PROGRAM} check {word}`"
    return f"there is no command {word!r}{did_you_mean(word, COMMANDS) or f': use {listed(COMMANDS)}'}"


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog=PROGRAM, usage="%(prog)s COMMAND ...", description=_ABOUT, epilog=_EXAMPLES)
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = parser.add_subparsers(prog=PROGRAM, dest="command", metavar="COMMAND", title="commands", required=True)
    _add_check(commands)
    _add_run_and_serve(commands)
    _add_inspect(commands)
    _add_report(commands)
    _add_explain(commands)
    _add_rules(commands)
    add_init(commands)
    add_completion(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        usage="%(prog)s [OPTION]... [PATH | URL]...",
        help="say what is wrong with a project",
        description="Check PyScript projects and say what will not run, where, why, and how to fix it.",
        epilog=_CHECK_EXAMPLES,
    )
    check.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="folders or files to check; for a file, only what is about it is reported (default: this folder); "
        "- is a file from standard input; or the addresses of pages of a website: https://...",
    )
    check.add_argument(
        "--stdin-filename", metavar="PATH", help="where the file is that comes from standard input, with `check -`"
    )
    check.add_argument(
        "--watch", action="store_true", help="check again whenever a file changes, until you press Ctrl-C"
    )
    check.add_argument(
        "--output-format",
        "--format",
        dest="outputs",
        type=_output,
        action="append",
        default=[],
        metavar="FORMAT[=FILE]",
        help=f"how to write the report, and to which file; you can give several: {', '.join(FORMATS)} (default: text)",
    )
    check.add_argument(
        "--show-ignored",
        action="store_true",
        help="SARIF also names what comments ignore and what the baseline has, as `suppressions` (GitHub shows these "
        "like all others)",
    )
    for option, meaning in (
        ("--select", "run only these rules or sections"),
        ("--extend-select", "run these too, such as rules that are off by default"),
        ("--ignore", "do not run these"),
    ):
        check.add_argument(option, type=_names, action="extend", default=[], metavar="NAME,...", help=meaning)
    check.add_argument(
        "--rule-pack",
        action="append",
        default=[],
        metavar="MODULE",
        help="run the rules of this Python package too",
    )
    check.add_argument(
        "--fail-level",
        choices=("error", "warning", "info"),
        help="exit with 1 from this severity on (default: warning)",
    )
    check.add_argument("--strict", action="store_true", help="findings that say *unless* fail too")
    check.add_argument("--fix", action="store_true", help="apply the safe fixes, and report what is left")
    check.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: the fixes too that may change more than the fault, so that you should look at them",
    )
    check.add_argument(
        "--diff", action="store_true", help="show what --fix would change, for `git apply`, and write nothing"
    )
    check.add_argument(
        "--online",
        action="store_true",
        help="ask the Python index about packages that do not come with Pyodide, and look at the modules, wheels and "
        "files that the project names on other servers",
    )
    check.add_argument(
        "--index-url",
        type=_web_address,
        metavar="URL",
        help="ask this index, not the one that pip or uv uses (implies --online)",
    )
    check.add_argument(
        "--include-fences",
        action="store_true",
        help="check the code fences of Markdown too: HTML with PyScript, and Python with its config",
    )
    check.add_argument(
        "--as-release",
        metavar="RELEASE",
        help="say what would change if every page loaded this release of PyScript, such as 2026.7.3 or latest",
    )
    check.add_argument(
        "--as-interpreter",
        choices=("pyodide", "micropython"),
        help="say what would change if this interpreter ran the Python",
    )
    check.add_argument(
        "--baseline",
        default="",
        metavar="FILE",
        help="leave out the findings that this file has (default: pyscript-doctor-baseline.jsonl, where it exists)",
    )
    check.add_argument(
        "--update-baseline", action="store_true", help="write the findings of this check into the baseline, and stop"
    )
    check.add_argument(
        "--add-ignores",
        nargs="?",
        const="",
        metavar="REASON",
        help="write comments that tell the doctor to ignore what it finds, with this reason, and stop",
    )
    check.add_argument(
        "--no-cache",
        action="store_true",
        help="check everything again, and keep no report for the next run (also: PYSCRIPT_DOCTOR_NO_CACHE=1)",
    )
    check.add_argument(
        "--jobs",
        "-j",
        type=_count,
        metavar="N",
        help="check the pages of a large project in N processes at once (default: as many as there are processors)",
    )
    add_live_site(check)
    check.add_argument("--isolated", action="store_true", help="do not read settings files")
    check.add_argument(
        "--show-settings", action="store_true", help="show the settings and where each one comes from, and stop"
    )
    check.add_argument(
        "--staged",
        action="store_true",
        help="for git hooks: do nothing if the next commit changes nothing that a page can depend on",
    )
    check.add_argument("--statistics", action="store_true", help="say how often each rule found something, no more")
    check.add_argument("--exit-zero", action="store_true", help="exit with 0 even if something is found")
    check.add_argument("-q", "--quiet", action="store_true", help="print the findings only, no summary")
    _add_color(check)


def _add_run_and_serve(commands: argparse._SubParsersAction[Parser]) -> None:
    from pyscript_doctor.cli.run_arguments import add_run, add_serve

    run, serve = add_run(commands), add_serve(commands)
    run.add_argument(
        "--output-format",
        dest="outputs",
        type=_output,
        action="append",
        default=[],
        metavar="FORMAT[=FILE]",
        help=f"with --headless: how to write the report: {', '.join(FORMATS)} (default: text)",
    )
    for parser in (run, serve):
        for option, meaning in (("--select", "run only these rules or sections"), ("--ignore", "do not run these")):
            parser.add_argument(option, type=_names, action="extend", default=[], metavar="NAME,...", help=meaning)
        _add_color(parser)


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
    _add_format(inspect, "text", "json")
    _add_color(inspect)


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
    _add_format(explain, "text", "json")
    _add_color(explain)


def _add_rules(commands: argparse._SubParsersAction[Parser]) -> None:
    rules = commands.add_parser(
        "rules", usage="%(prog)s [OPTION]...", help="list the rules", description="List the rules by section."
    )
    _add_format(rules, "text", "json")
    _add_color(rules)


def _add_format(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument(
        "--output-format", "--format", choices=formats, default=formats[0], help=f"how to print (default: {formats[0]})"
    )


def _add_color(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="when to colour (default: auto)"
    )
    parser.add_argument(
        "--no-color", dest="color", action="store_const", const="never", help="the same as --color never"
    )


def _output(text: str) -> Output:
    """A format, and perhaps a file."""
    try:
        return output_of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"there is no format {text!r}: {error}") from error


def _count(text: str) -> int:
    """A whole number from 1 on."""
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise argparse.ArgumentTypeError("it must be a whole number, 1 or more")


def _web_address(text: str) -> str:
    """An address of http or https."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(text)
        if parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1) > 0:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("it must be an address that starts with https:// or http://")


def _names(text: str) -> list[str]:
    """The names in a list with commas."""
    return [name for name in (part.strip() for part in text.split(",")) if name]
