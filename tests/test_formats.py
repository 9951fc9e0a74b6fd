"""The formats of a report, each as its reader needs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from pyscript_doctor.cli.outputs import FORMATS
from tests.browser.runtimes import ROOT
from tests.command import doctor
from tests.projects import page
from tests.schemas import SARIF, faults
from tests.sources.repositories import write

if TYPE_CHECKING:
    from pathlib import Path

FIXTURES = ROOT / "fixtures"
SLEEPS = '<p id="x"></p>\n<script type="mpy">\nimport time\ntime.sleep(9)\ntime.sleep(9)\n</script>'
NAMES = ["blocking-sleep", "blocking-sleep"]


def project(folder: Path, body: str = SLEEPS, name: str = "index.html") -> Path:
    return write(folder, {name: page(body)})


def said(folder: Path, output_format: str, *options: str) -> str:
    done = doctor("check", ".", "--select", "blocking-sleep", "--output-format", output_format, *options, cwd=folder)
    assert done.stderr == ""
    return done.stdout


def test_json_lines_has_a_finding_on_each_line(tmp_path: Path) -> None:
    found = [json.loads(line) for line in said(project(tmp_path), "json-lines").splitlines()]
    assert [(each["rule"], each["start"]["line"]) for each in found] == [("blocking-sleep", 11), ("blocking-sleep", 12)]


def sarif(folder: Path) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(said(folder, "sarif"))["runs"][0]
    return run


def test_sarif_names_the_rules_once_and_points_at_the_lines(tmp_path: Path) -> None:
    run = sarif(project(tmp_path))
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["id"] == "blocking-sleep"
    assert rule["helpUri"] == "https://pyscript.github.io/pyscript-doctor/docs/rules/blocking-sleep/"
    assert {result["ruleIndex"] for result in run["results"]} == {0}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "index.html"
    assert place["region"] == {"startLine": 11, "startColumn": 1, "endLine": 11, "endColumn": 11}
    assert run["invocations"][0]["executionSuccessful"] is True


def names(run: dict[str, Any]) -> list[str]:
    return [result["partialFingerprints"]["ruleAndLine/v1"] for result in run["results"]]


def test_a_finding_keeps_its_name_when_lines_are_added_above_it(tmp_path: Path) -> None:
    before = names(sarif(project(tmp_path / "one")))
    after = names(sarif(project(tmp_path / "two", "<h1>More</h1>\n" + SLEEPS)))
    assert before == after
    assert len(set(before)) == 2


def test_sarif_of_every_fixture_is_valid() -> None:
    for folder in sorted(path for path in FIXTURES.iterdir() if path.is_dir()):
        document = json.loads(doctor("check", "--output-format", "sarif", cwd=folder).stdout)
        assert faults(document, SARIF) == [], folder.name


def test_sarif_has_the_help_of_the_rule_s_page_without_its_examples(tmp_path: Path) -> None:
    (rule,) = sarif(project(tmp_path))["tool"]["driver"]["rules"]
    assert rule["help"]["markdown"].startswith("## Why\n")
    assert "## How to fix it\n" in rule["help"]["markdown"]
    assert "Flagged" not in rule["help"]["markdown"]


def test_sarif_has_the_fix_as_a_reader_would_make_it(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": page("").replace(' type="module"', "")})
    done = doctor("check", "--select", "core-not-module", "--output-format", "sarif", cwd=tmp_path)
    document = json.loads(done.stdout)
    assert faults(document, SARIF) == []
    (change,) = document["runs"][0]["results"][0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert change["artifactLocation"]["uri"] == "index.html"
    region = replacement["deletedRegion"]
    assert region["startLine"] == region["endLine"]
    line = (tmp_path / "index.html").read_text(encoding="utf-8").splitlines()[region["startLine"] - 1]
    fixed = line[: region["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
    assert 'type="module"' in fixed


def test_sarif_names_what_is_ignored_when_asked_for_it_with_the_reason(tmp_path: Path) -> None:
    """Without that option it does not: code scanning would show these like all others."""
    sleep = "time.sleep(1)"
    lines = ["import time", sleep, sleep + "  # pyscript-doctor: ignore[blocking-sleep] it is short", sleep]
    script = '<script type="mpy">\n{}\n</script>'
    write(tmp_path, {"index.html": page(script.format("\n".join(lines[:2])))})
    doctor("check", "--update-baseline", cwd=tmp_path)
    write(tmp_path, {"index.html": page(script.format("\n".join(lines)))})
    (plain,) = sarif(tmp_path)["results"]
    document = json.loads(said(tmp_path, "sarif", "--show-ignored"))
    assert faults(document, SARIF) == []
    found = document["runs"][0]["results"]
    assert [result.get("suppressions") for result in found] == [
        [{"kind": "external", "justification": "The baseline has it."}],
        [{"kind": "inSource", "justification": "it is short"}],
        None,
    ]
    assert "suppressions" not in plain
    assert plain["locations"] == found[2]["locations"]


def test_sarif_numbers_the_related_places(tmp_path: Path) -> None:
    worker = '<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>'
    write(tmp_path, {"index.html": page(worker)})
    done = doctor("check", "--select", "worker-without-isolation", "--output-format", "sarif", cwd=tmp_path)
    related = json.loads(done.stdout)["runs"][0]["results"][0]["relatedLocations"]
    assert [each["id"] for each in related] == list(range(1, len(related) + 1))
    assert related[0]["message"]["text"] == "reaches the main thread here"


def test_statistics_count_by_rule(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": page(SLEEPS).replace(' type="module"', "")})
    done = doctor("check", "--statistics", "--select", "blocking-sleep,core-not-module", cwd=tmp_path)
    assert done.returncode == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("2  blocking-sleep: ")
    assert second.startswith("1  core-not-module: ")
    assert second.endswith(", fixable")
    done = doctor("check", "--statistics", "--select", "blocking-sleep", "--output-format", "json", cwd=tmp_path)
    assert json.loads(done.stdout)["statistics"] == [{"rule": "blocking-sleep", "count": 2, "fixable": 2}]
    done = doctor("check", "--statistics", "--output-format", "sarif", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")


def test_sarif_escapes_paths_as_uris(tmp_path: Path) -> None:
    result = sarif(project(tmp_path, name="ä b%.html"))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%C3%A4%20b%25.html"


def test_github_annotates_the_lines(tmp_path: Path) -> None:
    lines = said(project(tmp_path), "github").splitlines()
    start = "::warning file=index.html,line=11,endLine=11,col=1,endColumn=11,title=blocking-sleep::the page freezes"
    assert len(lines) == 2
    assert lines[0].startswith(start)
    assert "%0A%0A" in lines[0]


def test_a_file_s_name_starts_no_command_of_github(tmp_path: Path) -> None:
    (line, _) = said(project(tmp_path, name="a,b::error.html"), "github").splitlines()
    assert line.startswith("::warning file=a%2Cb%3A%3Aerror.html,line=11")


def test_gitlab_gets_a_name_and_lines_for_each_finding(tmp_path: Path) -> None:
    found = json.loads(said(project(tmp_path), "gitlab"))
    assert [each["check_name"] for each in found] == NAMES
    assert found[0]["location"] == {"path": "index.html", "lines": {"begin": 11, "end": 11}}
    assert found[0]["severity"] == "major"
    assert len({each["fingerprint"] for each in found}) == 2


def test_junit_has_a_case_that_fails_for_each_finding(tmp_path: Path) -> None:
    suite = ElementTree.fromstring(said(project(tmp_path), "junit")).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "2", "0")
    assert [case.get("name") for case in suite] == NAMES


def test_junit_has_a_case_that_passes_where_nothing_is_wrong(tmp_path: Path) -> None:
    suite = ElementTree.fromstring(said(project(tmp_path, "<p>hello</p>"), "junit")).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures"), len(suite)) == ("1", "0", 1)


def test_markdown_is_a_table_whose_cells_nothing_breaks(tmp_path: Path) -> None:
    lines = said(project(tmp_path, name="a|b`c.html"), "markdown").splitlines()
    assert lines[0] == "### PyScript: 2 warnings"
    assert lines[6].startswith("| warning | `a\\|b'c.html:11:1` | the page freezes")


def test_markdown_says_where_all_is_well(tmp_path: Path) -> None:
    assert said(project(tmp_path, "<p>hello</p>"), "markdown").startswith(
        "### PyScript: nothing wrong\n\n1 page checked."
    )


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_file_holds_what_the_terminal_would_show(tmp_path: Path, output_format: str) -> None:
    folder = project(tmp_path)
    shown = said(folder, output_format)
    assert said(folder, f"{output_format}=out/report.txt") == ""
    assert (folder / "out" / "report.txt").read_text(encoding="utf-8") == shown
    assert [path.name for path in (folder / "out").iterdir()] == ["report.txt"]


def test_several_formats_at_once(tmp_path: Path) -> None:
    folder = project(tmp_path)
    done = doctor(
        "check", ".", "--output-format", "sarif=out.sarif", "--output-format", "concise", cwd=folder, COLUMNS="80"
    )
    assert "warning[blocking-sleep]" in done.stdout
    assert json.loads((folder / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("sarf",), "there is no format 'sarf': did you mean 'sarif'?"),
        (("sarif=",), "name a file behind sarif="),
        (("json", "sarif"), "two formats can't go to the terminal"),
        (("json=x", "sarif=x"), "two formats can't go to x"),
        (("json=index.html/x",), "index.html/x: cannot be written"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    arguments = [part for option in options for part in ("--output-format", option)]
    done = doctor("check", ".", *arguments, cwd=project(tmp_path))
    assert done.returncode == 2
    assert message in done.stderr.splitlines()[0]


HEAD = page("").partition("<body>")[0].replace("\n", "")
LONG = {
    "a name": page(f'<script type="py">\nimport {"a" * 30_000}.b\n</script>'),
    "a dotted name": page(f'<script type="py">\nimport {".".join(["name"] * 6000)}\n</script>'),
    "one line": HEAD.replace(' type="module"', "") + "<body>" + "<p>hello</p>" * 2_000,
}


@pytest.mark.in_turns
@pytest.mark.parametrize("kind", LONG)
@pytest.mark.parametrize("output_format", ["text", "concise", "markdown", "github", "gitlab", "junit", "json-lines"])
def test_no_format_shows_a_very_long_word_or_line_whole(tmp_path: Path, kind: str, output_format: str) -> None:
    write(tmp_path, {"index.html": LONG[kind]})
    shown = doctor("check", "--output-format", output_format, cwd=tmp_path).stdout
    assert len(shown) < 7000
    assert "import-without-package" in shown or "core-not-module" in shown


def test_fix_of_a_long_line_shows_what_differs(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": LONG["one line"]})
    shown = doctor("check", cwd=tmp_path).stdout
    (added,) = (line.strip() for line in shown.splitlines() if line.strip().startswith("+ "))
    assert 'core.css"><script type="module" src=' in added
    assert added.startswith("+ ...")
    assert added.endswith("...")
