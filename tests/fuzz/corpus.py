"""What the fuzzer found, kept as small cases: each a file of JSON with the files of a project, in Latin-1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.fuzz.mutations import Project

FOLDER = Path(__file__).parent / "corpus"
MOST_TRIALS = 300


def cases() -> list[Path]:
    """The kept cases."""
    return sorted(FOLDER.glob("*.json"))


def read_case(path: Path) -> Project:
    """The files of a case."""
    return {name: content.encode("latin-1") for name, content in json.loads(path.read_text()).items()}


def write_case(files: Project, name: str) -> Path:
    """Keep a project as a case."""
    path = FOLDER / f"{name}.json"
    FOLDER.mkdir(exist_ok=True)
    path.write_text(json.dumps({each: files[each].decode("latin-1") for each in sorted(files)}, indent=1) + "\n")
    return path


def smaller(files: Project, fails: Callable[[Project], bool]) -> Project:
    """A project that still fails, without files and stretches that have no part in it."""
    for path in sorted(files):
        without = {each: content for each, content in files.items() if each != path}
        if without and fails(without):
            files = without
    trials = 0
    for path in sorted(files):
        length = max(len(files[path]) // 2, 1)
        while length and trials < MOST_TRIALS:
            start = 0
            while start < len(files[path]) and trials < MOST_TRIALS:
                trials += 1
                cut = {**files, path: files[path][:start] + files[path][start + length :]}
                if fails(cut):
                    files = cut
                else:
                    start += length
            length //= 2
    return files
