"""The table of the doctor's own rules: what they say about themselves, without importing their modules.

`table.json` next to the rules lists them with the sizes of their files. It counts only while the files have these
sizes. If they do not, as while somebody writes a rule, the modules themselves are asked.
"""

from __future__ import annotations

import json
import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.finding import Effect, Finding, Severity
from pyscript_doctor.engine.rule import Rule
from pyscript_doctor.knowledge.interpreters import Interpreter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.engine.rule import Check
    from pyscript_doctor.project.project import PageReading

TABLE = "table.json"
FORMAT = 3


class DeferredCheck:
    """The function of a rule, which is imported when it is first called."""

    def __init__(self, module: str, name: str, description: str) -> None:
        self.__doc__ = description
        self.__name__ = name
        self._module = module

    def __call__(self, *arguments: Any) -> Iterator[Finding]:
        """What the function finds."""
        return self._check(*arguments)

    @cached_property
    def rule(self) -> Rule:
        """The rule that the module defines."""
        from importlib import import_module

        found: Rule = getattr(import_module(self._module), self.__name__)
        return found

    @cached_property
    def _check(self) -> Check:
        return self.rule.check


def tabled_rules(folder: str) -> tuple[Rule, ...] | None:
    """The rules that the table in a folder lists, in its order; None if it is not the table of these files."""
    try:
        with open(os.path.join(folder, TABLE), encoding="utf-8") as file:
            table = json.load(file)
        if table["format"] != FORMAT or table["files"] != sizes_of_modules(folder):
            return None
        return tuple(map(_rule, table["rules"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def table_of(rules: Iterable[Rule], folder: str) -> str:
    """The text of the table of these rules, whose modules are in a folder."""
    table = {"format": FORMAT, "files": sizes_of_modules(folder), "rules": [_record(rule) for rule in rules]}
    return json.dumps(table, indent=1, ensure_ascii=False) + "\n"


def sizes_of_modules(folder: str) -> dict[str, int]:
    """The sizes of the Python files in a folder, and in the folders in it, by their paths."""
    found: dict[str, int] = {}
    for section in _entries(folder):
        if section.name.endswith(".py"):
            found[section.name] = section.stat().st_size
        elif section.is_dir() and section.name.isidentifier():
            for module in _entries(section.path):
                if module.name.endswith(".py"):
                    found[f"{section.name}/{module.name}"] = module.stat().st_size
    return found


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as scan:
        return sorted(scan, key=lambda entry: entry.name)


def _record(rule: Rule) -> dict[str, object]:
    return {
        "name": rule.name,
        "function": rule.check.__name__,
        "description": rule.description,
        "severity": rule.severity.name,
        "effect": rule.effect.value,
        "section": rule.section,
        "subject": rule.subject,
        "wants_project": rule.wants_project,
        "faq": rule.faq,
        "guide": rule.guide,
        "default": rule.default,
        "legacy": rule.legacy,
        "interpreter": rule.interpreter.value if rule.interpreter else None,
        "mentions": rule.mentions,
        "matters": rule.matters is not None,
        "module": rule.module,
        "pack": rule.pack,
    }


def _rule(record: dict[str, Any]) -> Rule:
    check = DeferredCheck(record["module"], record["function"], record["description"])

    def matters(reading: PageReading) -> bool:
        return check.rule.matters is None or check.rule.matters(reading)

    return Rule(
        name=record["name"],
        check=check,
        severity=Severity[record["severity"]],
        effect=Effect(record["effect"]),
        section=record["section"],
        subject=record["subject"],
        wants_project=record["wants_project"],
        faq=record["faq"],
        guide=record["guide"],
        default=record["default"],
        legacy=record["legacy"],
        interpreter=Interpreter(record["interpreter"]) if record["interpreter"] else None,
        module=record["module"],
        pack=record["pack"],
        mentions=tuple(record["mentions"]),
        matters=matters if record["matters"] else None,
    )
