"""What the tests compare of a parsed document: its values as plain data, as JSON could hold them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyscript_doctor.parsers.config.values import Array, Leaf, Node, Reading

REFERENCE = Path(__file__).parent / "config_reference"


def reference(name: str) -> dict[str, dict[str, Any]]:
    documents: dict[str, dict[str, Any]] = json.loads((REFERENCE / name).read_text(encoding="utf-8"))
    return documents


def plain(node: Node) -> Any:
    if isinstance(node, Leaf):
        return comparable(node.value)
    if isinstance(node, Array):
        return [plain(item) for item in node.items]
    return {entry.name: plain(entry.value) for entry in node}


def comparable(value: Any) -> Any:
    """Numbers as floats, for JavaScript has no other."""
    if isinstance(value, dict):
        if set(value) == {"$number"}:
            return float(value["$number"].replace("Infinity", "inf"))
        return {key: comparable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [comparable(inner) for inner in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def outcome(reading: Reading) -> dict[str, Any]:
    if reading.table is None:
        assert reading.refusal is not None
        return {"error": reading.refusal.message}
    return {"value": plain(reading.table)}
