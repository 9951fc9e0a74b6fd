"""Finds the rules and their pages."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.engine.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

PACK = "pyscript_doctor.rules"


def rules_with(packs: Sequence[ModuleType] = ()) -> tuple[Rule, ...]:
    """Every rule of the doctor's own pack and of others."""
    return rules()


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule of the pack, by section and name."""
    found = [rule for name in _module_names() if (rule := _rule(name))]
    return tuple(sorted(found, key=lambda rule: (rule.section, rule.name)))


def page_text(rule: Rule) -> str:
    """The Markdown page of a rule."""
    from importlib.resources import files

    return files(PACK).joinpath(*rule.page.split("/")).read_text(encoding="utf-8")


def _module_names() -> list[str]:
    pack = importlib.import_module(PACK)
    sections = [item.name for item in pkgutil.iter_modules(pack.__path__) if item.ispkg]
    names = []
    for section in sections:
        package = importlib.import_module(f"{PACK}.{section}")
        names += [f"{PACK}.{section}.{item.name}" for item in pkgutil.iter_modules(package.__path__)]
    return names


def _rule(module_name: str) -> Rule | None:
    """The rule that a module defines under its own name; None where the module is shared code of its section."""
    name = module_name.rsplit(".", 1)[-1]
    rule = getattr(importlib.import_module(module_name), name, None)
    return rule if isinstance(rule, Rule) else None
