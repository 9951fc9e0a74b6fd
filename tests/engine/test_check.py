"""`check`: what it takes, and what it says of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pyscript_doctor
from pyscript_doctor import Files, Overlay, PathError, Session, Settings, SettingsError, check
from tests.projects import page
from tests.sources.repositories import write

ROOT = Path(__file__).parent.parent.parent
HTML, PYTHON = page('<script type="py" src="main.py"></script>'), "import js\njs.setTimeout(lambda: 1, 10)\n"
FILES: dict[str, str | bytes] = {"index.html": HTML, "main.py": PYTHON}


def places(report: pyscript_doctor.Report) -> list[str]:
    return [f"{each.finding.span.path} {each.rule.name}" for each in report.diagnostics]


def test_files_in_memory() -> None:
    assert places(check(FILES)) == ["main.py callback-without-create-proxy"]


def test_a_source() -> None:
    assert places(check(Overlay(Files(FILES), {"main.py": "print(1)"}))) == []


def test_paths_are_told_from_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "site", FILES)
    write(tmp_path / "other", {"index.html": page('<script type="py" src="gone.py"></script>')})
    monkeypatch.chdir(tmp_path)
    assert places(check("site")) == ["site/main.py callback-without-create-proxy"]
    assert places(check(tmp_path / "site" / "main.py")) == ["site/main.py callback-without-create-proxy"]
    assert places(check(["site", "other"])) == [
        "site/main.py callback-without-create-proxy",
        "other/index.html missing-local-file",
    ]


def test_settings_choose_the_rules() -> None:
    assert places(check(FILES, Settings(ignore=frozenset({"callback-without-create-proxy"})))) == []


def test_what_makes_no_sense_is_told() -> None:
    with pytest.raises(PathError, match="nowhere: there is no such file or folder"):
        check("nowhere")
    with pytest.raises(SettingsError, match="did you mean blocking-sleep"):
        check(FILES, Settings(ignore=frozenset({"bloking-sleep"})))


def test_the_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("## In Python")[2]
    example = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert example
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {"html": HTML, "python": PYTHON}
    exec(example[1] + "last = session.check()\n", names)
    assert "callback-without-create-proxy" in capsys.readouterr().out
    assert isinstance(names["last"], pyscript_doctor.Report)
    assert names["last"].diagnostics == ()


def test_what_is_found_in_a_named_page_with_a_frame_is_said_though_it_is_about_the_page_in_the_frame() -> None:
    script = '<script type="mpy" worker>\nfrom pyscript import document\nprint(document.title)\n</script>'
    files = {
        "index.html": page('<iframe src="editor.html"></iframe><script type="mpy">print(1)</script>'),
        "editor.html": page(script),
        "_headers": "/editor.html\n  Cross-Origin-Opener-Policy: same-origin\n"
        "  Cross-Origin-Embedder-Policy: require-corp\n",
    }
    report = Session(Files(files)).check(["index.html"])
    assert [each.rule.name for each in report.diagnostics] == ["frame-not-isolated"]
