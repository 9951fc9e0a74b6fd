"""What the rules about versions and wheels in `packages` say, and what they leave to others."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.packages import Fault, PackageAnswer, Reason
from tests.projects import page, report_of
from tests.rules.package_lists import INSTALLS, MANY_PYODIDES, listing, severities, told_of

CONFLICTS = "package-pin-conflicts"


def fault(reason: Reason, *chain: str, detail: str = "") -> PackageAnswer:
    return PackageAnswer((Fault(reason, "it", "it", chain, detail),))


def conflict(entry: str, answer: PackageAnswer | None = None, release: str = "2026.7.3") -> list[str]:
    """The severity, the message, and what the fix is called."""
    answers = None if answer is None else {entry: answer}
    found = told_of(CONFLICTS, entry, answers=answers, release=release)
    return [f"{each.severity.label}: {each.finding.message}" for each in found]


NO_VERSION = fault(Reason.VERSION, detail="3.1")


@pytest.mark.parametrize(
    ("entry", "answer", "expected"),
    [
        ("numpy", None, ""),
        ("numpy>1", None, ""),
        ("python-sat>1", None, ""),  # Pyodide has a version that is not released yet
        ("numpy==1.0", None, "error: this Pyodide comes with `numpy` "),
        ("six==1.0", None, "warning: this Pyodide comes with `six` "),  # the index may have it
        ("six==1.0", INSTALLS, ""),
        ("six==1.0", NO_VERSION, "error: this Pyodide comes with `six` "),
        ("six==1.0", fault(Reason.WHEEL), "error: this Pyodide comes with `six` "),
        ("six==1.0", fault(Reason.UNKNOWN, "six"), ""),  # not the version is at fault, but what it needs
        ("it", NO_VERSION, ""),
        ("it>9", NO_VERSION, "error: no version of `it` fits `>9` (the newest is 3.1)"),
        ("it>9", fault(Reason.VERSION), "error: no version of `it` fits `>9`"),
        ("it>9", fault(Reason.VERSION, "it", detail="3.1"), ""),
        ("it>9", fault(Reason.UNKNOWN), ""),
        ("it>9", fault(Reason.WHEEL), ""),
        ("it>9", INSTALLS, ""),
        ("it>9", fault(Reason.CONFLICT, detail="3.1"), "error: another package already installs `it` 3.1, but"),
        ("./six-1.0-py3-none-any.whl", None, ""),
        ("flask>900", None, "warning: no version of `flask` fits `>900` (the newest is "),
        ("flask>900", INSTALLS, ""),
        ("flask>1", None, ""),
    ],
)
def test_a_version_conflicts_if_neither_pyodide_nor_the_index_has_it(
    entry: str, answer: PackageAnswer | None, expected: str
) -> None:
    told = conflict(entry, answer)
    assert [each[: len(expected)] for each in told] == [expected] * bool(expected)
    assert not expected or " fits " not in expected or expected.endswith(" ") or told == [expected]


@pytest.mark.parametrize(
    ("entry", "expected", "open_questions"), [("numpy==1.26.4", 0, 1), ("numpy==0.1", 1, 0), ("numpy>0.1", 0, 0)]
)
def test_a_version_that_only_some_pyodides_have_is_an_open_question(
    entry: str, expected: int, open_questions: int
) -> None:
    html = page('<script type="py">print(1)</script>', listing(entry), MANY_PYODIDES)
    report = report_of({"index.html": html}, select=frozenset({CONFLICTS}))
    skips = [each for each in report.skips if each.rule == CONFLICTS]
    assert (len(report.diagnostics), len(skips)) == (expected, open_questions)


@pytest.mark.parametrize(
    ("entry", "title"),
    [("numpy==0.1", "Write `numpy`"), ("requests[use_chardet,socks]==0.1", "Write `requests[socks,use_chardet]`")],
)
def test_without_the_version_the_extras_stay(entry: str, title: str) -> None:
    (found,) = told_of(CONFLICTS, entry)
    assert found.finding.fix
    assert found.finding.fix.title == title


REFUSED = "package-refused-by-release"


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ("2025.8.1", []),
        ("2025.10.1", ["error"]),
        ("2025.10.3", ["error"]),
        ("2025.11.1", []),
        (MANY_PYODIDES, []),
    ],
)
def test_three_releases_refuse_packages_of_the_index(release: str, expected: list[str]) -> None:
    assert severities(REFUSED, "arrr", release=release) == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("numpy", []),
        ("numpy==2.2.5", []),
        ("numpy==1.0", ["error"]),
        ("numpy>=2.2.5", []),  # these releases split at the sign, and compare what is behind it
        ("numpy<=2.2.5", []),
        ("numpy>=2.2.5,<=3", ["error"]),
        ("numpy!=1.0", ["error"]),
        ("numpy>1", ["error"]),
        ("./own-1.0-py3-none-any.whl", ["error"]),
        ("./more.toml", []),
        ("https://example.org/numpy", []),
        ("what is this?", []),
    ],
)
def test_they_take_packages_of_pyodide_in_its_own_version(entry: str, expected: list[str]) -> None:
    assert severities(REFUSED, entry, release="2025.10.2") == expected


def test_they_refuse_nothing_where_the_config_names_an_index() -> None:
    assert severities(REFUSED, "arrr", release="2025.10.2", config='index_urls = ["https://own.test"]') == []


def test_of_several_pyodides_all_must_refuse_a_package() -> None:
    two = 'interpreter = "https://cdn.jsdelivr.net/pyodide/{}/full/pyodide.mjs"'
    assert severities(REFUSED, "duckdb", release="2025.10.2", config=two.format("v0.26.1")) != []


IMPORT_NAME = "package-import-name"


@pytest.mark.parametrize(
    ("entry", "answer", "expected", "fix"),
    [
        ("sklearn", None, ["error"], True),
        ("sklearn", INSTALLS, ["warning"], True),
        ("sklearn", fault(Reason.WHEEL), ["error"], True),
        ("sklearn>=1", None, ["error"], False),
        ("sklearn[all]", None, ["error"], False),
        ("bs4", None, ["info"], True),
        ("bs4", INSTALLS, ["info"], True),
        ("scikit-learn", None, [], False),
        ("arrr", None, [], False),
        ("./sklearn-1.0-py3-none-any.whl", None, [], False),
    ],
)
def test_an_import_name_fails_unless_the_index_has_a_package_of_that_name(
    entry: str, answer: PackageAnswer | None, expected: list[str], fix: bool
) -> None:
    found = told_of(IMPORT_NAME, entry, answers=None if answer is None else {entry: answer})
    assert [each.severity.label for each in found] == expected
    assert any(each.finding.fix for each in found) is fix


@pytest.mark.parametrize(
    ("entry", "label"),
    [
        ("requirements.txt", "a file"),
        ("what is this?", "not a package"),
        ("https://example.org/it.zip", "not a wheel"),
        ("/it.zip", "not a wheel"),
        ("./it.whl?v=1", ""),
        ("./it-1.0-py3-none-any.whl", ""),
        ("github:someone/it", ""),
        ("file:it", ""),
        ("./more.json", ""),
        ("humanize@4.9.0", "not a version"),
        ("humanize @ https://example.org/humanize-1.0-py3-none-any.whl", ""),
        ("humanize", ""),
    ],
)
def test_an_entry_is_a_requirement_or_the_address_of_a_wheel(entry: str, label: str) -> None:
    found = told_of("package-requirement-invalid", entry)
    assert [each.finding.label for each in found] == [label] * bool(label)


@pytest.mark.parametrize(
    ("entry", "release", "expected"),
    [
        ("six@1.16.0", "2024.5.2", ["error"]),
        ("six@1.16.0", "2024.9.1", []),
        ("six@1.16.0", "2025.10.3", []),
        ("six@1.16.0", "2025.11.1", ["error"]),
        ("humanize@4.9.0", "2024.9.1", ["error"]),
    ],
)
def test_some_releases_take_a_package_of_pyodide_with_what_is_behind_the_at_sign(
    entry: str, release: str, expected: list[str]
) -> None:
    assert severities("package-requirement-invalid", entry, release=release) == expected


PLATFORM = "wheel-wrong-platform"
DOTS = ".".join(["py3"] * 30)


@pytest.mark.parametrize(
    ("wheel", "expected"),
    [
        ("it-1.0-py3-none-any.whl", []),
        ("it-1.0-py2.py3-none-any.whl", []),
        ("it-1.0-cp314-cp314-manylinux_2_17_x86_64.whl", ["error"]),
        ("it-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl", []),
        ("it-1.0-cp314-cp314-win_amd64.whl?v=1.0", ["error"]),
        ("it.whl", []),  # no wheel's name
        ("it-1.0-py2-none-any.whl", ["error"]),
        (f"it-1-{'.'.join(['py2'] * 30)}-none-any.whl", ["error"]),
        (f"it-1-{'.'.join(['py2'] * 31)}-none-any.whl", []),  # too many to look at
    ],
)
def test_a_wheel_must_be_for_this_pyodide(wheel: str, expected: list[str]) -> None:
    assert severities(PLATFORM, f"https://example.org/{wheel}") == expected


def test_only_wheels_have_a_platform() -> None:
    assert severities(PLATFORM, "it==1-py2-none-any.whl.toml", "https://example.org/it-1.0-py2-none-any.whl.json") == []


def test_a_wheel_that_fits_some_pyodides_is_not_judged() -> None:
    for some in ("cp312-cp312-pyodide_2024_0_wasm32", "cp314-cp314-pyemscripten_2026_0_wasm32"):
        assert severities(PLATFORM, f"./it-1.0-{some}.whl", release=MANY_PYODIDES) == []
    assert severities(PLATFORM, "./it-1.0-py2-none-any.whl", release=MANY_PYODIDES) == ["error"]
