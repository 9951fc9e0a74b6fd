"""Whatever is in a file, the doctor needs little time and memory, says what it left out, and touches nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.kinds import KINDS, write
from tests.hostile.run import Outcome, run
from tests.pace import on_this_machine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = 30_000
SECONDS = 4.0
"""The limit for a file of that size. Without bounds, many of these took minutes, or all memory."""
SECONDS_OF = {"one-file-of-two-pages": 8.0}
"""What needs more: there are twenty pages, and the rules look at the file once for each."""


def assert_harmless(outcome: Outcome) -> None:
    assert outcome.trespasses == ()
    assert outcome.code in (0, 1, 2), outcome.err
    assert "internal error" not in outcome.err
    assert "not enough memory" not in outcome.err
    assert "Traceback" not in outcome.err


SHARE = 12
"""One of so many kinds is tried in a run that should be quick."""


def _cases() -> list[object]:
    return [pytest.param(name, marks=_marks(number)) for number, name in enumerate(KINDS)]


def _marks(number: int) -> list[pytest.MarkDecorator]:
    return [pytest.mark.long] if number % SHARE else []


@pytest.mark.in_turns
@pytest.mark.parametrize("name", _cases())
def test_hostile_input_takes_little(name: str, tmp_path: Path) -> None:
    write(tmp_path, KINDS[name](SIZE))
    # In one process, because what other processes open is not watched.
    outcome = run(tmp_path, "check", "--isolated", "--jobs", "1", "--output-format", "concise")
    assert_harmless(outcome)
    assert outcome.cpu < on_this_machine(SECONDS_OF.get(name, SECONDS))


@pytest.mark.in_turns
@pytest.mark.parametrize(
    "name",
    [
        "attributes-of-one-word",
        "escaped-quotes",
        "nested-formatted-strings",
        "one-suppression-of-many",
        *(
            pytest.param(name, marks=pytest.mark.long)
            for name in (
                "chain-of-classes-that-ask-above",
                "classes-that-are-their-own-bases",
                "functions-that-listen",
                "headers-for-many-pages",
                "javascript-elements",
                "javascript-elements-of-variables",
                "legacy-proxies",
                "matches",
                "slashes-in-a-string",
            )
        ),
    ],
)
def test_four_times_as_much_takes_no_minute(name: str, tmp_path: Path) -> None:
    """The doctor compared each part of these with each other part: four times as much took 9 seconds to minutes."""
    write(tmp_path, KINDS[name](4 * SIZE))
    outcome = run(tmp_path, "check", "--isolated", "--jobs", "1", "--output-format", "concise")
    assert_harmless(outcome)
    assert outcome.cpu < on_this_machine(2 * SECONDS)


def test_a_cache_is_all_that_a_run_touches_beside_the_project(tmp_path: Path) -> None:
    project, cache = tmp_path / "project", tmp_path / "cache"
    write(project, KINDS["import-maps"](1000))
    kept = run(
        project, "check", "--isolated", "--jobs", "1", XDG_CACHE_HOME=str(cache), PYSCRIPT_DOCTOR_NO_CACHE=""
    ).trespasses
    assert kept
    assert [each for each in kept if f"opened {cache}" not in each] == []
    assert run(project, "check", "--no-cache", "--isolated", "--jobs", "1").trespasses == ()


def test_spaces_between_two_strings_are_looked_at_once(tmp_path: Path) -> None:
    """Whether the strings are joined, `"py" + "worker"`, is asked of every page."""
    write(tmp_path, KINDS["spaces-after-a-string"](SIZE))
    assert run(tmp_path, "check", "--isolated").cpu < on_this_machine(2)


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("scripts-on-one-page", "has more than 250 Python scripts"),
        ("workers", "starts more than 100 interpreters"),
        ("nested-py-script", "has too many Python tags inside of others"),
        ("packages", "lists more than 500 packages"),
        ("placeholders-that-double", "paths get too long"),
        ("config-named-by-many", "files together"),
        ("one-suppression-of-many", "has 200 findings of suppression-unknown or more"),
        ("missing-files", "has 200 findings of missing-local-file or more"),
        ("javascript-scripts", "has more than 200 scripts"),
    ],
)
def test_the_report_says_what_was_left_out(name: str, words: str, tmp_path: Path) -> None:
    write(tmp_path, KINDS[name](SIZE))
    outcome = run(tmp_path, "check", "--isolated", "--output-format", "concise")
    assert words in outcome.out
    assert outcome.code == 2


@pytest.mark.in_turns
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("packages", "has a config of more than 200,000 characters; it was not checked"),
        ("toml-of-quotes", "has a config of more than 200,000 characters; it was not checked"),
        ("displays", "has more than 500,000 characters of Python; it was not checked"),
    ],
)
def test_what_is_longer_than_anybody_writes_is_left_out(name: str, words: str, tmp_path: Path) -> None:
    size = write(tmp_path, KINDS[name](1_000_000))
    outcome = run(tmp_path, "check", "--no-cache", "--isolated", "--output-format", "concise")
    assert_harmless(outcome)
    assert words in outcome.out
    assert outcome.code == 2
    assert outcome.cpu < on_this_machine(2 * size / 1_000_000)


NAMES = ("names-that-double", "calls-of-one-function", "listeners", "nested-parentheses")
COMMANDS = (("inspect",), ("inspect", "--values", "main.py"), ("report",), ("check", "--diff"))


def _commands() -> Iterator[object]:
    """Each of these kinds with each command; each kind and each command once in a run that should be quick."""
    for kind, name in enumerate(NAMES):
        for number, command in enumerate(COMMANDS):
            yield pytest.param(name, command, marks=[pytest.mark.long] if kind != number else [])


@pytest.mark.in_turns
@pytest.mark.parametrize(("name", "command"), list(_commands()))
def test_the_other_commands_take_little_too(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, KINDS[name](SIZE // 3))
    outcome = run(tmp_path, *command)
    assert_harmless(outcome)
    assert outcome.cpu < on_this_machine(SECONDS)
