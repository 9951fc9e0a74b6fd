"""`pyscript-doctor check . --against https://...`: what the deployed copy serves differently."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.live_site.servers import Reply, serving
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = page('<script type="py" worker src="main.py" config="pyscript.toml"></script>')
FILES = {"index.html": SHOWN, "main.py": "print(1)\n", "pyscript.toml": 'packages = ["numpy"]\n'}
HEADERS = "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"
ISOLATING = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp"}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


def differences(
    tmp_path: Path, copy: dict[str, Reply | str], headers: dict[str, str] | None = None, below: str = ""
) -> tuple[int, list[tuple[str, str]]]:
    """The exit code, and the path and kind of each difference from a copy."""
    with serving({below + path: reply for path, reply in copy.items()}, headers) as server:
        result = doctor("check", ".", "--against", server.url(below), "--output-format", "json", cwd=tmp_path)
    return result.returncode, [(each["path"], each["kind"]) for each in json.loads(result.stdout)["differences"]]


def test_a_copy_that_is_the_same(tmp_path: Path) -> None:
    assert differences(tmp_path, {**FILES}) == (0, [])
    assert differences(tmp_path, {**FILES}, below="app/") == (0, [])


def test_other_ends_of_lines_are_no_difference(tmp_path: Path) -> None:
    assert differences(tmp_path, {**FILES, "main.py": "print(1)\r\n"}) == (0, [])


def test_files_that_were_not_deployed(tmp_path: Path) -> None:
    assert differences(tmp_path, {"index.html": SHOWN, "main.py": Reply("no", 403)}) == (
        1,
        [("main.py", "missing"), ("pyscript.toml", "missing")],
    )


def test_a_page_that_stands_for_a_file(tmp_path: Path) -> None:
    """As single-page hosts send it for every address."""
    assert differences(tmp_path, {**FILES, "main.py": SHOWN}) == (1, [("main.py", "missing")])


def test_an_older_version(tmp_path: Path) -> None:
    old = Reply("print(0)\n", headers={"last-modified": "Mon, 05 Jan 2026 08:00:00 GMT"})
    with serving({**FILES, "main.py": old}) as server:
        result = doctor("check", ".", "--against", server.url(), cwd=tmp_path)
    assert (
        f"main.py: content: {server.url('main.py')} is another version than yours (of Mon, 05 Jan 2026 08:00:00 GMT)"
        in result.stdout
    )
    assert "Compared 3 files" in result.stdout
    assert result.returncode == 1


def test_another_release(tmp_path: Path) -> None:
    old = SHOWN.replace("2026.7.3", "2025.5.1")
    assert differences(tmp_path, {**FILES, "index.html": old}) == (1, [("index.html", "release")])


def test_headers_that_are_promised_and_not_sent(tmp_path: Path) -> None:
    (tmp_path / "_headers").write_text(HEADERS, encoding="utf-8")
    # Two hosts read the file; that it holds is certain.
    assert differences(tmp_path, {**FILES}) == (1, [("index.html", "headers")])
    assert differences(tmp_path, {**FILES}, ISOLATING) == (0, [])


def test_a_template_is_not_compared(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("{% load static %}" + SHOWN, encoding="utf-8")
    with serving({**FILES}) as server:
        result = doctor("check", ".", "--against", server.url(), cwd=tmp_path)
    assert "index.html: not compared" in result.stdout
    assert result.returncode == 0


def test_a_server_that_is_gone_is_one_line_and_exit_2(tmp_path: Path) -> None:
    with serving({}) as server:
        pass
    result = doctor("check", ".", "--against", server.url(), cwd=tmp_path)
    assert len(result.stderr.splitlines()) == 1
    assert "it refuses the connection" in result.stderr
    assert result.returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--against", "example.org"], "write the whole address"),
        (["--against", "https://a.example/", "--fix"], "--against and --fix can't go together"),
        (["--against", "https://a.example/", "--format", "sarif"], "can be written as text, concise, json"),
        (["https://a.example/", "--against", "https://a.example/"], "--against needs files"),
    ],
)
def test_what_does_not_go_together_is_said(arguments: list[str], said: str, tmp_path: Path) -> None:
    result = doctor("check", *arguments, cwd=tmp_path)
    assert said in result.stderr
    assert result.returncode == 2


def test_a_copy_that_cannot_be_read_is_not_called_the_same(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(page('<script type="py">1</script>'), encoding="utf-8")
    result = doctor("check", ".", "--against", "http://127.0.0.1:9/", cwd=tmp_path, NO_PROXY="*")
    assert "Compared 0 files with http://127.0.0.1:9/: not all could be read." in result.stdout
    assert "127.0.0.1 cannot be reached" in result.stderr
    assert result.returncode == 2
