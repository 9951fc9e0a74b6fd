"""`check --fix`, `--unsafe-fixes` and `--diff`, as a user runs them."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = '<script type="py">\n  import numpy\n</script>'
PAGE = page(SCRIPT).replace('type="module" ', "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A git repository with a page that has a safe and an unsafe fix."""
    git(tmp_path, "init", "--quiet")
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8", newline="")
    return tmp_path


def git(folder: Path, *arguments: str, stdin: str = "") -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=folder, input=stdin, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout


def content(folder: Path, name: str = "index.html") -> str:
    return (folder / name).read_bytes().decode()


def test_fix_writes_the_safe_fixes_and_reports_what_is_left(project: Path) -> None:
    done = doctor("check", "--fix", cwd=project)
    assert content(project) == page(SCRIPT)
    assert done.returncode == 1
    assert done.stderr == "1 finding fixed in 1 file.\n"
    assert "import-without-package" in done.stdout
    assert done.stdout.endswith("The doctor can fix it with `--fix --unsafe-fixes`.\n")


def test_unsafe_fixes_come_only_when_asked_for(project: Path) -> None:
    done = doctor("check", "--fix", "--unsafe-fixes", cwd=project)
    assert done.returncode == 0
    assert '<py-config>\n  packages = ["numpy"]\n</py-config>\n<script type="py">' in content(project)
    again = doctor("check", "--fix", "--unsafe-fixes", cwd=project)
    assert again.stderr == "Nothing was fixed.\n"


@pytest.mark.parametrize("below", ["", "site"])
def test_diff_writes_nothing_and_git_applies_it(project: Path, below: str) -> None:
    folder = project / below
    folder.mkdir(exist_ok=True)
    (folder / "my page.html").write_bytes(PAGE.replace("\n", "\r\n").rstrip().encode())
    before = content(folder, "my page.html")
    done = doctor("check", "--diff", "--unsafe-fixes", cwd=folder)
    assert done.returncode == 1
    assert content(folder, "my page.html") == before
    changed = git(folder, "apply", "--numstat", stdin=done.stdout)
    assert "my page.html" in changed


def test_applied_diff_is_what_fix_writes(project: Path) -> None:
    difference = doctor("check", "--diff", "--unsafe-fixes", cwd=project).stdout
    git(project, "apply", stdin=difference)
    applied = content(project)
    (project / "index.html").write_text(PAGE, encoding="utf-8", newline="")
    doctor("check", "--fix", "--unsafe-fixes", cwd=project)
    assert content(project) == applied
    assert doctor("check", "--diff", "--unsafe-fixes", cwd=project).returncode == 0


def test_file_that_git_ignores_is_not_written_though_it_is_named(project: Path) -> None:
    (project / ".gitignore").write_text("index.html\n", encoding="utf-8")
    done = doctor("check", "--fix", "index.html", cwd=project)
    assert "core-not-module" in done.stdout
    assert content(project) == PAGE


@pytest.mark.parametrize("folder", ["node_modules/lib", "vendor"])
def test_vendored_page_is_not_written_though_it_is_named(project: Path, folder: str) -> None:
    (project / folder).mkdir(parents=True)
    (project / folder / "index.html").write_text(PAGE, encoding="utf-8", newline="")
    doctor("check", "--fix", f"{folder}/index.html", cwd=project)
    assert content(project, f"{folder}/index.html") == PAGE


def test_file_outside_of_the_project_is_not_written_through_a_link(project: Path, tmp_path: Path) -> None:
    outside = tmp_path.with_name(f"{tmp_path.name}-outside.html")
    outside.write_text(PAGE, encoding="utf-8", newline="")
    (project / "linked.html").symlink_to(outside)
    doctor("check", "--fix", cwd=project)
    assert outside.read_bytes().decode() == PAGE
    assert content(project) == PAGE or content(project) == page(SCRIPT)


def test_json_says_what_to_write_and_where(project: Path) -> None:
    findings = json.loads(doctor("check", "--output-format", "json", cwd=project).stdout)["findings"]
    (fix,) = (each["fix"] for each in findings if each["rule"] == "core-not-module")
    place = {"line": 5, "column": 8}
    edit = {"path": "index.html", "start": place, "end": place, "text": ' type="module"'}
    assert fix == {"safety": "safe", "title": 'Add `type="module"`', "edits": [edit]}


def test_report_shows_the_difference_under_the_finding(project: Path) -> None:
    shown = doctor("check", cwd=project).stdout
    assert '= fix: Add `type="module"` (safe):' in shown
    assert '- <script src="https://pyscript.net/releases/2026.7.3/core.js"></script>' in shown
    assert '+ <script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>' in shown
    assert "The doctor can fix 1 of them with `--fix`, and 1 more with\n`--fix --unsafe-fixes`.\n" in shown


WORKER = page('<script type="mpy" worker>\n  from pyscript import document\n  document.title = "x"\n</script>')


def test_diff_of_a_fix_that_makes_a_file_applies_and_is_what_fix_writes(project: Path) -> None:
    (project / "index.html").write_text(WORKER, encoding="utf-8", newline="")
    difference = doctor("check", "--diff", "--unsafe-fixes", cwd=project).stdout
    assert "--- /dev/null\n+++ b/cross-origin-isolation.js\n" in difference
    git(project, "apply", stdin=difference)
    applied = content(project), content(project, "cross-origin-isolation.js")
    (project / "cross-origin-isolation.js").unlink()
    (project / "index.html").write_text(WORKER, encoding="utf-8", newline="")
    assert doctor("check", "--fix", "--unsafe-fixes", cwd=project).stderr == "1 finding fixed in 2 files.\n"
    assert (content(project), content(project, "cross-origin-isolation.js")) == applied


def test_file_that_git_ignores_is_not_made(project: Path) -> None:
    (project / "index.html").write_text(WORKER, encoding="utf-8", newline="")
    (project / ".gitignore").write_text("cross-origin-isolation.js\n", encoding="utf-8")
    doctor("check", "--fix", "--unsafe-fixes", cwd=project)
    assert content(project) == WORKER
    assert not (project / "cross-origin-isolation.js").exists()


def test_report_names_the_file_that_a_fix_makes(project: Path) -> None:
    (project / "index.html").write_text(WORKER, encoding="utf-8", newline="")
    shown = doctor("check", cwd=project).stdout
    assert "cross-origin-isolation.js (a new file of 33 lines)" in shown
    (finding,) = json.loads(doctor("check", "--output-format", "json", cwd=project).stdout)["findings"]
    assert [edit.get("creates", False) for edit in finding["fix"]["edits"]] == [True, False]


UNFIXED = {
    "the baseline has it": ("check", "--fix"),
    "it is not selected": ("check", "--fix", "--select", "import-without-package"),
    "it is left out": ("check", "--fix", "--ignore", "core-not-module"),
    "a comment ignores it": ("check", "--fix"),
    "the settings exclude the file": ("check", "--fix"),
}


@pytest.mark.parametrize("why", UNFIXED)
def test_what_the_report_does_not_show_is_not_fixed(project: Path, why: str) -> None:
    text = PAGE
    if why == "the baseline has it":
        doctor("check", "--update-baseline", cwd=project)
    elif why == "a comment ignores it":
        text = PAGE.replace("<script", "<!-- pyscript-doctor: ignore[core-not-module] -->\n<script", 1)
    elif why == "the settings exclude the file":
        (project / "pyscript-doctor.toml").write_text('exclude = ["*.html"]\n', encoding="utf-8")
    (project / "index.html").write_text(text, encoding="utf-8", newline="")
    done = doctor(*UNFIXED[why], cwd=project)
    assert done.stderr == "Nothing was fixed.\n"
    assert content(project) == text


def test_what_the_baseline_has_is_not_fixed_beside_what_is_new(project: Path) -> None:
    """Also where the fix of the new one changes its line, so that the baseline does not know it any more."""
    old = '<script type="py">\n  import numpy\n  import time; time.sleep(1)\n</script>'
    (project / "index.html").write_text(page(old), encoding="utf-8", newline="")
    doctor("check", "--update-baseline", "--select", "import-without-package", cwd=project)
    new = page(old).replace("import numpy", "import numpy, pandas")
    (project / "index.html").write_text(new, encoding="utf-8", newline="")
    shown = doctor("check", "--diff", "--unsafe-fixes", cwd=project).stdout
    assert "pandas" in shown
    (project / "other.html").write_text(PAGE, encoding="utf-8", newline="")
    doctor("check", "--fix", cwd=project)
    assert content(project) == new
    assert content(project, "other.html") == page(SCRIPT)
