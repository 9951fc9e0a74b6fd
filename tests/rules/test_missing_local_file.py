"""What the doctor says of files that are not there, and its fixes, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import Files, Session
from tests.projects import page, report_of
from tests.rule_fixes import after_fixes, alone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor import Finding

RULE = "missing-local-file"


def the_one(files: Mapping[str, str]) -> Finding:
    report = report_of(files, select=frozenset({RULE}))
    (finding,) = [each.finding for each in report.diagnostics if each.rule.name == RULE]
    return finding


def of_table(table: str, files: Mapping[str, str], config: str = "pyscript.toml") -> tuple[str, str]:
    """The help for a table `files` that names something missing, and the table after the fix."""
    html = page(f'<script type="py" config="{config}">1</script>')
    project = {"index.html": html, config: f"[files]\n{table}\n", **files}
    fixed = after_fixes(Session(Files(project), alone(RULE)), project)[config]
    return the_one(project).help, fixed.removeprefix("[files]\n").strip()


def test_only_a_plain_path_is_fixed() -> None:
    for url, title in {"mian.py": "Write `main.py`", "mian.py?v=1": None, "mian.py#top": None}.items():
        fix = the_one({"index.html": page(f'<script type="py" src="{url}"></script>'), "main.py": "1"}).fix
        assert (fix and fix.title) == title


def test_the_console_says_it_in_other_words_for_each_kind() -> None:
    table = """<script type="py" config='{"files": {"a.csv": ""}}'>1</script>"""
    for body, release, console in (
        ('<script src="a.js"></script><script type="py">1</script>', "2025.8.1", ""),
        ('<link rel="stylesheet" href="a.css"><script type="py">1</script>', "2025.8.1", ""),
        (
            '<script type="py" src="a.py"></script>',
            "2025.8.1",
            "(PY0404): Fetching from URL a.py failed with error 404",
        ),
        ('<script type="py" config="a.toml">1</script>', "2025.8.1", "404"),
        (table, "2025.7.3", "404"),
        (table, "2025.8.1", "[404] Unable to fetch"),
    ):
        assert the_one({"index.html": page(body, release=release)}).console == console


def test_a_copy_keeps_the_name_that_python_opens() -> None:
    files = {"data.csv": "1", "a.txt": ""}
    for table, fixed in {
        '"Data.csv" = ""': '"data.csv" = "./Data.csv"',
        '"Data.csv" = "in/"': '"data.csv" = "in/Data.csv"',
        '"Data.csv" = "own.csv"': '"data.csv" = "own.csv"',
        '"a.txt" = ""\n"Data.csv" = "in/"': '"a.txt" = ""\n"data.csv" = "in/Data.csv"',
    }.items():
        assert of_table(table, files)[1] == fixed


def test_each_file_of_a_small_folder_is_named() -> None:
    five, six = ({f"data/{number}.csv": "1" for number in range(most)} for most in (5, 6))
    named = "\n".join(f'"data/{number}.csv" = "./data/{number}.csv"' for number in range(5))
    assert of_table('"data" = ""', five)[1] == named
    assert of_table('"data" = ""', six)[1] == '"data" = ""'
    assert of_table('"5" = ""\n"data" = ""', {**five, "5": ""})[1] == f'"5" = ""\n{named}'
    by_placeholder = '"{HERE}" = "./x"\n"{HERE}/data" = ""'
    assert of_table(by_placeholder, {"x/data/a.csv": "1"})[1] == by_placeholder


def test_a_url_of_a_config_is_relative_to_the_config() -> None:
    config = "conf/pyscript.toml"
    assert '"../data/a.csv" = "./data/a.csv"' in of_table('"../data" = ""', {"data/a.csv": "1"}, config)[0]
    assert '"data/a.csv" = "./data/a.csv"' in of_table('"data" = ""', {"conf/data/a.csv": "1"}, config)[0]
    assert of_table('"../Data.csv" = ""', {"data.csv": "1"}, config)[0] == "Did you mean `../data.csv`?"
    in_page = """<script type="py" config='{"files": {"data": ""}}'>1</script>"""
    finding = the_one({"pages/index.html": page(in_page), "pages/data/a.csv": "1"})
    assert '"data/a.csv" = "./data/a.csv"' in finding.help


def based(href: str, body: str) -> str:
    return page(body, head=f'<base href="{href}">')


def test_a_base_at_the_web_root_is_where_the_page_finds_its_files() -> None:
    script = '<script type="mpy" src="main.py"></script>'
    sound = (
        {"public/index.html": based("/", script), "public/main.py": "1"},
        {"public/lessons/index.html": based("/", script), "public/main.py": "1"},
        {"index.html": based("/school/", script), "main.py": "1"},
        {"lessons/index.html": based("/school/", script), "main.py": "1"},
        {"lessons/index.html": based("/school/", script), "elsewhere.py": "1"},  # nothing says where the root is
    )
    for files in sound:
        assert not report_of(files, select=frozenset({RULE})).diagnostics, files


def test_the_correction_is_relative_to_the_base() -> None:
    script = '<script type="mpy" src="main.py"></script>\n<script type="mpy" src="halp.py"></script>'
    files = {"public/a/index.html": based("/", script), "public/main.py": "1", "public/help.py": "1"}
    assert the_one(files).help == "Did you mean `help.py`?"


def test_a_config_is_relative_to_the_page_and_not_to_its_base() -> None:
    files = {"lessons/index.html": "", "pyscript.json": '{"files": {"./help.py": ""}}', "help.py": "1"}
    for config in ("/pyscript.json", "https://example.com/pyscript.json"):  # a whole path leaves no doubt
        files["lessons/index.html"] = based("../", f'<script type="mpy" config="{config}">1</script>')
        assert not report_of(files, select=frozenset({RULE})).diagnostics
    files["lessons/index.html"] = based("../", '<script type="mpy" config="pyscript.json">1</script>')
    finding = the_one(files)
    assert finding.message == "the file `lessons/help.py` does not exist"
    assert "starts with a slash" in finding.help
    assert finding.fix is None
    templated = {**files, "lessons/index.html": "{% if a %}{% endif %}" + files["lessons/index.html"]}
    assert not report_of(templated, select=frozenset({RULE})).diagnostics  # nobody knows the page's address


def wheel(url: str, release: str, kind: str = "py", attribute: str = "") -> dict[str, str]:
    tag = f'<script type="{kind}" {attribute} src="main.py" config="conf/pyscript.json"></script>'
    return {
        "index.html": page(tag, release=release),
        "main.py": "1",
        "conf/pyscript.json": f'{{"packages": ["{url}"]}}',
    }


def test_a_wheel_is_found_where_its_release_looks() -> None:
    beside, below = "./t-1-py3-none-any.whl", "t-1-py3-none-any.whl"
    cases = (
        (wheel(beside, "2026.7.3"), "conf/t-1-py3-none-any.whl"),
        (wheel(beside, "2024.11.1"), "t-1-py3-none-any.whl"),
        (wheel(below, "2026.7.3"), "t-1-py3-none-any.whl"),
        (wheel(beside, "2024.11.1", "mpy"), "conf/t-1-py3-none-any.whl"),
    )
    for files, path in cases:
        assert the_one(files).message == f"the wheel `{path}` does not exist"
        assert not report_of({**files, path: "wheel"}, select=frozenset({RULE})).diagnostics
