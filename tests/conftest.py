"""Which tests run: those in a browser only if they are asked for, and never skipped without a word."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.days import SHARES, share_of, share_with
from tests.in_one_test import together

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

# A run makes thousands of folders, and on some disks to remove one takes milliseconds. In memory it takes none.
IN_MEMORY = Path("/dev/shm")
ROOM_IN_MEMORY = 4_000_000_000
"""Bytes that must be free there: a container often has 64 MB, which Chromium needs itself."""
if "TMPDIR" not in os.environ and IN_MEMORY.is_dir() and os.access(IN_MEMORY, os.W_OK | os.X_OK):
    memory = os.statvfs(IN_MEMORY)
    # Tests write programs too and run them.
    if memory.f_bavail * memory.f_frsize >= ROOM_IN_MEMORY and not memory.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None  # pytest asked for it before

TESTS = Path(__file__).parent
OF_BROWSER, OF_SITE = TESTS / "browser", TESTS / "site"
WITHOUT_BROWSER = OF_BROWSER / "test_without_a_browser.py"
PAGES_RUN = "pages run in the browser"
OBJECTS_BEFORE_COLLECTION = 100_000
"""As in the command itself: to look for garbage as often as Python does takes a fifth of the time."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("browser")
    group.addoption("--long", action="store_true", help="run what takes long too, and all that is run in turns")
    group.addoption(
        "--apart", action="store_true", help="make a test of each case of a table (so do --pdb and --trace)"
    )
    group.addoption("--browser", action="store_true", help="run the tests in Chromium too, on the newest release")
    group.addoption("--every-page", action="store_true", help="with --browser: examples that are in the record too")
    group.addoption("--share", type=int, metavar="N", help="of what is run in turns this share, and not today's")
    group.addoption("--site", action="store_true", help="run the tests of the site in Chromium, and nothing else")
    group.addoption("--matrix", action="store_true", help="run the tests in Chromium on every release")


def pytest_configure(config: pytest.Config) -> None:
    # The processes that share the tests take it from this one, so midnight can't come between them.
    config.option.share = config.option.share or share_of(date.today())
    if config.option.share not in range(1, SHARES + 1):
        raise pytest.UsageError(f"--share: it must be from 1 to {SHARES}")
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


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Read no module whose tests all need a browser that was not asked for: each process would collect thousands."""
    if not collection_path.name.startswith("test_"):
        return None  # pytest decides
    needs_other_option = (
        OF_SITE not in collection_path.parents
        if config.getoption("--site")
        else OF_BROWSER in collection_path.parents
        and collection_path != WITHOUT_BROWSER
        and "browser" in unwanted_markers(config)
    )
    return needs_other_option or None


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let `-k my-rule` and `-k my_rule` find the same tests."""
    for name in (item.name, *getattr(getattr(item, "obj", None), "named_cases", ())):
        item.extra_keyword_matches.update({name.replace("-", "_"), name.replace("_", "-")})


@pytest.hookimpl(trylast=True)
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
    if takes_turns(config):
        deselected += of_other_turns(items, config.getoption("--share"))
    if runs_a_share(config):
        deselected += left_out(items, config.getoption("--share"))
    if deselected:
        config.hook.pytest_deselected(items=deselected)
        gone = set(deselected)
        items[:] = [item for item in items if item not in gone]
    if not any(map(config.getoption, ("apart", "usepdb", "trace"))):
        items[:] = together(items)


def runs_a_share(config: pytest.Config) -> bool:
    """Whether examples whose run is in the record are run by shares."""
    return config.getoption("--browser") and not (config.getoption("--every-page") or config.getoption("--matrix"))


def takes_turns(config: pytest.Config) -> bool:
    """Whether of what is run in turns one share alone is wanted."""
    return not (config.getoption("--long") or config.getoption("--matrix"))


def left_out(items: list[pytest.Item], share: int) -> list[pytest.Item]:
    """The tests of examples that are in the record and not in this share."""
    from tests.browser.proof import load
    from tests.browser.shares import is_left_out

    record = load()
    marked = [(item, item.get_closest_marker("recorded")) for item in items if not item.get_closest_marker("matrix")]
    return [item for item, mark in marked if mark and is_left_out(mark.args[0], record, share)]


def of_other_turns(items: list[pytest.Item], share: int) -> list[pytest.Item]:
    """The tests that are run in turns, and in another one. Their own names settle it where the mark has none."""
    marked = [(item, item.get_closest_marker("in_turns")) for item in items]
    return [item for item, mark in marked if mark and share_with(mark.args[0] if mark.args else item.nodeid) != share]


def told_of_share(config: pytest.Config) -> list[str]:
    """Lines about the examples that this run leaves out."""
    from tests.browser.proof import load
    from tests.browser.shares import told

    return list(told(load(), config.getoption("--share")))


def is_of_site(item: pytest.Item) -> bool:
    """Whether a test runs the site in a browser."""
    return item.nodeid.startswith("tests/site/") and item.get_closest_marker("browser") is not None


def unwanted_markers(config: pytest.Config) -> tuple[str, ...]:
    """The markers of the tests that were not asked for."""
    if config.getoption("--matrix"):
        return ()
    if config.getoption("--browser"):
        return ("matrix",)
    return ("browser", "matrix") if config.getoption("--long") else ("browser", "matrix", "long")


def pytest_report_header(config: pytest.Config) -> str | list[str]:
    unwanted = unwanted_markers(config)
    if not unwanted:
        return "browser tests: every release"
    told = "browser tests: the newest release (--matrix runs them on every release)"
    if "browser" in unwanted:
        told = "browser tests: deselected (--browser runs them on the newest release, --matrix on every release)"
    turns = f"tests in turns: share {config.getoption('--share')} of {SHARES} (--long runs all)"
    return [told, *([turns] if takes_turns(config) else []), *(told_of_share(config) if runs_a_share(config) else [])]


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
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
    if runs_a_share(config):
        terminalreporter.write_line("\n".join(told_of_share(config)))
