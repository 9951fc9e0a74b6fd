"""Names that are written almost like other ones."""

from __future__ import annotations

from difflib import get_close_matches
from itertools import product

import pytest

from pyscript_doctor.queries.spelling import MOST_NAMES, closest, nearest_spelling

NAMES = ["".join(letters) for length in range(1, 6) for letters in product("ab", repeat=length)]


@pytest.mark.parametrize("cutoff", [0.5, 0.6, 2 / 3, 0.75, 0.8, 0.9, 1.0])
def test_names_of_another_length_are_left_out_only_if_difflib_would_refuse_them(cutoff: float) -> None:
    for written in NAMES:
        assert closest(written, NAMES, cutoff) == get_close_matches(written, NAMES, 1, cutoff)[0]
        others = [name for name in NAMES if len(name) != len(written)]
        expected = get_close_matches(written, others, 1, cutoff)
        assert closest(written, others, cutoff) == (expected[0] if expected else None)


def test_of_very_many_names_the_first_in_the_alphabet_are_compared() -> None:
    names = [f"name{number:04}" for number in range(2 * MOST_NAMES)]

    assert closest("name-0009", reversed(names)) == closest("name-0009", names) == "name0009"
    assert closest("name1999", names, 1.0) is None


def test_two_letters_that_changed_places_are_near_enough_whatever_the_cutoff() -> None:
    assert nearest_spelling("cavnas", ["canvas", "canvass"], 0.99) == "canvas"
    assert nearest_spelling("from", ["form"], 0.99) is None
    assert nearest_spelling("canvas", ["canvas"], 0.5) is None
    assert nearest_spelling("savnac", ["canvas"], 0.99) is None
