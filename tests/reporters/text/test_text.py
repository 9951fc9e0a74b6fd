"""The report for a person, as it is read without colour at 80 columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pyscript_doctor.engine.finding import (
    Diagnostic,
    Effect,
    Finding,
    Ignored,
    Problem,
    Related,
    RuntimeLabel,
    Severity,
    Skip,
)
from pyscript_doctor.engine.report import PageLabel, Report
from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.terminal.visible import width
from pyscript_doctor.reporters.text.text import text_lines
from tests.reporters.examples import (
    BLANK_PAGE,
    INDEX,
    MAIN_THREAD,
    PAGE,
    WORKER,
    WORKER_PROJECT,
    a_rule,
    diagnostic,
    lines,
    place,
)


def text(report: Report, columns: int = 80) -> str:
    return plain(text_lines(report, columns))


def test_a_single_finding_says_itself_what_it_does_to_the_page() -> None:
    assert text(BLANK_PAGE) == lines("""
        -- pyscript.toml ------------------------------------------------------- 1 error

        error[config-invalid]: The key `"./a.py"` stands twice in `[files]`, which TOML
          forbids
         --> pyscript.toml:5:1
          |
        3 | "./a.py" = ""
          | -------- first here
        ...
        5 | "./a.py" = ""
          | ^^^^^^^^ and here again
          |
          = effect: index.html will stay blank
          = help: Keep one of the two lines.
          = guide: https://docs.pyscript.net/latest/user-guide/configuration/

        1 error found.
        Checked index.html with 1 script on PyScript 2025.11.1: Pyodide on the main
        thread.
        To read more about a rule: `pyscript-doctor explain config-invalid`
    """)


def test_a_fault_between_files_shows_both_of_them() -> None:
    assert text(WORKER_PROJECT) == lines("""
        -- index.html -------------------------------------------------------- 1 warning

        warning[worker-without-isolation]: This worker reaches the page, but the page is
          not cross-origin isolated
         --> index.html:3:19
          |
        3 | <script type="py" worker src="main.py" config="pyscript.toml"></script>
          |                   ^^^^^^ needs SharedArrayBuffer
          |
         ::: main.py:3:1
          |
        3 | document.title = "Hello"
          | -------- reaches the page here
          |
          = effect: a script of index.html may stop
          = console: Unable to use `window` or `document` ->
                     https://docs.pyscript.net/latest/faq/#sharedarraybuffer
          = help: Send these headers with the page:

                      Cross-Origin-Opener-Policy: same-origin
                      Cross-Origin-Embedder-Policy: require-corp

                  Where you cannot set headers, load `mini-coi.js` first in the page's
                  `<head>`.
          = unless: your server sends the headers (the doctor cannot see that, so this
                    is a warning)
          = runs in: Pyodide in a worker (2025.11.1)
          = faq: https://docs.pyscript.net/latest/faq/#sharedarraybuffer

        1 warning found.
        Checked index.html with 1 script on PyScript 2025.11.1: Pyodide on the main
        thread.
        Not checked: 7 values in templates and 1 piece of Python in a template.
        The doctor read templates, and not what is made of them. So start your server
        and check its address, as in `check http://localhost:8000/`. Or check the folder
        that your build writes.
        To read more about a rule: `pyscript-doctor explain worker-without-isolation`
    """)


def test_where_nothing_is_wrong_it_says_what_was_checked() -> None:
    pages = (PAGE, PageLabel("about.html", "", "2024.1.1", (WORKER,), scripts=2))
    assert text(Report(files=5, pages=pages)) == lines("""
        All good: nothing wrong was found.
        Checked 2 pages with 3 scripts on PyScript 2025.11.1 and 2024.1.1: Pyodide on
        the main thread and Pyodide in a worker.
    """)


def test_a_page_whose_release_another_file_decides_is_named_so() -> None:
    page = PageLabel(
        "base.html", "", "unknown release", (RuntimeLabel("base.html", None, Interpreter.MICROPYTHON, Thread.MAIN),), 1
    )
    assert text(Report(files=1, pages=(page,))) == lines("""
        All good: nothing wrong was found.
        Checked base.html with 1 script on an unknown release: MicroPython on the main
        thread.
    """)


def test_templates_are_no_clean_bill() -> None:
    report = Report(files=1, pages=(PAGE,), skips=(Skip("", "file that a server finds", 1),))
    shown = text(report)
    assert shown.startswith("Nothing wrong in what the doctor could read.")
    assert "check its address, as in `check http://localhost:8000/`" in " ".join(shown.split())


def test_a_project_without_pyscript_says_so() -> None:
    assert text(Report(files=12)) == lines("""
        No page that runs PyScript was found among 12 files, so there is nothing to
        check.
    """)


def test_a_file_that_could_not_be_read_is_no_clean_bill() -> None:
    report = Report(problems=(Problem("index.html", "it is no text"),), files=1, pages=(PAGE,))
    assert text(report) == lines("""
        could not read index.html: it is no text

        The check is not complete, because a file could not be read.
        Checked index.html with 1 script on PyScript 2025.11.1: Pyodide on the main
        thread.
    """)


def test_many_sites_get_a_line_each_the_worst_first() -> None:
    def of(student: str, rule_effect: Effect, severity: Severity = Severity.ERROR) -> Finding:
        return Finding(Span(f"{student}/index.html", 0, 1), "it fails", severity=severity, effect=rule_effect)

    students = ["ada", "ben", "cleo", "dan", "eve"]
    findings = [
        of("ben", Effect.ACTION_FAILS, Severity.WARNING),
        of("cleo", Effect.PAGE_BLANK),
        of("dan", Effect.SCRIPT_DIES),
        of("dan", Effect.ACTION_FAILS),
        of("eve", Effect.ACTION_FAILS),
        of("eve", Effect.ACTION_FAILS),
    ]
    report = Report(
        diagnostics=tuple(
            diagnostic(a_rule(), each, RuntimeLabel(each.span.path, "2025.11.1", Interpreter.PYODIDE, Thread.MAIN))
            for each in findings
        ),
        files=5,
        pages=tuple(PageLabel(f"{each}/index.html", each, "2025.11.1", (MAIN_THREAD,), 1) for each in students),
    )
    assert text(report).partition("Folder by folder")[2].splitlines()[:11] == [
        ", the worst first:",
        "  cleo/  1 error: index.html will stay blank",
        "  dan/   2 errors: a script of index.html will stop",
        "  eve/   2 errors",
        "  ben/   1 warning",
        "  ada/   all good",
        "",
        "5 errors, 1 warning found.",
        "Checked 5 pages with 5 scripts on PyScript 2025.11.1: Pyodide on the main",
        "thread.",
        "To read more about a rule: `pyscript-doctor explain some-rule`",
    ]


def test_folders_are_named_from_the_one_that_holds_them_all() -> None:
    sites = ["work/a", "work/b/c", "work/d", "work"]
    report = Report(pages=tuple(PageLabel(f"{each}/index.html", each, "2025.11.1", ()) for each in sites))
    assert text(report).splitlines()[:5] == [
        "Folder by folder in work/, the worst first:",
        "  ./    all good",
        "  a/    all good",
        "  b/c/  all good",
        "  d/    all good",
    ]


def test_a_finding_that_no_page_is_known_for_belongs_to_the_folder_around_it() -> None:
    report = Report(
        diagnostics=(diagnostic(a_rule(), Finding(Span("b/c/_headers", 0, 1), "it fails")),),
        pages=tuple(PageLabel(f"{each}/index.html", each, "2025.11.1", ()) for each in ("a", "b", "b/c", "d")),
    )
    assert "  b/c/  1 error\n" in text(report)
    assert "  b/    all good\n" in text(report)


HARMLESS = diagnostic(a_rule("other-rule"), Finding(Span("z.html", 0, 1), "it looks odd", severity=Severity.INFO))


def verdict(*diagnostics: Diagnostic) -> str:
    """What comes after the summary of a report, which has another finding beside these."""
    return text(Report((*diagnostics, HARMLESS))).partition("To read more about a rule: ")[2].partition("\n\n")[2]


def on_pages(rule_effect: Effect, finding: Finding, *pages: str) -> Diagnostic:
    runtimes = [RuntimeLabel(page, "2025.11.1", Interpreter.PYODIDE, Thread.MAIN) for page in pages]
    return diagnostic(a_rule(effect=rule_effect), finding, *runtimes)


def test_pages_that_one_fault_keeps_blank_share_a_line() -> None:
    finding = Finding(Span("x.toml", 0, 1), "It fails")
    assert verdict(on_pages(Effect.PAGE_BLANK, finding, "a.html", "b.html", "c.html", "d.html")) == (
        "a.html, b.html, c.html and 1 more will stay blank because it fails: fix this\nfirst\n --> x.toml\n"
    )


def failing(number: int, rule_effect: Effect = Effect.SCRIPT_DIES) -> Diagnostic:
    page = f"{number}.html"
    return on_pages(rule_effect, Finding(Span(page, 0, 1), f"{number} fails"), page)


def test_what_to_fix_first_stands_last_after_the_other_pages_that_are_worst_off() -> None:
    many = [failing(number, Effect.PAGE_BLANK if number == 4 else Effect.SCRIPT_DIES) for number in range(5)]
    assert verdict(*many) == lines("""
        2 more pages will not run either: see above.

        a script of 1.html will stop because 1 fails
         --> 1.html

        a script of 0.html will stop because 0 fails
         --> 0.html

        4.html will stay blank because 4 fails: fix this first
         --> 4.html
    """)


def test_what_to_fix_first_is_first_in_the_list_with_its_file() -> None:
    faults = [failing(0), failing(1), failing(2, Effect.PAGE_BLANK)]
    later = on_pages(Effect.PAGE_BLANK, Finding(Span("1.html", 5, 6), "the page is empty"), "1.html")
    shown = text(Report((*faults[:2], later, faults[2])))
    order = [shown.index(f"]: {message}\n") for message in ("the page is empty", "1 fails", "2 fails", "0 fails")]
    assert order == sorted(order)


def test_same_mistake_made_many_times_is_one_entry_with_its_places() -> None:
    source = "x\n" * 30
    spans = [Span(path, 2 * number, 2 * number + 1) for path in ("a.py", "b.py") for number in range(15)]
    same = [
        on_pages(Effect.ACTION_FAILS, Finding(span, "it fails", help="Stop"), f"{span.path}.html") for span in spans
    ]
    shown = text(Report(tuple(same), sources={"a.py": source, "b.py": source}))
    assert shown.count("error[some-rule]: it fails\n") == 1
    assert "--> a.py:1:1\n" in shown
    again = " ".join(shown.partition(" = again at: ")[2].partition(" = effect")[0].split())
    first = ", ".join(f"{number}:1" for number in range(2, 16))
    second = ", ".join(f"{number}:1" for number in range(1, 16))
    assert again == f"a.py:{first}; b.py:{second}"
    assert "= effect: something on a.py.html and b.py.html will fail when it is used\n" in shown
    assert "30 errors found.\n" in shown
    assert "-- b.py" not in shown


def test_mistakes_that_need_another_help_are_entries_of_their_own() -> None:
    found = [Finding(Span("a.py", number, number + 1), "it fails", help=f"Try {number}") for number in range(2)]
    shown = text(Report(tuple(on_pages(Effect.ACTION_FAILS, each, "a.html") for each in found)))
    assert shown.count("error[some-rule]: it fails\n") == 2


@pytest.mark.parametrize("severity", [Severity.WARNING, Severity.INFO])
def test_what_may_be_harmless_is_not_called_first(severity: Severity) -> None:
    finding = Finding(Span("index.html", 0, 1), "it fails", severity=severity, effect=Effect.PAGE_BLANK)
    assert verdict(diagnostic(a_rule(), finding, MAIN_THREAD)) == ""


def test_file_content_is_neither_markup_nor_a_command() -> None:
    source = 'print("[bold]\x1b[31m")\n'
    finding = Finding(
        place("\x1b[1m.py", source, "print"),
        "`[red]\x1b` is \u202ewrong",
        help="[link=x]do\x07[/link]",
        label="[i]\x1b",
        console="\x1b[0m[/]",
    )
    output = text(Report((diagnostic(a_rule(), finding),), sources={"\x1b[1m.py": source}))
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "\x07" not in output
    for shown in (
        "`[red]\\x1b` is \\u202ewrong",
        "[link=x]do\\x07[/link]",
        "[i]\\x1b",
        "\\x1b[0m[/]",
        "\\x1b[1m.py:1:1",
    ):
        assert shown in output


def test_of_very_many_related_places_some_are_shown_and_the_rest_counted() -> None:
    source = "x\n" * 20
    related = tuple(Related(Span("a.py", 2 * number, 2 * number + 1), "too") for number in range(1, 20))
    output = text(
        Report((diagnostic(a_rule(), Finding(Span("a.py", 0, 1), "bad", related=related)),), sources={"a.py": source})
    )
    assert output.count("- too") == 6
    assert "= also: 13 more places like these\n" in output


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("report", [BLANK_PAGE, WORKER_PROJECT])
def test_lines_fit_into_the_width_but_for_code_and_addresses(report: Report, columns: int) -> None:
    unbreakable = ("https://", "Cross-Origin-", "`pyscript-doctor explain")
    too_long = [each for each in text(report, columns).splitlines() if width(each) > columns]
    assert [each for each in too_long if not any(part in each for part in unbreakable)] == []


def test_an_error_whose_page_is_not_known_names_none() -> None:
    finding = Finding(Span("x.toml", 0, 1), "it fails", effect=Effect.PAGE_BLANK)
    assert verdict(diagnostic(a_rule(), finding)).startswith("the page will stay blank because it fails")


def test_a_cause_with_a_colon_in_it_gets_no_second_one() -> None:
    finding = Finding(Span("x.toml", 0, 1), "The config is refused: no value", effect=Effect.PAGE_BLANK)
    assert verdict(diagnostic(a_rule(), finding, MAIN_THREAD)).startswith(
        "index.html will stay blank because the config is refused: no value (fix this\nfirst)\n"
    )


def test_a_help_that_is_code_stands_below_its_name() -> None:
    finding = Finding(Span("x.toml", 0, 1), "it fails", help="```toml\na = 1\n```")
    assert "  = help:\n              a = 1\n" in text(Report((diagnostic(a_rule(), finding, MAIN_THREAD),)))


def test_a_quiet_report_says_what_could_not_be_read() -> None:
    report = Report(problems=(Problem("a.html", "it is no text"),))
    assert plain(text_lines(report, quiet=True)) == "could not read a.html: it is no text\n\n"


def test_a_quiet_report_is_its_findings() -> None:
    assert plain(text_lines(BLANK_PAGE, quiet=True)).startswith("-- pyscript.toml")
    assert "found" not in plain(text_lines(BLANK_PAGE, quiet=True))
    assert plain(text_lines(replace(BLANK_PAGE, diagnostics=()), quiet=True)) == ""


def test_the_place_is_that_of_the_file_not_of_what_is_shown_of_it() -> None:
    report = replace(WORKER_PROJECT, sources={**WORKER_PROJECT.sources, "index.html": "\ufeff" + INDEX})
    shifted = replace(report.diagnostics[0].finding, span=place("index.html", "\ufeff" + INDEX, "worker"))
    report = replace(report, diagnostics=(report.diagnostics[0]._replace(finding=shifted),))
    assert text(report) == text(WORKER_PROJECT)


def test_what_comments_silence_is_counted() -> None:
    ignored = tuple(map(Ignored, WORKER_PROJECT.diagnostics[:1] * 2))
    report = Report(files=1, pages=WORKER_PROJECT.pages, ignored=ignored)
    assert "2 findings are ignored, because comments say so." in plain(text_lines(report, 80))
