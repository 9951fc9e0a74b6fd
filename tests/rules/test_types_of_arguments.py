"""Functions that give what they are given: `"Best: " + max(scores)` fails if the scores are numbers."""

from __future__ import annotations

import pytest

from tests.rules.scripts import findings, marked

RULE = "operation-refused"


@pytest.mark.parametrize("tag", ['<script type="py">', '<script type="mpy">'])
def test_text_and_a_number_do_not_add_up(tag: str) -> None:
    script = """
        import random

        scores = [3, 5]
        grades = {1: "A", 2: "B"}
        print("Best: " + max(scores))  # ! `+` does not work with a `str` and an `int`
        print("Worst: " + min(3, len(scores)))  # ! `+` does not work with a `str` and an `int`
        print("Sum: " + sum(scores))  # ! `+` does not work with a `str` and an `int`
        print("Rain: " + sum([0.5, 1.5]))  # ! `+` does not work with a `str` and a `float`
        print("Mean: " + round(2.5))  # ! `+` does not work with a `str` and an `int`
        print("Mean: " + round(sum(scores) / len(scores), 1))  # ! `+` does not work with a `str` and a `float`
        print("Distance: " + abs(-2.5))  # ! `+` does not work with a `str` and a `float`
        print("True: " + sum([True, False]))  # ! `+` does not work with a `str` and an `int`
        print("You rolled " + random.choice([1, 2, 3]))  # ! `+` does not work with a `str` and an `int`
        print("You rolled " + random.choice(range(6)))  # ! `+` does not work with a `str` and an `int`
        print("Chance: " + random.random())  # ! `+` does not work with a `str` and a `float`
        print("Key: " + max(grades))  # ! `+` does not work with a `str` and an `int`
        print("Last: " + max([int(part) for part in "1 2".split()]))  # ! `+` does not work with a `str` and an `int`
        """
    found, expected = marked(RULE, script, tag)
    assert found == expected


@pytest.mark.parametrize(
    "expression",
    [
        "random.choice(['red', 'blue'])",
        "random.choice('abc')",
        "max('tea', 'milk')",
        "min(names, key=len)",
        "max(numbers, default='none')",
        "max(*numbers)",
        "max(mixed)",
        "max(changed)",
        "random.choice(filled)",
        "sum(unknown)",
        "round(unknown, 1)",
        "abs(unknown)",
        "sum(numbers, unknown)",
        "max(unknown, 1)",
        "random.choice({'a': 'b'})",
    ],
)
def test_what_may_be_text_is_not_flagged(expression: str) -> None:
    script = f"""
import random
from pyscript import window

names, numbers, mixed, changed, filled = ["tea", "milk"], [1, 2], [1, "2"], [1, 2], [1]
changed[0] = "three"
filled.append("two")
unknown = window.numbers
print("It is " + {expression})
"""
    assert findings(RULE, script) == []


@pytest.mark.parametrize("call", ["round()", "max([])", "sum(5)"])
def test_a_call_that_fails_itself_gives_nothing(call: str) -> None:
    assert findings("python-name-missing", f"print({call}.colour)") == []
    assert findings(RULE, f'print("It is " + {call})') == []


@pytest.mark.parametrize(
    ("line", "flagged"),
    [
        ('print(f"All: {numbers}")', True),
        ("if numbers:\n    print(1)", True),
        ("for number in numbers:\n    print(number)", True),
        ("print(numbers, len(numbers), 5 in numbers, numbers[0])", True),
        ("numbers.append('three')", False),
        ("numbers[0] = 'one'", False),
        ("fill(numbers)", False),
        ("others = numbers\nothers.append('three')", False),
        ("for row in [numbers]:\n    row.append('three')", False),
    ],
)
def test_a_list_that_is_only_looked_at_keeps_its_items(line: str, flagged: bool) -> None:
    script = f'from elsewhere import fill\nnumbers = [1, 2]\n{line}\nprint("Best: " + max(numbers))'
    assert bool(findings(RULE, script)) is flagged
