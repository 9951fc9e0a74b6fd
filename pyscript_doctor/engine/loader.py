"""Finds rules and their pages: the doctor's own, those of installed packs, and those of packs that the user names.

A pack is a Python package. A module in it, or in one of its sections, holds one rule with the module's own name, and
the rule's page is next to it. A module without a rule and without a page is shared code. Every rule is checked when it
is loaded. Only packs that are installed, or that somebody names, are imported.
"""

from __future__ import annotations

import glob
import importlib
import os
import sys
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.engine.rule import PAGES, Rule
from pyscript_doctor.engine.validation import RuleError, verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

PACK = "pyscript_doctor.rules"
ENTRY_POINTS = "pyscript_doctor.rules"
"""The group of entry points with which an installed package says that it is, or has, a pack: `NAME = "its.module"`."""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule of the doctor's own, by section and name. Raises RuleError if one is wrong.

    The module of a rule is imported when the rule first runs, as long as the table of the rules is right.
    """
    from pyscript_doctor.engine.rule_table import tabled_rules

    return tabled_rules(next(iter(load_pack(PACK).__path__))) or imported_rules()


def imported_rules() -> tuple[Rule, ...]:
    """The same, from their modules."""
    return _rules_of(PACK)


def rules_with(packs: Sequence[ModuleType] = ()) -> tuple[Rule, ...]:
    """Every rule of the doctor's own, of installed packs and of these.

    Raises RuleError if a rule is wrong, or if two have the same name.
    """
    names = dict.fromkeys((*installed_packs(), *(pack.__name__ for pack in packs)))
    if not names:
        return rules()
    found = list(rules())
    known = {rule.name: rule for rule in found}
    for rule in (rule for name in names for rule in _rules_of(name)):
        if rule.name in known:
            raise RuleError(f"{rule.module}: there is a rule `{rule.name}` already, in {known[rule.name].module}")
        known[rule.name] = rule
        found.append(rule)
    return tuple(found)


def load_pack(name: str) -> ModuleType:
    """The pack in a Python package of this name. Raises RuleError if there is none."""
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise RuleError(f"the rule pack `{name}` cannot be imported: {_said(error)}") from error


def installed_packs() -> tuple[str, ...]:
    """The packages that installed distributions name as packs."""
    return _installed_packs(tuple(sys.path))


@lru_cache(maxsize=1)
def _installed_packs(path: tuple[str, ...]) -> tuple[str, ...]:
    # Most often there is none, and looking for the group's name is ten times faster than importing what reads it.
    if not any(ENTRY_POINTS.encode() in content for folder in path for content in _entry_point_files(folder)):
        return ()
    from importlib.metadata import entry_points

    return tuple(sorted({point.module for point in entry_points(group=ENTRY_POINTS)}))


def _entry_point_files(folder: str) -> Iterator[bytes]:
    for place in glob.glob(os.path.join(glob.escape(folder), "*-info", "entry_points.txt")):
        with suppress(OSError):
            yield Path(place).read_bytes()


def page_text(rule: Rule) -> str:
    """The Markdown page of a rule."""
    from importlib.resources import files

    return files(rule.pack).joinpath(*rule.page.split("/")).read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def _rules_of(pack: str) -> tuple[Rule, ...]:
    package = load_pack(pack)
    if not hasattr(package, "__path__"):
        raise RuleError(f"the rule pack `{pack}` is a module; it must be a package, a folder with its rules")
    pages = PAGES if pack == PACK else str(getattr(package, "PAGES", ""))
    found = [replace(rule, pack=pack, pages=pages) for name in _module_names(package) for rule in _rules_in(name)]
    return tuple(sorted(found, key=lambda rule: (rule.section, rule.name)))


def _module_names(package: ModuleType) -> Iterator[str]:
    """The modules of a pack, and of its sections."""
    import pkgutil

    for item in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        if item.ispkg:
            section = _imported(item.name)
            yield from (each.name for each in pkgutil.iter_modules(section.__path__, f"{item.name}."))
        else:
            yield item.name


def _rules_in(name: str) -> list[Rule]:
    """The rule of a module; None if the module is shared code."""
    module = _imported(name)
    found = [value for value in vars(module).values() if isinstance(value, Rule) and value.module == name]
    verify(module, found)
    return found


def _imported(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except Exception as error:
        raise RuleError(f"{name} cannot be imported: {_said(error)}") from error


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
