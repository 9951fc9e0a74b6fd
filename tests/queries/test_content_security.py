"""What a Content-Security-Policy allows."""

from __future__ import annotations

import json

import pytest

from pyscript_doctor import Session
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.queries.content_security import Policy, policies
from tests.projects import project_of
from tests.rules.sites import Site

CORE = "https://pyscript.net/releases/2026.7.3/core.js"
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
PAGE = f'<!doctype html>{{}}<script type="module" src="{CORE}"></script><script type="mpy">print(1)</script>'


def policy(value: str) -> Policy:
    return Policy(Text.whole("index.html", value))


def stated(files: dict[str, str]) -> list[str]:
    """The policies of a project's one page."""
    project = project_of(files)
    return [each.text.value for each in policies(project.pages[0], project.reader)]


@pytest.mark.parametrize(
    ("sources", "allowed"),
    [
        ("https://pyscript.net", True),
        ("pyscript.net", True),
        ("http://pyscript.net", True),
        ("*.pyscript.net", False),
        ("*.net", True),
        ("script.net", False),
        ("http:", True),
        ("wss:", False),
        ("wss://pyscript.net", False),
        ("ftp://pyscript.net", False),
        ("https:", True),
        ("*", True),
        ("https://pyscript.net/releases/", True),
        ("https://pyscript.net/releases", False),
        ("https://pyscript.net/latest/ https://cdn.jsdelivr.net", False),
        ("'self'", False),
        ("'none'", False),
        ("", False),
        ("'nonce-abc'", True),
        ("'strict-dynamic'", True),
    ],
)
def test_a_source_allows_the_urls_that_it_matches(sources: str, allowed: bool) -> None:
    assert policy(f"script-src {sources}").allows("script-src-elem", CORE) is allowed


def test_a_star_stands_for_hosts_and_not_for_blobs() -> None:
    assert not policy("worker-src *").allows("worker-src", "blob:")
    assert not policy("worker-src http: https:").allows("worker-src", "blob:")
    assert policy("worker-src blob:").allows("worker-src", "blob:")


def test_what_is_no_url_is_none_of_the_policys() -> None:
    assert policy("script-src https://pyscript.net").allows("script-src-elem", "https://[core.js")


def test_the_nearest_directive_decides() -> None:
    both = policy("default-src 'none'; script-src https://pyscript.net; script-src *")
    assert both.allows("script-src-elem", CORE)
    assert not both.allows("connect-src", CORE)
    assert not both.allows("worker-src", "blob:")


def test_what_no_directive_names_is_allowed() -> None:
    assert policy("frame-ancestors 'self'").allows("script-src-elem", CORE)
    assert policy("frame-ancestors 'self'").allows_keyword("script-src", "'unsafe-eval'")


def test_policies_lie_in_the_page_and_in_hosting_files() -> None:
    headers = "/*\n  Content-Security-Policy: script-src *\n/other\n  Content-Security-Policy: img-src *\n"
    files = {"index.html": PAGE.format(META.format("default-src *")), "_headers": headers}
    assert stated(files) == ["default-src *", "script-src *"]


def test_other_headers_and_several_policies_in_one_header_are_left_out() -> None:
    headers = "/*\n  X-Frame-Options: DENY\n  Content-Security-Policy: script-src *, img-src *\n"
    assert stated({"index.html": PAGE.format(""), "_headers": headers}) == []


def test_a_policy_that_is_sent_under_a_condition_is_left_out() -> None:
    rule = {"source": "/(.*)", "headers": [{"key": "Content-Security-Policy", "value": "img-src *"}]}
    page = PAGE.format("")
    assert stated({"index.html": page, "vercel.json": json.dumps({"headers": [rule]})}) == ["img-src *"]
    rule["has"] = [{"type": "host", "value": "shop.example"}]
    assert stated({"index.html": page, "vercel.json": json.dumps({"headers": [rule]})}) == []


def test_a_server_that_sends_headers_may_send_several_policies_in_one() -> None:
    html = PAGE.format("")
    sent = {"Content-Security-Policy": "script-src *,img-src *", "X-Frame-Options": "DENY"}
    for text, place in ((html, CORE), (html.replace("core.js", "main.js"), "")):
        site = Site({"index.html": text}, {"index.html": sent})
        found = Session(site).ask(lambda project: list(policies(project.pages[0], project.reader)))
        assert [each.text.value for each in found] == ["script-src *", "img-src *"]
        assert [text[each.place.start : each.place.end] for each in found] == [place, place]
        assert place or [each.place.start for each in found] == [0, 0]


def test_a_policy_of_a_file_is_where_it_is_written() -> None:
    files = {"index.html": PAGE.format(META.format("default-src *"))}
    (found,) = policies(project_of(files).pages[0], project_of(files).reader)
    assert files["index.html"][found.place.start : found.place.end] == "default-src *"


def test_a_policy_that_only_reports_or_that_a_template_writes_is_none() -> None:
    reporting = '<meta http-equiv="Content-Security-Policy-Report-Only" content="default-src *">'
    assert stated({"index.html": PAGE.format(reporting)}) == []
    assert stated({"index.html": PAGE.format(META.format("{{ policy }}"))}) == []
