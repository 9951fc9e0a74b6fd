"""One line a finding."""

from __future__ import annotations

from dataclasses import replace

from pyscript_doctor.engine.finding import Finding, Problem
from pyscript_doctor.engine.report import Report
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.reporters.concise import concise
from tests.reporters.examples import BLANK_PAGE, PAGE, WORKER_PROJECT, a_rule, diagnostic


def test_a_finding_is_one_line_with_the_help_in_short() -> None:
    assert list(concise(BLANK_PAGE)) == [
        (
            'pyscript.toml:5:1: error[config-invalid] The key `"./a.py"` stands twice in `[files]`, '
            "which TOML forbids; Keep one of the two lines"
        ),
        "1 page checked: 1 error",
    ]


def test_the_circumstance_of_a_warning_and_what_was_not_checked_are_said() -> None:
    assert list(concise(WORKER_PROJECT)) == [
        (
            "index.html:3:19: warning[worker-without-isolation] This worker reaches the page, but the page is not "
            "cross-origin isolated (unless your server sends the headers); Send these headers with the page: "
            "`Cross-Origin-Opener-Policy: same-origin`, `Cross-Origin-Embedder-Policy: require-corp`"
        ),
        "1 page checked: 1 warning; not checked: 7 values in templates, 1 piece of Python in a template",
    ]


def test_nothing_wrong_is_said_too() -> None:
    assert list(concise(Report(pages=(PAGE,)))) == ["1 page checked: nothing wrong"]


def test_no_page_is_not_called_a_success() -> None:
    assert list(concise(Report(files=3))) == ["no page that runs PyScript was found"]


def test_what_could_not_be_read_is_a_line_of_its_own() -> None:
    assert list(concise(Report(problems=(Problem("a.html", "it is no text"),), pages=(PAGE,)))) == [
        "a.html: could not be read: it is no text",
        "1 page checked: not complete, 1 file could not be read",
    ]


def test_newlines_and_control_characters_do_not_break_the_line() -> None:
    finding = Finding(Span("a\n.py", 0, 0), "two\nlines\x1b[0m")
    assert list(concise(Report((diagnostic(a_rule(), finding),), sources={"a\n.py": ""}), quiet=True)) == [
        "a\\x0a.py:1:1: error[some-rule] two lines\\x1b[0m"
    ]


def test_quiet_leaves_the_summary_out() -> None:
    assert list(concise(replace(BLANK_PAGE, diagnostics=()), quiet=True)) == []
