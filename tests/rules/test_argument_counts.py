"""How many arguments MicroPython's functions take, and what that says of functions that are named and not called."""

from __future__ import annotations

import pytest

from tests.rules.scripts import findings, marked

RULE = "call-arguments"
MICROPYTHON = '<script type="mpy">'


def test_the_message_counts() -> None:
    found, expected = marked(
        RULE,
        """
        import binascii, random, struct, time

        random.randint(6)  # ! MicroPython's `random.randint` takes 2 arguments, but this call gives 1
        time.ticks_ms(1)  # ! MicroPython's `time.ticks_ms` takes no argument, but this call gives 1
        round(2.5, 1, 1)  # ! MicroPython's `round` takes 1 or 2 arguments, but this call gives 3
        range()  # ! MicroPython's `range` takes 1 to 3 arguments, but this call gives 0
        [1].pop(0, 1)  # ! MicroPython's `list.pop` takes at most 1 argument, but this call gives 2
        struct.pack()  # ! MicroPython's `struct.pack` takes at least 1 argument, but this call gives 0
        len("a", "b")  # ! MicroPython's `len` takes 1 argument, but this call gives 2
        """,
        MICROPYTHON,
    )
    assert found == expected


@pytest.mark.parametrize(
    "call",
    [
        "random.randint(*numbers)",
        "random.randint(1, *numbers)",
        "sorted(iterable=numbers)",
        "json.dumps(numbers, separators=(',', ':'))",
        "str.upper('tea')",
        "list.append(numbers, 3)",
        "print(1, 2, 3, 4)",
    ],
)
def test_what_may_fit_is_not_flagged(call: str) -> None:
    assert findings(RULE, f"import json, random\nnumbers = [1, 2]\n{call}", MICROPYTHON) == []


def test_too_many_by_position_are_too_many_whatever_else_is_given() -> None:
    assert findings(RULE, "import json\njson.dumps(1, 2, separators=(',', ':'))", MICROPYTHON) == ["2 error"]
    assert findings(RULE, "values = []\nlen(1, 2, *values)", MICROPYTHON) == ["2 error"]


def test_an_error_that_is_expected_is_not_flagged() -> None:
    assert findings(RULE, "try:\n    len()\nexcept TypeError:\n    print('no')", MICROPYTHON) == []


def test_a_module_or_a_function_of_the_projects_own_may_take_more() -> None:
    own = {"random.py": "def randint(most):\n    return most\n"}
    config = """<script type="mpy" config='{"files": {"random.py": ""}}'>"""
    assert findings(RULE, "import random\nrandom.randint(6)", config, files=own) == []
    assert findings(RULE, "import random\nrandom.randint = lambda most: most\nrandom.randint(6)", MICROPYTHON) == []


def test_a_method_of_an_object_of_a_library_is_known_too() -> None:
    script = "from collections import deque\nlast = deque((), 5)\nlast.append(1, 2)"
    assert findings(RULE, script, MICROPYTHON) == ["3 error"]


def test_builds_of_older_releases_take_what_they_took() -> None:
    """MicroPython's `startswith` has a third argument since its version 1.25."""
    script = "'tea'.startswith('e', 1, 2)"
    assert findings(RULE, script, MICROPYTHON) == []
    assert findings(RULE, script, MICROPYTHON, release="2024.9.1") == ["1 error"]


def test_what_another_rule_explains_is_left_to_it() -> None:
    assert findings(RULE, "from collections import deque\ndeque()\nnext(iter([]), 1)", MICROPYTHON) == []


def test_on_pyodide_python_itself_says_what_a_function_takes() -> None:
    found, expected = marked(RULE, "import random\nrandom.randint(6)  # ! `random.randint` is called without `b`")
    assert found == expected


def test_a_function_of_micropython_that_is_only_named_is_known_by_its_counts() -> None:
    script = """
        import asyncio, random, time

        random.random  # ! `random` is named here but not called, so it does not run
        print("tea".upper)  # ! `upper` is named here but not called, so this shows the function and not its result
        print(time.time)  # ! `time` is named here but not called...
        asyncio.sleep  # ! `sleep` is named here but not called, so it does not run
        print(max, asyncio.gather)  # ! `max` is named here but not called...
        for number in {}.items:  # ! `items` is named here but not called, so this fails...
            pass
        """
    found, expected = marked("function-not-called", script, MICROPYTHON)
    assert found == expected
