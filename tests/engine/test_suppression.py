"""Comments that tell the doctor to ignore a finding."""

from __future__ import annotations

import json

import pytest

from pyscript_doctor.engine.suppression import read_bare_comments, read_suppressions
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.reporters.json import to_json
from tests.projects import page, report_of, said

SLEEP = "import time\n\ntime.sleep(1)"
MAIN = page('<script type="mpy" src="main.py"></script>')


def covered(source: str, path: str = "main.py") -> list[tuple[str, str]]:
    """Each name with the text that it holds for."""
    found = read_suppressions(Text.whole(path, source))
    return [(each.name, source[each.start : each.end]) for each in found]


def check(python: str) -> list[str]:
    return said({"index.html": MAIN, "main.py": python})


def test_a_comment_holds_for_the_line_on_which_it_stands() -> None:
    assert covered("a()\nb()  # pyscript-doctor: ignore[rule]\nc()") == [
        ("rule", "b()  # pyscript-doctor: ignore[rule]\n")
    ]


def test_alone_on_its_line_it_holds_for_the_next_that_is_not_empty() -> None:
    source = "a()\n# pyscript-doctor: ignore[rule]\n\nb()\nc()"
    assert covered(source) == [("rule", "# pyscript-doctor: ignore[rule]\n\nb()\n")]


def test_in_html_it_holds_for_the_whole_tag_that_follows() -> None:
    source = '<!-- pyscript-doctor: ignore[rule] -->\n<script\n  type="py"\n  worker>\ncode'
    assert covered(source, "index.html") == [("rule", source.removesuffix("code"))]


def test_in_toml_it_holds_for_the_whole_value_that_follows() -> None:
    source = 'name = "x"\n# pyscript-doctor: ignore[rule]\npackages = [\n  "numpy",\n]\nother = 1\n'
    held = source.removeprefix('name = "x"\n').removesuffix("other = 1\n")
    assert covered(source, "pyscript.toml") == [("rule", held)]


def test_in_the_config_of_a_page_it_does_so_too() -> None:
    held = "# pyscript-doctor: ignore[rule]\npackages = [\n  'numpy<2',\n]\n"
    assert covered(f"<py-config>\n{held}other = 1\n</py-config>\n<p>", "index.html") == [("rule", held)]
    first_line = held[: held.index("[\n") + 2]
    assert covered(f"<py-config></py-config>\n{held}", "index.html") == [("rule", first_line)]


@pytest.mark.parametrize(
    ("comment", "reason"),
    [
        ("# pyscript-doctor: ignore[rule] the sleep is short", "the sleep is short"),
        ("# pyscript-doctor: ignore[rule]: because", "because"),
        ("# pyscript-doctor: ignore[rule] - because", "because"),
        ("<!-- pyscript-doctor: ignore[rule] our server does it -->", "our server does it"),
        ("/* pyscript-doctor: ignore[rule] old */ f()", "old"),
        ("{# pyscript-doctor: ignore[rule] old #}", "old"),
        ("# pyscript-doctor: ignore[rule]", ""),
        ("# pyscript-doctor: ignore[rule] one\r\nnext", "one"),
    ],
)
def test_what_follows_the_bracket_is_the_reason(comment: str, reason: str) -> None:
    (found,) = read_suppressions(Text.whole("main.py", comment))
    assert found.reason == reason


def test_two_comments_in_a_line_have_a_reason_each() -> None:
    line = "# pyscript-doctor: ignore[a] one  # pyscript-doctor: ignore[b] two"
    found = read_suppressions(Text.whole("main.py", line))
    assert [(each.name, each.reason) for each in found] == [("a", "one"), ("b", "two")]


@pytest.mark.parametrize(
    "comment",
    [
        "# pyscript-doctor: ignore",
        "# pyscript-doctor: ignore-file",
        "# pyscript-doctor: ignore[]",
        "# pyscript-doctor: ignore[ , ] why",
        "# pyscript-doctor: ignore[blocking-sleep",
        "<!-- pyscript-doctor: ignore -->",
    ],
)
def test_a_comment_without_a_rule_is_refused(comment: str) -> None:
    (found,) = read_bare_comments(Text.whole("main.py", comment))
    assert comment[found.span.start :].startswith("pyscript-doctor: ignore")


@pytest.mark.parametrize(
    "text",
    ["# pyscript-doctor: ignore[rule]", "# pyscript-doctor: ignored", '"pyscript-doctor: ignore"', "# see ignore[x]"],
)
def test_other_words_are_not_a_comment_without_a_rule(text: str) -> None:
    assert list(read_bare_comments(Text.whole("main.py", text))) == []


def test_the_help_for_a_comment_without_a_rule_names_what_is_found_there() -> None:
    files = {"index.html": MAIN, "main.py": f"{SLEEP}  # pyscript-doctor: ignore"}
    helps = {each.rule.name: each.finding.help for each in report_of(files).diagnostics}
    assert helps["suppression-without-rule"] == "Write `ignore[blocking-sleep]`."
    assert "blocking-sleep" in helps


def test_the_reason_is_in_the_report() -> None:
    files = {"index.html": MAIN, "main.py": f"{SLEEP}  # pyscript-doctor: ignore[blocking-sleep] nobody sees it"}
    (ignored,) = json.loads(to_json(report_of(files), "0", "today"))["ignored"]
    assert (ignored["rule"], ignored["reason"]) == ("blocking-sleep", "nobody sees it")
    assert (ignored["path"], ignored["start"]) == ("main.py", {"line": 3, "column": 1})


def test_for_a_file_it_holds_from_the_start() -> None:
    source = "a()\n# pyscript-doctor: ignore-file[one, two]\n"
    assert covered(source) == [("one", source), ("two", source)]


@pytest.mark.parametrize(
    "comment",
    [
        "# pyscript-doctor: ignore[rule]",
        "// pyscript-doctor: ignore[rule]",
        "/* pyscript-doctor: ignore[rule] */",
        "<!-- pyscript-doctor:ignore[rule] -->",
        "{# PyScript-Doctor: ignore [ rule ] #}",
    ],
)
def test_every_language_has_its_comments(comment: str) -> None:
    assert [name for name, _ in covered(comment)] == ["rule"]


def test_what_is_no_comment_is_none() -> None:
    assert covered('"pyscript-doctor: ignore[rule]"') == []
    assert covered("# pyscript-doctor: ignore") == []


def test_a_finding_is_silenced_and_counted() -> None:
    files = {"index.html": MAIN, "main.py": f"{SLEEP}  # pyscript-doctor: ignore[blocking-sleep]"}
    report = report_of(files)
    assert report.diagnostics == ()
    assert report.silenced == 1


def test_another_rule_on_that_line_is_not_silenced() -> None:
    assert check(f"{SLEEP}  # pyscript-doctor: ignore[asyncio-run]") == [
        "main.py:3 warning blocking-sleep",
        "main.py:3 warning suppression-unused",
    ]


def test_a_comment_that_silences_nothing_is_told() -> None:
    assert check("# pyscript-doctor: ignore[blocking-sleep]\nprint(1)") == ["main.py:1 warning suppression-unused"]


def test_a_rule_that_was_not_asked_for_leaves_its_comments_alone() -> None:
    files = {"index.html": MAIN, "main.py": "# pyscript-doctor: ignore[blocking-sleep, persistence-expected]\nprint(1)"}
    assert said(files, ignore=frozenset({"blocking-sleep"})) == []
    assert said(files, select=frozenset({"suppressions"})) == []


def test_a_rule_that_could_not_decide_leaves_its_comments_alone() -> None:
    python = "# pyscript-doctor: ignore[api-not-in-release]\nfrom pyscript import fs"
    assert said({"index.html": MAIN, "main.py": python}) == ["main.py:1 warning suppression-unused"]
    unknown = MAIN.replace("2026.7.3", "{{ release }}")
    assert said({"index.html": unknown, "main.py": python}) == []


def test_names_that_are_those_of_no_rule_are_told_with_the_nearest() -> None:
    diagnostics = report_of({"index.html": MAIN, "main.py": "# pyscript-doctor: ignore[blocking_sleep]"}).diagnostics
    assert [(each.rule.name, each.finding.help) for each in diagnostics] == [
        ("suppression-unknown", "Did you mean `blocking-sleep`?")
    ]


def test_comments_about_comments_are_heeded() -> None:
    assert check("# pyscript-doctor: ignore[blocking-sleep, suppression-unused]\nprint(1)") == []


def test_documentation_that_shows_such_a_comment_is_left_alone() -> None:
    readme = "```html\n<!-- pyscript-doctor: ignore[nonsense] -->\n```\n\n" + MAIN
    assert said({"README.md": readme, "main.py": "print(1)"}) == []


def test_files_that_no_page_reaches_are_not_asked() -> None:
    assert said({"index.html": MAIN, "main.py": "", "other.py": "# pyscript-doctor: ignore[nonsense]"}) == []


def test_of_a_file_among_several_names_only_the_unused_ones_are_told() -> None:
    python = f"# pyscript-doctor: ignore-file[blocking-sleep, input-cannot-work]\n{SLEEP}"
    report = report_of({"index.html": MAIN, "main.py": python})
    assert [each.finding.message for each in report.diagnostics] == [
        "this comment ignores `input-cannot-work`, but that rule finds nothing here"
    ]


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": "<!-- pyscript-doctor: ignore[asyncio-run] -->\n<p>PyScript</p>"},
        {"index.html": page("<!-- pyscript-doctor: ignore[asyncio-run] -->").replace("core.js", "pyscript.js")},
        {
            "package.json": '{"name": "polyscript"}',
            "index.html": page('<!-- pyscript-doctor: ignore[asyncio-run] --><script type="mpy"></script>'),
        },
    ],
    ids=["no page of PyScript", "a page older than 2023.11", "a test of PyScript"],
)
def test_comments_of_a_page_that_is_not_judged_are_left_alone(files: dict[str, str]) -> None:
    assert [each for each in said(files) if "suppression" in each] == []


def test_a_comment_of_an_old_page_silences_what_is_said_of_it() -> None:
    old = '<!doctype html>\n{}<script defer src="https://pyscript.net/releases/2022.12.1/pyscript.js"></script>\n<py-script>'
    assert said({"index.html": old.format("")}) == ["index.html:2 info legacy-release"]
    assert said({"index.html": old.format("<!-- pyscript-doctor: ignore[legacy-release] -->\n")}) == []


def test_json_has_no_comments_so_a_text_in_it_is_none() -> None:
    told = '{"example": "# pyscript-doctor: ignore[no-such-rule]"}'
    assert said({"index.html": MAIN, "main.py": "import js", "examples.json": told}) == []


def test_a_comment_is_not_unused_where_the_doctor_stopped_before_it() -> None:
    """A rule stops after 200 findings, so nobody knows what it would find at the last 50 lines."""
    python = "".join(f"e{n} = Element('e{n}')  # pyscript-doctor: ignore[legacy-api]\n" for n in range(250))

    report = report_of({"index.html": MAIN, "main.py": python})

    assert [each.rule.name for each in report.diagnostics] == []
    assert "200 findings of legacy-api" in report.problems[0].message


def test_of_many_wrong_names_in_comments_the_first_are_told() -> None:
    names = ", ".join(f"no-rule-{number}" for number in range(300))

    report = report_of({"index.html": MAIN, "main.py": f"# pyscript-doctor: ignore[{names}]\nprint(1)\n"})

    assert len(report.diagnostics) == 200
    assert [each.said for each in report.problems] == [
        "not checked in full, because it has 200 findings of suppression-unknown or more; not all are here"
    ]
