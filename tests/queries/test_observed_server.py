"""What a live site's own answers say, and how its server is told to answer otherwise."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from pyscript_doctor import Session
from pyscript_doctor.live_site.client import Answer
from pyscript_doctor.live_site.site import resource_of
from pyscript_doctor.project.serving.observed import ObservedHeaders
from pyscript_doctor.queries.observed_server import (
    Response,
    foreign_response,
    how_to_isolate,
    how_to_send,
    lets_embed,
    own_frames,
    refusal_by_cors,
    refusal_of,
    remote_resource,
    server_of,
    why_not_isolated,
)
from tests.in_one_test import in_one_test
from tests.projects import page, told
from tests.rules.sites import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pyscript_doctor.project.project import Project
    from pyscript_doctor.sources.snapshot import Resource, Snapshot

Value = TypeVar("Value")
HTML = page('<script type="mpy">1</script>')
OPENER, EMBEDDER = ("cross-origin-opener-policy", "same-origin"), ("cross-origin-embedder-policy", "require-corp")


@dataclass(frozen=True)
class Answering(Site):
    """A site whose server answers for some paths with other statuses."""

    statuses: Mapping[str, int] = field(default_factory=dict)

    def _resource(self, path: str) -> Resource:
        status = self.statuses.get(path)
        if status is None:
            return super()._resource(path)
        return resource_of(path, Answer(Response(f"{self.origin}/{path}", status), b""))


class Online(Site):
    """A site that asks other servers, too."""

    def open(self) -> Snapshot:
        return replace(super().open(), online=True)


def of_site(site: Site, question: Callable[[Project], Value]) -> Value:
    return Session(site).ask(question)


@in_one_test(
    [
        ("https://cdn.example/tea.js", 200),
        (" //cdn.example/tea.js ", 200),
        ("https://cdn.example/pot.js", 404),
        ("tea.js", None),
        ("/tea.js", None),
        ("https://example.com/tea.js", None),
        ("data:text/javascript,1", None),
        ("blob:https://example.com/1", None),
        ("https://[cdn.example/tea.js", None),
    ]
)
def test_another_server_answers_for_what_is_on_it(url: str, status: int | None) -> None:
    site = Site({"index.html": HTML, "https://cdn.example/tea.js": "1"})
    found = of_site(site, lambda project: foreign_response(url, project.pages[0], project))
    assert (found.status if found else None) == status


def test_of_files_no_server_answers_for_anything() -> None:
    url = "https://cdn.example/tea.js"
    assert told({"index.html": HTML}, lambda project: foreign_response(url, project.pages[0], project)) is None
    assert told({"index.html": HTML}, lambda project: refusal_by_cors(Response(url, 200), project)) is None


def test_what_another_server_has_is_no_file_of_the_site() -> None:
    cdn, own = "https://cdn.example/tea.js", "https://example.com/tea.js"
    site = Online({"index.html": HTML, cdn: "1", own: "1", "tea.js": "1"})
    assert of_site(site, lambda project: remote_resource(cdn, project)) is not None
    assert of_site(site, lambda project: remote_resource(own, project)) is None
    assert of_site(site, lambda project: remote_resource("tea.js", project)) is None


@in_one_test(
    [
        (None, False),
        ("cross-origin", True),
        ("same-origin", False),
        ("same-site", None),
        ("unknown", False),
    ]
)
def test_whether_an_isolated_page_of_another_site_may_embed_an_answer(value: str | None, lets: bool | None) -> None:
    headers = (("cross-origin-resource-policy", value),) if value else ()
    response = Response("https://cdn.example/tea.js", 200, headers)
    open_ = (("cross-origin-resource-policy", "cross-origin"),)
    assert lets_embed(response) is lets
    assert lets_embed(Response("https://cdn.example/new.js", 200, open_, (response,))) is lets


def test_the_frames_of_a_page() -> None:
    body = (
        '<iframe src="tea.html"></iframe><iframe credentialless src="pot.html"></iframe><iframe></iframe>'
        '<iframe src="https://other.example/"></iframe><script type="mpy">1</script>'
    )
    files = {"index.html": page(body), "tea.html": "Tea", "pot.html": "Pot"}

    def frames(project: Project) -> list[str]:
        return [reference.url for reference, _ in own_frames(project.pages[0], project)]

    assert of_site(Site(files), frames) == ["tea.html"]
    assert told(files, frames) == []


@in_one_test(
    [
        (401, "status 401", "Let everybody read"),
        (403, "status 403", "Let everybody read"),
        (500, "status 500", "Look into the log"),
        (402, "status 402", "Look into the log"),
        (404, None, ""),
    ]
)
def test_a_server_refuses_a_file(status: int, label: str | None, help: str) -> None:
    site = Answering({"index.html": HTML}, statuses={"tea.py": status})
    found = of_site(site, lambda project: refusal_of("tea.py", project))
    assert (found.label if found else None) == label
    assert found is None or (found.status == status and found.help.startswith(help))


def test_a_server_may_give_out_a_page_in_the_place_of_a_file() -> None:
    site = Site({"index.html": HTML, "tea.py": "<!doctype html><html></html>", "pot.py": "1"})
    found = of_site(site, lambda project: refusal_of("tea.py", project))
    assert found is not None
    assert (found.label, found.status) == ("an HTML page", 200)
    assert of_site(site, lambda project: refusal_of("pot.py", project)) is None


def sent(*headers: tuple[str, str], url: str = "https://shop.example/") -> Response:
    return Response(url, 200, headers)


REPORT_ONLY, IS_OF_NO_USE = "`Cross-Origin-Embedder-Policy-Report-Only`", "which does not isolate it"
SEND_TEA = "send this header with it:\n\n```\nX-Tea: hot\n```"
NO_OPENER, NO_EMBEDDER = "`Cross-Origin-Opener-Policy`", "`Cross-Origin-Embedder-Policy`"


@in_one_test(
    [
        (sent(OPENER, EMBEDDER, url="http://shop.example/"), "over plain HTTP only localhost is a secure context"),
        (sent(), f"the server sends no {NO_OPENER} and no {NO_EMBEDDER}"),
        (sent(OPENER), f"the server sends no {NO_EMBEDDER}"),
        (sent(EMBEDDER, url="http://localhost:8000/"), f"the server sends no {NO_OPENER}"),
        (
            sent(OPENER, (EMBEDDER[0], "unsafe-none")),
            f"the server sends `Cross-Origin-Embedder-Policy: unsafe-none`, {IS_OF_NO_USE}",
        ),
        (
            sent((OPENER[0], "unsafe-none")),
            f"the server sends no {NO_EMBEDDER} and sends `Cross-Origin-Opener-Policy: unsafe-none`, {IS_OF_NO_USE}",
        ),
        (
            sent(OPENER, (f"{EMBEDDER[0]}-report-only", "require-corp")),
            f"the server sends no {NO_EMBEDDER} and sends {REPORT_ONLY}, which only reports",
        ),
    ]
)
def test_why_a_page_is_not_isolated(response: Response, why: str) -> None:
    assert why_not_isolated(ObservedHeaders.of(response)) == why


NETLIFY, GITHUB = sent(("server", "Netlify")), sent(url="https://ada.github.io/shop/")


def test_a_server_is_known_by_its_address_or_by_what_it_sends() -> None:
    assert [getattr(server_of(each), "name", None) for each in (NETLIFY, GITHUB, sent())] == [
        "Netlify",
        "GitHub Pages",
        None,
    ]


@in_one_test(
    [
        (NETLIFY, "This is Netlify. In a file `_headers`", False),
        (GITHUB, "This is GitHub Pages, where you can't set headers. Put `mini-coi.js`", True),
        (
            sent(),
            "Your web server must send these two headers with the page:\n\n```\nCross-Origin-Opener-Policy: ",
            True,
        ),
    ]
)
def test_how_a_server_isolates_a_page(response: Response, start: str, or_by_itself: bool) -> None:
    help = how_to_isolate(response)
    assert help.startswith(start)
    assert ("mini-coi" in help) == or_by_itself


@in_one_test(
    [
        (
            NETLIFY,
            "This is Netlify. In a file `_headers`, in the folder that is published:\n\n```\n/*\n  X-Tea: hot\n```",
        ),
        (GITHUB, f"This is GitHub Pages, where you can't set headers. Another server must {SEND_TEA}"),
        (sent(), f"Your server must {SEND_TEA}"),
    ]
)
def test_how_a_server_sends_one_more_header(response: Response, help: str) -> None:
    assert how_to_send("X-Tea", "hot", response) == help
