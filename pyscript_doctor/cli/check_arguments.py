"""The options of `check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.cli.addresses import add_live_site
from pyscript_doctor.cli.argument_values import add_color, count, names, output, web_address
from pyscript_doctor.cli.outputs import FORMATS

if TYPE_CHECKING:
    import argparse

    from pyscript_doctor.cli.parser import Parser

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


def add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    """Add the command with all of its options, in the order in which the help shows them."""
    check = commands.add_parser(
        "check",
        usage="%(prog)s [OPTION]... [PATH | URL]...",
        help="say what is wrong with a project",
        description="Check PyScript projects and say what will not run, where, why, and how to fix it.",
        epilog=_CHECK_EXAMPLES,
    )
    _add_targets(check)
    _add_reports(check)
    _add_choice_of_rules(check)
    _add_fixes(check)
    _add_sources_of_facts(check)
    _add_known_findings(check)
    _add_ways_to_run(check)


def _add_targets(check: argparse.ArgumentParser) -> None:
    """What is checked."""
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


def _add_reports(check: argparse.ArgumentParser) -> None:
    """How the report is written."""
    check.add_argument(
        "--output-format",
        "--format",
        dest="outputs",
        type=output,
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


def _add_choice_of_rules(check: argparse.ArgumentParser) -> None:
    """Which rules run, and which findings fail."""
    for option, meaning in (
        ("--select", "run only these rules or sections"),
        ("--extend-select", "run these too, such as rules that are off by default"),
        ("--ignore", "do not run these"),
    ):
        check.add_argument(option, type=names, action="extend", default=[], metavar="NAME,...", help=meaning)
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


def _add_fixes(check: argparse.ArgumentParser) -> None:
    """What is changed."""
    check.add_argument("--fix", action="store_true", help="apply the safe fixes, and report what is left")
    check.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: the fixes too that may change more than the fault, so that you should look at them",
    )
    check.add_argument(
        "--diff", action="store_true", help="show what --fix would change, for `git apply`, and write nothing"
    )


def _add_sources_of_facts(check: argparse.ArgumentParser) -> None:
    """What is asked or assumed besides the files of the project."""
    check.add_argument(
        "--online",
        action="store_true",
        help="ask the Python index about packages that do not come with Pyodide, and look at the modules, wheels and "
        "files that the project names on other servers",
    )
    check.add_argument(
        "--index-url",
        type=web_address,
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


def _add_known_findings(check: argparse.ArgumentParser) -> None:
    """What is known already."""
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


def _add_ways_to_run(check: argparse.ArgumentParser) -> None:
    """How the check runs, and how much it says."""
    check.add_argument(
        "--no-cache",
        action="store_true",
        help="check everything again, and keep no report for the next run (also: PYSCRIPT_DOCTOR_NO_CACHE=1)",
    )
    check.add_argument(
        "--jobs",
        "-j",
        type=count,
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
    add_color(check)
