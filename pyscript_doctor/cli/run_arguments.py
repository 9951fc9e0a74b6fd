"""The options of `run` and `serve`."""

from __future__ import annotations

import argparse
from typing import Any

from pyscript_doctor.cli.hosts import SERVED, host_of

_RUN_EXAMPLES = """\
examples:
  pyscript-doctor run                              this folder, in your browser
  pyscript-doctor run --like github-pages          as GitHub Pages will serve it
  pyscript-doctor run --headless --click           for CI: open every page, click every button

exit codes of --headless are those of `check`, with what the browser confirmed."""


def add_run(commands: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `run`, its options and its help."""
    run: argparse.ArgumentParser = commands.add_parser(
        "run",
        usage="%(prog)s [OPTION]... [PATH]",
        help="serve a project, open it in a browser, and explain what goes wrong there",
        description="Serve a folder on this machine and open it in your browser. Each error of the page is explained, "
        "in the terminal and over the page, beside the finding that foretold it. Each save checks again "
        "and loads the page again. Nothing is written to the project.",
        epilog=_RUN_EXAMPLES,
    )
    _add_serving(run)
    run.add_argument("--headless", action="store_true", help="try every page in a browser without a window, and report")
    run.add_argument("--click", action="store_true", help="with --headless: click everything that has a handler")
    run.add_argument(
        "--timeout", type=_seconds, default=60.0, metavar="SECONDS", help="with --headless: for each page (default: 60)"
    )
    run.add_argument(
        "--browser", metavar="FILE", help="with --headless: the Chromium or Chrome to use, if not Playwright's own"
    )
    return run


def add_serve(commands: argparse._SubParsersAction[Any]) -> argparse.ArgumentParser:
    """Add `serve`, its options and its help."""
    serve: argparse.ArgumentParser = commands.add_parser(
        "serve",
        usage="%(prog)s [OPTION]... [PATH]",
        help="serve a project as a web host would",
        description="Serve a folder on this machine, as a web host would, and open it in your browser.",
    )
    _add_serving(serve)
    serve.set_defaults(outputs=[])
    return serve


def _add_serving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", nargs="?", default=".", metavar="PATH", help="the folder, or the page to open (default: this folder)"
    )
    parser.add_argument(
        "--like",
        type=host_of,
        choices=SERVED,
        metavar="HOST",
        help=f"serve as this host does: {', '.join(SERVED)} (default: everything with the isolation headers)",
    )
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="the port (default: a free one)")
    parser.add_argument(
        "--host", metavar="ADDRESS", help="the address to listen on; others than this machine may then read the files"
    )
    parser.add_argument("--no-open", dest="open", action="store_false", help="do not open a browser")
    parser.add_argument("--fail-level", choices=("error", "warning", "info"), help="as for `check`")
    parser.add_argument("--isolated", action="store_true", help="do not read settings files")
    parser.add_argument("-q", "--quiet", action="store_true", help="print the findings only, no summary")


def _port(text: str) -> int:
    if text.isdecimal() and int(text) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError("it must be a number from 0 to 65535")


def _seconds(text: str) -> float:
    try:
        if 0 < float(text) <= 3600:
            return float(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError("it must be a number of seconds, at most 3600")
