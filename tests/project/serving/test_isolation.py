"""Whether hosting files isolate a page for certain."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.project.serving.isolation import State
from tests.projects import page, project_of

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENER = {"key": "Cross-Origin-Opener-Policy", "value": "same-origin"}
EMBEDDER = {"key": "Cross-Origin-Embedder-Policy", "value": "require-corp"}
FOR_A_HOST = {"has": [{"type": "host", "value": "example.org"}]}


def state(*rules: Mapping[str, object]) -> State:
    """What Vercel's file says of a page with a worker."""
    settings = {"headers": [{"source": "/(.*)", **rule} for rule in rules]}
    files = {
        "index.html": page('<script type="py" worker>print(1)</script>'),
        "vercel.json": json.dumps(settings),
    }
    (runtime,) = project_of(files).runtimes
    return runtime.isolation.state


def test_both_headers_isolate() -> None:
    assert state({"headers": [OPENER, EMBEDDER]}) is State.ISOLATED


def test_one_header_does_not_isolate() -> None:
    assert state({"headers": [EMBEDDER]}) is State.NOT_ISOLATED


@pytest.mark.parametrize(("conditional", "always"), [(OPENER, EMBEDDER), (EMBEDDER, OPENER)])
def test_a_header_that_is_sent_under_a_condition_isolates_perhaps(
    conditional: dict[str, str], always: dict[str, str]
) -> None:
    rules = ({"headers": [always]}, {"headers": [conditional], **FOR_A_HOST})

    assert state(*rules) is State.PERHAPS
