"""Which tests run: those in a browser only if they are asked for, and never skipped in silence."""

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

# Tests check what the doctor says now, and leave no reports in the cache of who runs them.
os.environ["PYSCRIPT_DOCTOR_NO_CACHE"] = "1"

# Where Python may not write bytecode beside the source, as in many containers, it writes it elsewhere. Without that,
# each process that the tests start compiles the modules of the tests and of the doctor again.
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    sys.dont_write_bytecode = False
    bytecode = Path(__file__).parents[1] / ".pytest_cache" / "bytecode"
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(bytecode)

PAGES_RUN = "pages run in the browser"
OBJECTS_BEFORE_COLLECTION = 100_000
"""As in the command itself: to look for garbage as often as Python does takes a fifth of the time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("browser")
    group.addoption("--browser", action="store_true", help="run the tests in Chromium too, on the newest release")
    group.addoption("--site", action="store_true", help="run the tests of the site in Chromium, and nothing else")
    group.addoption("--matrix", action="store_true", help="run the tests in Chromium on every release")


def pytest_configure() -> None:
    gc.disable()  # what the collection of tests makes stays to the end
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell makes what it starts in the background deaf to Ctrl-C, and so would be the commands that tests start.
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    gc.freeze()  # so it need not be looked through again, nor copied for each process that a test forks
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION, 20, 20)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """More processes than processors for the browser: a page waits half of its time to see that nothing more comes."""
    return (os.cpu_count() or 1) * 3 // 2 if "browser" not in unwanted_markers(config) else None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k my-rule` and `-k my_rule` find the same tests."""
    item.extra_keyword_matches.update({item.name.replace("-", "_"), item.name.replace("_", "-")})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    unwanted = unwanted_markers(config)
    deselected = [item for item in items if any(item.get_closest_marker(marker) for marker in unwanted)]
    if config.getoption("--site"):
        wants_all = config.getoption("--matrix")
        deselected = [
            item for item in items if not is_of_site(item) or (item.get_closest_marker("matrix") and not wants_all)
        ]
    elif "browser" not in unwanted:
        # The site has a Chromium of its own, and a process can have but one.
        deselected += [item for item in items if is_of_site(item)]
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        gone = set(deselected)
        items[:] = [item for item in items if item not in gone]


def is_of_site(item: pytest.Item) -> bool:
    """Whether a test runs the site in a browser."""
    return item.nodeid.startswith("tests/site/") and item.get_closest_marker("browser") is not None


def unwanted_markers(config: pytest.Config) -> tuple[str, ...]:
    """The markers of the tests that were not asked for."""
    if config.getoption("--matrix"):
        return ()
    return ("matrix",) if config.getoption("--browser") else ("browser", "matrix", "long")


def pytest_report_header(config: pytest.Config) -> str:
    unwanted = unwanted_markers(config)
    if not unwanted:
        return "browser tests: every release"
    if "browser" in unwanted:
        return "browser tests: deselected (--browser runs them on the newest release, --matrix on every release)"
    return "browser tests: the newest release (--matrix runs them on every release)"


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    pages = sum(
        count
        for report in reports
        if getattr(report, "when", "") == "teardown"
        for name, count in report.user_properties
        if name == PAGES_RUN
    )
    if pages:
        terminalreporter.write_line(f"{pages} pages run in Chromium")
