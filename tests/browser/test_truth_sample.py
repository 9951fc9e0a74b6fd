"""A sample of the recorded cases once more in the browser, so that a wrong record is found.

`--browser` runs a few quick ones on the newest release, `--matrix` a share of all on every release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.runtimes import manifest, with_third_party
from tests.truth.cases import HEADERS, LOCALHOST, RELEASE, Case, Run, load_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.outcome import Outcome
    from tests.browser.page import Chromium

QUICK = {
    "1b-mpy-worker-document",
    "1b3-mpy-worker-importonly",
    "1e4-minicoi-defer",
    "1e8-minicoi-subfolder",
    "4a12-syntaxerr",
    "4a6-esm-default-only-fix",
    "5f1-files-missing",
    "6a1-src-and-inline",
    "6b1-py-await-noasync",
    "6f2-mpyclick-noarg",
    "6f4-mpyclick-ok",
    "7e-mpy-map",
    "7f2b-fetch-rawdict-headers-py",
}
SHARE = 7
"""Of the other runs, the matrix repeats one in so many."""

ELSEWHERE = (".example/", "packages", "jsdelivr.net", "https://a.b")
"""What a case does not bring along: other hosts, the wheels of an index, interpreters of other releases."""
NOT_REPEATED = {
    "2-py-main-auto": "more errors come after its end, when the record was closed",
    "2-mpy-worker-window": "an error comes after its end, when the record was closed",
    "6k5p-terminal-worker-input": "somebody must type",
}
END = {"DONE", "FIRED-OK"}


def repeatable() -> list[tuple[Case, Run]]:
    """The runs whose outcome was clear and for which everything is here."""
    return [
        (case, run)
        for case in load_cases()
        if not case.cause.inconclusive
        and case.name not in NOT_REPEATED
        and not any(name in text for text in case.files.values() for name in ELSEWHERE)
        for run in case.runs
        if run.outcome in ("ran", "failed") and run.release in manifest().releases
    ]


def sample() -> Iterator[object]:
    for number, (case, run) in enumerate(repeatable()):
        quick = case.name in QUICK and run.release == manifest().newest and run.host == LOCALHOST
        if quick or number % SHARE == 0:
            marks = [pytest.mark.browser] if quick else [pytest.mark.browser, pytest.mark.matrix]
            yield pytest.param(case, run, marks=marks, id=f"{case.name}-{run.release}-{run.headers}-{run.host}")


def repeated(browser: Chromium, case: Case, run: Run) -> Outcome:
    files = {
        path: with_third_party(text.replace(RELEASE, run.release), run.release) for path, text in case.files.items()
    }
    return browser.run_page(
        files | dict(case.archives),
        headers={"/*": HEADERS[run.headers]},
        host=run.host,
        click=case.click,
        until=lambda outcome: not END.isdisjoint(outcome.lines),
    )


def seen(outcome: Outcome) -> str:
    """The outcome in the words of the record, which counts no banner as an error."""
    failed = any(kind in ("error", "pageerror") for kind, _ in outcome.console)
    if outcome.done:
        return "ran with errors" if failed else "ran"
    return "failed" if failed else "silent"


@pytest.mark.parametrize(("case", "run"), list(sample()))
def test_case_ends_as_recorded(browser: Chromium, case: Case, run: Run) -> None:
    outcome = repeated(browser, case, run)
    assert seen(outcome) == run.outcome, str(outcome)
