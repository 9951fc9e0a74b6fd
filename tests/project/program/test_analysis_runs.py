"""Which facts lie in one straight run of statements."""

from __future__ import annotations

from tests.project.program.programs import analysed, words


def runs(source: str) -> dict[str, int]:
    """The number of the run that each call is in, by what is called."""
    calls = analysed(source)[0].calls
    return {words(call.callee).removeprefix("builtins."): call.place.run for call in calls}


def test_statements_in_a_row_share_a_run() -> None:
    found = runs("print(1)\nvalue = len('x')\nsorted([])\n")
    assert len(set(found.values())) == 1


def test_a_branch_is_a_run_of_its_own() -> None:
    found = runs("import random\nif random.random():\n    print(1)\nelse:\n    len('x')\nsorted([])\n")
    assert found["print"] != found["len"]
    assert found["sorted"] == found["random.random"] not in {found["print"], found["len"]}


def test_a_loop_is_a_run_of_its_own() -> None:
    found = runs("for each in input():\n    print(each)\n    len(each)\nsorted([])\n")
    assert found["print"] == found["len"] != found["sorted"]
