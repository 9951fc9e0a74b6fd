"""The tests that concern a module."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

from pyscript_doctor.engine.loader import rules
from tests.browser.runtimes import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# What they say of a rule they say of each of its examples.
EXAMPLES = (ROOT / "tests" / "test_rule_examples.py", ROOT / "tests" / "test_rule_fixes.py")
# They run the command in processes of their own, which see nothing of a mutant.
_ELSEWHERE = (
    *("tests/browser/", "tests/mutation/", "tests/pyodide/", "tests/site/", "tests/cli", "tests/test_cli.py"),
    *("tests/test_add_ignores.py", "tests/test_baseline.py", "tests/test_comparison.py", "tests/test_fix_command.py"),
    *("tests/test_formats.py", "tests/test_hooks.py", "tests/test_init.py", "tests/test_pyscript_command.py"),
    *("tests/test_standard_input.py", "tests/test_watch.py"),
)
# They name a rule as an example of any rule: what they say of it, its page says too, and in less time.
_OF_ANY_RULE = (
    *("tests/engine/", "tests/explain/", "tests/live_site/", "tests/project/", "tests/report_cache/"),
    *("tests/settings/", "tests/test_completion.py"),
)


def modules(wanted: Iterable[str] = ()) -> list[str]:
    """The modules of rules and queries; or those of the doctor whose paths contain one of these words."""
    words = [word.removesuffix(".py").replace("-", "_") for word in wanted]
    if not words:
        return [*_paths("rules/*/[!_]*.py"), *_paths("pyscript_doctor/queries/[!_]*.py")]
    every = [*_paths("rules/*/[!_]*.py"), *_paths("pyscript_doctor/**/[!_]*.py")]
    return [path for path in every if any(word in path for word in words)]


def _paths(pattern: str) -> list[str]:
    return sorted(file.relative_to(ROOT).as_posix() for file in ROOT.glob(pattern))


def dotted(path: str) -> str:
    """The name under which a module is imported."""
    name = path.removesuffix(".py").replace("/", ".")
    return name if name.startswith("pyscript_doctor") else f"pyscript_doctor.{name}"


def concerned_files(path: str) -> list[str]:
    """The files of tests that concern a module: the examples, and those that name it."""
    words = names_in_tests(path)
    left_out = _OF_ANY_RULE if path.startswith(("rules/", "pyscript_doctor/queries/")) else ()
    return [
        *(file.relative_to(ROOT).as_posix() for file in EXAMPLES),
        *(
            name
            for name, text in _texts().items()
            if not name.startswith(left_out) and (words.search(text) or is_about(text, path))
        ),
    ]


def names_in_tests(path: str) -> re.Pattern[str]:
    """How tests name a module: as they import it, or by the rules that use it."""
    words = {dotted(path), *rule_names(path)}
    return re.compile("|".join(rf"(?<![\w.-]){re.escape(word)}(?![\w-])" for word in sorted(words)))


def definitions_that_name(words: re.Pattern[str], text: str) -> frozenset[str]:
    """The functions and constants of a file that name something, also by another of them."""
    lines = text.splitlines()
    used: dict[str, set[str]] = {}
    naming = set[str]()
    for node in ast.parse(text).body:
        first = min(each.lineno for each in (node, *getattr(node, "decorator_list", ())))
        ids = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        for name in {node.name} if isinstance(node, (ast.FunctionDef, ast.ClassDef)) else ids:
            used.setdefault(name, set()).update(ids)
            if words.search("\n".join(lines[first - 1 : node.end_lineno])):
                naming.add(name)
    while more := {name for name, ids in used.items() if ids & naming} - naming:
        naming |= more
    return frozenset(naming)


def rule_names(path: str) -> frozenset[str]:
    """The rules whose examples concern a module: the rule itself, or those that import it, also through others."""
    by_module = {rule.module: rule.name for rule in rules()}
    users = {dotted(path)}
    while more := {name for name, text in _sources().items() if any(_imports(text, each) for each in users)} - users:
        users |= more
    return frozenset(by_module[user] for user in users if user in by_module)


def _imports(text: str, module: str) -> bool:
    package, _, name = module.rpartition(".")
    found = re.search(rf"from {re.escape(package)} import [^\n]*\b{name}\b", text) if package else None
    return f"from {module} import" in text or found is not None


def is_about(text: str, path: str) -> bool:
    """Whether a file of tests takes something from a module itself: then all that it says is about it."""
    return _imports(text, dotted(path))


@cache
def _sources() -> dict[str, str]:
    return {dotted(path): (ROOT / path).read_text(encoding="utf-8") for path in modules()}


@cache
def _texts() -> dict[str, str]:
    files: list[Path] = sorted((ROOT / "tests").rglob("test_*.py"))
    paths = {file.relative_to(ROOT).as_posix(): file for file in files if file not in EXAMPLES}
    return {path: file.read_text(encoding="utf-8") for path, file in paths.items() if not path.startswith(_ELSEWHERE)}
