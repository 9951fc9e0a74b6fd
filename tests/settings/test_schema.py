"""The JSON schema of the settings, which editors read."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import tomli

from pyscript_doctor.settings.keys import KEYS
from pyscript_doctor.settings.problems import problems_of
from tests.settings_schema import SCHEMA, schema

README = Path(__file__).parents[2] / "README.md"


@pytest.fixture(scope="module")
def validator() -> Any:
    read = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(read)
    return jsonschema.Draft7Validator(read)


def test_it_is_what_the_code_says() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), "run `python -m tests.settings_schema`"


def test_it_comes_with_the_package() -> None:
    assert (files("pyscript_doctor.settings") / "schema.json").is_file()


def test_every_setting_is_described(validator: Any) -> None:
    assert set(validator.schema["properties"]) == set(KEYS)
    assert all(each["description"] for each in validator.schema["properties"].values())


GOOD = [
    'select = ["ALL"]\nextend-select = ["main-thread"]\nignore = ["rule-of-a-pack"]',
    'exclude = ["old/"]\nextend-exclude = []\n[per-file-ignores]\n"lessons/*" = ["blocking-sleep"]',
    'fail-level = "info"\nstrict = true\ninclude-fences = false\nonline = true\nrequired-version = ">=0.1"',
    'hosting = "netlify"\nrelease = "2026.7.3"\nweb-root = "."\nbundler = "none"\nbaseline = ""',
    'web-root = ["."]\n[severity]\nblocking-sleep = "info"',
]
BAD = [
    'hostin = "netlify"',
    'hosting = "netlfy"',
    "release = 2026",
    'bundler = "webpack"',
    "web-root = [1]",
    'strict = "yes"',
    'select = "ALL"',
    'fail-level = "fatal"',
    '[severity]\nblocking-sleep = "fatal"',
    'per-file-ignores = ["a"]',
]


@pytest.mark.parametrize("settings", GOOD)
def test_it_takes_what_the_doctor_takes(validator: Any, settings: str) -> None:
    table = tomli.loads(settings)
    assert list(problems_of(table, None, README.parent)) == []
    assert list(validator.iter_errors(table)) == []


@pytest.mark.parametrize("settings", BAD)
def test_it_refuses_what_the_doctor_refuses(validator: Any, settings: str) -> None:
    table = tomli.loads(settings)
    assert list(problems_of(table, None, README.parent)) != []
    assert list(validator.iter_errors(table)) != []


def test_the_readme_names_its_address(validator: Any) -> None:
    assert f"#:schema {validator.schema['$id']}" in README.read_text(encoding="utf-8")
