"""The line of a project that a traceback means."""

from __future__ import annotations

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.explain.answer import Answer, answer_to, placed
from pyscript_doctor.explain.log import log_of
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.sources.memory import Files
from tests.projects import page

SCRIPT = """\
<script type="{type}">
import sys
def inner():
    failure
inner()
</script>
"""
MODULE = "def go():\n    x = 1\n    failure\n"


def traceback(*frames: str, exception: str = "NameError: name 'failure' is not defined") -> str:
    return "\n".join(["Traceback (most recent call last):", *(f"  File {frame}" for frame in frames), exception])


EXEC = traceback('"<exec>", line 4, in <module>', '"<exec>", line 3, in inner')
STDIN = EXEC.replace("<exec>", "<stdin>").replace("is not", "isn't")


def answer(text: str, files: dict[str, str], prefix: str = "") -> Answer:
    return placed(answer_to(log_of(text)), Session(Files(files)), prefix)


def places(text: str, files: dict[str, str], prefix: str = "") -> list[str]:
    found = answer(text, files, prefix)
    positions = Positions(found.sources)
    return [positions.place(span) for span in found.explained[0].spans]


# Python in the page


@pytest.mark.parametrize(("kind", "text"), [("py", EXEC), ("mpy", STDIN), ("py", EXEC.replace("\n", "\r\n"))])
def test_a_line_of_an_inline_script_is_counted_from_below_its_tag(kind: str, text: str) -> None:
    files = {"index.html": page(SCRIPT.format(type=kind))}
    assert places(text, files) == ["index.html:11:5"]


def test_the_span_is_the_line_without_its_indentation() -> None:
    found = answer(EXEC, {"index.html": page(SCRIPT.format(type="py"))})
    span = found.explained[0].spans[0]
    assert found.sources["index.html"][span.start : span.end] == "failure"


def test_python_that_starts_on_the_line_of_its_tag_is_counted_from_there() -> None:
    assert places(
        traceback('"<exec>", line 1, in <module>'), {"index.html": page('<script type="py">failure</script>')}
    ) == ["index.html:8:19"]


def test_an_indented_script_keeps_its_columns() -> None:
    body = '<script type="py">\n        x = 1\n        failure\n</script>'
    assert places(traceback('"<exec>", line 2, in <module>'), {"index.html": page(body)}) == ["index.html:10:9"]


def test_a_script_in_a_worker_is_found_too() -> None:
    files = {"index.html": page(SCRIPT.format(type="py").replace('"py"', '"py" worker'))}
    assert places(EXEC, files) == ["index.html:11:5"]


def test_a_script_in_a_file_is_opened_there() -> None:
    files = {"index.html": page('<script type="mpy" src="app/main.py"></script>'), "app/main.py": MODULE + "go()\n"}
    assert places(traceback('"<stdin>", line 3, in go'), files) == ["app/main.py:3:5"]


def test_the_interpreter_must_be_that_of_the_script() -> None:
    assert places(STDIN, {"index.html": page(SCRIPT.format(type="py"))}) == []


@pytest.mark.parametrize(
    "text",
    [
        traceback('"<exec>", line 40, in <module>'),
        traceback('"<exec>", line 2, in <module>'),
        traceback('"<exec>", line 3, in other'),
    ],
)
def test_a_line_that_cannot_be_the_one_is_not_shown(text: str) -> None:
    assert places(text, {"index.html": page(SCRIPT.format(type="py"))}) == []


def test_where_two_scripts_fit_both_are_named() -> None:
    files = {name: page(SCRIPT.format(type="py")) for name in ("a.html", "b.html")}
    assert places(EXEC, files) == ["a.html:11:5", "b.html:11:5"]


def test_of_two_scripts_the_function_tells_which() -> None:
    body = SCRIPT.format(type="py").replace("inner", "outer") + SCRIPT.format(type="py")
    assert places(EXEC, {"index.html": page(body)}) == ["index.html:17:5"]


def test_before_2024_2_1_the_numbers_are_not_the_users() -> None:
    files = {"index.html": page(SCRIPT.format(type="py"), release="2024.1.3")}
    assert places(EXEC, files) == []
    files = {"index.html": page(SCRIPT.format(type="py"), release="2024.2.1")}
    assert places(EXEC, files) == ["index.html:11:5"]


def test_of_a_page_whose_release_is_unknown_the_traceback_can_tell_it() -> None:
    files = {
        "index.html": page(SCRIPT.format(type="py")).replace("https://pyscript.net/releases/2026.7.3", "./pyscript")
    }
    assert places(EXEC, files) == []
    assert places(EXEC.replace(":\n", ':\n  File "/lib/python312.zip/x.py", line 1, in f\n', 1), files) == [
        "index.html:11:5"
    ]


# What check finds there


def foreseen(text: str, files: dict[str, str]) -> list[str]:
    found = answer(text, files)
    positions = Positions(found.sources)
    return [f"{each.rule} at {positions.place(each.span)}" for each in found.explained[0].foreseen]


def test_what_check_finds_in_the_project_is_named_with_its_place() -> None:
    worker = '<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>'
    assert foreseen("Unable to use `window` or `document` in worker.", {"index.html": page(worker)}) == [
        "worker-without-isolation at index.html:8:19"
    ]


def test_of_what_check_finds_only_that_counts_which_names_the_same() -> None:
    files = {"index.html": page('<script type="py">\nfailure\nanother\n</script>')}
    assert foreseen("NameError: name 'another' is not defined", files) == ["undefined-name at index.html:10:1"]
    assert foreseen("NameError: name 'elsewhere' is not defined", files) == []


def test_a_file_is_named_by_the_end_of_its_address() -> None:
    files = {"index.html": page('<script type="py" src="app/main.py"></script>')}
    text = "(PY0404): Fetching from URL http://localhost:8000/app/main.py failed with error 404 (Not Found)."
    assert foreseen(text, files) == ["missing-local-file at index.html:8:24"]


# Python in files


@pytest.mark.parametrize("name", ["/home/pyodide/helper.py", "helper.py", "./helper.py"])
def test_a_module_is_found_where_files_takes_it_from(name: str) -> None:
    files = {
        "index.html": page('<script type="py" config="c.json">\nimport helper\nhelper.go()\n</script>'),
        "c.json": '{"files": {"./source/tools.py": "./helper.py"}}',
        "source/tools.py": MODULE,
    }
    assert places(traceback(f'"{name}", line 3, in go'), files) == ["source/tools.py:3:5"]


def test_a_module_that_no_config_brings_is_not_guessed_among_several() -> None:
    body = '<script type="py">\nimport helper\n</script>'
    files = {"index.html": page(body), "a/helper.py": MODULE, "b/helper.py": MODULE}
    assert places(traceback('"/home/pyodide/helper.py", line 3, in go'), files) == []


def test_paths_are_shown_from_the_working_directory() -> None:
    files = {"index.html": page(SCRIPT.format(type="py"))}
    assert places(EXEC, files, "site/") == ["site/index.html:11:5"]


def test_without_a_line_of_the_user_nothing_is_opened() -> None:
    text = traceback('"/lib/python312.zip/json/decoder.py", line 3, in f')
    assert places(text, {"index.html": page(SCRIPT.format(type="py"))}) == []
