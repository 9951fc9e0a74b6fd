"""The JSON schema of the settings, by which an editor completes and checks a file of settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.releases import newest, releases
from pyscript_doctor.settings.keys import KEYS, SEVERITIES, Key, Kind
from pyscript_doctor.settings.settings import ALL, dashed

if TYPE_CHECKING:
    from pyscript_doctor.settings.problems import Names

DIALECT = "http://json-schema.org/draft-07/schema#"
ADDRESS = "https://raw.githubusercontent.com/pyscript/pyscript-doctor/main/pyscript_doctor/settings/schema.json"
STRING: dict[str, Any] = {"type": "string"}
STRINGS: dict[str, Any] = {"type": "array", "items": STRING}


def settings_schema(names: Names) -> dict[str, Any]:
    """The schema. names: the rules and sections that come with the doctor; packs may bring others."""
    return {
        "$schema": DIALECT,
        "$id": ADDRESS,
        "title": "pyscript-doctor.toml",
        "description": "The settings of pyscript-doctor, also in [tool.pyscript-doctor] of pyproject.toml.",
        "type": "object",
        "additionalProperties": False,
        "definitions": {
            "rule": _suggested(sorted(names.rules)),
            "name": _suggested([ALL, *sorted(map(dashed, names.sections)), *sorted(names.rules)]),
        },
        "properties": {key.name: {"description": key.meaning, **_values(key)} for key in KEYS.values()},
    }


def _suggested(values: list[str]) -> dict[str, Any]:
    """A string, of which an editor suggests these."""
    return {"anyOf": [{"enum": values}, STRING]}


def _values(key: Key) -> dict[str, Any]:
    """What a setting takes, as a schema."""
    name, rule = {"$ref": "#/definitions/name"}, "#/definitions/rule"
    by_kind: dict[Kind, dict[str, Any]] = {
        Kind.BOOLEAN: {"type": "boolean"},
        Kind.TEXT: STRING,
        Kind.FILE: STRING,
        Kind.CHOICE: {"enum": list(key.choices)},
        Kind.RELEASE: {**_suggested(_releases()), "examples": [newest().name]},
        Kind.FOLDERS: {"anyOf": [STRING, STRINGS]},
        Kind.NAMES: {"type": "array", "items": name},
        Kind.PATTERNS: STRINGS,
        Kind.NAMES_BY_PATTERN: {"type": "object", "additionalProperties": {"type": "array", "items": name}},
        Kind.SEVERITY_BY_RULE: {
            "type": "object",
            "propertyNames": {"$ref": rule},
            "additionalProperties": {"enum": list(SEVERITIES)},
        },
    }
    return by_kind[key.kind]


def _releases() -> list[str]:
    """The releases that can be named, the newest first."""
    return [release.name for release in reversed(releases()) if not release.legacy]
