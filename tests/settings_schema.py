"""Write the JSON schema of the settings: `python -m tests.settings_schema`."""

from __future__ import annotations

import json
from pathlib import Path

from pyscript_doctor.engine.loader import rules
from pyscript_doctor.settings.problems import Names
from pyscript_doctor.settings.schema import settings_schema

SCHEMA = Path(__file__).parents[1] / "pyscript_doctor" / "settings" / "schema.json"


def schema() -> str:
    """The text of the schema's file."""
    names = Names(frozenset(rule.name for rule in rules()), frozenset(rule.section for rule in rules()))
    return json.dumps(settings_schema(names), indent=2) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
