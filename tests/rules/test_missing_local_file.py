"""What the doctor says of files that are not there, and its fixes, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Files, Session
from tests.projects import page, report_of
from tests.rule_fixes import after_fixes, alone
from tests.rules.other_servers import SITE, answer, said_of_servers

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
    for url, title in {
        "mian.py": "Write `main.py`",
        "mian.py?v=1": None,
        "mian.py#top": None,
        " mian.py": None,
    }.items():
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


def test_only_a_missing_entry_of_files_let_older_releases_go_on() -> None:
    table = """<script type="py" config='{"files": {"a.csv": ""}}'>1</script>"""
    for body, severity in {table: "warning", '<script type="py" src="a.py"></script>': "error"}.items():
        files = {"index.html": page(body, release="2025.7.3")}
        (found,) = report_of(files, select=frozenset({RULE})).diagnostics
        assert found.severity.label == severity


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
    assert of_table('"Data.csv" = ""', {"conf/data.csv": "1"}, config)[0] == "Did you mean `data.csv`?"
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


def test_an_entry_in_a_page_is_relative_to_the_page_and_not_to_its_base() -> None:
    table = """<script type="py" config='{"files": {"%s": ""}}'>1</script>"""
    folder = the_one({"lessons/index.html": based("../", table % "data"), "lessons/data/a.csv": "1"})
    assert '"data/a.csv" = "./data/a.csv"' in folder.help
    near = the_one({"lessons/index.html": based("../", table % "halp.py"), "lessons/help.py": "1"})
    assert "starts with a slash" in near.help
    assert near.fix is None
    near = the_one({"lessons/index.html": page(table % "halp.py"), "lessons/help.py": "1"})
    assert near.help == "Did you mean `help.py`?"
    assert near.fix is not None


def test_the_config_of_the_main_thread_is_relative_to_the_base() -> None:
    help_texts = {
        "": "Create `pyscript.toml`, or correct the name.",
        " worker": "The config of a worker or an editor is looked for from the page's own address",
    }
    for worker, help_text in help_texts.items():
        body = f'<script type="py" config="pyscript.toml"{worker}>1</script>'
        assert the_one({"lessons/index.html": based("../", body)}).help.startswith(help_text)


@pytest.mark.parametrize(
    ("url", "there", "meant"),
    [
        ("./tools-1.0-py3-none-any.whl", "conf/tools-1.1-py3-none-any.whl", "./tools-1.1-py3-none-any.whl"),
        ("tools-1.0-py3-none-any.whl", "tools-1.1-py3-none-any.whl", "tools-1.1-py3-none-any.whl"),
    ],
)
def test_the_wheel_that_is_meant_is_named_from_where_its_release_looks(url: str, there: str, meant: str) -> None:
    assert the_one({**wheel(url, "2026.7.3"), there: "wheel"}).help == f"Did you mean `{meant}`?"


def test_the_config_that_is_meant_is_named_from_the_base() -> None:
    html = based("../", '<script type="py" config="pyscripts.toml">1</script>')
    files = {"index.html": page(""), "lessons/index.html": html, "pyscript.toml": ""}
    assert the_one(files).help == "Did you mean `pyscript.toml`?"


def test_what_a_layout_names_is_relative_to_the_page() -> None:
    layout = page('<script type="py" src="app/mian.py"></script>\n{% block main %}{% endblock %}')
    files = {
        "_layouts/base.html": layout,
        "index.html": "---\nlayout: base\n---\n<p>text</p>",
        "app/main.py": "1",
    }
    found = [each.finding.help for each in report_of(files).diagnostics if each.rule.name == RULE]
    assert set(found) == {"Did you mean `app/main.py`?"}


def test_only_a_config_copies_folders() -> None:
    finding = the_one({"index.html": page('<script type="py" src="app"></script>'), "app/main.py": "1"})
    assert finding.message == "the Python file `app` does not exist"


def test_two_scripts_with_one_config_are_fixed_once() -> None:
    html = page("""<script type="py" config="a.toml">1</script><script type="py" worker config="a.toml">1</script>""")
    files = {"index.html": html, "a.toml": '[files]\n"Data.csv" = ""\n', "data.csv": "1"}
    fixed = after_fixes(Session(Files(files), alone(RULE)), files)["a.toml"]
    assert fixed == '[files]\n"data.csv" = "./Data.csv"\n'


def test_a_config_that_is_missing_does_not_hide_what_another_config_names() -> None:
    scripts = ['<script type="mpy" config="b.toml">1</script>', '<script type="py" config="a.toml">1</script>']
    table = {"a.toml": '[files]\n"Data.csv" = ""\n'}
    for html in (page("".join(scripts)), page("".join(reversed(scripts)))):
        for there in ("data.csv", "Data.csv/a.txt"):
            files = {"index.html": html, there: "1", **table}
            report = report_of(files, select=frozenset({RULE}))
            names = [each.finding.message for each in report.diagnostics if "Data.csv" in each.finding.message]
            assert len(names) == 1, there


def test_a_build_may_make_what_a_config_names_and_nothing_else() -> None:
    build = {"Makefile": "data.csv:\n\tpython make.py"}
    table = """<script type="py" config='{"files": {"data.csv": ""}}'>1</script>"""
    assert not report_of({"index.html": page(table), **build}, select=frozenset({RULE})).diagnostics
    assert (
        the_one({"index.html": page(table), **build, "Data.csv": "1"}).label
        == "upper and lower case matter on a web server"
    )
    script = page('<script type="py" src="main.py"></script>')
    assert the_one({"index.html": script, **build}).message == "the Python file `main.py` does not exist"


def test_a_build_may_make_a_module_of_a_template() -> None:
    made = "your build or your server makes this file"
    config = {"static/pyscript.json": '{"js_modules": {"main": {"./a.js": "a"}}}', "static/app/main.py": "1"}
    in_config = """<script type="py" config="{{ url_for('static', filename='pyscript.json') }}">1</script>"""
    assert the_one({"templates/index.html": page(in_config), **config}).unless == made
    folder = '{% if a %}{% endif %}<script type="py" src="static/app"></script>'
    assert the_one({"index.html": page(folder), **config}).unless == ""
    plain = """<script type="py" config='{"js_modules": {"main": {"./a.js": "a"}}}'>1</script>"""
    assert the_one({"index.html": page(plain)}).unless == ""


def test_kinds_that_other_rules_judge() -> None:
    worker = page('<script type="py" worker service-worker="sw.js">print(1)</script>')
    frame = page('<script type="py">print(1)</script><iframe src="other.html"></iframe>')
    static = page(
        """<script src="{{ url_for('static', filename='chrat.js') }}"></script><script type="py">1</script>"""
    )
    for html in (worker, frame, static):
        assert not report_of({"index.html": html, "static/chart.js": "1"}, select=frozenset({RULE})).diagnostics


def test_a_file_that_a_server_finds_is_misspelt_if_one_is_almost_called_so() -> None:
    html = page("""<script type="py" src="{{ url_for('static', filename='mian.py') }}"></script>""")
    finding = the_one({"templates/index.html": html, "static/main.py": "1"})
    assert finding.help == "Did you mean `static/main.py`?"
    assert finding.unless == "your build or your server makes this file"


def test_a_file_of_the_same_name_is_meant_only_where_a_server_says_the_folder() -> None:
    other = {"static/other/main.py": "1"}
    static = page("""<script type="py" src="{{ url_for('static', filename='app/main.py') }}"></script>""")
    assert the_one({"templates/index.html": static, **other}).help == "Did you mean `static/other/main.py`?"
    built = page("""<script type="py" src="{{ base }}/app/main.py"></script>""")
    assert not report_of({"templates/index.html": built, **other}, select=frozenset({RULE})).diagnostics


def test_a_path_of_a_live_site_that_nobody_filled_in_does_not_hide_another() -> None:
    html = page('<script type="py" src="__BASE__/main.py"></script>\n<script type="py" src="halp.py"></script>')
    (found,) = said_of_servers(RULE, {"index.html": html}, {}, live=True)
    assert found.finding.message == "the Python file `halp.py` does not exist"


@pytest.mark.parametrize(
    ("status", "text", "message", "console"),
    [
        (
            404,
            "",
            "the Python file `main.py` does not exist",
            "(PY0404): Fetching from URL main.py failed with error 404",
        ),
        (
            403,
            "",
            "the Python file `main.py` is not given out",
            "(PY0403): Fetching from URL main.py failed with error 403",
        ),
        (
            400,
            "",
            "the Python file `main.py` is not given out",
            "(PY0400): Fetching from URL main.py failed with error 400",
        ),
        (200, "<!doctype html>", "the Python file `main.py`", ""),
    ],
)
def test_a_server_says_why_it_does_not_give_a_file_out(status: int, text: str, message: str, console: str) -> None:
    html = page('<script type="py" src="main.py"></script>')
    reply = answer(f"{SITE}/main.py", text, status=status)
    (found,) = said_of_servers(RULE, {"index.html": html}, {f"{SITE}/main.py": reply}, live=True)
    assert found.finding.message.startswith(message)
    assert found.finding.console == console
    assert found.finding.label == {404: "404 Not Found", 200: "an HTML page"}.get(status, f"status {status}")
    assert (found.finding.help or "").startswith("Create") is (status == 404)


def test_no_build_makes_a_file_of_a_live_site() -> None:
    html = page("""<script type="py" config='{"files": {"data.csv": ""}}'>1</script>""")
    (found,) = said_of_servers(RULE, {"index.html": html}, {}, live=True)
    assert (found.finding.message, found.finding.unless) == ("the file `data.csv` does not exist", "")


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
