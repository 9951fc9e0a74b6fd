"""A report is taken from the cache only if a fresh check would come to the same."""

from __future__ import annotations

import os
import random
import shutil
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.check import check_targets
from pyscript_doctor.report_cache import checking
from pyscript_doctor.report_cache.checking import check_with
from pyscript_doctor.report_cache.store import Store
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.paths import find_projects

if TYPE_CHECKING:
    from pyscript_doctor.engine.report import Report

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ROUNDS = 25


def silent(_: str) -> None:
    """Nobody looks."""


def cached(project: Path, cache: Path, settings: Settings | None = None, *paths: str) -> Report:
    targets = find_projects(paths or (".",), project)
    return check_with(Store(cache), targets, settings or Settings(), silent)


def fresh(project: Path, settings: Settings | None = None, *paths: str) -> Report:
    return check_targets(find_projects(paths or (".",), project), settings or Settings())


def said(report: Report) -> object:
    """All that a reporter can read of a report; a rule by what it says of itself."""
    return (
        [(each.rule.name, each.rule.url, each.rule.description, repr(each.finding)) for each in report.diagnostics],
        [(each.severity, each.effect, each.runtimes, each.everywhere, each.pages) for each in report.diagnostics],
        (report.problems, report.skips, report.files, report.pages, dict(report.sources)),
        (report.online, report.open_checks, report.troubles, report.silenced, report.unused),
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "school-garden", tmp_path / "project")
    return tmp_path / "project"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def is_taken(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the report of this project comes out of the cache."""
    stored: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(Store, "put", lambda self, key, data: stored.append(key))
        cached(project, cache)
    return not stored


def test_the_second_report_says_what_the_first_did(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cached(project, cache)
    assert is_taken(project, cache, monkeypatch)
    assert said(cached(project, cache)) == said(first) == said(fresh(project))
    assert first.diagnostics


@pytest.mark.parametrize("name", sorted(each.name for each in FIXTURES.iterdir() if each.is_dir()))
def test_each_fixture_comes_back_whole(name: str, cache: Path) -> None:
    first = cached(FIXTURES / name, cache)
    assert said(cached(FIXTURES / name, cache)) == said(first)


def test_a_file_that_was_missing_and_is_there_now_is_seen(project: Path, cache: Path) -> None:
    (project / "index.html").write_text(
        '<!doctype html><script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>'
        '<script type="py" src="late.py"></script>',
        encoding="utf-8",
    )
    before = cached(project, cache)
    (project / "late.py").write_text("print(1)\n", encoding="utf-8")
    after = cached(project, cache)
    assert said(before) != said(after) == said(fresh(project))


def test_a_word_that_is_new_in_a_file_wakes_the_rule_that_asks_for_it(project: Path, cache: Path) -> None:
    cached(project, cache)
    with (project / "main.py").open("a", encoding="utf-8") as file:
        file.write("\nimport time\n\ntime.sleep(3)\n")
    after = cached(project, cache)
    assert "blocking-sleep" in {each.rule.name for each in after.diagnostics}
    assert said(after) == said(fresh(project))


def test_a_file_of_the_same_size_and_age_is_read_again(project: Path, cache: Path) -> None:
    place = project / "main.py"
    before = place.stat()
    cached(project, cache)
    place.write_bytes(place.read_bytes().replace(b"sklearn", b"sklearm"))
    os.utime(place, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert said(cached(project, cache)) == said(fresh(project))


def test_what_git_ignores_now_is_heeded(project: Path, cache: Path) -> None:
    (project / ".git").mkdir()
    cached(project, cache)
    (project / ".gitignore").write_text("main.py\n", encoding="utf-8")
    assert said(cached(project, cache)) == said(fresh(project))


def test_other_settings_and_other_files_are_other_reports(project: Path, cache: Path) -> None:
    everything = cached(project, cache)
    rule = everything.diagnostics[0].rule.name
    some = Settings(ignore=frozenset({rule}))
    assert said(cached(project, cache, some)) == said(fresh(project, some)) != said(everything)
    assert said(cached(project, cache, None, "main.py")) == said(fresh(project, None, "main.py")) != said(everything)


@pytest.mark.long
def test_random_edits_never_bring_a_stale_finding(project: Path, cache: Path) -> None:
    random.seed(20)
    kept = {path.name: path.read_bytes() for path in project.iterdir() if path.is_file()}
    for number in range(ROUNDS):
        _edit(project, kept, number)
        assert said(cached(project, cache)) == said(fresh(project)), f"after edit {number}"


def _edit(project: Path, kept: dict[str, bytes], number: int) -> None:
    name = random.choice(sorted(kept))
    place = project / name
    what = random.choice(["back", "gone", "cut", "line", "new", "ignored", "moved"])
    if what == "gone":
        place.unlink(missing_ok=True)
    elif what == "cut" and place.exists():
        content = place.read_bytes()
        at = random.randrange(len(content) + 1)
        place.write_bytes(content[:at] + content[at + 3 :])
    elif what == "line" and place.exists():
        lines = place.read_bytes().splitlines(keepends=True)
        random.shuffle(lines)
        place.write_bytes(b"".join(lines))
    elif what == "new":
        (project / f"new{number}.html").write_bytes(kept["index.html"])
    elif what == "ignored":
        (project / ".gitignore").write_text(f"{name}\n", encoding="utf-8")
    elif what == "moved" and place.exists():
        place.replace(project / f"moved-{name}")
    else:
        place.write_bytes(kept[name])


@pytest.mark.parametrize("damage", [b"", b"\0" * 100, b"half", b"[]", b"x\n{}"])
def test_an_entry_that_is_damaged_counts_as_none(project: Path, cache: Path, damage: bytes) -> None:
    first = cached(project, cache)
    for entry in cache.iterdir():
        content = entry.read_bytes()
        entry.write_bytes(content[: len(content) // 2] if damage == b"half" else damage)
    assert said(cached(project, cache)) == said(first)


def test_an_entry_of_another_shape_counts_as_none(project: Path, cache: Path) -> None:
    """As an earlier doctor may have written it."""
    first = cached(project, cache)
    store = Store(cache)
    entries = {entry.name: store.get(entry.name) for entry in cache.iterdir()}
    shapes: list[object] = [None, [], {"Report": [1]}, {"Path": ["/"]}, {"Rule": "none"}, {"Severity": "LOUD"}]
    for shape in shapes:
        for name, data in entries.items():
            pages = {path: [*asked, shape] for path, (*asked, _) in data.get("pages", {}).items()}
            store.put(name, {**data, **({"pages": pages} if pages else {"report": shape})})
        assert said(cached(project, cache)) == said(first)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_folder_that_cannot_be_written_is_no_trouble(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert said(cached(project, tmp_path / "file" / "cache")) == said(fresh(project))
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(stat.S_IREAD | stat.S_IEXEC)
    assert said(cached(project, closed / "cache")) == said(fresh(project))


def test_a_disk_that_is_full_is_no_trouble(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, *_: object, **__: object) -> object:
        os.close(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fdopen", full)
    assert said(cached(project, cache)) == said(fresh(project))
    monkeypatch.undo()
    assert not list(cache.iterdir())


def test_runs_at_the_same_time_do_not_disturb_each_other(project: Path, cache: Path) -> None:
    expected = said(fresh(project))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: said(cached(project, cache)), range(4)))
    assert found == [expected] * 4
    assert len(list(cache.iterdir())) == 2, "the report, and what its pages bring to it"


def test_the_cache_does_not_grow_without_end(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pyscript_doctor.report_cache.store.MOST_BYTES", 1000)
    store = Store(cache)
    for number in range(20):
        store.put(f"entry{number:02}", "x" * 200)
        os.utime(cache / f"entry{number:02}", times=(0, time.time() - 1000 + number))
    assert sum(entry.stat().st_size for entry in cache.iterdir()) <= 1300
    assert store.get("entry19") == "x" * 200
    assert store.get("entry00") is None


def test_another_doctor_has_other_reports(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached(project, cache)
    monkeypatch.setattr(checking, "doctor_now", lambda packs, installed: "another")
    assert not is_taken(project, cache, monkeypatch)
