"""What an installed doctor is made of."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from typing import Any

import tomli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.browser.runtimes import ROOT

IMPORT = re.compile(r"^\s*(?:from|import)\s+(\w+)", re.MULTILINE)
OWN = sys.stdlib_module_names | {"pyscript_doctor"}


def settings() -> dict[str, Any]:
    read = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tool: dict[str, Any] = read["tool"]["setuptools"]
    return tool


def packages() -> set[str]:
    """The folders with Python, by the names under which they are imported."""
    own = {file.parent.relative_to(ROOT) for file in (ROOT / "pyscript_doctor").rglob("*.py")}
    rules = {"pyscript_doctor" / file.parent.relative_to(ROOT) for file in (ROOT / "rules").rglob("*.py")}
    return {".".join(folder.parts) for folder in own | rules if "make" not in folder.parts}


def test_every_package_is_installed() -> None:
    assert set(settings()["packages"]) == packages()


def test_the_data_beside_a_module_is_installed_with_it() -> None:
    holders = {file.parent.relative_to(ROOT) for file in (ROOT / "pyscript_doctor").rglob("*.json")}
    assert {".".join(folder.parts) for folder in holders} <= set(settings()["package-data"])


def imported() -> set[str]:
    """The distributions from which the doctor and its rules import.

    Not those of the scripts that make knowledge, nor of the plugin that only pyscript-cli imports.
    """
    files = [file for folder in ("pyscript_doctor", "rules") for file in (ROOT / folder).rglob("*.py")]
    texts = [
        file.read_text(encoding="utf-8")
        for file in files
        if "make" not in file.parts and file.stem != "pyscript_plugin"
    ]
    nodes = [node for text in texts if may_import_others(text) for node in ast.walk(ast.parse(text))]
    names = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    names |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    roots = {name.partition(".")[0] for name in names} - OWN
    distributions = packages_distributions()
    return {canonicalize_name(distribution) for root in roots for distribution in distributions[root]}


def may_import_others(text: str) -> bool:
    """Whether a line of a module looks like an import of what neither Python nor the doctor has, so must be parsed."""
    return not set(IMPORT.findall(text)) <= OWN


def names(requirements: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(each).name) for each in requirements}


def test_what_is_imported_is_declared_and_nothing_else() -> None:
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = names([each for extra in project["optional-dependencies"].values() for each in extra])
    assert names(project["dependencies"]) == imported() - extras
