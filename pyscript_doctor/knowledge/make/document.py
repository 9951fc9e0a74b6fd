"""Reading lists that are kept by hand, and writing data files: one entry a line, so a refresh can be reviewed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyscript_doctor.knowledge import KNOWLEDGE_DATE

FOLDER = Path(__file__).parent.parent


def write(name: str, source: str, content: Mapping[str, Any]) -> None:
    """Write `name`.json: where the facts come from, their date, and the content."""
    entries = [
        f"{_compact(key)}: {_value(value)}"
        for key, value in {"source": source, "date": KNOWLEDGE_DATE, **content}.items()
    ]
    (FOLDER / f"{name}.json").write_text("{\n" + ",\n".join(entries) + "\n}\n", encoding="utf-8")


def listed(name: str) -> list[str]:
    """The words of `name`.txt, a list that is kept by hand, behind what its top says about it."""
    _, _, words = (Path(__file__).parent / f"{name}.txt").read_text("utf-8").partition("\n\n")
    return words.split()


def _value(value: Any) -> str:
    if isinstance(value, Mapping) and value:
        return "{\n" + ",\n".join(f"{_compact(key)}: {_compact(item)}" for key, item in value.items()) + "\n}"
    if isinstance(value, list) and value and not isinstance(value[0], str):
        return "[\n" + ",\n".join(_compact(item) for item in value) + "\n]"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
