"""Which examples run again in the browser though the record says what it did with them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.browser.proof import AS_SAID, BROKE, Record, newest_tasks
from tests.browser.shares import is_left_out, told
from tests.days import SHARES, share_of, share_with

TASKS = newest_tasks()
ALL_AS_SAID = Record({task.key: AS_SAID for task in TASKS})
EVERY_SHARE = range(1, SHARES + 1)
THIS_FILE = Path(__file__)


def test_what_is_not_in_the_record_runs_with_every_share() -> None:
    assert not [share for share in EVERY_SHARE if is_left_out(TASKS[0], Record({}), share)]


@pytest.mark.parametrize("seen", ["the page runs well", BROKE])
def test_what_contradicts_its_page_runs_with_every_share(seen: str) -> None:
    record = Record({TASKS[0].key: seen})
    assert not [share for share in EVERY_SHARE if is_left_out(TASKS[0], record, share)]


def test_each_recorded_example_is_in_one_share() -> None:
    for task in TASKS:
        assert sum(not is_left_out(task, ALL_AS_SAID, share) for share in EVERY_SHARE) == 1


def test_the_shares_are_about_as_large_as_each_other() -> None:
    sizes = [sum(not is_left_out(task, ALL_AS_SAID, share) for task in TASKS) for share in EVERY_SHARE]
    assert max(sizes) < 1.3 * min(sizes)


def test_days_that_follow_each_other_take_all_shares() -> None:
    days = [date(2026, 12, 28) + timedelta(number) for number in range(SHARES)]
    assert sorted(map(share_of, days)) == list(EVERY_SHARE)


def test_what_is_tried_in_turns_is_in_one_share_by_its_name() -> None:
    shares = [share_with(f"example {number}") for number in range(2000)]
    assert set(shares) == set(EVERY_SHARE)
    assert max(map(shares.count, EVERY_SHARE)) < 1.3 * min(map(shares.count, EVERY_SHARE))
    assert share_with("example 1") == share_with("example 1")


def test_it_says_how_many_are_left_out() -> None:
    left_out = sum(is_left_out(task, ALL_AS_SAID, 3) for task in TASKS)
    assert next(told(ALL_AS_SAID, 3)) == (
        f"examples: {left_out:,} of {len(TASKS):,} are in the record and are not run again"
        " (share 3 of 10; --every-page runs all)"
    )


def test_a_record_of_another_harness_is_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.browser.shares.CHROMIUM", THIS_FILE)
    monkeypatch.setattr("tests.browser.shares.harness_digest", lambda: "now")
    assert [len(list(told(Record({}, harness=harness), 1))) for harness in ("now", "before")] == [1, 2]
