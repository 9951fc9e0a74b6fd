"""`python -m tests.sound [FOLDER]`: what the rules say of Python that runs.

FOLDER holds Python that other people test well; without it, it is the standard library of this Python. Each file is
checked as the script of a page, as if something used all that it defines. What is printed is a real fault of that file,
something that a browser does not have, or a false alarm: read each line.
"""

from __future__ import annotations

import argparse
import ast
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, check
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 200_000
"""Longer files, in bytes, are mostly tables that programs made."""
LEFT_OUT = frozenset({"site-packages", "test", "tests", "idlelib", "lib2to3"})
ELSEWHERE = frozenset({"import-without-package", "mpy-missing-module", "stdlib-removed", "own-name-missing"})
"""Rules about files and packages that are not in the page: they are right, and many."""


def main() -> None:
    """Print each error with its line."""
    parser = argparse.ArgumentParser(prog="python -m tests.sound", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(sysconfig.get_path("stdlib")))
    parser.add_argument("--micropython", action="store_true", help="check the files as scripts of MicroPython")
    arguments = parser.parse_args()
    tag = "mpy" if arguments.micropython else "py"
    for path in sorted(arguments.folder.rglob("*.py")):
        name = path.relative_to(arguments.folder)
        if LEFT_OUT.isdisjoint(name.parts) and path.stat().st_size <= LONGEST:
            for said in _errors(path, tag):
                print(f"{name}:{said}", flush=True)


def _errors(path: Path, tag: str) -> Iterator[str]:
    try:
        source = path.read_text(encoding="utf-8")
        used = ", ".join(_defined(ast.parse(source)))
    except (UnicodeDecodeError, SyntaxError):
        return
    source = f"{source.rstrip()}\nused = [{used}]\ngetattr(used, input())()\n"
    report = check({"index.html": page(f'<script type="{tag}" src="main.py"></script>'), "main.py": source})
    for each in report.diagnostics:
        if each.severity is ERROR and each.rule.name not in ELSEWHERE:
            line = source.count("\n", 0, each.finding.span.start) + 1
            yield f"{line}: {each.rule.name}: {each.finding.message}"


def _defined(module: ast.Module) -> list[str]:
    """The functions and classes of a module."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return [each.name for each in module.body if isinstance(each, kinds)]


if __name__ == "__main__":
    main()
