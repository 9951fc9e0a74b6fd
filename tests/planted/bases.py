"""The sound projects that get the faults: examples that no rule flags, and fixtures with nothing wrong."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tests.browser.ends import Scripts
from tests.browser.runtimes import ROOT, RULES, manifest
from tests.planted.html_faults import html_faults
from tests.planted.other_faults import config_faults, deleted_file, header_faults, javascript_faults
from tests.planted.python_faults import Python, python_faults
from tests.planted.web_faults import web_faults
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.planted.faults import Fault

FIXTURES = {
    "inline-config": "button",
    "worker-netlify": None,
    "observatory": "button",
    "recipe-box": "button",
    "tide-table": None,
}
"""Each with what is clicked."""
BUTTON = "button"


@dataclass(frozen=True)
class Base:
    """A project that runs well. name: where it is from."""

    name: str
    example: Example

    @cached_property
    def files(self) -> Mapping[str, str]:
        """Its files, on the newest release."""
        return self.example.files_for(manifest().newest)

    @cached_property
    def faults(self) -> list[Fault]:
        """All faults that the operators can plant in it."""
        return list(self._faults())

    def key(self, fault: Fault | None) -> str:
        """Names a run: it depends on the files, what is clicked, and what the release loads."""
        files = self.files if fault is None else fault.plant(self.files)
        facts = [files, dict(self.example.remote), self.example.click, manifest().releases[manifest().newest]]
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:12]

    def _faults(self) -> Iterator[Fault]:
        for path, text in self.files.items():
            if path.endswith(".html"):
                yield from html_faults(path, text)
                yield from config_faults(path, text)
                for start, end in Scripts(text).inline:
                    yield from _of_python(path, text, start, end)
            elif path.endswith(".py"):
                yield from _of_python(path, text, 0, len(text))
            elif path.endswith((".toml", ".json")):
                yield from config_faults(path, text)
            elif path.endswith((".js", ".mjs")):
                yield from javascript_faults(path, text)
            elif path == "_headers":
                yield from header_faults(path, text)
            yield from web_faults(path, text)
            if path != self.example.path:
                yield deleted_file(path, text)


def _of_python(path: str, text: str, start: int, end: int) -> Iterator[Fault]:
    python = Python.read(path, text, start, end)
    if python is not None:
        yield from python_faults(python)


def bases() -> list[Base]:
    """Every base, in a steady order."""
    return [*_of_rules(), *_of_fixtures()]


def _of_rules() -> Iterator[Base]:
    for page in sorted(RULES.glob("*/*.md")):
        for example in examples(page.read_text(encoding="utf-8")):
            if example.flagged or example.proof or example.patience or not example.holds_for(manifest().newest):
                continue
            click = example.click or (BUTTON if "<button" in example.files[example.path] else None)
            yield Base(f"{page.stem.replace('_', '-')}: {example.title}", replace(example, click=click))


def _of_fixtures() -> Iterator[Base]:
    for name, click in FIXTURES.items():
        folder = ROOT / "fixtures" / name
        files = {}
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix not in {".png", ".jpg", ".ico"}:
                files[file.relative_to(folder).as_posix()] = file.read_text(encoding="utf-8")
        if "index.html" in files:
            yield Base(f"fixtures/{name}", Example(name, False, 1, files, click=click))
