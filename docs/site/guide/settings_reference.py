"""The settings, one by one, from their JSON schema."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from docs.site.guide.links import ROOT
from pyscript_doctor.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = ROOT / "pyscript_doctor" / "settings" / "schema.json"
MOST_VALUES = 8
REFERENCES = {"#/definitions/name": "the name of a rule or a section, or `ALL`", "#/definitions/rule": "a rule"}


def settings_reference() -> str:
    """A heading for each setting: what it does, what it takes, and what it is if nobody sets it."""
    properties: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]
    return "\n".join(line for name, described in properties.items() for line in _setting(name, described))


def _setting(name: str, described: dict[str, Any]) -> Iterator[str]:
    yield f"### {name}"
    yield ""
    yield described["description"]
    yield ""
    yield f"- It takes {_values(described)}."
    if default := _default(name):
        yield f"- Default: {default}."
    for example in described.get("examples", ()):
        yield f"- Example: `{name} = {json.dumps(example)}`"
    yield ""


def _values(schema: dict[str, Any]) -> str:
    """What a value can be, in words."""
    if "$ref" in schema:
        return REFERENCES[schema["$ref"]]
    if "anyOf" in schema:
        kinds = [_values(each) for each in schema["anyOf"]]
        return kinds[0] if kinds[1] == "a string" and "enum" in schema["anyOf"][0] else " or ".join(kinds)
    if "enum" in schema:
        return _one_of(schema["enum"])
    if schema["type"] == "array":
        return f"a list; each entry is {_values(schema['items'])}"
    if schema["type"] == "object":
        keys = REFERENCES[schema["propertyNames"]["$ref"]] if "propertyNames" in schema else "a pattern of paths"
        return f"a table: on the left {keys}, on the right {_values(schema['additionalProperties'])}"
    return {"boolean": "`true` or `false`", "string": "a string"}[schema["type"]]


def _one_of(values: list[str]) -> str:
    shown = [f'`"{value}"`' for value in values[:MOST_VALUES]]
    if len(values) > MOST_VALUES:
        return f"{', '.join(shown)}, or one of {len(values) - MOST_VALUES} others"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def _default(name: str) -> str:
    """What the setting is if nobody sets it, "" where nothing is set then."""
    value = getattr(Settings(), name.replace("-", "_"), None)
    label = getattr(value, "label", None)
    if isinstance(label, str):
        return f'`"{label}"`'
    return f"`{json.dumps(value)}`" if isinstance(value, (bool, str)) and value != "" else ""
