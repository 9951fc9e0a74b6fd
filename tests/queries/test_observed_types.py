"""Which types of files browsers take for JavaScript and WebAssembly."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.observed_types import is_javascript, is_webassembly, media_type_of, module_scripts, sent_as
from pyscript_doctor.sources.snapshot import Response
from tests.projects import page, project_of


def sent(*types: str) -> Response:
    return Response("https://example.com/a", 200, tuple(("Content-Type", each) for each in types))


@pytest.mark.parametrize(
    ("types", "media_type", "javascript", "webassembly"),
    [
        (["text/javascript"], "text/javascript", True, False),
        (["text/javascript; charset=utf-8"], "text/javascript", True, False),
        (["Application/JavaScript"], "application/javascript", True, False),
        (["text/javascript1.5"], "text/javascript1.5", True, False),
        (["text/javascript1.6"], "text/javascript1.6", False, False),
        (["application/x-javascript"], "application/x-javascript", True, False),
        (["application/livescript"], "application/livescript", False, False),
        (["text/plain"], "text/plain", False, False),
        (["text/plain", "text/javascript"], "text/javascript", True, False),
        (["application/wasm"], "application/wasm", False, True),
        (["application/wasm; charset=utf-8"], "application/wasm", False, False),
        ([" APPLICATION/WASM "], "application/wasm", False, True),
        ([], "", False, False),
    ],
)
def test_what_a_browser_takes_a_file_for(
    types: list[str], media_type: str, javascript: bool, webassembly: bool
) -> None:
    response = sent(*types)
    assert media_type_of(response) == media_type
    assert is_javascript(response) is javascript
    assert is_webassembly(response) is webassembly


def test_what_a_server_sends_in_a_sentence() -> None:
    assert sent_as("text/plain") == "as `text/plain`"
    assert sent_as("") == "without a `Content-Type`"


@pytest.mark.parametrize(
    ("tag", "urls"),
    [
        ('<script type="module" src="own.js">', ["own.js"]),
        ('<script type=" MODULE " src="own.js">', ["own.js"]),
        ('<script src="own.js">', []),
        ('<script type="module">', []),
        ('<script type="py" src="own.py">', []),
    ],
)
def test_the_files_that_a_page_loads_as_modules(tag: str, urls: list[str]) -> None:
    (found,) = project_of({"index.html": page(f"{tag}</script>")}).pages
    assert [each.url for each in module_scripts(found) if "core.js" not in each.url] == urls
