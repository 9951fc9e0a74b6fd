"""`run --headless`: every page in a browser without a window, with the exit codes and formats of `check`."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.cli.outputs import FORMATS
from tests.browser.runtimes import CHROMIUM, manifest, with_third_party
from tests.browser.served import write_files
from tests.rule_pages import in_standard_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

SECONDS = 120
GOOD = in_standard_page('<script type="mpy">\n  print("hello")\n</script>\n')
BAD = in_standard_page('<script type="mpy" src="main.py"></script>\n')
ON_CLICK = in_standard_page(
    '<button id="water">Water</button>\n'
    '<script type="mpy">\n'
    "  from pyscript import when\n\n"
    '  @when("click", "#water")\n'
    "  def water(event):\n"
    "      import dataclasses\n"
    "</script>\n"
)


def run(browser: Chromium, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The command on a folder, with a Chromium for which this machine is the internet."""
    flags = " ".join(f"'{flag}'" for flag in browser.network_flags())
    program = folder.parent / "chromium"
    program.write_text(f'#!/bin/sh\nexec "{CHROMIUM}" "$@" --no-sandbox {flags}\n')
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    command = [sys.executable, "-m", "pyscript_doctor", "run", "--headless", "--browser", str(program), *options, "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)


def project(tmp_path: Path, **files: str) -> Path:
    """A folder with pages and `main.py`."""
    folder = tmp_path / "site"
    write_files(folder, {f"{name}.html": with_third_party(text, manifest().newest) for name, text in files.items()})
    write_files(folder, {"main.py": "import dataclasses\n"})
    return folder


def test_pages_that_run_well_exit_with_0(browser: Chromium, tmp_path: Path) -> None:
    folder = project(tmp_path, index=GOOD, other=GOOD)
    done = run(browser, folder)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "main.py", "other.html"]


def test_confirmed_finding_exits_with_1_and_is_in_the_report_in_every_format(browser: Chromium, tmp_path: Path) -> None:
    files = {name: tmp_path / f"report.{name}" for name in FORMATS if name != "json"}
    options = [f"--output-format={name}={file}" for name, file in files.items()]
    done = run(browser, project(tmp_path, index=GOOD, other=BAD), "--output-format=json", *options)
    assert done.returncode == 1, done.stderr
    (finding,) = json.loads(done.stdout)["findings"]
    assert (finding["rule"], finding["severity"]) == ("mpy-missing-module", "error")
    assert (finding["path"], finding["start"]["line"]) == ("main.py", 1)
    assert [name for name, file in files.items() if "mpy-missing-module" not in file.read_text(encoding="utf-8")] == []


def test_finding_that_was_not_seen_does_not_fail(browser: Chromium, tmp_path: Path) -> None:
    done = run(browser, project(tmp_path, index=ON_CLICK))
    assert done.returncode == 0, done.stdout
    assert "1 finding of `check` was not seen in this run" in done.stderr


def test_click_finds_what_only_a_click_shows(browser: Chromium, tmp_path: Path) -> None:
    done = run(browser, project(tmp_path, index=ON_CLICK), "--click", "--output-format", "concise")
    assert done.returncode == 1, done.stderr
    assert "error[mpy-missing-module]" in done.stdout


def test_error_that_no_rule_foretold_fails_too(browser: Chromium, tmp_path: Path) -> None:
    page = in_standard_page(
        '<script type="mpy">\n  from random import randrange\n  print([1][randrange(7, 8)])\n</script>\n'
    )
    done = run(browser, project(tmp_path, index=page), "--output-format", "concise")
    assert done.returncode == 1, done.stderr
    assert "error[unforeseen-error] the browser shows an error: IndexError" in done.stdout
    line = next(number for number, text in enumerate(page.splitlines(), 1) if "randrange(7" in text)
    assert f"index.html:{line}:" in done.stdout


def test_text_that_only_the_browser_writes_is_heard(browser: Chromium, tmp_path: Path) -> None:
    page = GOOD.replace("<body>", '<body><script type="module">import "./none.js"</script>')
    done = run(browser, project(tmp_path, index=page), "--output-format", "concise")
    assert done.returncode == 1, done.stdout
    assert "none.js" in done.stdout


def test_page_that_freezes_is_reported_when_its_time_is_up(browser: Chromium, tmp_path: Path) -> None:
    page = in_standard_page('<script type="mpy">\n  while True:\n      pass\n</script>\n')
    done = run(browser, project(tmp_path, index=page), "--timeout", "8", "--output-format", "concise")
    assert done.returncode == 1, done.stderr
    assert "error[endless-loop-on-main]" in done.stdout


def test_browser_that_is_not_there_is_one_line_and_exit_2(browser: Chromium, tmp_path: Path) -> None:
    folder = project(tmp_path, index=GOOD)
    command = [
        sys.executable,
        "-m",
        "pyscript_doctor",
        "run",
        "--headless",
        "--browser",
        "/nowhere/chrome",
        str(folder),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 2
    assert done.stderr.strip().count("\n") == 0
    assert "playwright install chromium" in done.stderr
