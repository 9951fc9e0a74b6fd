"""Whether a page is cross-origin isolated, and what says so."""

from __future__ import annotations

import posixpath
import re
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.hosting_files import HEADER_FILES, OTHER_HOSTS
from pyscript_doctor.parsers.hosting.phrases import mentions
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.serving.header_slips import EMBEDDER, OPENER, intended_name
from pyscript_doctor.project.serving.observed import (
    EMBEDDER_HEADER,
    OPENER_HEADER,
    ObservedHeaders,
    token_of,
    value_isolates,
)
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Found, Missing, Reference, ReferenceKind, Remote, folder_of
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.hosting.parsing import Header, HostingFile
    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader

# What adds the headers in a service worker: the two well-known scripts, and the one that the doctor writes.
MINI_COI = lazy_pattern(
    r"(?:^|/)(?:mini-coi(?:-fd)?|coi-serviceworker|cross-origin-isolation)(?:\.min)?\.js(?:[?#].*)?$", re.IGNORECASE
)

NETLIFY = ("netlify.toml", "_headers")


class State(Enum):
    """What is known of a page's isolation."""

    ISOLATED = "isolated"
    PERHAPS = "perhaps isolated"
    NOT_ISOLATED = "not isolated"


class Evidence(NamedTuple):
    """A place that speaks for or against isolation, and what it says."""

    span: Span
    message: str


class ServiceWorkerScript(NamedTuple):
    """A mini-coi or the like on the page. `fault` says why it cannot isolate; "" if it can."""

    element: Element
    reference: Reference
    fault: str


class CoveringHeaders(NamedTuple):
    """What a hosting file sends with a page.

    opener, embedder: the headers that count, None if it sends none. covers: whether any of its rules that name one of
    them matches the page.
    """

    file: HostingFile
    opener: Header | None
    embedder: Header | None

    @property
    def isolates(self) -> bool:
        """Whether both are there, with values that isolate."""
        return opener_isolates(self.opener) and embedder_isolates(self.embedder)

    @property
    def certain(self) -> bool:
        """Whether what is sent depends on no condition, and not on the host."""
        return all(header.certain for header in (self.opener, self.embedder) if header)


class Isolation(NamedTuple):
    """Whether a page is isolated, with the evidence. `host`: the host that is known to send no headers.

    declared: the settings decide it, because they say what the server or the host sends. observed: a server was asked.
    """

    state: State
    evidence: tuple[Evidence, ...] = ()
    host: str | None = None
    headers: tuple[CoveringHeaders, ...] = ()
    service_workers: tuple[ServiceWorkerScript, ...] = ()
    declared: bool = False
    observed: ObservedHeaders | None = None

    @property
    def policy(self) -> str:
        """The Cross-Origin-Embedder-Policy that isolates the page: that of its headers, or mini-coi's own.

        Raises Unknown if the settings say that there is one, but not which one.
        """
        if self.observed is not None:
            return self.observed.embedder_value or "require-corp"
        sent = next((each.embedder for each in self.headers if each.isolates and each.embedder), None)
        if sent is None and self.declared:
            raise Unknown("value of the isolation headers that a server sends")
        return _value(sent) if sent else "require-corp"

    @property
    def isolated(self) -> bool:
        """Whether it is certainly isolated; raises Unknown if it may be."""
        if self.state is State.PERHAPS:
            raise Unknown("isolation headers that a server may send")
        return self.state is State.ISOLATED


def opener_isolates(header: Header | None) -> bool:
    """Whether a Cross-Origin-Opener-Policy lets the page be isolated."""
    return header is not None and value_isolates(OPENER_HEADER, _value(header))


def embedder_isolates(header: Header | None) -> bool:
    """Whether a Cross-Origin-Embedder-Policy lets the page be isolated."""
    return header is not None and value_isolates(EMBEDDER_HEADER, _value(header))


def _value(header: Header) -> str:
    """The policy that a header names. One in quotes names none: hosts send it as it is (seen in Chromium)."""
    return token_of(header.value.value.strip())


def isolation_of(page: Page, reader: Reader, needed: bool) -> Isolation:
    """What isolates a page. The whole project is searched for headers only if they are `needed`."""
    workers = tuple(_service_workers(page))
    response = reader.response(page.path)
    if response is not None:
        return _observed(ObservedHeaders.of(response), workers)
    headers = _joined_by_netlify(tuple(_headers(page, reader)))
    evidence = tuple(_for(headers, workers))
    if evidence:
        return Isolation(State.ISOLATED, evidence, None, headers, workers)
    if reader.declared.sends_isolation:
        return Isolation(State.ISOLATED, (), None, headers, workers, declared=True)
    if not needed:
        return Isolation(State.NOT_ISOLATED, (), None, headers, workers)
    perhaps = (*_uncertain(headers), *_perhaps(reader, headers))
    undecided = any(not isinstance(worker.reference.target, (Found, Missing, Remote)) for worker in workers)
    if perhaps or undecided or reader.snapshot.listing is None:
        return Isolation(State.PERHAPS, perhaps, None, headers, workers)
    host = _headerless_host(reader, headers)
    return Isolation(State.NOT_ISOLATED, (), host, headers, workers, declared=reader.declared.host is not None)


def _observed(sent: ObservedHeaders, workers: tuple[ServiceWorkerScript, ...]) -> Isolation:
    """What a server's own response says. A service worker runs only if the page is a secure context."""
    if sent.isolates:
        return Isolation(State.ISOLATED, service_workers=workers, observed=sent)
    evidence = tuple(_for((), workers)) if sent.is_secure else ()
    undecided = any(not isinstance(worker.reference.target, (Found, Missing, Remote)) for worker in workers)
    state = State.ISOLATED if evidence else State.PERHAPS if undecided and sent.is_secure else State.NOT_ISOLATED
    return Isolation(state, evidence, service_workers=workers, observed=sent)


def _for(headers: tuple[CoveringHeaders, ...], workers: tuple[ServiceWorkerScript, ...]) -> Iterator[Evidence]:
    for each in headers:
        if each.isolates and each.certain and each.embedder:
            yield Evidence(each.embedder.name.span(), f"{each.file.host} sends the isolation headers")
    for worker in workers:
        if not worker.fault and isinstance(worker.reference.target, Found):
            yield Evidence(worker.reference.span, "a service worker adds the isolation headers")


def _uncertain(headers: tuple[CoveringHeaders, ...]) -> Iterator[Evidence]:
    for each in headers:
        header = each.embedder or each.opener
        if header and not each.certain:
            yield Evidence(header.name.span(), "sent where a condition holds")


def _headers(page: Page, reader: Reader) -> Iterator[CoveringHeaders]:
    host = reader.declared.host
    for path in reader.files_named(*(HEADER_FILES if host is None else host.files)):
        file = reader.hosting(path)
        if file is None or file.header_names.isdisjoint((OPENER, EMBEDDER)):
            continue
        urls = served_urls(page.path, folder_of(path), file.publish)
        if not urls:
            continue
        effective = [file.headers_for(url) for url in urls]
        best = max(
            effective, key=lambda headers: sum(header.name.value.lower() in (OPENER, EMBEDDER) for header in headers)
        )
        yield CoveringHeaders(file, _named(best, OPENER), _named(best, EMBEDDER))


def _joined_by_netlify(found: tuple[CoveringHeaders, ...]) -> tuple[CoveringHeaders, ...]:
    """What is sent if Netlify joins what both of its files say.

    `netlify.toml` decides about a header that both name: read in Netlify's own parser (netlify-headers-parser 9.0.3).
    """
    own = {name: [each for each in found if posixpath.basename(each.file.path) == name] for name in NETLIFY}
    if any(len(files) != 1 for files in own.values()):
        return found
    settings, lines = (files[0] for files in own.values())
    opener, embedder = settings.opener or lines.opener, settings.embedder or lines.embedder
    file = settings.file if settings.opener or not lines.opener else lines.file
    both = CoveringHeaders(file, opener, embedder)
    return (*(each for each in found if each not in (settings, lines)), both)


def _named(headers: tuple[Header, ...], name: str) -> Header | None:
    return next((header for header in headers if header.name.value.lower() == name), None)


def served_urls(page: str, folder: str, publish: str | None) -> tuple[str, ...]:
    """The URL paths where a host serves a page; none if it is outside of what the host publishes."""
    root = posixpath.normpath(posixpath.join(folder, publish or "."))
    root = "" if root == "." else root
    if root and not page.startswith(root + "/"):
        return ()
    path = "/" + page[len(root) :].lstrip("/")
    if path.endswith("/index.html"):
        return (path, path[: -len("index.html")])
    return (path, path.removesuffix(".html"))


def _service_workers(page: Page) -> Iterator[ServiceWorkerScript]:
    for document in page.documents:
        for element in document.all("script"):
            source = element.attribute("src")
            if source and MINI_COI.search(source.value.value.strip()):
                reference = page.resolver.reference(ReferenceKind.SCRIPT, source.value)
                yield ServiceWorkerScript(element, reference, _fault(page, element, reference))


def _fault(page: Page, element: Element, reference: Reference) -> str:
    """Why a mini-coi cannot isolate its page: measured in the browser."""
    target = reference.target
    if (element.get("type") or "").strip().lower() == "module":
        return "module"
    if isinstance(target, Remote):
        return "origin"
    if isinstance(target, Missing):
        return "missing"
    if isinstance(target, Found):
        response = page.resolver.reader.response(target.path)
        if response and response.redirects:
            return "redirect"
        folder, page_folder = folder_of(target.path), folder_of(page.path)
        if folder and page_folder != folder and not page_folder.startswith(folder + "/"):
            return "folder"
    return ""


def _perhaps(reader: Reader, headers: tuple[CoveringHeaders, ...]) -> Iterator[Evidence]:
    """Files that name the header but are not parsed exactly: a server, a bundler's settings."""
    exact = {each.file.path for each in headers}
    for path in reader.search(EMBEDDER):
        if path in exact or posixpath.basename(path) in HEADER_FILES:
            continue
        text = reader.text(path)
        if not isinstance(text, Unknown) and not MINI_COI.search(path) and not intended_name(path):
            told = (span for span in mentions(text, path, EMBEDDER) if not _is_in_meta(text.value, span.start))
            for span in islice(told, 1):
                yield Evidence(span, "perhaps set here")


def _is_in_meta(text: str, offset: int) -> bool:
    """Whether a place is in a `<meta>` tag, which sends no header."""
    tag = text.rfind("<", 0, offset)
    return text[tag : tag + len("<meta")].lower() == "<meta"


def _headerless_host(reader: Reader, headers: tuple[CoveringHeaders, ...]) -> str | None:
    """The host, if the project names it and it cannot send headers."""
    declared = reader.declared.host
    if declared:
        return declared.name if declared.only_files and not headers else None
    if headers or reader.files_named(*HEADER_FILES, *OTHER_HOSTS):
        return None
    if reader.files_named("CNAME", ".nojekyll"):
        return "GitHub Pages"
    for path in reader.of_listing(lambda listing: listing.below(".github/workflows")):
        resource = reader.resource(path)
        if resource and re.search(rb"deploy-pages|actions-gh-pages|gh-deploy|github-pages-deploy", resource.content):
            return "GitHub Pages"
    return None
