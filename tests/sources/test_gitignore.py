"""What git ignores, held against git itself."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.gitignore import GitIgnore, is_ignored
from tests.pace import within
from tests.sources.repositories import git, repository, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    "a", "b.py", "c.txt", "#h", "!n", "sp ace", "[k]", "é.html",
    "build/a", "build/b.py", "build/keep/c.txt", "build/keep/deep/b.py",
    "docs/build/a", "docs/index.html", "docs/api/x.html", "docs/api/build/y.html", "docs/a/b/c.txt",
]  # fmt: skip

IGNORES = [
    "build",
    "build/",
    "/build",
    "/build/\n",
    "a",
    "a/",
    "docs/build",
    "docs/build/",
    "*",
    "*.py",
    "*.py\n!b.py",
    "*\n!*.py",
    "*\n!*/\n!*.html",
    "/*\n!/docs",
    "/*\n!/docs\n/docs/*\n!/docs/api",
    "build/*\n!build/keep",
    "build/**",
    "build/**\n!build/keep/",
    "!build\nbuild",
    "build\n!build",
    "build\n!build/keep",
    "**/build",
    "**/build/",
    "docs/**/c.txt",
    "docs/**",
    "**/",
    "**",
    "***",
    "a**",
    "**.py",
    "/",
    "//",
    "!",
    "?",
    "[ab]*",
    "[!a]",
    "[^a]",
    "[a-c].*",
    "[z-a]",
    "[a",
    "[]k[]*",
    r"\[k\]",
    r"[\[]k]",
    r"\#h",
    "#h",
    r"\!n",
    r"a\ ",
    "a  ",
    "sp ace",
    r"sp\ ace  ",
    "a\\",
    "é.html",
    "*.html\r\n!index.html\r\n",
    "\ufeffbuild",
    "docs/*/b",
    "*/b/*",
    "/docs/a*/**/*.t?t",
]


def listed(root: Path) -> set[str]:
    """What our own reading of the patterns leaves of the files below a folder."""
    ignored = GitIgnore(root)
    files = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return {path for path in files if not path.startswith(".git/") and not ignored.ignores(path)}


def listed_by_git(root: Path) -> set[str]:
    return set(filter(None, git(root, "ls-files", "-z", "--others", "--exclude-standard").split("\0")))


@pytest.mark.parametrize("lines", IGNORES)
def test_patterns_mean_what_they_mean_to_git(tmp_path: Path, lines: str) -> None:
    repository(tmp_path, {**dict.fromkeys(FILES, ""), ".gitignore": lines})
    assert listed(tmp_path) == listed_by_git(tmp_path)


def test_the_nearest_file_of_patterns_decides(tmp_path: Path) -> None:
    ignores = {
        ".gitignore": "*.html\n*.txt\n!/docs/api\nb.py\n",
        "docs/.gitignore": "!index.html\n",
        "docs/api/.gitignore": "!x.html\n",
        "build/.gitignore": "*\n!.gitignore\n!keep/\n",
        "build/keep/.gitignore": "!c.txt\n",
        ".git/info/exclude": "a\n!c.txt\n",
    }
    repository(tmp_path, dict.fromkeys(FILES, ""))
    write(tmp_path, ignores)
    assert listed(tmp_path) == listed_by_git(tmp_path)
    assert {"docs/index.html", "docs/api/x.html"} <= listed(tmp_path)
    assert "docs/api/build/y.html" not in listed(tmp_path)
    assert "a" not in listed(tmp_path)


def test_a_path_that_is_not_there_can_be_ignored(tmp_path: Path) -> None:
    ignored = GitIgnore(write(tmp_path, {".gitignore": "dist/\n*.wasm\n", "app/.gitignore": "/made.py\n"}))
    assert ignored.ignores("dist/assets/app.js")
    assert ignored.ignores("app/engine.wasm")
    assert ignored.ignores("app/made.py")
    assert not ignored.ignores("made.py")
    assert not ignored.ignores("app/main.py")
    assert not ignored.ignores("")


def test_what_is_no_readable_file_of_patterns_ignores_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    assert not GitIgnore(tmp_path).ignores("a")


def test_names_that_are_no_utf_8_match(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_bytes(b"caf\xe9.html\n")
    assert GitIgnore(tmp_path).ignores("caf\udce9.html")


@pytest.mark.parametrize("line", ["*a" * 400, "**/a/" * 150 + "b", "*" * 900, "[" * 900, "?" * 900, "(a+)+" * 100])
def test_no_pattern_takes_long(tmp_path: Path, line: str) -> None:
    ignored = GitIgnore(write(tmp_path, {".gitignore": line}))
    with within(2):
        ignored.ignores("/".join(["a" * 200 + "c"] * 20))
        ignored.ignores("a/" * 200 + "c")


@pytest.mark.parametrize("line", ["!", "[z-a]", "a\\", "[[:alpha:]]", "*a" * 400])
def test_a_pattern_that_cannot_be_used_does_not_take_the_others_with_it(
    tmp_path: Path, line: str, recwarn: pytest.WarningsRecorder
) -> None:
    ignored = GitIgnore(write(tmp_path, {".gitignore": f"{line}\nmade/\n"}))
    assert ignored.ignores("made/app.js")
    assert not ignored.ignores("index.html")
    assert not recwarn.list


def test_without_a_file_of_patterns_nothing_is_loaded_for_them(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from pyscript_doctor.sources.gitignore import GitIgnore\n"
        "GitIgnore(pathlib.Path(sys.argv[1])).ignores('a/b')\n"
        "assert 'pathspec' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)


def test_without_patterns_nothing_is_ignored() -> None:
    assert not is_ignored((), "a")
