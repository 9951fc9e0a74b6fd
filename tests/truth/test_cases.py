"""The recorded cases are whole, and what they leave open is left open."""

from __future__ import annotations

import pytest

from tests.browser.runtimes import manifest
from tests.truth.cases import HEADERS, RELEASE, Case, Cause, Run, load_cases


def case(run: Run, cause: Cause) -> Case:
    return Case("a case", {"index.html": f"releases/{RELEASE}/core.js"}, {}, (run,), cause)


def run(outcome: str, headers: str = "none", host: str = "localhost") -> Run:
    return Run("2026.7.3", headers, host, outcome)


def test_every_case_is_a_page_with_runs() -> None:
    cases = load_cases()
    assert len(cases) > 300
    for each in cases:
        assert "index.html" in each.files, each.name
        assert {run.headers for run in each.runs} <= set(HEADERS), each.name


def test_cases_cover_the_oldest_and_the_newest_release() -> None:
    releases = {run.release for each in load_cases() for run in each.runs}
    assert {next(iter(manifest().releases)), manifest().newest} <= releases


@pytest.mark.parametrize(
    ("outcome", "verdict"),
    [("ran", "runs"), ("failed", "fails"), ("silent", None), ("ran with errors", None)],
)
def test_verdict_is_what_was_seen_where_that_is_clear(outcome: str, verdict: str | None) -> None:
    assert case(run(outcome), Cause(("a-rule",))).expected(run(outcome)) == verdict


def test_releases_of_the_cause_outrank_what_was_seen() -> None:
    silent = Cause(("a-rule",), releases=("2026.7.3",))
    harmless = Cause(("a-rule",), releases=())
    assert case(run("silent"), silent).expected(run("silent")) == "fails"
    assert case(run("failed"), harmless).expected(run("failed")) == "runs"


def test_nothing_is_expected_where_no_rule_could_know() -> None:
    assert case(run("failed"), Cause(("a-rule",), lintable=False)).expected(run("failed")) is None
    assert case(run("failed"), Cause()).expected(run("failed")) is None
    assert case(run("ran"), Cause(("a-rule",), inconclusive=True)).expected(run("ran")) is None


def test_rules_can_differ_by_release_headers_and_host() -> None:
    cause = Cause(("by-default",), by_run={"2026.7.3/coi": ("isolated",), "*@insecure.example": ("insecure",)})
    each = case(run("failed"), cause)
    assert each.rules_for(run("failed")) == ("by-default",)
    assert each.rules_for(run("failed", "coi")) == ("isolated",)
    assert each.rules_for(run("failed", "coi", "insecure.example")) == ("insecure",)


def test_project_of_a_run_loads_its_release_and_sends_its_headers() -> None:
    files = case(run("ran", "coi"), Cause()).files_for(run("ran", "coi"))
    assert files["index.html"] == b"releases/2026.7.3/core.js"
    assert b"  Cross-Origin-Embedder-Policy: require-corp\n" in files["_headers"]
    assert "_headers" not in case(run("ran"), Cause()).files_for(run("ran"))
