"""The README shows what the doctor says, and names what is there."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.browser.runtimes import ROOT
from tests.command import doctor

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
SAMPLE = "school-garden"
# Which command on the sample shows a block that starts so.
COMMANDS = {
    "warning[worker-without-isolation]": ("check", "growth.html"),
    "old.html will stay blank": ("check",),
    "With MicroPython this would vanish": ("check", "--as-interpreter", "micropython"),
    "**PyScript report**": ("report",),
}


@pytest.mark.parametrize("start", COMMANDS)
def test_report_in_the_readme_is_what_the_doctor_says_of_the_sample(tmp_path: Path, start: str) -> None:
    (block,) = (each for each in BLOCKS if each.startswith(start))
    shutil.copytree(ROOT / "fixtures" / SAMPLE, tmp_path / SAMPLE)
    assert block in doctor(*COMMANDS[start], cwd=tmp_path / SAMPLE).stdout


def test_files_that_the_readme_names_are_there() -> None:
    links = re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", TEXT)
    named = re.findall(r"\b(?:fixtures|docs|rules)/[\w./-]*\w", TEXT.replace("docs/user-guide/terminal.md", ""))
    assert len(links) > 4
    assert [name for name in (*links, *named) if not (ROOT / name).exists()] == []
