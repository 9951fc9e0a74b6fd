"""The doctor says of workers, service workers and redirects what Chromium makes of the same servers."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.client import Answer
from pyscript_doctor.live_site.site import Access
from pyscript_doctor.project.serving.cross_origin import ALLOWED_ORIGIN, refusal_in
from tests.live_site.servers import Reply, serving
from tests.live_site.test_server_faults import diagnostics
from tests.projects import page

if TYPE_CHECKING:
    from tests.browser.page import Chromium
    from tests.live_site.servers import WebServer

OPENER, EMBEDDER = "cross-origin-opener-policy", "cross-origin-embedder-policy"
JAVASCRIPT = {"content-type": "text/javascript"}

# Each answer on the way: whose server sends it, and which origin it allows ("own" for that of the page).
CHAINS: list[list[tuple[str, str]]] = [
    [("own", "")],
    [("other", "")],
    [("other", "*")],
    [("other", "own")],
    [("other", "null")],
    [("other", "https://a.example")],
    [("own", ""), ("other", "")],
    [("own", ""), ("other", "own")],
    [("other", ""), ("other", "*")],
    [("other", "*"), ("other", "*")],
    [("other", "own"), ("other", "own")],
    [("other", "own"), ("third", "own")],
    [("other", "own"), ("third", "null")],
    [("other", "*"), ("third", "*")],
    [("other", "*"), ("own", "")],
    [("other", "*"), ("own", "null")],
    [("own", ""), ("other", "*"), ("own", "")],
    [("own", ""), ("own", ""), ("other", "*")],
]


def address(server: WebServer, name: str, path: str = "") -> str:
    """Only the page's server is called `localhost`, so it is another origin than the rest."""
    return server.url(path, host="localhost" if name == "own" else "127.0.0.1")


@pytest.mark.browser
@pytest.mark.parametrize("answers", CHAINS, ids=str)
def test_a_page_gets_a_file_where_the_doctor_says_so(browser: Chromium, answers: list[tuple[str, str]]) -> None:
    replies: dict[str, dict[str, Reply | str]] = {name: {} for name in ("own", "other", "third")}
    replies["own"][""] = Reply("<!doctype html>")
    with contextlib.ExitStack() as running, browser.tab() as tab:
        servers = {name: running.enter_context(serving(each)) for name, each in replies.items()}
        origin = address(servers["own"], "own").rstrip("/")
        for number, (name, allowed) in enumerate(answers):
            headers = {ALLOWED_ORIGIN: origin if allowed == "own" else allowed} if allowed else {}
            last = number == len(answers) - 1
            following = answers[min(number + 1, len(answers) - 1)][0]
            to = {"location": address(servers[following], following, str(number + 1))}
            replies[name][str(number)] = Reply("here", headers=headers) if last else Reply("", 302, {**headers, **to})
        first = address(servers[answers[0][0]], answers[0][0], "0")
        tab.goto(address(servers["own"], "own"))
        given = tab.evaluate("url => fetch(url).then((response) => response.text(), () => null)", first)
        asked = {each.path: each.headers.get("origin") for server in servers.values() for each in server.asked}
        named = frozenset(server_of(address(server, name)) for name, server in servers.items())
        (answer,) = Access(named).get_all([first], origin).values()
        told = {each.path: each.headers.get("origin") for server in servers.values() for each in server.asked}
    assert isinstance(answer, Answer)
    assert (refusal_in(answer.response, origin) is None) is (given == "here")
    assert {path: told[path] for path in asked if path.isdigit()} == {
        path: value for path, value in asked.items() if path.isdigit()
    }


@pytest.mark.browser
@pytest.mark.parametrize(
    ("opener", "policy", "sent"),
    [
        ("", "", ""),
        ("", "require-corp", ""),
        ("same-origin", "require-corp", ""),
        ("same-origin", "require-corp", "unsafe-none"),
        ("same-origin", "require-corp", "Require-Corp"),
        ("same-origin", "require-corp", "credentialless"),
        ("same-origin", "credentialless", ""),
        ("same-origin", "credentialless", "require-corp"),
    ],
)
def test_a_worker_starts_where_the_doctor_says_so(browser: Chromium, opener: str, policy: str, sent: str) -> None:
    headers = {name: value for name, value in ((OPENER, opener), (EMBEDDER, policy)) if value}
    script = Reply("postMessage(1)", headers={**JAVASCRIPT, **({EMBEDDER: sent} if sent else {})})
    start = "new Worker('worker.js')"
    shown = Reply(page(f'<script type="py">1</script><script>const x = {start}</script>'), headers=headers)
    replies: dict[str, Reply | str] = {
        "": shown, "plain.html": Reply("<!doctype html>", headers=headers), "worker.js": script,
    }  # fmt: skip
    with serving(replies) as server, browser.tab() as tab:
        tab.goto(server.url("plain.html"))
        heard = "{ onmessage: () => done(true), onerror: () => done(false) }"
        works = tab.evaluate(f"new Promise((done) => Object.assign({start}, {heard}))")
        rules = [each.rule.name for each in diagnostics(server)]
    assert ("worker-script-without-coep" in rules) is not works


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "script", "scope", "allowed"),
    [
        ("", "js/sw.js", "/", ""),
        ("", "js/sw.js", "/", "/"),
        ("", "js/sw.js", "/", "/js/"),
        ("", "js/sw.js", "/", "../"),
        ("", "js/sw.js", "./", ""),
        ("", "js/sw.js", "./js", ""),
        ("", "js/sw.js", "./js/", ""),
        ("", "js/sw.js", "js/lessons/", ""),
        ("", "sw.js", "lessons", ""),
        ("app/", "sw.js", "/", ""),
        ("app/", "/sw.js", "/", ""),
        ("app/", "../sw.js", "./", ""),
        ("app/", "js/sw.js", "/app/", "/"),
        ("app/", "js/sw.js", "/app/", ""),
    ],
)
def test_a_service_worker_is_registered_where_the_doctor_says_so(
    browser: Chromium, path: str, script: str, scope: str, allowed: str
) -> None:
    start = f"navigator.serviceWorker.register('{script}', {{ scope: '{scope}' }})"
    headers = {**JAVASCRIPT, **({"service-worker-allowed": allowed} if allowed else {})}
    place = script.removeprefix("../").removeprefix("/") if script.startswith(("/", "..")) else f"{path}{script}"
    replies: dict[str, Reply | str] = {
        path: page(f'<script type="py">1</script><script>{start}</script>'),
        f"{path}plain.html": "<!doctype html>",
        place: Reply("", headers=headers),
    }
    with serving(replies) as server, browser.tab() as tab:
        tab.goto(server.url(f"{path}plain.html"))
        works = tab.evaluate(f"{start}.then(() => true, () => false)")
        rules = [each.rule.name for each in diagnostics(server, path)]
    assert ("service-worker-refused" in rules) is not works
