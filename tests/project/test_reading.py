"""Which files are read, and what is said of those that cannot be."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Problem
from pyscript_doctor.engine.report import prefixed
from pyscript_doctor.engine.session import Session
from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.reading import LARGEST_FILE
from tests.projects import page, report_of
from tests.sources.repositories import write

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.engine.finding import Diagnostic
    from pyscript_doctor.engine.report import Report

HANDLER = "from js import setTimeout\nsetTimeout(lambda: None, 1)  # {}\n"


def problems(root: Path, prefix: str = "") -> tuple[Problem, ...]:
    return prefixed(Session(Disk(root)).check(), prefix).problems


def flagged(report: Report, diagnostic: Diagnostic) -> str:
    span = diagnostic.finding.span
    return report.sources[span.path][span.start : span.end]


def large(root: Path, path: str) -> None:
    write(root, {path: ""})
    os.truncate(root / path, LARGEST_FILE + 1)


def test_a_large_file_that_python_alone_opens_is_no_problem(tmp_path: Path) -> None:
    config = '[files]\n"model.bin" = ""\n'
    write(tmp_path, {"index.html": page('<script type="py" config="a.toml">1</script>'), "a.toml": config})
    large(tmp_path, "model.bin")
    assert problems(tmp_path) == ()


def test_a_large_file_that_the_page_runs_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": page('<script type="py" src="main.py"></script>')})
    large(tmp_path, "main.py")
    assert problems(tmp_path) == (Problem("main.py", "is larger than 8 MB (8 MB)"),)


def test_a_folder_that_cannot_be_listed_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / ("d/" * 105)).mkdir(parents=True)
    write(tmp_path, {"index.html": page('<script type="py">1</script>')})
    assert [problem.message for problem in problems(tmp_path)] == ["is more than 100 folders deep"]


def test_a_root_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    assert problems(tmp_path / "gone") == (Problem(".", "cannot be listed: no such file or directory"),)
    assert problems(tmp_path / "gone", "site/")[0].path == "site"


def test_a_binary_page_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": b"\x89PNG\0\0 pyscript"})
    assert problems(tmp_path) == (Problem("index.html", "is a binary file"),)


def test_a_module_is_decoded_as_it_declares() -> None:
    module = "# coding: latin-1\nfrom js import setTimeout\nx = 'Ã©'; setTimeout(lambda: None, 1)\n"
    config = """<script type="py" config='{"files": {"a.py": ""}}'>import a</script>"""
    report = report_of({"index.html": page(config), "a.py": module.encode("latin-1")})
    assert [flagged(report, each) for each in report.diagnostics] == ["lambda: None"]
    assert "'Ã©'" in report.sources["a.py"]


def test_a_script_is_decoded_as_utf_8_whatever_it_declares() -> None:
    script = "# coding: latin-1\nfrom js import setTimeout\nx = 'é'; setTimeout(lambda: None, 1)\n"
    report = report_of({"index.html": page('<script type="py" src="a.py"></script>'), "a.py": script.encode()})
    assert [flagged(report, each) for each in report.diagnostics] == ["lambda: None"]
    assert "'é'" in report.sources["a.py"]
