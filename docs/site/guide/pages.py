"""Which file becomes which page of the documentation, and in which order readers see them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.loader import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.rule import Rule

FOLDER_OF_RULES = "rules"
SETTINGS = "settings.md"
PAGES: Mapping[str, Mapping[str, str]] = {
    "": {"Welcome": "docs/guide/index.md"},
    "Get started": {
        "For teachers": "docs/guide/teachers.md",
        "For web developers": "docs/guide/web-developers.md",
        "In hooks and in CI": "docs/ci.md",
    },
    "Guide": {
        "What runs where": "docs/guide/inspect.md",
        "See it run": "docs/guide/run.md",
        "Check a website": "docs/guide/websites.md",
    },
    "Reference": {
        "Settings": "docs/guide/settings.md",
        "Output formats": "docs/guide/output-formats.md",
        "Exit codes": "docs/guide/exit-codes.md",
        "In Python": "docs/guide/python.md",
    },
    "How the doctor knows": {
        "Where the facts come from": "docs/guide/facts.md",
        "Proof": "docs/proof.md",
        "What changed when": "docs/changes.md",
        "Planted faults": "docs/planted.md",
    },
    "Take part": {
        "Contribute": "CONTRIBUTING.md",
        "How the doctor speaks": "docs/style.md",
        "Changelog": "CHANGELOG.md",
    },
}
"""Parts of the documentation -> titles of pages -> the file of the repository that holds the text."""
RULES_TABLE = "rules/README.md"
RENAMED = {"CONTRIBUTING.md": "contribute.md", "CHANGELOG.md": "changelog.md", RULES_TABLE: "rules/index.md"}


def page_of(file: str) -> str:
    """The page that a file of the repository becomes: `docs/guide/teachers.md` is `teachers.md`."""
    return RENAMED.get(file) or file.rpartition("/")[2]


def page_of_rule(rule: Rule) -> str:
    """The page of a rule, at the address that its findings print."""
    return f"{FOLDER_OF_RULES}/{rule.name}.md"


def pages_by_file() -> dict[str, str]:
    """Every file of the repository that becomes a page, with this page."""
    named = [file for part in PAGES.values() for file in part.values()]
    return {
        **{file: page_of(file) for file in (*named, RULES_TABLE)},
        **{f"rules/{rule.page}": page_of_rule(rule) for rule in rules()},
    }


def navigation() -> list[dict[str, Any]]:
    """The menu, as MkDocs takes it. The rules come after the first steps."""
    parts: list[dict[str, Any]] = []
    for part, titles in PAGES.items():
        own = [{title: page_of(file)} for title, file in titles.items()]
        parts += [{part: own}] if part else own
        if part == "Get started":
            parts.append({"Rules": _rules()})
    return parts


def _rules() -> list[Any]:
    sections = groupby(rules(), key=lambda rule: rule.section)
    return [
        {"All rules, and the FAQ": page_of(RULES_TABLE)},
        *({section.replace("_", "-"): [{each.name: page_of_rule(each)} for each in own]} for section, own in sections),
    ]
