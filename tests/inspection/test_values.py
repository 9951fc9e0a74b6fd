"""`pyscript-doctor inspect --values FILE`: what the doctor takes each expression for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.command import doctor
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

BOTH = page('<script type="py" src="main.py"></script>\n<script type="mpy" src="main.py"></script>')


def write(folder: Path, index: str, main: str) -> Path:
    (folder / "index.html").write_text(index, encoding="utf-8")
    (folder / "main.py").write_text(main, encoding="utf-8")
    return folder


def test_each_expression_has_its_line_and_value(tmp_path: Path) -> None:
    body = page('<script type="py" src="main.py"></script>')
    result = doctor("inspect", "--values", "main.py", cwd=write(tmp_path, body, "import js\njs.alert(name)\n"))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "main.py, Pyodide on the main thread",
        "    2:1  js = js",
        "    2:1  js.alert = js.alert",
        "    2:1  js.alert(name) = js.alert()",
        "   2:10  name = unknown: nothing in the project defines it",
        "4 expressions, 1 unknown",
    ]


def test_where_runtimes_disagree_each_is_named(tmp_path: Path) -> None:
    main = "import sys\nx = 'a' if sys.platform == 'emscripten' else 'b'\nx\n"
    result = doctor("inspect", "--values", "main.py", cwd=write(tmp_path, BOTH, main))
    assert "main.py, Pyodide on the main thread and MicroPython on the main thread\n" in result.stdout
    assert "    3:1  x = 'a' (Pyodide on the main thread of index.html)\n" in result.stdout
    assert "    3:1  x = 'b' (MicroPython on the main thread of index.html)\n" in result.stdout


def test_inline_python_has_the_lines_of_its_page(tmp_path: Path) -> None:
    body = page('<script type="py">\n  import js\n  js.alert\n</script>')
    result = doctor("inspect", "--values", "index.html", cwd=write(tmp_path, body, ""))
    line = next(number for number, text in enumerate(body.splitlines(), 1) if "js.alert" in text)
    assert f"{line}:3  js.alert = js.alert\n" in result.stdout


def test_json_is_for_other_programs(tmp_path: Path) -> None:
    folder = write(tmp_path, BOTH, "print(name)")
    result = doctor("inspect", "--values", "main.py", "--output-format", "json", cwd=folder)
    document = json.loads(result.stdout)
    name = document["values"][-1]
    assert (document["path"], name["expression"], name["start"]) == ("main.py", "name", {"line": 1, "column": 7})
    assert [outcome["value"] for outcome in name["outcomes"]] == ["unknown"]
    assert name["outcomes"][0]["reason"] == "nothing in the project defines it"
    assert [each["interpreter"] for each in name["outcomes"][0]["runtimes"]] == ["pyodide", "micropython"]


def test_a_file_that_no_page_runs_is_said_and_2(tmp_path: Path) -> None:
    result = doctor("inspect", "--values", "main.py", cwd=write(tmp_path, "<p>", "print(1)"))
    assert (result.returncode, result.stdout) == (2, "No page runs Python of `main.py`.\n")


def test_a_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    result = doctor("inspect", "--values", ".", cwd=write(tmp_path, BOTH, ""))
    assert result.returncode == 2
    assert result.stderr == "pyscript-doctor: error: --values: . is a folder; name a file\n"
