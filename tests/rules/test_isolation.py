"""The early exits of the rules about isolation: which header, and which service worker, is at fault."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import pytest

from tests.projects import page, said
from tests.rules.pages import of_files
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENER = "  Cross-Origin-Opener-Policy: same-origin\n"
EMBEDDER = "  Cross-Origin-Embedder-Policy: require-corp\n"
NEEDS = '<script type="py" worker>from pyscript import document\ndocument.title = "a"</script>'
NEEDS_NOTHING = '<script type="py">print(1)</script>'
MINI_COI = (
    "/*! coi-serviceworker v0.1.7 - Guido Zuidhof and contributors, licensed under MIT */\n"
    "/*! mini-coi - Andrea Giammarchi and contributors, licensed under MIT */\n"
    "(({document:d,navigator:{serviceWorker:s}})=>{if(d){const{currentScript:c}=d;"
    "s.register(c.src,{scope:c.getAttribute('scope')||'.'})}})(self);"
)


def found(rule: str, body: str, files: Mapping[str, str], head: str = "", path: str = "index.html") -> list[str]:
    """Where and how gravely a rule flags a page with that body."""
    lines = said({path: page(body, head), **files}, select=frozenset({rule}))
    return [line.removesuffix(f" {rule}") for line in lines]


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        (OPENER, NEEDS, ["_headers:2 error"]),
        (OPENER, NEEDS_NOTHING, ["_headers:2 info"]),
        (OPENER + EMBEDDER, NEEDS, []),
        (OPENER + EMBEDDER.replace("Embedder", "Embeder"), NEEDS, []),
    ],
)
def test_a_header_alone_isolates_nothing_unless_the_other_is_misspelt(
    headers: str, body: str, expected: list[str]
) -> None:
    assert found("headers-incomplete", body, {"_headers": f"/*\n{headers}"}) == expected


@pytest.mark.parametrize(
    ("headers", "body", "head", "expected"),
    [
        (OPENER + EMBEDDER.replace("Embedder", "Embeder"), NEEDS, "", ["_headers:3 error"]),
        (OPENER + EMBEDDER.replace("Embedder", "Embeder"), NEEDS_NOTHING, "", ["_headers:3 info"]),
        (OPENER + EMBEDDER.lstrip(), NEEDS, "", ["_headers:3 warning"]),
        (OPENER + EMBEDDER.lstrip(), NEEDS_NOTHING, "", []),
        (OPENER + EMBEDDER.lstrip(), NEEDS, '<script src="./mini-coi.js"></script>', []),
    ],
)
def test_a_slip_of_a_header_matters_where_something_needs_it(
    headers: str, body: str, head: str, expected: list[str]
) -> None:
    files = {"_headers": f"/*\n{headers}", "mini-coi.js": MINI_COI}
    assert found("headers-not-sent", body, files, head) == expected


META = '<meta http-equiv="Cross-Origin-Opener-Policy" content="same-origin">'


@pytest.mark.parametrize(
    ("body", "expected"), [(NEEDS, ["index.html:4 warning"]), (NEEDS_NOTHING, ["index.html:4 info"])]
)
def test_a_header_in_a_meta_tag_is_not_sent(body: str, expected: list[str]) -> None:
    assert found("headers-not-sent", body, {}, META) == expected


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        (NEEDS, "", ["index.html:4 error"]),
        (NEEDS_NOTHING, "", ["index.html:4 info"]),
        (NEEDS, f"/*\n{OPENER}{EMBEDDER}", []),
    ],
)
def test_a_service_worker_that_fails_matters_where_nothing_else_isolates(
    body: str, headers: str, expected: list[str]
) -> None:
    files = {"js/mini-coi.js": MINI_COI, "_headers": headers}
    assert found("mini-coi-placement", body, files, '<script src="js/mini-coi.js"></script>') == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("sw.js", []),
        ("a/sw.js", []),
        ("a/b/sw.js", []),
        ("a/b/c/sw.js", ["a/b/index.html:8 error"]),
        ("ab/sw.js", ["a/b/index.html:8 error"]),
    ],
)
def test_a_service_worker_serves_its_folder_and_those_in_it(file: str, expected: list[str]) -> None:
    body = f'<script type="py" worker service-worker="{posixpath.relpath(file, "a/b")}">print(1)</script>'
    assert found("service-worker-misplaced", body, {file: ""}, path="a/b/index.html") == expected


def test_over_plain_http_a_service_worker_that_is_right_is_not_at_fault() -> None:
    files = {"index.html": page(NEEDS, '<script src="./mini-coi.js"></script>'), "mini-coi.js": MINI_COI}
    for origin in ("http://192.168.1.20", "https://example.com"):
        assert of_site("mini-coi-placement", Site(files, origin=origin)) == []


def test_only_what_needs_a_header_is_shown_beside_it_and_stops() -> None:
    for body, effect, shown, unless, fixed in (
        (NEEDS + NEEDS, "script-dies", 1, "your server sends the isolation headers too", True),
        (NEEDS_NOTHING, "action-fails", 0, "", False),
    ):
        (found,) = of_files("headers-not-sent", {"index.html": page(body, META)})
        assert (found.effect.value, len(found.finding.related)) == (effect, shown)
        assert (found.finding.unless, found.finding.fix is not None) == (unless, fixed)
        (found,) = of_files("headers-incomplete", {"index.html": page(body), "_headers": f"/*\n{OPENER}"})
        assert (found.effect.value, len(found.finding.related)) == (effect, shown)


def test_half_of_the_headers_in_a_server_matters_where_nothing_else_isolates() -> None:
    server = {".htaccess": 'Header always set Cross-Origin-Embedder-Policy "require-corp"\n', "mini-coi.js": MINI_COI}
    for body, head, expected in (
        (NEEDS, "", [".htaccess:1 warning"]),
        (NEEDS_NOTHING, "", []),
        (NEEDS, '<script src="js/mini-coi.js"></script>', []),
    ):
        assert found("headers-not-sent", body, server, head) == expected


SYNC_MAIN_ONLY = "<py-config>sync_main_only = true</py-config>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (SYNC_MAIN_ONLY + NEEDS, ["index.html:9 error"]),
        (NEEDS, []),
        (SYNC_MAIN_ONLY + NEEDS.replace(" worker", ""), []),
        (SYNC_MAIN_ONLY + NEEDS.replace(" worker", ' worker service-worker="./sw.js"'), []),
        (SYNC_MAIN_ONLY + '<script type="py" worker>print(1)</script>', []),
    ],
)
def test_sync_main_only_keeps_a_worker_from_the_page(body: str, expected: list[str]) -> None:
    assert found("worker-dom-with-sync-main-only", body, {"sw.js": ""}) == expected


@pytest.mark.parametrize(
    ("body", "headers", "head", "expected"),
    [
        (NEEDS, "", "", ["index.html:8 warning"]),
        (NEEDS_NOTHING, "", "", []),
        (NEEDS, OPENER + EMBEDDER, "", []),
        (NEEDS, OPENER, "", []),
        (NEEDS, OPENER + EMBEDDER.replace("Embedder", "Embeder"), "", []),
        (NEEDS, "", '<script src="./mini-coi.js"></script>', []),
        (NEEDS, "", '<script src="js/mini-coi.js"></script>', []),
    ],
)
def test_a_worker_is_not_isolated_and_nothing_else_names_the_cause(
    body: str, headers: str, head: str, expected: list[str]
) -> None:
    files = {"mini-coi.js": MINI_COI, "js/mini-coi.js": MINI_COI, **({"_headers": f"/*\n{headers}"} if headers else {})}
    assert found("worker-without-isolation", body, files, head) == expected
