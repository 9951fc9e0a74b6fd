"""What is said of packages that cannot be installed, or that do not work in a browser."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.packages import Fault, PackageAnswer, Reason
from tests.rules.package_lists import INSTALLS, told_of

RULE = "package-without-wheel"


def fault(reason: Reason, *chain: str, name: str = "it", detail: str = "") -> PackageAnswer:
    return PackageAnswer((Fault(reason, name, name, chain, detail),))


NO_WHEEL = fault(Reason.WHEEL)


@pytest.mark.parametrize(
    ("entry", "answer", "expected"),
    [
        ("torch", None, "error: `torch` needs compiled code, so it can't be installed"),
        ("torch>=2", NO_WHEEL, "error: `torch` needs compiled code, so it can't be installed"),
        ("torch", INSTALLS, "warning: `torch` needs compiled code, so it does not work in a browser"),
        ("transformers", None, "warning: `transformers` needs tokenizers, which has no wheel, so it does not work"),
        ("transformers", NO_WHEEL, "error: `transformers` needs tokenizers, which has no wheel, so it can't be"),
    ],
)
def test_what_the_index_says_outranks_what_is_known(entry: str, answer: PackageAnswer | None, expected: str) -> None:
    (found,) = told_of(RULE, entry, answers=None if answer is None else {entry: answer})
    assert f"{found.severity.label}: {found.finding.message}".startswith(expected)
    installs = expected.startswith("warning")
    assert found.finding.label == ("fails when it is used" if installs else "no wheel")
    assert found.finding.console == ("" if installs else f"Can't find a pure Python 3 wheel for: '{entry}'")
    assert ("blank" in found.effect.name.lower()) is not installs


@pytest.mark.parametrize(
    ("entry", "answer"),
    [
        ("it", None),
        ("it", INSTALLS),
        ("it", fault(Reason.UNKNOWN)),  # other rules say these three
        ("it", fault(Reason.VERSION)),
        ("it", fault(Reason.CONFLICT)),
        ("json", NO_WHEEL),
        ("sklearn", NO_WHEEL),
        ("numpy", INSTALLS),
        ("numpy==1.0", NO_WHEEL),
        ("./it-1.0-py3-none-any.whl", None),
    ],
)
def test_nothing_is_said_of_what_installs_or_what_other_rules_tell(entry: str, answer: PackageAnswer | None) -> None:
    assert told_of(RULE, entry, answers={} if answer is None else {entry: answer}) == []


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (NO_WHEEL, "`it` has no wheel that this Pyodide can use, so no script"),
        (
            fault(Reason.WHEEL, detail="a source archive"),
            "`it` has no wheel that this Pyodide can use, only a source archive, so no",
        ),
        (fault(Reason.WHEEL, "it", name="b"), "`it` needs `b`, which has no wheel"),
        (fault(Reason.UNKNOWN, "it", "b", name="c"), "`it` needs `b`, which needs `c`, which is not on the index, so"),
        (fault(Reason.VERSION, "it", name="b"), "`it` needs `b`, which no version fits, so"),
        (fault(Reason.VERSION, "it", name="b", detail="3"), "`it` needs `b`, which no version fits (the newest is 3)"),
        (
            fault(Reason.CONFLICT, "it", name="b", detail="3"),
            "`it` needs `b`, which excludes version 3, which is already installed, so",
        ),
        (fault(Reason.EXTRA, detail="fast"), "`it` has no extra `fast`, so"),
        (fault(Reason.METADATA), "`it` has a wheel whose metadata cannot be read, so"),
    ],
)
def test_the_message_says_why_and_the_way_to_it(answer: PackageAnswer, expected: str) -> None:
    (found,) = told_of(RULE, "it", answers={"it": answer})
    assert found.finding.message.startswith(expected)
    assert found.finding.message.endswith(", so no script of the page runs")
    (first,) = answer.faults
    assert found.finding.label == (f"needs {first.name}" if first.chain else "no wheel")


def test_a_version_of_a_package_of_pyodide_is_best_left_out() -> None:
    (found,) = told_of(RULE, "numpy==1.0", answers={"numpy==1.0": fault(Reason.WHEEL, "numpy", name="b")})
    assert found.finding.help == "Let Pyodide choose the version."


OTHERWISE = "Use another package, or do this part on a server."


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a",), OTHERWISE),
        (("torch",), f"{OTHERWISE} Instead of `torch`, use ONNX Runtime Web, loaded through js_modules, with"),
        (("psutil",), OTHERWISE),
        (("a", "b"), f"{OTHERWISE} It also needs `b`, which can't be installed either."),
        (("a", "b", "b", "c"), f"{OTHERWISE} It also needs `b`, `c`, which can't be installed either."),
        (("a", "b", "c", "d", "e"), f"{OTHERWISE} It also needs `b`, `c`, `d`, which can't be installed either."),
    ],
)
def test_the_help_names_what_to_use_instead_and_up_to_three_others(names: tuple[str, ...], expected: str) -> None:
    answer = PackageAnswer(tuple(Fault(Reason.WHEEL, name, name, ("it",)) for name in names))
    (found,) = told_of(RULE, "it", answers={"it": answer})
    assert found.finding.help is not None
    assert found.finding.help.startswith(expected)
    assert found.finding.help.endswith(".")
    assert len(found.finding.help) == len(expected) or "ONNX" in expected
