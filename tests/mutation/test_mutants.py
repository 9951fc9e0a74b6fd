"""Which changes are made, and that a change takes effect."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.parsers.text import Span
from pyscript_doctor.queries import javascript_module_uses, loops
from tests.browser.runtimes import ROOT
from tests.mutation.mutants import mutants_of
from tests.mutation.patching import Target
from tests.mutation.results import KILLED, SURVIVED, harmless
from tests.mutation.running import lines_run, run_in_a_copy
from tests.mutation.selection import concerned_files, definitions_that_name, is_about, modules, rule_names
from tests.mutation.type_checking import refused

if TYPE_CHECKING:
    from collections.abc import Callable


def changes(body: str) -> list[str]:
    """The changes of a function with that body."""
    source = "def f(a, b, c):\n" + textwrap.indent(body, "    ")
    return [mutant.name.removeprefix("f: ") for mutant in mutants_of(source, "f.py")]


def test_each_condition_is_left_out_once() -> None:
    assert changes("return a and not b") == ["`a and (not b)` without `a`", "`a and (not b)` without `not b`"]
    assert changes("if a or b or c:\n    pass") == [f"`a or b or c` without `{name}`" for name in "abc"]


def test_an_early_exit_is_always_taken_and_never() -> None:
    assert changes("if a.b:\n    return") == ["`a.b` becomes `True`", "`a.b` becomes `False`"]
    assert changes("return [x for x in a if x.b]") == ["`x.b` becomes `True`", "`x.b` becomes `False`"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return a == b", "`a == b` becomes `a != b`"),
        ("return a < b", "`a < b` becomes `a <= b`"),
        ("return not a", "`not a` becomes `a`"),
        ("return any(a)", "`any(a)` becomes `all(a)`"),
        ("return a[0]", "`0` becomes `1`"),
        ("return f(a, b=True)", "`True` becomes `False`"),
        ("for x in a:\n    b()\n    break", "`break` becomes `pass`"),
    ],
)
def test_a_single_expression_becomes_another(body: str, expected: str) -> None:
    assert changes(body) == [expected]


def test_what_says_nothing_about_behaviour_stays() -> None:
    assert changes('"""Text."""\nassert a and b\nx: int | str = a\nreturn f"{a or b}"') == []


def test_equal_changes_are_numbered() -> None:
    assert changes("a[0]\na[0]") == ["`0` becomes `1`", "`0` becomes `1` #2"]


LOOPS = "pyscript_doctor/queries/loops.py"


def test_a_change_takes_effectrun_in_a_copy_of_the_process_only() -> None:
    source = (ROOT / LOOPS).read_text(encoding="utf-8")
    target = Target("pyscript_doctor.queries.loops", source)
    before = loops.endless_loops.__code__

    outcomes = [
        run_in_a_copy(target, mutant, lambda: loops.endless_loops.__code__ == before)
        for mutant in mutants_of(source, LOOPS)
        if mutant.name.startswith("endless_loops: ")
    ]

    assert set(outcomes) == {KILLED}
    assert loops.endless_loops.__code__ == before


def test_the_default_of_a_field_takes_effect() -> None:
    path = "pyscript_doctor/queries/javascript_module_uses.py"
    source = (ROOT / path).read_text(encoding="utf-8")
    target = Target("pyscript_doctor.queries.javascript_module_uses", source)
    (mutant,) = (each for each in mutants_of(source, path) if each.name == "module: `False` becomes `True`")
    span = Span(path, 0, 1)

    def is_not_dotted() -> bool:
        return not javascript_module_uses.ModuleUse("chart", None, span, imported=True, caught=False).dotted

    assert is_not_dotted()
    assert run_in_a_copy(target, mutant, is_not_dotted) == KILLED


def test_a_copy_that_notices_nothing_is_a_survivor() -> None:
    source = (ROOT / LOOPS).read_text(encoding="utf-8")
    mutant = next(iter(mutants_of(source, LOOPS)))

    assert run_in_a_copy(Target("pyscript_doctor.queries.loops", source), mutant, lambda: True) == SURVIVED


def test_the_tests_of_a_query_are_its_own_and_the_examples_of_the_rules_that_use_it() -> None:
    assert "tests/queries/test_loops.py" in concerned_files(LOOPS)
    assert "endless-loop-on-main" in rule_names(LOOPS)
    assert rule_names("rules/main_thread/blocking_sleep.py") == {"blocking-sleep"}


@pytest.mark.in_turns
@pytest.mark.parametrize("module", harmless())
def test_a_harmless_mutant_exists_and_has_a_reason(module: str) -> None:
    assert module in modules()
    names = {mutant.name for mutant in mutants_of((ROOT / module).read_text(encoding="utf-8"), module)}
    assert harmless()[module].keys() <= names
    assert all(reason.endswith(".") for reason in harmless()[module].values())


@pytest.mark.in_turns
def test_a_condition_that_only_the_types_need_is_noticed_by_mypy() -> None:
    source = "def f(a: str | None, b: bool) -> int:\n    return len(a) if a is not None and b else 0\n"
    names = [mutant.name for mutant in mutants_of(source, "f.py")]

    assert len(names) == 3
    assert refused(source, names) == {"f: `a is not None and b` without `a is not None`"}


def test_a_test_that_names_a_rule_by_a_function_or_a_constant_concerns_it() -> None:
    text = """
RULE = "my-rule"
def found(source): return said(RULE, source)
@mark("my-rule")
def test_decorated(): pass
def test_found(): found("a")
def test_other(): said("other-rule", "a")
"""
    names = definitions_that_name(re.compile("my-rule"), text)
    assert names == {"RULE", "found", "test_decorated", "test_found"}


def test_all_tests_of_a_file_that_imports_a_module_concern_it() -> None:
    text = "from pyscript_doctor.queries.loops import (\n    endless_loops,\n)\n"
    assert is_about(text, LOOPS)
    assert not is_about(text, "pyscript_doctor/queries/unread.py")
    assert is_about("from pyscript_doctor.queries import kept_names, loops\n", LOOPS)
    assert not is_about("from pyscript_doctor.queries import kept_names\n", LOOPS)


def test_a_mutant_knows_the_lines_of_its_statement_alone() -> None:
    body = "    if (\n        a\n        and b\n    ):\n        return a == 1\n    return [x for x in a if x]\n"
    source = f"def f(a, b):\n{body}"
    lines = {mutant.name.removeprefix("f: "): mutant.lines for mutant in mutants_of(source, "f.py")}
    assert lines["`a and b` without `a`"] == range(2, 6)
    assert lines["`a == 1` becomes `a != 1`"] == range(6, 7)
    assert lines["`x` becomes `True`"] == range(7, 8)


def test_only_a_test_that_runs_the_lines_of_a_mutant_can_notice_it() -> None:
    names: dict[str, Callable[[bool], int]] = {}
    exec(compile("def f(a):\n    if a:\n        return 1\n    return 2\n", "f.py", "exec"), names)
    with lines_run("f.py") as lines:
        names["f"](False)
    assert lines == {2, 4}
