"""What needs a cross-origin isolated page, and which header keeps a page from being one."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.isolation_needs import incomplete_headers, isolation_need
from tests.projects import page, project_of

REACHES, REACHES_NOT = "from pyscript import document\ndocument.title = 'Tea'", "print('Tea')"
SYNC = "<py-config>sync_main_only = true</py-config>"
EVERY, TERMINAL, USE = "every worker of this release", "a terminal in a worker", "reaches `document`"


def need(source: str, attributes: str = " worker", release: str = "2026.7.3", config: str = "") -> str:
    html = page(f'{config}<script type="py"{attributes}>\n{source}\n</script>', release=release)
    (runtime,) = project_of({"index.html": html}).runtimes
    found = isolation_need(runtime)
    return found.reason if found else ""


@pytest.mark.parametrize(
    ("source", "attributes", "release", "config", "reason"),
    [
        (REACHES, " worker", "2026.7.3", "", USE),
        (REACHES_NOT, " worker", "2026.7.3", "", ""),
        (REACHES_NOT, " worker terminal", "2026.7.3", "", TERMINAL),
        (REACHES_NOT, " terminal", "2026.7.3", "", ""),
        (REACHES, "", "2026.7.3", "", ""),
        (REACHES, "", "2024.1.1", "", ""),
        (REACHES, ' worker service-worker="./sw.js"', "2026.7.3", "", ""),
        (REACHES, " worker", "2026.7.3", SYNC, ""),
        (REACHES_NOT, " worker", "2024.7.1", "", EVERY),
        (REACHES_NOT, " worker", "2024.7.1", SYNC, ""),
        (REACHES_NOT, " worker", "2024.1.1", SYNC, EVERY),
    ],
)
def test_what_needs_it(source: str, attributes: str, release: str, config: str, reason: str) -> None:
    found = need(source, attributes, release, config)
    assert reason in found
    assert bool(found) is bool(reason)


OPENER, EMBEDDER = "  Cross-Origin-Opener-Policy: {}\n", "  Cross-Origin-Embedder-Policy: {}\n"


@pytest.mark.parametrize(
    ("headers", "what", "meant"),
    [
        (OPENER.format("same-origin"), "no `Cross-Origin-Embedder-Policy`", ""),
        (EMBEDDER.format("require-corp"), "no `Cross-Origin-Opener-Policy`", ""),
        (OPENER.format("same-origin") + EMBEDDER.format("requirecorp"), "`Cross-Origin-Embedder-P", "require-corp"),
        (OPENER.format("same-orgin") + EMBEDDER.format("require-corp"), "`Cross-Origin-Opener-Pol", "same-origin"),
        (OPENER.format("no") + EMBEDDER.format("require-corp"), "`Cross-Origin-Opener-Policy: no`", ""),
        (OPENER.format("same-origin") + EMBEDDER.format("require-corp"), "", ""),
        ("  X-Other: 1\n", "", ""),
    ],
)
def test_which_header_keeps_a_page_from_it(headers: str, what: str, meant: str) -> None:
    project = project_of({"index.html": page(""), "_headers": f"/*\n{headers}"})
    found = [*incomplete_headers(project.isolation_of(project.pages[0]))]
    assert [each.what.startswith(what) for each in found] == [True] * bool(what)
    assert [each.meant for each in found] == [meant] * bool(what)


@pytest.mark.parametrize(("condition", "count"), [("", 1), ('"has": [{"type": "host", "value": "a.example"}],', 0)])
def test_a_header_that_is_sent_to_some_only_is_not_certain(condition: str, count: int) -> None:
    header = '{"key": "Cross-Origin-Opener-Policy", "value": "same-origin"}'
    host = f'{{"headers": [{{"source": "/(.*)", {condition} "headers": [{header}]}}]}}'
    project = project_of({"index.html": page(""), "vercel.json": host})
    assert len([*incomplete_headers(project.isolation_of(project.pages[0]))]) == count
