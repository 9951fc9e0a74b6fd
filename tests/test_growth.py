"""The projects by which the benchmarks measure how the time grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks import growing, growth
from benchmarks.growth import Growth
from pyscript_doctor import check

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.in_turns
@pytest.mark.parametrize("kind", growing.KINDS)
def test_a_project_that_grows_is_checked_in_full_while_it_is_small(kind: str, tmp_path: Path) -> None:
    write, _ = growing.KINDS[kind]
    write(tmp_path, 3)

    report = check(tmp_path)

    assert report.problems == ()
    assert report.pages


@pytest.mark.in_turns
def test_growth_is_measured_where_the_doctor_does_not_check_all_of_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growing, "KINDS", {"findings": (growing.findings, (100, 300))})

    (measured,) = growth.growths()

    assert [size for size, _ in measured.seconds] == [100, 300]


def test_a_bar_is_drawn_for_each_size() -> None:
    lines = list(Growth("pages", ((100, 1.0), (200, 4.0))).lines())

    assert lines == [
        "pages: time grows with size to the power of 2.0",
        f"      100 {'#' * 10:40}   1.00 s",
        f"      200 {'#' * 40}   4.00 s",
    ]
