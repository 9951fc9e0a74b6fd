"""`pyscript-doctor inspect` as a user meets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.command import doctor
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

PAGE = page('<script type="py" src="main.py"></script>')


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return folder


def test_it_shows_the_pages_of_a_folder_and_exits_with_0(tmp_path: Path) -> None:
    result = doctor("inspect", cwd=write(tmp_path, index_html=PAGE, main_py="print(1)"))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("index.html\n├── PyScript 2026.7.3, ")
    assert "runs main.py (index.html:8)\n" in result.stdout


def test_a_page_that_is_named_is_shown_alone(tmp_path: Path) -> None:
    write(tmp_path, index_html=PAGE, other_html=PAGE, main_py="print(1)", plain_html="<p>")
    result = doctor("inspect", "other.html", cwd=tmp_path)
    assert result.stdout.startswith("other.html\n")
    assert "index.html" not in result.stdout
    plain = doctor("inspect", "plain.html", cwd=tmp_path)
    assert plain.stdout == "1 page without PyScript: plain.html.\n"


def test_json_is_for_other_programs(tmp_path: Path) -> None:
    result = doctor("inspect", "--output-format", "json", cwd=write(tmp_path, index_html=PAGE, main_py="print(1)"))
    document = json.loads(result.stdout)
    assert [each["path"] for each in document["pages"]] == ["index.html"]
    assert document["pages"][0]["runtimes"][0]["scripts"][0]["origin"]["path"] == "main.py"


def test_colour_is_for_those_who_want_it(tmp_path: Path) -> None:
    folder = write(tmp_path, index_html=PAGE, main_py="print(1)")
    assert "\x1b[" not in doctor("inspect", cwd=folder).stdout
    assert "\x1b[" in doctor("inspect", cwd=folder, FORCE_COLOR="1").stdout
    assert "\x1b[" not in doctor("inspect", cwd=folder, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_path_that_is_not_there_is_one_line_and_2(tmp_path: Path) -> None:
    result = doctor("inspect", "gone", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr == "pyscript-doctor: error: gone: there is no such file or folder\n"


def test_a_page_that_cannot_be_read_is_said_and_2(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"\0\0 <script type='py'>")
    result = doctor("inspect", cwd=tmp_path)
    assert result.returncode == 2
    assert "could not read index.html: is a binary file" in result.stdout
