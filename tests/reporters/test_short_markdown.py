"""The report to paste where one asks for help: short, and nobody's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pyscript_doctor.inspection.pages import picture_of
from pyscript_doctor.reporters.redaction import redacted
from pyscript_doctor.reporters.short_markdown import LIMIT, short_markdown
from tests.command import doctor
from tests.projects import page, project_of, report_of

HEAD = "**PyScript report** (pyscript-doctor 1.0, facts of 2026-11-22)\n\n"
ERROR = '<script type="py">\nimport js\njs.setTimeout(lambda: print("never"), 10)\n</script>'


def a_timer(name: str) -> str:
    return f'<script type="py">\nimport js\n\ndef {name}():\n    pass\n\njs.setTimeout({name}, 10)\n</script>'


def report(files: dict[str, str]) -> str:
    return short_markdown(report_of(files), picture_of(project_of(files)), date(2026, 11, 22), "1.0", "2026-11-22")


def length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_it_has_release_interpreters_threads_isolation_and_findings() -> None:
    worker = '<script type="mpy" worker>\nfrom pyscript import window\nwindow.alert(1)\n</script>'
    assert report({"index.html": page(ERROR + worker, release="2025.11.1")}) == HEAD + (
        "- `index.html`: PyScript 2025.11.1, 12 months old; cross-origin isolated: no; "
        "Pyodide 0.29.0 on the main thread; MicroPython 1.27.0-preview-283 in a worker\n\n"
        "**1 error, 1 warning**\n\n"
        "- error `callback-without-create-proxy` in `index.html:10`: `setTimeout` keeps this lambda for later, "
        "but Pyodide destroys it when the call ends\n"
        "- warning `worker-without-isolation` in `index.html:11`: this worker reaches `window` of the main thread, "
        "but the page is not cross-origin isolated (unless your server sends the isolation headers)\n"
    )


def test_a_good_project_is_said_to_be_good() -> None:
    assert report({"index.html": page('<script type="py">print(1)</script>')}).endswith(
        "\n\nNothing wrong was found.\n"
    )
    assert report({"a.txt": ""}) == HEAD + "No page that runs PyScript was found.\n"


def test_what_was_not_checked_is_counted() -> None:
    text = report({"index.html": page('<script type="py" src="{{ file }}"></script>')})
    assert "\n\nNot checked: 1 value in a template" in text


def test_pages_that_are_alike_share_a_line() -> None:
    text = report({f"p{number}.html": page('<script type="mpy">print(1)</script>') for number in range(9)})
    assert text.startswith(
        HEAD
        + "- `p0.html`, `p1.html` and 7 more: PyScript 2026.7.3, the newest; cross-origin isolated: no; MicroPython "
    )


def test_the_worst_comes_first_and_what_is_left_out_is_counted() -> None:
    many = {f"p{number:03}.html": page(a_timer(f"tick_{number}")) for number in range(60)}
    floating = {"a.html": page(ERROR).replace("releases/2026.7.3", "latest")}
    text = report({**floating, **many})
    assert "**61 errors, 1 warning**" in text
    assert text.splitlines()[-1].endswith(" errors, 1 warning more")
    shown = text.count("- error ")
    assert f"- ... and {61 - shown} errors, 1 warning more" in text
    assert shown >= 5


def test_same_mistake_on_many_pages_is_one_line() -> None:
    text = report({f"p{number:03}.html": page(ERROR) for number in range(60)})
    assert "**60 errors**" in text
    assert text.count("- error ") == 1
    assert " in `p000.html:" in text
    assert "` and 59 other places: " in text


@pytest.mark.in_turns
@pytest.mark.parametrize("name", ["long-" * 40, "\N{SNAKE}" * 60, "`@everyone`"], ids=["long", "wide", "marked"])
@pytest.mark.parametrize("count", [1, 12])
def test_it_is_always_shorter_than_a_message_may_be(name: str, count: int) -> None:
    """Releases, interpreters and faults differ from page to page, so that no two pages share a line."""
    files = {"server.py": "Cross-Origin-Embedder-Policy", f"{name}.md": "x"}
    for number in range(count):
        release = f"20{23 + number % 4}.{number % 12 + 1}.{number}"
        workers = f'<script type="py" worker src="{name}{number}.py"></script>' * (number % 7)
        files[f"{name}{number}.html"] = page(
            ERROR + workers + f'<script type="mpy" src="{name}"></script>', release=release
        )
    text = report(files)
    assert length(text) < LIMIT
    assert text.count("`") % 2 == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/alice/site/main.py is missing", ".../main.py is missing"),
        ("see /Users/bob.", "see ..."),
        ("open('C:\\Users\\Jane Doe\\data\\a.csv')", "open('.../a.csv')"),
        ("file:///C:/work/a.py", ".../a.py"),
        ("/root/.config/a and /tmp/x", ".../a and .../x"),
        ("/srv/me/site/a.py", ".../a.py"),
        ("`/home/pyodide/x.py` is Pyodide's", "`/home/pyodide/x.py` is Pyodide's"),
        ("https://example.org/home/x and /python/main.py", "https://example.org/home/x and /python/main.py"),
        ("a/tmp/b, ./tmp/b, /temporary/x", "a/tmp/b, ./tmp/b, /temporary/x"),
    ],
)
def test_paths_of_a_machine_are_cut(text: str, shown: str) -> None:
    assert redacted(text, Path("/data/people/zed")) == shown
    assert redacted("/data/people/zed/work/a.py", Path("/data/people/zed")) == ".../a.py"


def test_a_finding_tells_nothing_of_the_machine() -> None:
    text = report(
        {
            "index.html": page(
                '<script type="py" src="file:///home/alice/main.py" config="C:/Users/bob/a.toml"></script>'
            )
        }
    )
    assert "alice" not in text
    assert "bob" not in text


def test_the_command_names_no_folder_above_the_project(tmp_path: Path) -> None:
    for name in ("ada", "emmy"):
        (tmp_path / "class" / name).mkdir(parents=True)
        (tmp_path / "class" / name / "index.html").write_text(page(ERROR), encoding="utf-8")
    (tmp_path / "elsewhere").mkdir()
    one = doctor("report", str(tmp_path / "class" / "ada"), cwd=tmp_path / "elsewhere")
    assert (one.returncode, one.stderr) == (0, "")
    assert "- `index.html`: PyScript 2026.7.3" in one.stdout
    both = doctor("report", "../class/ada", "../class/emmy", cwd=tmp_path / "elsewhere")
    assert "- `ada/index.html`, `emmy/index.html`: PyScript 2026.7.3" in both.stdout
    for text in (one.stdout, both.stdout):
        assert "class" not in text
        assert str(tmp_path) not in text
