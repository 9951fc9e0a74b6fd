"""What is said of files on servers that do not let a page have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.sources.snapshot import Response
from tests.projects import page
from tests.rules.other_servers import SITE, answer, said_of_servers
from tests.rules.package_lists import listing, told_of

if TYPE_CHECKING:
    from pyscript_doctor.live_site.client import Answer

RULE = "wheel-without-cors"
URL = "https://files.example/own-1.0-py3-none-any.whl"
CLOSED: dict[str, str] = {}


def said(reply: Answer | None, live: bool = False) -> list[str]:
    """What is said of a wheel."""
    html = page('<script type="py">print(1)</script>', listing(URL))
    found = said_of_servers(RULE, {"index.html": html}, {URL: reply} if reply else {}, live=live)
    return [each.finding.message for each in found]


@pytest.mark.parametrize(
    ("reply", "label"),
    [
        (None, ""),
        (answer(URL), ""),
        (answer(URL, status=404), "status 404"),
        (answer(URL, status=400), "status 400"),
        (answer(URL, status=503), "status 503"),
        (answer(URL, "<!doctype html>"), "an HTML page"),
        (answer(URL, headers=CLOSED), "no CORS headers"),
        (answer(URL, headers={"access-control-allow-origin": "https://other.example"}), "no CORS headers"),
    ],
)
@pytest.mark.parametrize("live", [True, False])
def test_a_server_must_give_it_out_and_allow_that_a_page_has_it(reply: Answer | None, label: str, live: bool) -> None:
    html = page('<script type="py">print(1)</script>', listing(URL))
    found = said_of_servers(RULE, {"index.html": html}, {URL: reply} if reply else {}, live=live)
    depends = label == "no CORS headers" and not live
    unless = "your site is on `files.example` too, or is known there by name" if depends else ""
    severity = "warning" if depends else "error"
    told = [(each.severity.label, each.finding.label, each.finding.unless) for each in found]
    assert told == [(severity, label, unless)] * bool(label)


BACK = Response(URL, 302, (("location", "https://cdn.example/x.whl"),))
SHARED_BACK = BACK._replace(headers=(*BACK.headers, ("access-control-allow-origin", "*")))
CDN = "https://cdn.example/x.whl"
NO_HEADER = "has no `Access-Control-Allow-Origin`"


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (answer(CDN, by=[SHARED_BACK]), ""),
        (answer(CDN, by=[BACK]), f"`files.example` does not allow {{}} to fetch this: its redirect {NO_HEADER}"),
        (
            answer(CDN, headers=CLOSED, by=[SHARED_BACK]),
            f"`cdn.example`, to which this is redirected, does not allow {{}} to fetch this: its answer {NO_HEADER}",
        ),
        (
            answer(URL, headers=CLOSED),
            f"`files.example` does not allow {{}} to fetch this: its answer {NO_HEADER}",
        ),
    ],
)
@pytest.mark.parametrize(("live", "site"), [(True, "your site"), (False, "other sites")])
def test_the_server_on_the_way_that_does_not_allow_it_is_named(
    reply: Answer, message: str, live: bool, site: str
) -> None:
    told, wanted = said(reply, live), message.format(site)
    assert [each[: len(wanted)] for each in told] == [wanted] * bool(message)


@pytest.mark.parametrize(("tag", "effect"), [("py", "SCRIPT_DIES"), ("", "PAGE_BLANK")])
def test_a_missing_script_stops_itself_and_a_missing_file_the_page(tag: str, effect: str) -> None:
    url = "https://files.example/own.py"
    body = f'<script type="py" src="{url}"></script>' if tag else '<script type="py">print(1)</script>'
    head = "" if tag else f'<py-config>[files]\n"{url}" = ""</py-config>'
    (found,) = said_of_servers(RULE, {"index.html": page(body, head)}, {url: answer(url, headers=CLOSED)})
    assert found.effect.name == effect


def test_an_answer_of_the_site_itself_may_come_from_another_server() -> None:
    files = {"index.html": page('<script type="py" src="own.py"></script>'), "own.py": "print(1)"}
    way = Response(f"{SITE}/own.py", 302, (("location", CDN),))
    assert said_of_servers(RULE, files, {}, live=True) == []
    for headers, flagged in (({"access-control-allow-origin": "*"}, False), (CLOSED, True)):
        replies = {f"{SITE}/own.py": answer(CDN, "print(1)", headers=headers, by=[way])}
        assert bool(said_of_servers(RULE, files, replies, live=True)) is flagged


GITHUB = "https://github.com/me/own/raw/main/own-1.0-py3-none-any.whl"
OPEN = "https://cdn.jsdelivr.net/gh/me/own@main/own-1.0-py3-none-any.whl"


@pytest.mark.parametrize(
    ("entry", "fix"),
    [
        (GITHUB, f"Load it from `{OPEN}`"),
        (f"own @ {GITHUB.removesuffix('-none-any.whl')}", ""),  # the entry says more than the address
        ("https://example.org/own-1.0-py3-none-any.whl", None),
        ("numpy", None),
    ],
)
def test_a_host_that_is_known_not_to_allow_it_has_another_address_for_it(entry: str, fix: str | None) -> None:
    found = told_of(RULE, "https://example.org/a-1.0-py3-none-any.whl", entry)
    assert [each.severity.label for each in found] == ["warning"] * (fix is not None)
    assert [each.finding.fix.title if each.finding.fix else "" for each in found] == [fix] * (fix is not None)


def test_the_entry_that_is_flagged_is_the_one_that_is_fixed() -> None:
    found = told_of(RULE, GITHUB, GITHUB)
    fixed = [each.finding.fix.edits[0].start for each in found if each.finding.fix]
    assert fixed == [each.finding.span.start for each in found]


@pytest.mark.parametrize("entry", ["github: me/own", "what is https://github.com/me/own/raw/main/own.py"])
def test_what_is_no_address_is_not_fetched(entry: str) -> None:
    assert told_of(RULE, entry) == []
