"""The pages of a large project are judged in several processes. Nobody can tell from the report how many there were."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pyscript_doctor.engine import session
from pyscript_doctor.engine.processes import can_start, processors
from pyscript_doctor.engine.session import Session
from pyscript_doctor.report_cache.checking import check_with
from pyscript_doctor.report_cache.store import Store
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.paths import find_projects
from tests.command import doctor
from tests.hostile.run import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from pyscript_doctor.engine.report import Report

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGE = '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>\n'
STARTED = f"started {sys.executable}"
PAYS_OFF, SAMPLE, AT_ONCE = 20, 5, 4
"""In place of the numbers of large projects, so that small ones do. A process judges so many pages at a time."""

RULE = """\
import os
import time
from collections.abc import Iterator
from pathlib import Path

from pyscript_doctor import COSMETIC, INFO, Finding, Page, rule

pytestmark = pytest.mark.long

FIRST, SIGN = int(os.environ["FIRST"]), Path(os.environ["SIGN"])


@rule(severity=INFO, effect=COSMETIC)
def tells_who(page: Page) -> Iterator[Finding]:
    \"""Says in which process it runs.\"""
    if os.getpid() == FIRST:
        for _ in range(2000):  # the first process waits until another one has begun
            if SIGN.exists():
                break
            time.sleep(0.01)
    else:
        SIGN.touch()
        {elsewhere}
    yield Finding(span=page.loaders[0].url.span(), message={message})
"""


def write_pages(folder: Path, count: int) -> None:
    """Small pages, each with a mistake of its own and one that they share, and one that is too long to be read."""
    for number in range(count):
        body = f'<script type="py">\nprint(name_{number})\n</script><script type="py" src="main.py"></script>'
        (folder / f"page{number:03}.html").write_text(PAGE + body, encoding="utf-8")
    (folder / "main.py").write_text("print(missing)\nprint(x)  # pyscript-doctor: ignore[undefined-name] why\n")
    (folder / "long.html").write_text(PAGE + '<script type="py" src="long.py"></script>')
    (folder / "long.py").write_text("x = 1\n" * 90_000)


def reported(folder: Path, jobs: int | None, *packs: ModuleType, at_once: int | None = AT_ONCE) -> Report:
    return Session(Disk(folder), packs=packs, at_once=at_once, jobs=jobs).check()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    write_pages(folder, 12)
    return folder


@pytest.fixture
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A project of few pages counts as large, in this process and in those that the tests fork."""
    monkeypatch.setattr(session, "PAGES_THAT_PAY_OFF", PAYS_OFF)
    monkeypatch.setattr(session, "SAMPLE", SAMPLE)
    for module in ("session", "check"):
        monkeypatch.setattr(f"pyscript_doctor.engine.{module}.AT_ONCE", AT_ONCE)


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., ModuleType]:
    """Makes a rule pack whose rule does this in all processes but the first."""

    def make(name: str, elsewhere: str = "pass", message: str = "str(os.getpid())") -> ModuleType:
        folder = tmp_path / "packs" / name / "lessons"
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").write_text("")
        (folder / "__init__.py").write_text("")
        (folder / "tells_who.py").write_text(RULE.format(elsewhere=elsewhere, message=message))
        (folder / "tells_who.md").write_text("# Who\n")
        monkeypatch.setenv("FIRST", str(os.getpid()))
        monkeypatch.setenv("SIGN", str(tmp_path / "sign"))
        monkeypatch.syspath_prepend(str(tmp_path / "packs"))
        return import_module(name)

    return make


# The same report


@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_processes_changes_nothing(jobs: int) -> None:
    """All fixtures together are one project of many kinds of pages."""
    assert repr(reported(FIXTURES, jobs)) == repr(reported(FIXTURES, 1, at_once=None))


def test_problems_and_ignored_findings_are_the_same_too(project: Path) -> None:
    alone, together = reported(project, 1), reported(project, 2)
    assert repr(together) == repr(alone)
    assert (len(alone.pages), alone.silenced, len(alone.problems)) == (13, 1, 1)


def test_what_depends_on_all_pages_sees_them_all(tmp_path: Path) -> None:
    """The fix of a page that is not isolated looks at what the other pages load."""
    worker = f'{PAGE}<script type="py" worker>\nfrom pyscript import document\nprint(document.title)\n</script>'
    image = f'{PAGE}<script type="py">print(1)</script><img src="https://else.example/picture.png">'
    for number in range(20):
        (tmp_path / f"page{number:02}.html").write_text(worker if number == 15 else image)
    (tmp_path / "_redirects").write_text("/old /new\n")
    assert repr(reported(tmp_path, 2, at_once=2)) == repr(reported(tmp_path, 1, at_once=None))


@pytest.mark.usefixtures("small_numbers")
def test_the_cache_holds_the_same(project: Path, tmp_path: Path) -> None:
    def stored(jobs: int) -> list[Any]:
        folder = tmp_path / f"cache{jobs}"
        check_with(Store(folder), find_projects((".",), project), Settings(), lambda _: None, jobs=jobs)
        files = sorted(folder.iterdir())
        return [(file.name, in_order(json.loads(file.read_bytes().partition(b"\n")[2]))) for file in files]

    alone = stored(1)
    assert stored(2) == alone
    assert len(alone) == 2


def in_order(entry: dict[str, Any]) -> object:
    """An entry of the cache without the order of what was asked for, which differs from run to run."""
    paths = list(entry["answers"]["paths"])
    pages = {
        path: (sorted(paths[place] for place in places), sorted(phrases), data)
        for path, (places, phrases, data) in entry.get("pages", {}).items()
    }
    return entry["answers"], pages, entry.get("report")


# Rule packs, and processes that fail


def test_rules_of_packs_run_in_all_processes(project: Path, pack: Callable[..., ModuleType]) -> None:
    report = reported(project, 3, pack("pack_that_tells"))
    said = {each.finding.message for each in report.diagnostics if each.rule.name == "tells-who"}
    assert str(os.getpid()) in said
    assert len(said) in {2, 3}


@pytest.mark.parametrize(
    ("name", "elsewhere"),
    [
        ("pack_that_ends", "os._exit(3)"),
        ("pack_that_is_killed", "os.kill(os.getpid(), 9)"),
        ("pack_that_fails", "raise RuntimeError"),
        ("pack_that_closes", "os.close(0); os.close(1); os._exit(0)"),
    ],
)
def test_what_a_process_does_not_finish_is_done_here(
    name: str, elsewhere: str, project: Path, pack: Callable[..., ModuleType], tmp_path: Path
) -> None:
    rules = pack(name, elsewhere, message="'here'")
    assert repr(reported(project, 2, rules)) == repr(reported(project, 1, rules))
    assert (tmp_path / "sign").exists()


def test_a_rule_that_fails_everywhere_fails_as_in_one_process(project: Path, pack: Callable[..., ModuleType]) -> None:
    rules = pack("pack_that_always_fails", message="1 / 0")
    for jobs in (2, 1):
        with pytest.raises(ZeroDivisionError):
            reported(project, jobs, rules)


def test_a_rule_that_prints_does_not_disturb(project: Path, pack: Callable[..., ModuleType]) -> None:
    rules = pack("pack_that_prints", "print('hello', flush=True)", message="'here'")
    assert len(reported(project, 2, rules).pages) == 13


def test_where_no_process_can_be_started_one_does_it_all(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = reported(project, 1)
    monkeypatch.setattr(sys, "executable", str(project / "gone"))
    assert repr(reported(project, 4)) == repr(alone)


def test_a_source_that_cannot_be_sent_is_read_here(project: Path) -> None:
    class Own(Disk):
        """A class in a function has no name by which another process could find it."""

    assert repr(Session(Own(project), at_once=AT_ONCE, jobs=2).check()) == repr(reported(project, 1))


@pytest.mark.parametrize(("place", "name", "value"), [(sys, "platform", "emscripten"), (sys, "executable", "")])
def test_python_in_a_browser_is_one_process(
    place: object, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert can_start()
    monkeypatch.setattr(place, name, value)
    assert not can_start()


# Which programs are started


@pytest.mark.usefixtures("small_numbers")
def test_small_projects_are_checked_in_one_process(tmp_path: Path) -> None:
    write_pages(tmp_path, PAYS_OFF - 2)
    assert run(tmp_path, "check", "--no-cache").trespasses == ()


@pytest.mark.usefixtures("small_numbers")
def test_large_projects_are_checked_in_several(tmp_path: Path) -> None:
    write_pages(tmp_path, PAYS_OFF)
    several = run(tmp_path, "check", "--no-cache")
    assert set(several.trespasses) == ({STARTED} if processors() > 1 else set())
    alone = run(tmp_path, "check", "--no-cache", "--jobs", "1")
    assert alone.trespasses == ()
    assert (several.code, several.out, several.err) == (alone.code, alone.out, alone.err)


@pytest.mark.usefixtures("small_numbers")
def test_files_that_are_no_pages_of_pyscript_do_not_count(tmp_path: Path) -> None:
    write_pages(tmp_path, PAYS_OFF // 4)
    for number in range(PAYS_OFF * 2):
        (tmp_path / f"text{number}.html").write_text("<p>Nothing to run</p>")
    assert run(tmp_path, "check", "--no-cache").trespasses == ()


@pytest.mark.usefixtures("small_numbers")
def test_a_second_run_starts_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page has changed, so this one is judged again."""
    (tmp_path / "project").mkdir()
    write_pages(tmp_path / "project", 12)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    command = ("check", "--jobs", "2", "--output-format", "json")
    first = run(folder, *command, PYSCRIPT_DOCTOR_NO_CACHE="")
    assert STARTED in first.trespasses
    (folder / "page007.html").write_text(PAGE + '<script type="py">print(1)</script>')
    again = run(folder, *command, PYSCRIPT_DOCTOR_NO_CACHE="")
    assert {each for each in again.trespasses if each.startswith("started")} == set()
    assert len(json.loads(again.out)["findings"]) == len(json.loads(first.out)["findings"]) - 1


def test_modules_in_the_folder_of_the_user_are_not_imported(tmp_path: Path) -> None:
    write_pages(tmp_path, session.AT_ONCE + 1)
    for name in ("pickle", "signal", "threading", "encodings", "sitecustomize", "usercustomize", "pyscript_doctor"):
        (tmp_path / f"{name}.py").write_text("import os\nos.mkdir('taken')\n")
    command = [str(Path(sys.executable).with_name("pyscript-doctor")), "check", "--no-cache", "--jobs", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "")
    assert not (tmp_path / "taken").exists()


# Ctrl-C


def living(group: int) -> list[int]:
    """The processes of a group that have not ended."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended in between
            state, _, its_group, *_ = path.read_text().rpartition(")")[2].split()
            if int(its_group) == group and state != "Z":
                found.append(int(path.parent.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux shows the processes of a group")
@pytest.mark.parametrize("seconds", [0.4, 1, 2])
def test_control_c_ends_all_processes(seconds: float, tmp_path: Path) -> None:
    write_pages(tmp_path, 400)
    command = [str(Path(sys.executable).with_name("pyscript-doctor")), "check", "--no-cache", "--jobs", "3"]
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    assert process.returncode in (1, 2, 130, -signal.SIGINT)
    for _ in range(100):  # one that had just been started ends as soon as it finds nobody to work for
        if not living(process.pid):
            break
        time.sleep(0.1)
    assert living(process.pid) == []


# The option


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "many", ""])
def test_the_number_of_processes_is_a_whole_number(number: str, tmp_path: Path) -> None:
    done = doctor("check", f"--jobs={number}", cwd=tmp_path)
    assert done.returncode == 2
    assert "--jobs: it must be a whole number, 1 or more" in done.stderr
