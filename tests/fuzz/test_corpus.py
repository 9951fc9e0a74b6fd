"""What the fuzzer found once does not come back, and the fuzzer notices what it looks for."""

from __future__ import annotations

import random
import signal
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Files, Session
from tests.engine.test_session import pool
from tests.fuzz.corpus import cases, read_case, smaller
from tests.fuzz.mutations import mutated
from tests.fuzz.promises import ended_after, hold, verify_places
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", cases(), ids=lambda path: path.stem)
def test_what_the_fuzzer_found(path: Path) -> None:
    hold(read_case(path))


@pytest.mark.in_turns
@pytest.mark.parametrize("seed", range(20))
def test_some_broken_projects(seed: int) -> None:
    choose, others = random.Random(seed), pool()
    hold(mutated(choose.choice(others), others, choose))


def test_a_finding_outside_of_its_file_is_noticed() -> None:
    files = {"index.html": page('<script type="py" src="missing.py"></script>').encode()}
    report = Session(Files(files)).check()
    assert report.diagnostics
    report.sources["index.html"] = ""  # type: ignore[index]
    with pytest.raises(AssertionError):
        verify_places(report)


def test_what_hangs_is_ended() -> None:
    with pytest.raises(TimeoutError), ended_after(1):
        signal.pause()


def test_a_case_is_made_small() -> None:
    files = {"a.html": b"x" * 50 + b"BAD" + b"y" * 50, "b.html": b"z"}
    assert smaller(files, lambda each: b"BAD" in each.get("a.html", b"")) == {"a.html": b"BAD"}
