"""What isolates a page, what may, and what cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import Files, Session, Settings
from pyscript_doctor.project.serving.isolation import Isolation, State, served_urls
from pyscript_doctor.project.unknown import Unknown
from tests.projects import page

if TYPE_CHECKING:
    from collections.abc import Mapping

WORKER, MAIN = '<script type="py" worker>print(1)</script>', '<script type="py">print(1)</script>'
HEADERS = "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: {}\n"
SERVER = 'response["Cross-Origin-Embedder-Policy"] = "require-corp"\n'
ISOLATED, PERHAPS, NOT_ISOLATED = State.ISOLATED, State.PERHAPS, State.NOT_ISOLATED


def isolation(
    files: Mapping[str, str] | None = None, head: str = "", path: str = "index.html", **facts: str
) -> Isolation:
    """What is known of a page with a worker, beside these files."""
    project = Files({path: page(WORKER, head), **(files or {})})
    return Session(project, Settings(**facts)).ask(lambda read: read.runtimes[0].isolation)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "policy"),
    [
        ("require-corp", "require-corp"),
        ("credentialless", "credentialless"),
        ('require-corp; report-to="x"; other', "require-corp"),
    ],
)
def test_headers_isolate_a_page_by_their_policy(value: str, policy: str) -> None:
    found = isolation({"_headers": HEADERS.format(value)})

    assert (found.state, found.policy, found.isolated) == (ISOLATED, policy, True)


@pytest.mark.parametrize("value", ["unsafe-none", "same-origin", "", '"require-corp"', "'require-corp'"])
def test_other_values_do_not_isolate_it(value: str) -> None:
    found = isolation({"_headers": HEADERS.format(value)})

    assert (found.state, found.isolated) == (NOT_ISOLATED, False)


def test_a_service_worker_isolates_it_by_its_own_policy() -> None:
    found = isolation({"mini-coi.js": ""}, '<script src="mini-coi.js"></script>')

    assert (found.state, found.policy) == (ISOLATED, "require-corp")


def test_a_policy_that_does_not_isolate_is_not_the_one_that_counts() -> None:
    sent = "/*\n  Cross-Origin-Embedder-Policy: credentialless\n"
    found = isolation({"_headers": sent, "mini-coi.js": ""}, '<script src="mini-coi.js"></script>')

    assert (found.state, found.policy) == (ISOLATED, "require-corp")


def test_the_settings_say_that_the_server_isolates_it_and_not_by_which_policy() -> None:
    found = isolation(hosting="isolation-headers")

    assert (found.state, found.evidence, found.declared) == (ISOLATED, (), True)
    with pytest.raises(Unknown):
        assert found.policy


def test_headers_of_the_project_say_by_which_policy_a_server_that_is_declared_isolates_it() -> None:
    assert (
        isolation({"_headers": HEADERS.format("credentialless")}, hosting="isolation-headers").policy
        == "credentialless"
    )


@pytest.mark.parametrize(
    ("path", "source", "state", "fault"),
    [
        ("index.html", "mini-coi.js", ISOLATED, ""),
        ("index.html", "./coi-serviceworker.min.js?v=2", ISOLATED, ""),
        ("a/b/index.html", "../../mini-coi.js", ISOLATED, ""),
        ("a/index.html", "mini-coi.js", ISOLATED, ""),
        ("a/b/index.html", "../mini-coi.js", ISOLATED, ""),
        ("a/index.html", "../ab/mini-coi.js", NOT_ISOLATED, "folder"),
        ("ab/index.html", "../a/mini-coi.js", NOT_ISOLATED, "folder"),
        ("index.html", "a/mini-coi.js", NOT_ISOLATED, "folder"),
        ("index.html", "b/mini-coi.js", NOT_ISOLATED, "missing"),
        ("index.html", "https://cdn.example/mini-coi.js", NOT_ISOLATED, "origin"),
        ("index.html", "{{ root }}/mini-coi.js", PERHAPS, ""),
    ],
)
def test_a_service_worker_isolates_the_pages_beside_and_below_it(
    path: str, source: str, state: State, fault: str
) -> None:
    folders = ("", "a/", "ab/")
    workers = {f"{folder}{name}": "" for folder in folders for name in ("mini-coi.js", "coi-serviceworker.min.js")}
    found = isolation(workers, f'<script src="{source}"></script>', path)

    assert found.state is state
    assert [each.fault for each in found.service_workers] == [fault]


def test_a_service_worker_that_is_loaded_as_a_module_isolates_nothing() -> None:
    found = isolation({"mini-coi.js": ""}, '<script type="Module" src="mini-coi.js"></script>')

    assert (found.state, found.service_workers[0].fault) == (NOT_ISOLATED, "module")


@pytest.mark.parametrize(
    ("files", "state"),
    [
        ({"server.py": SERVER}, PERHAPS),
        ({"server.py": SERVER.lower()}, PERHAPS),
        ({"server.py": "print('hello')"}, NOT_ISOLATED),
        ({"mini-coi.js": SERVER}, NOT_ISOLATED),
        ({"header": HEADERS.format("require-corp")}, NOT_ISOLATED),
        ({"deep/_headers": HEADERS.format("require-corp")}, NOT_ISOLATED),
        ({"about.html": '<meta http-equiv="Cross-Origin-Embedder-Policy" content="require-corp">'}, NOT_ISOLATED),
        ({"about.html": "<p>Cross-Origin-Embedder-Policy</p>"}, PERHAPS),
    ],
)
def test_a_file_that_names_the_header_may_be_what_sends_it(files: Mapping[str, str], state: State) -> None:
    assert isolation(files).state is state


def test_each_file_that_names_the_header_is_shown_once() -> None:
    found = isolation({"server.py": SERVER + SERVER, "other.py": SERVER})

    assert [(each.span.path, each.message) for each in found.evidence] == [
        ("other.py", "perhaps set here"),
        ("server.py", "perhaps set here"),
    ]
    with pytest.raises(Unknown):
        assert found.isolated


def test_no_file_is_searched_for_a_page_that_does_not_need_it() -> None:
    files = Files({"index.html": page(MAIN), "server.py": SERVER})

    assert Session(files).ask(lambda read: read.runtimes[0].isolation).state is NOT_ISOLATED


@pytest.mark.parametrize(
    ("files", "host"),
    [
        ({"CNAME": "doctor.example"}, "GitHub Pages"),
        ({".nojekyll": ""}, "GitHub Pages"),
        ({".github/workflows/pages.yml": "uses: actions/deploy-pages@v4"}, "GitHub Pages"),
        ({".github/workflows/pages.yml": "uses: actions/checkout@v4"}, None),
        ({"workflows/pages.yml": "uses: actions/deploy-pages@v4"}, None),
        ({"CNAME": "doctor.example", "netlify.toml": ""}, None),
        ({"CNAME": "doctor.example", "Dockerfile": ""}, None),
        ({"CNAME": "doctor.example", "_headers": "/*\n  X-Frame-Options: DENY\n"}, None),
        ({}, None),
    ],
)
def test_a_project_names_the_host_that_sends_no_headers(files: Mapping[str, str], host: str | None) -> None:
    found = isolation(files)

    assert (found.state, found.host, found.declared) == (NOT_ISOLATED, host, False)


@pytest.mark.parametrize(
    ("hosting", "files", "host"),
    [
        ("github-pages", {}, "GitHub Pages"),
        ("github-pages", {"_headers": HEADERS.format("require-corp")}, "GitHub Pages"),
        ("netlify", {}, "Netlify"),
        ("netlify", {"_headers": "/*\n  Cross-Origin-Embedder-Policy: require-corp\n"}, None),
        ("netlify", {"CNAME": "doctor.example"}, "Netlify"),
        ("cloudflare-pages", {}, None),
    ],
)
def test_the_settings_name_the_host_and_with_it_the_files_that_count(
    hosting: str, files: Mapping[str, str], host: str | None
) -> None:
    found = isolation(files, hosting=hosting)

    assert (found.state, found.host, found.declared) == (NOT_ISOLATED, host, True)


def test_a_file_of_another_host_than_that_of_the_settings_sends_nothing() -> None:
    sent = HEADERS.format("require-corp")

    assert isolation({"_headers": sent}, hosting="vercel").state is NOT_ISOLATED
    assert isolation({"_headers": sent}, hosting="netlify").state is ISOLATED


def test_a_header_for_something_else_may_come_with_those_that_isolate() -> None:
    frames = "/*\n  X-Frame-Options: DENY\n"

    assert isolation({"_headers": frames}).headers == ()
    assert isolation({"_headers": frames + HEADERS.format("require-corp")}).state is ISOLATED


def test_headers_of_another_folder_do_not_cover_the_page() -> None:
    files = {"site/_headers": HEADERS.format("require-corp"), "site/other.html": ""}

    assert isolation(files).state is NOT_ISOLATED
    assert isolation(files, path="site/index.html").state is ISOLATED


def test_a_page_has_the_headers_of_the_address_under_which_it_gets_most() -> None:
    sent = HEADERS.format("require-corp").replace("/*", "/about")

    assert isolation({"_headers": sent}, path="about.html").state is ISOLATED


@pytest.mark.parametrize(
    ("path", "folder", "publish", "urls"),
    [
        ("index.html", "", None, ("/index.html", "/")),
        ("about.html", "", None, ("/about.html", "/about")),
        ("docs/index.html", "", None, ("/docs/index.html", "/docs/")),
        ("site/about.html", "site", None, ("/about.html", "/about")),
        ("site/about.html", "", "site", ("/about.html", "/about")),
        ("web/site/about.html", "web", "./site/", ("/about.html", "/about")),
        ("about.html", "", "site", ()),
        ("site2/about.html", "", "site", ()),
    ],
)
def test_a_host_serves_a_page_under_two_addresses(
    path: str, folder: str, publish: str | None, urls: tuple[str, ...]
) -> None:
    assert served_urls(path, folder, publish) == urls
