"""What a rule may import: the public names, what it asks of a project, and shared code of its own section."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pyscript_doctor
from tests.browser.runtimes import ROOT
from tests.in_one_test import in_one_test

if TYPE_CHECKING:
    from pathlib import Path

RULES = sorted((ROOT / "rules").glob("*/*.py"))
QUERIES = sorted((ROOT / "pyscript_doctor" / "queries").glob("[!_]*.py"))
LIBRARIES = {"packaging"}


def imported(file: Path) -> set[str]:
    """The modules that a file imports, also those for type checkers."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    froms = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    return froms | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def is_public(module: str, section: str) -> bool:
    root = module.partition(".")[0]
    if root != "pyscript_doctor":
        return root in sys.stdlib_module_names or root in LIBRARIES
    return module == root or module.startswith((f"{root}.queries.", f"{root}.rules.{section}."))


@in_one_test(RULES, lambda file: file.stem)
def test_a_rule_uses_the_public_doors_alone(file: Path) -> None:
    assert {module for module in imported(file) if not is_public(module, file.parent.name)} == set()


def test_every_public_name_can_be_had() -> None:
    assert [name for name in pyscript_doctor.__all__ if getattr(pyscript_doctor, name, None) is None] == []


@in_one_test(QUERIES, lambda file: file.stem)
def test_every_module_of_queries_has_the_names_that_it_offers(file: Path) -> None:
    module = import_module(f"pyscript_doctor.queries.{file.stem}")
    assert all(hasattr(module, name) for name in getattr(module, "__all__", ()))
    assert module.__doc__
