"""Which file of the project is meant by one that Python does not find, and what brings it there."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.projects import page, report_of
from tests.rules.other_servers import said_of_servers
from tests.rules.package_lists import told_of

RULE = "open-not-in-files"
READS = "print(open('notes.txt').read())"
WRITES = "open('results/a.txt', 'w')"
NOTES = {"notes.txt": "1"}
NOT_KNOWN = '[files]\n"{NOTHING}/a.txt" = ""'


@pytest.mark.parametrize(
    ("config", "source", "said", "help_text", "fixed"),
    [
        ("", READS, "no config names it", "Name `notes.txt` under `files` in the config, or write", False),
        (
            '[files]\n"./notes.txt" = "./in/"',
            READS,
            "the config copies it to `in/notes.txt`",
            "Open `in/notes.txt`.",
            False,
        ),
        (
            '[files]\n"notes.txt" = "./in/"',
            READS,
            "the config copies it to `in/notes.txt`",
            "Open `in/notes.txt`.",
            False,
        ),
        (
            '[files]\n"./a.txt" = ""\n"./notes.txt" = "./in/"',
            READS,
            "the config copies it to `in/notes.txt`",
            "Open `in/notes.txt`.",
            False,
        ),
        ('[files]\n"./notes.txt" = ""', READS, "", "", False),
        ('[files]\n"notes.txt" = "https://example.org/notes.txt"', READS, "", "", False),  # the wrong way round
        ('[files]\n"a.txt" = "https://example.org/a.txt"', READS, "no config names it", "Name `notes.txt`", False),
    ],
)
def test_the_config_is_asked_for_the_file(config: str, source: str, said: str, help_text: str, fixed: bool) -> None:
    files = NOTES if "in/" in config else {}
    found = told_of(RULE, config=config, source=source, files=files)
    assert [each.finding.message for each in found] == [
        f"Python does not find `notes.txt` in its file system: {said}"
    ] * bool(said)
    assert all((each.finding.help or "").startswith(help_text) for each in found)
    assert any(each.finding.fix for each in found) is fixed


@pytest.mark.parametrize(
    ("files", "opened", "entry"),
    [
        (("notes.txt",), "notes.txt", '"./notes.txt" = ""'),
        (("data/notes.txt",), "notes.txt", '"./data/notes.txt" = ""'),
        (("notes.txt", "data/notes.txt"), "notes.txt", '"./notes.txt" = ""'),  # the one beside the page
        (("a/notes.txt", "b/notes.txt"), "notes.txt", ""),  # either may be meant
        (("data/notes.txt",), "data/notes.txt", '"./data/notes.txt" = "./data/notes.txt"'),
        (("other.txt",), "notes.txt", ""),
    ],
)
def test_the_file_that_is_meant_is_beside_the_page_or_the_only_one_of_its_name(
    files: tuple[str, ...], opened: str, entry: str
) -> None:
    (found,) = told_of(RULE, source=f"open('{opened}')", files=dict.fromkeys(files, "1"))
    assert (entry in (found.finding.help or "")) is True
    assert bool(found.finding.fix) is bool(entry)
    assert ("`files`" in (found.finding.help or "")) is not bool(entry)


def test_the_file_beside_the_config_is_meant_too() -> None:
    html = page(f'<script type="py" config="conf/a.toml">\n{READS}\n</script>')
    files = {"index.html": html, "conf/a.toml": 'name = "a"', "conf/notes.txt": "1", "other/notes.txt": "1"}
    (found,) = (each for each in report_of(files).diagnostics if each.rule.name == RULE)
    assert '"./notes.txt" = ""' in (found.finding.help or "")


def test_nobody_can_list_what_a_live_site_has() -> None:
    html = page(f'<script type="py">\n{READS}\n</script>')
    (found,) = said_of_servers(RULE, {"index.html": html, "notes.txt": "1"}, {}, live=True)
    assert found.finding.message.endswith("no config names it")


def test_what_an_archive_brings_is_none_of_the_files_of_the_project() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("other.txt", "1")
    html = page(f'<script type="py">\n{READS}\n</script>', '<py-config>[files]\n"./a.zip" = "./in/*"</py-config>')
    files: dict[str, str | bytes] = {"index.html": html, "a.zip": made.getvalue(), "notes.txt": "1"}
    (found,) = report_of(files, select=frozenset({RULE})).diagnostics
    assert found.finding.message.endswith("`notes.txt` is only in your project")


def skips(source: str, config: str = NOT_KNOWN) -> tuple[int, int]:
    """How many findings there are, and how many open questions."""
    html = page(f'<script type="py">\n{source}\n</script>', f"<py-config>{config}</py-config>")
    report = report_of({"index.html": html}, select=frozenset({RULE}))
    return len(report.diagnostics), sum(each.rule == RULE for each in report.skips)


@pytest.mark.parametrize("source", [READS, WRITES])
def test_files_that_cannot_be_known_are_an_open_question_where_one_is_opened(source: str) -> None:
    assert skips(source) == (0, 1)
    assert skips(source, "") == (1, 0)
    assert skips("print(1)") == (0, 0)


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("", 1),
        ("<script>console.log(1)</script>", 1),
        ("<script>pyodide.FS.writeFile('notes.txt', '1')</script>", 0),
        ("<script>pyodide.unpackArchive(data)</script>", 0),
    ],
)
@pytest.mark.parametrize("source", [READS, WRITES])
def test_javascript_of_the_page_can_bring_files(script: str, source: str, expected: int) -> None:
    html = page(f'{script}<script type="py">\n{source}\n</script>')
    report = report_of({"index.html": html}, select=frozenset({RULE}))
    assert len(report.diagnostics) == expected


def test_another_script_can_make_the_folder() -> None:
    for other, expected in (("import os\nos.mkdir('results')", 0), ("print(1)", 1)):
        html = page(f'<script type="py">\n{other}\n</script><script type="py">\n{WRITES}\n</script>')
        assert len(report_of({"index.html": html}, select=frozenset({RULE})).diagnostics) == expected


@pytest.mark.parametrize(
    ("kind", "source", "help_text"),
    [
        ("py", WRITES, 'Make the folder first: `os.makedirs("results", exist_ok=True)`. Or write `a.txt`.'),
        ("mpy", WRITES, 'Make the folder first: `os.mkdir("results")`. Or write `a.txt`.'),
        ("py", "import os\nos.listdir('data')", "A page can't see the folders of your computer."),
    ],
)
def test_each_interpreter_makes_folders_in_its_way(kind: str, source: str, help_text: str) -> None:
    (found,) = told_of(RULE, source=source, kind=kind)
    assert (found.finding.help or "").startswith(help_text)
    assert found.finding.console == ("OSError: 44" if kind == "mpy" else "FileNotFoundError: [Errno 44]")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("open('https://example.org/a.csv')", ["error"]),
        ("try:\n open('https://example.org/a.csv')\nexcept FileNotFoundError: pass", []),
        ("try:\n open('https://example.org/a.csv')\nexcept KeyError: pass", ["error"]),
    ],
)
def test_a_web_address_is_no_file(source: str, expected: list[str]) -> None:
    assert [each.severity.label for each in told_of(RULE, source=source)] == expected
