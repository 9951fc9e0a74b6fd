"""The flagged examples of the rules' pages, for one click in the playground."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyscript_doctor.engine.loader import page_text, rules
from tests.rule_pages import examples as examples_on

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.rule_pages import Example


def write_examples(path: Path) -> None:
    """Write what each rule flags: `[{"rule", "title", "files"}]`."""
    path.write_text(json.dumps(list(examples()), ensure_ascii=False), encoding="utf-8")


def examples() -> list[dict[str, Any]]:
    """Every flagged example, in the order of the rules."""
    return [
        {"rule": rule.name, "title": example.title, "files": dict(files_to_open(example))}
        for rule in rules()
        for example in examples_on(page_text(rule))
        if example.flagged
    ]


def files_to_open(example: Example) -> Mapping[str, str]:
    """The files of an example, on a release that it holds for."""
    return example.files_for(example.until) if example.until else example.files
