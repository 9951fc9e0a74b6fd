"""What an installed doctor is made of."""

from __future__ import annotations

from typing import Any

import tomli

from tests.browser.runtimes import ROOT


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
