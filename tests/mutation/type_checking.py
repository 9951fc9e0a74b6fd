"""Which mutants mypy refuses: a condition that only the types need is noticed by it, and by no test."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.browser.runtimes import ROOT
from tests.mutation.mutants import texts_of

if TYPE_CHECKING:
    from collections.abc import Collection

_ERROR = re.compile(r"(?P<file>\w+)\.py:\d+: error: (?P<text>.*)")
_UNCHANGED = "unchanged"


def refused(source: str, names: Collection[str]) -> frozenset[str]:
    """Those of the mutants of a module with these names that mypy finds an error in. All are checked in one run."""
    texts = texts_of(source, names)
    if not texts:
        return frozenset()
    files = {f"mutant_{number}": name for number, name in enumerate(texts)}
    with TemporaryDirectory() as folder:
        for file, text in [(_UNCHANGED, ast.unparse(ast.parse(source))), *zip(files, texts.values(), strict=True)]:
            Path(folder, f"{file}.py").write_text(text, encoding="utf-8")
        errors = _errors(folder)
    return frozenset(name for file, name in files.items() if errors[file] - errors[_UNCHANGED])


def _errors(folder: str) -> dict[str, set[str]]:
    """What mypy finds in each file of a folder. Raises RuntimeError if it cannot check them."""
    command = [sys.executable, "-m", "mypy", "--no-pretty", folder]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode > 1:
        raise RuntimeError(f"mypy stopped: {answer.stderr or answer.stdout}")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for match in _ERROR.finditer(answer.stdout):
        found[match["file"]].add(match["text"])
    return found
