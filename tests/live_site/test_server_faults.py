"""What only a server can tell: what it sends instead of files, and which headers it sends or leaves out."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.live_site.addresses import server_of
from pyscript_doctor.live_site.opening import open_sites
from pyscript_doctor.live_site.site import Access
from tests.live_site.servers import Reply, serving
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.engine.finding import Diagnostic
    from tests.live_site.servers import WebServer

ISOLATING = {"cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp"}
HTML = Reply("<!doctype html><title>Welcome</title>", headers={"content-type": "text/html"})
SCRIPT = page('<script type="py" src="main.py" config="pyscript.toml"></script>')


def diagnostics(server: WebServer, path: str = "", host: str = "127.0.0.1") -> tuple[Diagnostic, ...]:
    """What the doctor says of a page of a server."""
    url = server.url(path, host)
    (site,) = open_sites([url], Access(frozenset({server_of(url)}))).sites
    return Session(site).check().diagnostics


def said(server: WebServer, path: str = "", host: str = "127.0.0.1") -> list[str]:
    return [
        f"{each.severity.label} {each.rule.name}: {each.finding.message}" for each in diagnostics(server, path, host)
    ]


@pytest.fixture
def all_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers of this machine stand for some of the internet."""
    monkeypatch.setattr("pyscript_doctor.live_site.addresses.is_public", lambda address: True)


@pytest.mark.parametrize("status", [401, 403, 500, 503])
def test_a_file_that_is_refused(status: int) -> None:
    replies: Mapping[str, Reply | str] = {"": SCRIPT, "main.py": Reply("no", status), "pyscript.toml": ""}
    with serving(replies) as server:
        (found,) = diagnostics(server)
    assert found.rule.name == "missing-local-file"
    assert f"`main.py` is not given out: the server answers with status {status}" in found.finding.message
    assert found.finding.console == f"(PY0{status}): Fetching from URL main.py failed with error {status}"


@pytest.mark.parametrize("path", ["main.py", "pyscript.toml"])
def test_a_page_instead_of_a_file(path: str) -> None:
    """As hosts of single-page apps, and login pages, answer: nothing else is said of its text."""
    with serving({"": SCRIPT, "main.py": "1", "pyscript.toml": "", path: HTML}) as server:
        (found,) = diagnostics(server)
    assert found.rule.name == "missing-local-file"
    assert f"`{path}` is not there: the server answers with an HTML page" in found.finding.message
    assert found.severity.label == "error"


def test_html_that_a_page_asks_for_is_fine() -> None:
    shown = page('<script type="py">1</script><py-config>[files]\n"part.html" = ""</py-config>')
    with serving({"": shown, "part.html": HTML}) as server:
        assert said(server) == []


@pytest.mark.parametrize("policy", ["script-src 'self'", "default-src 'self', img-src *"])
def test_a_policy_of_the_server_that_keeps_pyscript_out(policy: str) -> None:
    with serving({"": page('<script type="py">1</script>')}, {"content-security-policy": policy}) as server:
        (found,) = said(server)
    assert found.startswith("warning csp-blocks-pyscript: the server's Content-Security-Policy does not let the page")


def test_a_policy_of_the_server_that_allows_what_pyscript_needs() -> None:
    policy = "script-src 'self' 'unsafe-eval' blob: https://pyscript.net https://cdn.jsdelivr.net, img-src 'self'"
    with serving({"": page('<script type="py">1</script>')}, {"content-security-policy": policy}) as server:
        assert said(server) == []


@pytest.mark.parametrize(
    ("host", "release", "expected"),
    [
        ("garden.example", "2025.5.1", ["warning insecure-context"]),
        ("garden.example", "2025.11.1", []),
        ("localhost", "2025.5.1", []),
    ],
)
def test_plain_http(host: str, release: str, expected: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _, *rest, **options: real("127.0.0.1", *rest, **options)
    )  # as a name of the internet
    with serving({"": page('<script type="py">1</script>', release=release)}) as server:
        found = [each.partition(":")[0] for each in said(server, host=host)]
    assert [each for each in found if "info" not in each and "outdated" not in each] == expected


@pytest.mark.usefixtures("all_public")
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, ["warning coep-blocks-resource"]),
        ({"cross-origin-resource-policy": "cross-origin"}, []),
        ({"cross-origin-resource-policy": "same-origin"}, ["warning coep-blocks-resource"]),
    ],
)
def test_a_picture_of_another_server_on_an_isolated_page(headers: dict[str, str], expected: list[str]) -> None:
    """Only the other server knows whether the browser takes it."""
    with serving({"picture.png": Reply(b"x", headers=headers)}) as other:
        shown = page(f'<img src="{other.url("picture.png")}"><script type="py">1</script>')
        with serving({"": shown}, ISOLATING) as server:
            assert [each.partition(":")[0] for each in said(server)] == expected
            assert all(not each.finding.unless for each in diagnostics(server))


@pytest.mark.usefixtures("all_public")
@pytest.mark.parametrize("redirect", ["", "cross-origin"])
def test_a_picture_behind_a_redirect_on_an_isolated_page(redirect: str) -> None:
    """The redirect needs the header as well, as Chromium has it."""
    header = "cross-origin-resource-policy"
    moved = Reply(status=302, headers={"location": "picture.png", **({header: redirect} if redirect else {})})
    with serving({"old.png": moved, "picture.png": Reply(b"x", headers={header: "cross-origin"})}) as other:
        shown = page(f'<img src="{other.url("old.png")}"><script type="py">1</script>')
        with serving({"": shown}, ISOLATING) as server:
            found = [each.partition(":")[0] for each in said(server)]
    assert found == ([] if redirect else ["warning coep-blocks-resource"])


def test_a_server_that_does_not_answer_leaves_it_open() -> None:
    shown = page('<img src="http://127.0.0.2:9/picture.png"><script type="py">1</script>')
    with serving({"": shown}, ISOLATING) as server:
        (found,) = diagnostics(server)
    assert found.rule.name == "coep-blocks-resource"
    assert found.finding.unless


@pytest.mark.parametrize(("policy", "expected"), [("", 1), ("require-corp", 0), ("credentialless", 0)])
def test_a_frame_of_an_isolated_page_needs_the_header_too(policy: str, expected: int) -> None:
    headers = {"cross-origin-embedder-policy": policy} if policy else {}
    replies = {
        "": Reply(page('<iframe src="inside.html"></iframe><script type="py">1</script>'), headers=ISOLATING),
        "inside.html": Reply("<!doctype html>", headers=headers),
    }
    with serving(replies) as server:
        assert [each.rule.name for each in diagnostics(server)] == ["coep-blocks-resource"] * expected


@pytest.mark.usefixtures("all_public")
@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply("export const a = 1;"), "does not allow your site to fetch this"),
        (Reply("no", 404, {"access-control-allow-origin": "*"}), "answers with status 404"),
        (Reply("export const a = 1;", headers={"access-control-allow-origin": "https://a.example"}), "does not allow"),
        (Reply("export const a = 1;", headers={"access-control-allow-origin": "*"}), ""),
    ],
)
def test_a_module_of_another_server(reply: Reply, message: str) -> None:
    with serving({"a.js": reply}) as other:
        config = f'<py-config>[js_modules.main]\n"{other.url("a.js")}" = "a"</py-config>'
        with serving({"": page(f'{config}<script type="py">1</script>')}) as server:
            found = [each for each in said(server) if "wheel-without-cors" in each]
            assert len(found) == bool(message)
            assert all(message in each for each in found)
            assert other.values_of("origin") == [server.url().rstrip("/")]


def redirected(url: str, allowed: str = "") -> Reply:
    return Reply(status=302, headers={"location": url, **({"access-control-allow-origin": allowed} if allowed else {})})


@pytest.mark.usefixtures("all_public")
@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("*", "*", ""),
        ("", "*", "`127.0.0.1` does not allow your site to fetch this: its redirect has no"),
        (
            "*",
            "",
            "`127.0.0.1`, to which this is redirected, does not allow your site to fetch this: its answer has no",
        ),
    ],
)
def test_every_answer_on_the_way_must_allow_it(first: str, last: str, message: str) -> None:
    module = Reply("export const a = 1;", headers={"access-control-allow-origin": last} if last else {})
    with serving({"a.js": redirected("b.js", first), "b.js": module}) as other:
        config = f'<py-config>[js_modules.main]\n"{other.url("a.js")}" = "a"</py-config>'
        with serving({"": page(f'{config}<script type="py">1</script>')}) as server:
            found = [each for each in said(server, host="localhost") if "wheel-without-cors" in each]
    assert len(found) == bool(message)
    assert all(message in each for each in found)


@pytest.mark.usefixtures("all_public")
@pytest.mark.parametrize(("allowed", "expected"), [("", 1), ("*", 0)])
def test_a_file_of_the_site_that_is_redirected_to_another_server(allowed: str, expected: int) -> None:
    python = Reply("print(1)", headers={"access-control-allow-origin": allowed} if allowed else {})
    with serving({"main.py": python}) as other:
        shown = page('<script type="py" src="main.py"></script>')
        with serving({"": shown, "main.py": redirected(other.url("main.py"))}) as server:
            found = [each for each in said(server, host="localhost") if "wheel-without-cors" in each]
    assert len(found) == expected
    assert all("to which this is redirected" in each for each in found)


@pytest.mark.parametrize("tag", ['<script src="mini-coi.js"></script>', ""])
def test_a_service_worker_behind_a_redirect(tag: str) -> None:
    """The browser takes none from there, so nothing isolates the page."""
    service_worker = "" if tag else ' service-worker="mini-coi.js"'
    shown = page(
        f'{tag}<script type="py" worker{service_worker}>\nfrom pyscript import document\nprint(document)</script>'
    )
    replies: Mapping[str, Reply | str] = {"": shown, "mini-coi.js": redirected("/real.js"), "real.js": "1"}
    with serving(replies) as server:
        (found,) = diagnostics(server)
    assert found.rule.name == ("mini-coi-placement" if tag else "service-worker-misplaced")
    assert "redirected" in found.finding.message


def test_a_service_worker_of_ones_own_behind_a_redirect() -> None:
    script = "navigator.serviceWorker.register('sw.js')"
    shown = page(f'<script type="py">1</script><script>{script}</script>')
    with serving({"": shown, "sw.js": redirected("/real.js"), "real.js": "1"}) as server:
        (found,) = diagnostics(server)
    assert found.rule.name == "service-worker-refused"
    assert "the server redirects `sw.js`" in found.finding.message
