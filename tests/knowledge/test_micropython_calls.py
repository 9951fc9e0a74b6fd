"""How many arguments MicroPython's functions take, as measured."""

from __future__ import annotations

import pytest

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.micropython_calls import Counts, argument_counts
from pyscript_doctor.knowledge.modules import micropython_builds

NEWEST = micropython_builds()[-1]


@pytest.mark.parametrize(
    ("function", "counts"),
    [
        ("builtins.len", Counts(1, 1)),
        ("random.randint", Counts(2, 2)),
        ("time.ticks_ms", Counts(0, 0)),
        ("builtins.range", Counts(1, 3)),
        ("builtins.str.split", Counts(0, 2)),
        ("builtins.max", Counts(1, None)),
        ("struct.pack", Counts(1, None)),
    ],
)
def test_a_function_takes_so_many_arguments(function: str, counts: Counts) -> None:
    assert argument_counts(NEWEST, function) == counts


@pytest.mark.parametrize("function", ["builtins.print", "asyncio.gather", "builtins.bytes", "shop.price"])
def test_of_any_number_and_of_what_was_not_tried_nothing_is_known(function: str) -> None:
    assert argument_counts(NEWEST, function) is None


def test_builds_differ() -> None:
    assert argument_counts("1.23.0", "builtins.str.startswith") == Counts(1, 2)
    assert argument_counts("1.25.0", "builtins.str.startswith") == Counts(1, 3)


def test_a_newer_build_counts_as_the_newest_that_is_known() -> None:
    assert argument_counts("9.9.9", "random.randint") == Counts(2, 2)
    with pytest.raises(ValueError, match="not a build"):
        argument_counts("newest", "random.randint")


def test_counts_are_from_the_builds_whose_names_are_known() -> None:
    assert tuple(read("micropython_calls")["builds"]) == micropython_builds()


@pytest.mark.parametrize(
    ("counts", "fitting"),
    [(Counts(0, 0), [0]), (Counts(1, 2), [1, 2]), (Counts(2, None), [2, 3, 4])],
)
def test_a_number_fits_between_the_least_and_the_most(counts: Counts, fitting: list[int]) -> None:
    assert [given for given in range(5) if counts.fits(given)] == fitting
