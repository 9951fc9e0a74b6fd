"""Addresses of PyScript in the components of a framework."""

from __future__ import annotations

import pytest

from pyscript_doctor import Session
from pyscript_doctor.queries.component_files import CoreAddress, core_addresses_in_components
from tests.projects import page, told
from tests.rules.sites import Site

CORE = "https://pyscript.net/releases/2024.1.1/core.js"


def addresses(text: str, path: str = "src/App.vue") -> list[CoreAddress]:
    return told({path: text}, lambda project: [*core_addresses_in_components(project)])


@pytest.mark.parametrize("path", ["App.vue", "App.svelte", "src/index.astro", "App.jsx", "App.TSX"])
def test_an_address_in_a_component(path: str) -> None:
    (found,) = addresses(f'<script type="module" src="{CORE}"></script>', path)
    assert (found.url, found.plain_tag) == (CORE, None)
    assert addresses(f'<script type="module" src="{CORE}"></script>', f"{path}.txt") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f'import("{CORE}")', 1),
        (f"load('{CORE}', `{CORE.replace('.js', '.css')}`)", 2),
        (f"see {CORE} for more", 0),
        (f'// import("{CORE}")', 0),
        (f'  # import("{CORE}")', 0),
        (f'/* import("{CORE}") */', 0),
        (f'/* one */ import("{CORE}")', 1),
        (f'<!-- <script src="{CORE}"></script> -->', 0),
        (f'<!-- one --><p/>\n<script src="{CORE}"></script>', 1),
        (f'glob("pages/*.js"); import("{CORE}")', 1),
        (f'<!-- /* --> import("{CORE}") /* */', 1),
        (f'/* <!-- */ import("{CORE}") <!-- -->', 1),
        (f'/* <!-- import("{CORE}") */', 0),
        (f'*/ import("{CORE}")', 1),
    ],
)
def test_only_what_is_written_out_and_no_comment_counts(text: str, count: int) -> None:
    assert len(addresses(text)) == count


def test_files_of_other_kinds_are_not_read() -> None:
    files = {"App.vue": "<template></template>", "notes.txt": f'import("{CORE}")'}
    assert told(files, lambda project: [*core_addresses_in_components(project)]) == []


def test_a_live_site_has_no_components() -> None:
    session = Session(Site({"index.html": page("<p>pyscript.net</p>")}))
    assert session.ask(lambda project: [*core_addresses_in_components(project)]) == []


def test_a_script_tag_without_its_type_is_named() -> None:
    text = f'<p/><script src="{CORE}"></script>'
    (found,) = addresses(text)
    assert found.plain_tag is not None
    assert text[found.plain_tag.start : found.plain_tag.end] == "<script"
