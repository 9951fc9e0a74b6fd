"""`check --as-release` and `--as-interpreter`: what would appear, and what would vanish."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.command import doctor
from tests.projects import page

if TYPE_CHECKING:
    from pathlib import Path

WORKERS = '<script type="py">\nfrom pyscript import workers\nprint(workers)\n</script>'
NUMPY = '<py-config>packages = ["numpy"]</py-config>\n<script type="py">\nimport numpy\nprint(numpy)\n</script>'


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return folder


def changes(folder: Path, *options: str) -> list[str]:
    """What would change, as `+ rule` and `- rule`."""
    result = doctor("check", *options, "--output-format", "json", cwd=folder)
    document = json.loads(result.stdout)
    appearing = [f"+ {each['rule']}" for each in document["appearing"]]
    return appearing + [f"- {each['rule']}" for each in document["vanishing"]]


def test_an_older_release_lacks_what_came_later(tmp_path: Path) -> None:
    write(tmp_path, index_html=page(WORKERS))
    assert changes(tmp_path, "--as-release", "2024.1.1") == ["+ api-not-in-release"]
    assert changes(tmp_path, "--as-release", "2026.7.1") == []


def test_a_newer_release_has_it(tmp_path: Path) -> None:
    write(tmp_path, index_html=page(WORKERS, release="2024.1.1"))
    assert changes(tmp_path, "--as-release", "2026.7.3") == ["- api-not-in-release"]


def test_it_is_the_page_with_its_stylesheet_that_moves(tmp_path: Path) -> None:
    mixed = page('<script type="py">print(1)</script>').replace("2026.7.3/core.css", "2026.7.1/core.css")
    assert changes(write(tmp_path, index_html=page(NUMPY, release="2025.8.1")), "--as-release", "2026.7.3") == []
    assert changes(write(tmp_path, index_html=mixed), "--as-release", "2026.7.2") == []


def test_an_address_that_floats_is_pinned_then(tmp_path: Path) -> None:
    floating = page('<script type="py">print(1)</script>').replace("releases/2026.7.3", "latest")
    assert changes(write(tmp_path, index_html=floating), "--as-release", "2026.7.3") == ["- pyscript-latest"]


def test_configs_are_read_as_the_other_release_reads_them(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    write(tmp_path / "app", a_toml='[files]\n"./b.py" = ""\n', b_py="")
    write(tmp_path, index_html=page('<script type="py" config="app/a.toml">import b</script>'))
    assert "+ missing-local-file" in changes(tmp_path, "--as-release", "2024.1.1")


def test_a_port_to_micropython_meets_what_that_lacks(tmp_path: Path) -> None:
    write(tmp_path, index_html=page(NUMPY))
    assert changes(tmp_path, "--as-interpreter", "micropython") == ["+ mpy-package-not-in-lib", "+ mpy-missing-module"]


def test_a_port_to_pyodide_meets_what_that_destroys(tmp_path: Path) -> None:
    handler = '<script type="mpy">\nimport js\njs.setTimeout(lambda: print(1), 10)\n</script>'
    assert changes(write(tmp_path, index_html=page(handler)), "--as-interpreter", "pyodide") == [
        "+ callback-without-create-proxy"
    ]


def test_a_port_takes_its_config_and_events_along(tmp_path: Path) -> None:
    body = (
        '<button id="go" py-click="go">Go</button>\n<py-config>interpreter = "0.27.2"</py-config>\n'
        '<script type="py">\ndef go(event):\n    print(event)\n</script>'
    )
    assert changes(write(tmp_path, index_html=page(body)), "--as-interpreter", "micropython") == []


def test_games_run_on_pyodide_alone_and_stay_there(tmp_path: Path) -> None:
    game = '<script type="py-game" src="game.py"></script>'
    write(tmp_path, index_html=page(game), game_py="import pygame\npygame.init()\n")
    assert changes(tmp_path, "--as-interpreter", "micropython") == []


def test_both_may_be_assumed_together(tmp_path: Path) -> None:
    write(tmp_path, index_html=page(WORKERS))
    options = ("--as-release", "2024.1.1", "--as-interpreter", "micropython")
    result = doctor("check", *options, "--output-format", "json", cwd=tmp_path)
    assert json.loads(result.stdout)["assumed"] == {"release": "2024.1.1", "interpreter": "micropython"}


def test_a_person_reads_what_appears_in_full_and_what_vanishes_in_short(tmp_path: Path) -> None:
    write(tmp_path, index_html=page(WORKERS, release="2024.1.1"), new_html=page(NUMPY))
    up = doctor("check", "--as-release", "2026.7.3", cwd=tmp_path)
    assert up.returncode == 0
    assert up.stdout == (
        "With PyScript 2026.7.3 this would vanish: 1 error\n\n"
        "  index.html:9:22 error[api-not-in-release]\n"
        "      PyScript 2024.1.1 has no `pyscript.workers` on Pyodide\n\n"
        "With PyScript 2026.7.3 (2 pages, now on 2024.1.1 and 2026.7.3) 0 findings would\n"
        "appear and 1 vanish.\n"
    )
    down = doctor("check", "--as-interpreter", "micropython", "new.html", cwd=tmp_path)
    assert down.returncode == 1
    assert down.stdout.startswith("With MicroPython this would appear: 2 errors\n\nerror[mpy-package-not-in-lib]: ")


def test_one_line_a_finding_has_a_sign_before_it(tmp_path: Path) -> None:
    write(tmp_path, index_html=page(WORKERS))
    result = doctor("check", "--as-release", "2024.1.1", "--output-format", "concise", cwd=tmp_path)
    first, last = result.stdout.splitlines()
    assert first.startswith("+ index.html:9:22: error[api-not-in-release] ")
    assert last == "With PyScript 2024.1.1 (1 page, now on 2026.7.3) 1 finding would appear and 0 vanish."


def with_a_missing_file(folder: Path) -> Path:
    """Before 2025.8.1 PyScript goes on without a file of `files` that is missing; since then it stops."""
    (folder / "data.csv").write_text("1\n", encoding="utf-8")
    config = '<py-config>[files]\n"./dta.csv" = ""\n</py-config>\n<script type="py">print(1)</script>'
    return write(folder, index_html=page(config, release="2025.3.1"))


def test_what_would_be_of_another_severity_is_said(tmp_path: Path) -> None:
    result = doctor("check", "--as-release", "2026.7.3", cwd=with_a_missing_file(tmp_path))
    assert result.returncode == 0  # it counts already
    said = result.stdout
    assert "With PyScript 2026.7.3 this would be of another severity: 1 error\n" in said
    assert "error (now: warning)[missing-local-file]\n      the file `dta.csv` does not exist\n" in said
    summary = " ".join(said.split("\n\n")[-1].split())
    assert summary.endswith("0 findings would appear and 0 vanish; 1 would be of another severity.")


def test_what_would_begin_to_count_fails(tmp_path: Path) -> None:
    folder = with_a_missing_file(tmp_path)
    options = ("check", "--as-release", "2026.7.3", "--fail-level", "error", "--output-format")
    result = doctor(*options, "json", cwd=folder)
    document = json.loads(result.stdout)
    (changing,) = document["changing"]
    assert (result.returncode, changing["severity_now"], changing["severity"]) == (1, "warning", "error")
    assert (document["appearing"], document["vanishing"], document["summary"]["staying"]) == ([], [], 0)
    line = doctor(*options, "concise", cwd=folder).stdout.splitlines()[0]
    assert line.startswith("! index.html:")
    assert line.endswith("(now: warning)")


def test_nothing_to_say_is_said(tmp_path: Path) -> None:
    same = doctor("check", "--as-release", "2026.7.1", cwd=write(tmp_path, index_html=page(WORKERS)))
    assert same.stdout == (
        "With PyScript 2026.7.1 (1 page, now on 2026.7.3) nothing would change that the\ndoctor knows of.\n"
    )


@pytest.mark.parametrize(
    ("release", "message"),
    [
        ("2026.7.9", "there is no release '2026.7.9' of PyScript: did you mean 2026.7.3?"),
        ("2024.05.1", "there is no release '2024.05.1' of PyScript: did you mean 2024.5.1?"),
        ("new", "there is no release 'new' of PyScript: did you mean 2026.7.3?"),
        ("2022.12.1", "PyScript 2022.12.1 is older than 2023.11 and worked in another way: name a later release"),
    ],
)
def test_a_release_that_cannot_be_assumed_is_a_usage_error(tmp_path: Path, release: str, message: str) -> None:
    result = doctor("check", "--as-release", release, cwd=tmp_path)
    assert (result.returncode, result.stderr) == (2, f"pyscript-doctor: error: {message}\n")


def test_only_what_counts_fails(tmp_path: Path) -> None:
    write(tmp_path, index_html=page('<script type="py" worker>\nprint(1)\n</script>'))
    unless = ("check", "--as-release", "2024.1.1")
    assert doctor(*unless, cwd=tmp_path).returncode == 0
    assert doctor(*unless, "--strict", cwd=tmp_path).returncode == 1
    assert doctor(*unless, "--strict", "--exit-zero", cwd=tmp_path).returncode == 0
