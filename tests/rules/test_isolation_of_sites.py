"""What the rules about isolation say where the doctor sees what a server sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files
from tests.rules.sites import Site, of_site

if TYPE_CHECKING:
    from pyscript_doctor.engine.finding import Diagnostic

ISOLATING = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
HEADERS = {"_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"}
REACHES = '<script type="py" worker>\nfrom pyscript import document\ndocument.title = "a"\n</script>'

EMBEDS = "coep-blocks-resource"
PICTURE, FRAME = '<img src="https://other.org/a.png">', '<iframe src="https://other.org/b.html"></iframe>'


def embedded(body: str, headers: dict[str, dict[str, str]], policy: str = "require-corp") -> list[Diagnostic]:
    """What is said of an isolated site with this body. headers: of the files that it embeds."""
    own = {**ISOLATING, "Cross-Origin-Embedder-Policy": policy}
    files = {"index.html": page(f"{body}{REACHES}"), **{path: "<p>" if ".html" in path else "PNG" for path in headers}}
    return of_site(EMBEDS, Site(files, {"index.html": own, **headers}))


@pytest.mark.parametrize(
    ("body", "path", "sent", "expected"),
    [
        (PICTURE, "https://other.org/a.png", {}, ["error"]),
        (PICTURE, "https://other.org/a.png", {"Cross-Origin-Resource-Policy": "cross-origin"}, []),
        (PICTURE, "https://other.org/a.png", {"Cross-Origin-Resource-Policy": "same-origin"}, ["error"]),
        (FRAME, "https://other.org/b.html", {}, ["error"]),
        (FRAME, "https://other.org/b.html", {"Cross-Origin-Embedder-Policy": "require-corp"}, ["error"]),
        (FRAME, "https://other.org/b.html", {"Cross-Origin-Resource-Policy": "cross-origin"}, ["error"]),
        (
            FRAME,
            "https://other.org/b.html",
            {"Cross-Origin-Resource-Policy": "cross-origin", "Cross-Origin-Embedder-Policy": "require-corp"},
            [],
        ),
    ],
)
def test_what_the_other_server_allows(body: str, path: str, sent: dict[str, str], expected: list[str]) -> None:
    found = embedded(body, {path: sent})
    assert len(found) == len(expected)
    assert all(each.finding.unless == "" for each in found)


def test_where_nobody_asked_the_other_server_it_may_allow_it() -> None:
    for body, told, help in (
        (PICTURE, "this file from another origin", "Copy the file"),
        (FRAME, "frames from other origins", "Copy the page"),
    ):
        (found,) = of_body(EMBEDS, body + REACHES, files=HEADERS)
        assert found.finding.message.endswith(told)
        assert found.finding.help.startswith(help)
        assert found.finding.unless.startswith("the other host sends")


@in_one_test(
    [
        ('<img src="https://other.org/a.png" crossorigin>', "require-corp", 0),
        ('<img src="https://other.org/a.png">', "credentialless", 0),
        ('<iframe src="https://other.org/b.html"></iframe>', "credentialless", 1),
        ('<img src="a.png">', "require-corp", 0),
    ]
)
def test_requests_without_credentials_are_not_refused(body: str, policy: str, count: int) -> None:
    sent: dict[str, dict[str, str]] = {"https://other.org/a.png": {}, "https://other.org/b.html": {}, "a.png": {}}
    assert len(embedded(body, sent, policy)) == count


def test_a_frame_of_the_same_site_needs_the_header_too() -> None:
    body = '<iframe src="inside.html"></iframe>'
    (found,) = embedded(body, {"inside.html": {}})
    assert found.finding.message.endswith("whose page is sent without `Cross-Origin-Embedder-Policy`")
    assert embedded(body, {"inside.html": {"Cross-Origin-Embedder-Policy": "require-corp"}}) == []


WORKERS = "worker-without-isolation"


def worker_of(body: str, headers: dict[str, str], origin: str = "https://example.com") -> Diagnostic:
    (found,) = of_site(WORKERS, Site({"index.html": page(body)}, {"index.html": headers}, origin))
    return found


def test_what_a_server_sends_is_certain() -> None:
    found = worker_of(REACHES, {})
    assert found.severity.label == "error"
    assert (found.finding.unless, found.finding.setting) == ("", "")
    assert "is not cross-origin isolated: " in found.finding.message
    assert of_site(WORKERS, Site({"index.html": page(REACHES)}, {"index.html": ISOLATING})) == []


def test_what_a_host_never_sends_is_certain() -> None:
    files = {
        "index.html": page(REACHES),
        "CNAME": "example.com",
        ".github/workflows/pages.yml": "uses: actions/deploy-pages@v4",
    }
    (found,) = of_files(WORKERS, files)
    assert (found.severity.label, found.finding.unless, found.finding.setting) == ("error", "", "")
    assert found.finding.message.endswith("GitHub Pages sends no headers")


def test_nobody_knows_what_an_unknown_server_sends() -> None:
    (found,) = of_body(WORKERS, REACHES)
    assert found.severity.label == "warning"
    assert found.finding.unless.startswith("your server sends")
    assert found.finding.setting != ""
    assert found.finding.message.endswith("the page is not cross-origin isolated")
    assert found.finding.help.startswith("Your web server must send these two headers with the page:")


def test_headers_of_other_pages_say_that_the_server_is_known() -> None:
    (found,) = of_body(WORKERS, REACHES, files={"_headers": HEADERS["_headers"].replace("/*", "/other.html")})
    assert (found.severity.label, found.finding.unless) == ("error", "")


def test_over_plain_http_no_header_helps() -> None:
    insecure = worker_of(REACHES, {}, "http://192.168.1.20")
    assert insecure.finding.help.startswith("Serve the page over HTTPS.")
    assert "headers" in worker_of(REACHES, {}).finding.help


def test_an_editor_fails_when_somebody_runs_it() -> None:
    (script,) = of_body(WORKERS, REACHES)
    (editor,) = of_body(WORKERS, REACHES.replace("worker", "").replace('"py"', '"py-editor"'))
    assert script.effect.value == "script-dies"
    assert editor.effect.value == "action-fails"


def test_headers_that_are_not_sent_are_named_by_another_rule() -> None:
    meta = '<meta http-equiv="Cross-Origin-Opener-Policy" content="same-origin">'
    assert of_body(WORKERS, REACHES, head=meta) == []
    assert len(of_body("headers-not-sent", REACHES, head=meta)) == 1


NEEDLESS = "isolation-unneeded"
COMPUTES = '<script type="py" worker>print(1)</script>'
MAIN = '<script type="py">print(1)</script>'


@in_one_test(
    [
        (COMPUTES, 1),
        (MAIN, 1),
        (REACHES, 0),
        (MAIN + REACHES, 0),
        (REACHES + MAIN, 0),
        # JavaScript uses it.
        (f"{MAIN}<script>new SharedArrayBuffer(8);</script>", 0),
        (f"{MAIN}<script>if (crossOriginIsolated) start();</script>", 0),
        # Nobody knows what runs there.
        ('<script type="py-editor">1</script>', 0),
        (f'{MAIN}<script type="py-editor">1</script>', 0),
        ('<script type="py" worker src="https://example.com/a.py"></script>', 0),
        (f'{MAIN}<script type="py" worker src="https://example.com/a.py"></script>', 0),
        ('<script type="py" src="https://example.com/a.py"></script>', 1),
        (f"{MAIN}<script>document.createElement('script').type = 'py';</script>", 0),
    ]
)
def test_isolation_is_for_workers_that_reach_the_page(body: str, count: int) -> None:
    assert len(of_body(NEEDLESS, body, files=HEADERS)) == count


def test_a_page_that_is_not_isolated_has_nothing_to_remove() -> None:
    half = {"_headers": HEADERS["_headers"].replace("require-corp", "unsafe-none")}
    assert of_body(NEEDLESS, MAIN, files=half) == []
    lines = (f'        self.send_header("{name}", "{value}")' for name, value in ISOLATING.items())
    server = "import http.server\nclass Handler:\n    def end_headers(self):\n" + "\n".join(lines)
    assert of_body(NEEDLESS, COMPUTES, files={"server.py": server}) == []  # it may be another server


def test_one_page_that_needs_the_headers_is_enough() -> None:
    two = {"index.html": page(MAIN), "other.html": page(REACHES)}
    assert of_files(NEEDLESS, {**two, **HEADERS}) == []
    for_one = HEADERS["_headers"].replace("/*", "/index.html")
    assert len(of_files(NEEDLESS, {**two, "_headers": for_one})) == 1
    for_each = for_one + HEADERS["_headers"].replace("/*", "/other.html")
    assert len(of_files(NEEDLESS, {**two, "_headers": for_each})) >= 1


def test_parts_of_pages_may_need_it() -> None:
    for path, html in (
        ("templates/part.html", f"<p>PyScript</p>{MAIN}"),
        ("other.html", f"<!doctype html><html><body><p>PyScript</p>{MAIN}</body></html>"),
        ("templates/other.html", page(f"{{% block main %}}{{% endblock %}}{MAIN}")),
    ):
        assert of_files(NEEDLESS, {"index.html": page(MAIN), path: html, **HEADERS}) == []


FRAME_RULE = "frame-not-isolated"
AROUND = '<!doctype html><title>around</title><iframe src="index.html"></iframe>'


def test_a_frame_is_isolated_with_the_page_around_it() -> None:
    for_one = {"_headers": HEADERS["_headers"].replace("/*", "/index.html")}
    (found,) = of_files(FRAME_RULE, {"index.html": page(REACHES), "around.html": AROUND, **for_one})
    assert (found.severity.label, found.finding.span.path) == ("warning", "around.html")
    assert of_files(FRAME_RULE, {"index.html": page(MAIN), "around.html": AROUND, **for_one}) == []
    assert of_files(FRAME_RULE, {"index.html": page(REACHES), "around.html": AROUND, **HEADERS}) == []
    half = {"_headers": for_one["_headers"].replace("require-corp", "unsafe-none")}
    assert of_files(FRAME_RULE, {"index.html": page(REACHES), "around.html": AROUND, **half}) == []


SCRIPTS = "worker-script-without-coep"
STARTS = '<script>new Worker("own.js");</script><p title="js_modules"></p>'


def of_worker_script(body: str, headers: dict[str, dict[str, str]]) -> int:
    files = {"index.html": page(body + MAIN), "own.js": "1", "mini-coi.js": MINI_COI}
    return len(of_site(SCRIPTS, Site(files, headers)))


MINI_COI = "/*! coi-serviceworker */ navigator.serviceWorker.register(document.currentScript.src); crossOriginIsolated;"


def test_the_script_of_a_worker_needs_the_header_too() -> None:
    embedder = {"Cross-Origin-Embedder-Policy": "require-corp"}
    assert of_worker_script(STARTS, {"index.html": ISOLATING, "own.js": {}}) == 1
    assert of_worker_script(STARTS, {"index.html": ISOLATING, "own.js": embedder}) == 0
    assert of_worker_script(STARTS, {"index.html": {}, "own.js": {}}) == 0
    sent = {"index.html": ISOLATING, "own.js": {}}
    assert of_worker_script(f'<script src="mini-coi.js"></script>{STARTS}', sent) == 0  # it adds the header
    assert of_worker_script(f'<script type="module" src="mini-coi.js"></script>{STARTS}', sent) == 1


@in_one_test(
    [
        ("https://other.example/", "./sw.js"),
        ("https://other.example/own.js", "./own.js"),
        ("workers/own.js", "./own.js"),
        ("own.js", ""),
    ]
)
def test_a_service_worker_is_moved_under_its_own_name(url: str, name: str) -> None:
    body = f'<script type="py" worker service-worker="{url}">print(1)</script>'
    site = Site({"index.html": page(body), "own.js": "1", "workers/own.js": "1"})
    helps = [each.finding.help for each in of_site("service-worker-misplaced", site)]
    assert helps == ([f'Put a copy of the service worker next to the page: `service-worker="{name}"`.'] if name else [])


REGISTERS = '<script>navigator.serviceWorker.register("{}", {{scope: "{}"}});</script>'


@in_one_test(
    [
        ("sw.js", "./", {"sw.js": "1"}, []),
        ("js/sw.js", "./", {"js/sw.js": "1"}, ["js/sw.js"]),
        ("js/sw.js", "js/", {"js/sw.js": "1"}, []),
    ]
)
def test_a_service_worker_serves_its_own_folder(
    script: str, scope: str, files: dict[str, str], refused: list[str]
) -> None:
    body = REGISTERS.format(script, scope) + MAIN
    assert len(of_body("service-worker-refused", body, files=files)) == len(refused)
    template = page(body).replace("<body>", "<body>{% if open %}{% endif %}")
    assert of_files("service-worker-refused", {"index.html": template, **files}) == []
    allows = {"server.py": 'headers["Service-Worker-Allowed"] = "/"'}
    assert of_body("service-worker-refused", body, files={**files, **allows}) == []


def test_a_service_worker_that_a_site_does_not_have() -> None:
    body = REGISTERS.format("sw.js", "./") + MAIN
    (found,) = of_site("service-worker-refused", Site({"index.html": page(body)}))
    assert found.finding.message.startswith("the service worker `sw.js` is not there")
    assert of_site("service-worker-refused", Site({"index.html": page(body), "sw.js": "1"})) == []
    assert of_body("service-worker-refused", body) == []
