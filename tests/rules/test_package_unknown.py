"""When the rule about packages that nobody knows speaks, and how sure it is."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.packages import Fault, PackageAnswer, Reason
from tests.rules.package_lists import INSTALLS, MANY_PYODIDES, severities, told_of

RULE = "package-unknown"
UNKNOWN = PackageAnswer((Fault(Reason.UNKNOWN, "it", "it"),))
NEEDS_UNKNOWN = PackageAnswer((Fault(Reason.UNKNOWN, "other", "other", ("it",)),))
NO_WHEEL = PackageAnswer((Fault(Reason.WHEEL, "it", "it"),))


def told(entry: str, answer: PackageAnswer | None = None, source: str = "print(1)", config: str = "") -> list[str]:
    """How severe a finding is, its label, and what its fix is called."""
    answers = None if answer is None else {entry: answer}
    found = told_of(RULE, entry, answers=answers, source=source, config=config)
    fixes = [each.finding.fix for each in found]
    return [
        f"{each.severity.label}: {each.finding.label}" + (f" ({fix.title})" if fix else "")
        for each, fix in zip(found, fixes, strict=True)
    ]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("numpy", []),
        ("numpyy", ["warning: did you mean `numpy`? (Write `numpy`)"]),
        ("numpyy[all]", ["warning: did you mean `numpy`?"]),
        ("numpyy>=1", ["warning: did you mean `numpy`?"]),
        ("sixx", []),
        ("attr", []),  # another rule says which package has this module
        ("toml", []),  # the index has it, however like tomli it is
        ("atrs", ["warning: did you mean `attrs`? (Write `attrs`)"]),
        ("libopenblass", []),  # a library without a module is nothing that a page lists
        ("./numpyy-1.0-py3-none-any.whl", []),
    ],
)
def test_a_name_almost_like_a_package_of_pyodide_is_probably_misspelled(entry: str, expected: list[str]) -> None:
    assert told(entry) == expected


@pytest.mark.parametrize("answer", [INSTALLS, NEEDS_UNKNOWN, NO_WHEEL])
def test_a_package_that_the_index_has_is_not_misspelled(answer: PackageAnswer) -> None:
    assert told("numpyy", answer) == []
    assert told("plotli", answer, "import plotly") == []


def test_what_python_imports_certainly_shows_what_was_meant() -> None:
    assert told("plotli", source="import plotly") == ["warning: did you mean `plotly`? (Write `plotly`)"]
    assert told("plotli", source="try:\n    import plotly\nexcept ImportError:\n    pass") == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("numpyy", ["error: did you mean `numpy`? (Write `numpy`)"]),
        ("numpyy>=1", ["error: did you mean `numpy`?"]),
        ("no-such-thing", ["error: no such package"]),
        ("sklearn", []),  # an import name, as another rule says
        ("torch", []),  # known not to work, as another rule says
    ],
)
def test_a_name_that_the_index_does_not_have_is_an_error(entry: str, expected: list[str]) -> None:
    assert told(entry, UNKNOWN) == expected


def test_the_help_names_the_package_that_is_almost_written_so() -> None:
    (near,) = told_of(RULE, "numpyy", answers={"numpyy": UNKNOWN})
    (far,) = told_of(RULE, "no-such-thing", answers={"no-such-thing": UNKNOWN})
    assert (near.finding.help, far.finding.help) == ('Write `"numpy"`.', "Correct the name, or remove the entry.")


@pytest.mark.parametrize(
    ("entry", "answer", "expected"),
    [
        ("json", None, "warning: not a package (Remove `json`)"),
        ("json", UNKNOWN, "error: not a package (Remove `json`)"),
        ("json", INSTALLS, "info: not needed (Remove `json`)"),
        ("asyncio", None, "info: not needed (Remove `asyncio`)"),
        ("asyncio", NO_WHEEL, "error: not a package (Remove `asyncio`)"),
        ("js", None, "warning: not a package (Remove `js`)"),
    ],
)
def test_a_part_of_python_fails_unless_the_index_has_such_a_name(
    entry: str, answer: PackageAnswer | None, expected: str
) -> None:
    assert told(entry, answer) == [expected]


PASSTHROUGH = 'packages_cache = "passthrough"'


def test_passthrough_loads_only_packages_of_pyodide() -> None:
    assert told("arrr", config=PASSTHROUGH) == ["error: not in Pyodide"]
    assert told("numpyy", config=PASSTHROUGH) == ["error: not in Pyodide"]
    assert told("numpy", config=PASSTHROUGH) == []
    assert told("arrr") == []


@pytest.mark.parametrize(
    ("entry", "imported", "expected"),
    [
        ("charting", "drawing", []),
        ("charting", "chartink", ["warning: did you mean `chartink`? (Write `chartink`)"]),
        ("sklaern", "sklearn", ["warning: did you mean `scikit-learn`? (Write `scikit-learn`)"]),
        ("charting>=2", "chartink", ["warning: did you mean `chartink`?"]),
        ("flask", "flaks", []),  # the index has it
        ("abcd", "abxcd", ["warning: did you mean `abxcd`? (Write `abxcd`)"]),
        ("ghj", "ghxj", []),  # too short to be sure
        ("chartdrawing", "chartxxdrawing", []),  # two letters more
        ("chartt", "chart", []),  # packages are often called after their module
        ("chart", "chartt", []),
        ("tensorflaw", "tensorflow", []),  # that would not help
    ],
)
def test_a_name_almost_like_a_module_that_nothing_else_brings_is_probably_misspelled(
    entry: str, imported: str, expected: list[str]
) -> None:
    assert told(entry, source=f"import {imported}") == expected


def test_a_package_of_some_pyodides_is_known() -> None:
    assert severities(RULE, "sqlite3", release=MANY_PYODIDES) == []
