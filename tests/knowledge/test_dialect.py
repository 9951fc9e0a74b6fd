"""The Python that MicroPython refuses, measured by running it."""

import pytest

from pyscript_doctor.knowledge.dialect import refused_constructs, refused_keyword
from pyscript_doctor.knowledge.modules import micropython_builds


def test_some_syntax_is_refused_by_every_build() -> None:
    for build in micropython_builds():
        refused = refused_constructs(build)
        for construct in (
            "match",
            "positional-only",
            "star-in-list",
            "async-comprehension",
            "except-star",
            "type-alias",
        ):
            assert refused[construct].startswith("SyntaxError")


def test_what_runs_is_not_refused() -> None:
    assert (
        not {"walrus", "f-string", "yield-from", "dict-union", "several-stars-in-call"}
        & refused_constructs("1.28.0-6").keys()
    )


def test_newer_builds_run_more() -> None:
    """In the browser: a raw f-string fails in 2024.1.1 and runs from 2024.11.1, a t-string runs from 2026.7.3."""
    assert "f-string-raw" in refused_constructs("1.21.0-278")
    assert "f-string-raw" not in refused_constructs("1.24.0")
    assert "t-string" in refused_constructs("1.27.0")
    assert "t-string" not in refused_constructs("1.28.0-6")


@pytest.mark.parametrize(
    ("function", "keyword", "error"),
    [
        ("json.dumps", "indent", "TypeError"),
        ("print", "flush", "TypeError"),
        ("str.split", "maxsplit", "TypeError"),
        ("str", "encoding", "NotImplementedError"),
    ],
)
def test_some_keyword_arguments_are_refused(function: str, keyword: str, error: str) -> None:
    refusal = refused_keyword("1.28.0-6", function, keyword)
    assert refusal is not None
    assert refusal.startswith(error)


@pytest.mark.parametrize(
    ("function", "keyword"),
    [("json.dumps", "separators"), ("sorted", "key"), ("nonsense", "x"), ("random.choices", "k")],
)
def test_what_is_taken_or_never_tried_or_missing_altogether_refuses_no_keyword(function: str, keyword: str) -> None:
    assert refused_keyword("1.28.0-6", function, keyword) is None
