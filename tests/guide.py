"""What the pages of the guide show: commands with their output, files, and Python at its prompt."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from tests.browser.runtimes import ROOT
from tests.rule_pages import ATTRIBUTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PAGES = sorted((ROOT / "docs" / "guide").glob("*.md"))
PROMPT = "$ "
LEFT_OUT = "..."


@dataclass(frozen=True)
class Step:
    """A command that a page shows, and the output under it. folder: the sample that it runs in, "" for the page's own.

    files: what the page showed above it as files.
    """

    command: str
    output: str
    folder: str
    files: tuple[tuple[str, str], ...]

    def elsewhere(self, shown: Mapping[str, str]) -> Step:
        """The step on this machine. shown: what the page shows -> what it is here."""
        command, output = self.command, self.output
        for there, here in shown.items():
            command, output = command.replace(there, here), output.replace(there, here)
        return replace(self, command=command, output=output)

    def matches(self, said: str) -> bool:
        """Whether the output is what was said. A line `...` stands for lines that are left out."""
        parts = [re.escape(part) for part in re.split(rf"^{re.escape(LEFT_OUT)}\n", self.output, flags=re.MULTILINE)]
        return re.fullmatch(r"(?:.*\n)*?".join(parts), said) is not None


def steps(page: Path) -> Iterator[list[Step]]:
    """The commands of each block of a page that shows commands."""
    files: dict[str, str] = {}
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type != "fence":
            continue
        language, _, rest = token.info.strip().partition(" ")
        title = next((each["quoted"] for each in ATTRIBUTE.finditer(rest) if each["name"] == "title"), "")
        if language == "console":
            yield [Step(command, output, title, tuple(files.items())) for command, output in _commands(token.content)]
        elif title:
            files[title] = token.content


def prepare(step: Step, folder: Path) -> None:
    """Make the folder what the step says that it is."""
    if step.folder:
        shutil.copytree(ROOT / step.folder, folder)
        return
    for name, text in step.files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _commands(block: str) -> Iterator[tuple[str, str]]:
    for part in re.split(rf"^{re.escape(PROMPT)}", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output
