"""How a page becomes cross-origin isolated: with headers of its host, or with a service worker that adds them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Any

from pyscript_doctor.edits.files import created
from pyscript_doctor.edits.fix import Fix, Safety, fix_of
from pyscript_doctor.edits.hosting import (
    ISOLATION_HEADERS,
    SERVICE_WORKER,
    beside,
    headers_file,
    service_worker,
    with_headers,
)
from pyscript_doctor.edits.html import insert_first
from pyscript_doctor.knowledge.hosting_files import FOR_ONES_OWN_COMPUTER, HEADER_FILES
from pyscript_doctor.parsers.layers import Unwritable
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.serving.header_slips import EMBEDDER, OPENER
from pyscript_doctor.project.serving.isolation import MINI_COI, embedder_isolates, opener_isolates, served_urls
from pyscript_doctor.project.unknown import Unknown, known
from pyscript_doctor.project.urls.reference import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyscript_doctor.parsers.hosting.records import HostingFile
    from pyscript_doctor.parsers.text import Edit
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.serving.isolation import CoveringHeaders

__all__ = ["completing_fix", "isolating_fix", "service_worker_file", "unsafe_isolation"]

REGISTRATION = "serviceWorker.register"
MOST_NAMED = 2
WRANGLER = "wrangler.toml"


def isolating_fix(page: Page, project: Project) -> Fix | None:
    """The fix that isolates a page: in the file of its host, in a new file, or with a service worker.

    Its title says what the browser may then refuse to embed.
    """
    if project.reader.snapshot.listing is None or page.fragment or page.built or page.example:
        return None
    return _by_hosting_file(page, project) or _by_headers_file(page, project) or _by_service_worker(page, project)


def unsafe_isolation(title: str, pages: Iterable[Page], edits: Callable[[], Iterable[Edit | None]]) -> Fix | None:
    """A fix that isolates these pages; its title says what the browser may then refuse to embed in them."""
    blocked = list(dict.fromkeys(_blocked(pages)))
    if blocked:
        more = f" and {len(blocked) - MOST_NAMED} more" if len(blocked) > MOST_NAMED else ""
        named = ", ".join(f"`{url}`" for url in blocked[:MOST_NAMED])
        title = f"{title}. The browser may then refuse to embed {named}{more}"
    return fix_of(Safety.UNSAFE, title, edits)


def service_worker_file(page: Page, project: Project) -> tuple[str, tuple[Edit, ...]] | None:
    """The URL of a service worker next to a page that isolates it, and the edits that make it if it is missing.

    None if another service worker of the project would be in its way.
    """
    path = posixpath.join(folder_of(page.path), SERVICE_WORKER)
    others = [each for each in project.reader.search(REGISTRATION) if not MINI_COI.search(each)]
    if others or page.document.base_href():
        return None
    return f"./{SERVICE_WORKER}", () if project.reader.lists(path) else (created(path, service_worker()),)


def completing_fix(sent: CoveringHeaders, page: Page, project: Project) -> Fix | None:
    """The fix that makes a hosting file send both isolation headers, if it sends only one, or other values."""
    title = f"Send both headers from `{sent.file.path}`"
    return unsafe_isolation(title, [page], lambda: _completed(sent, project))


def _completed(sent: CoveringHeaders, project: Project) -> Iterator[Edit]:
    text = known(project.reader.text(sent.file.path))
    for name, header, isolates in (
        ("Cross-Origin-Opener-Policy", sent.opener, opener_isolates),
        ("Cross-Origin-Embedder-Policy", sent.embedder, embedder_isolates),
    ):
        other = sent.opener or sent.embedder
        if header is None and other is not None:
            yield beside(text, other, name, ISOLATION_HEADERS[name])
        elif header is not None and not isolates(header):
            yield header.value.replacement(0, len(header.value), ISOLATION_HEADERS[name])


def _by_hosting_file(page: Page, project: Project) -> Fix | None:
    for path in project.reader.files_named(*HEADER_FILES):
        file, text = project.reader.hosting(path), project.reader.text(path)
        if posixpath.basename(path) in FOR_ONES_OWN_COMPUTER or file is None or isinstance(text, Unknown):
            continue
        if file.refusal is None and served_urls(page.path, folder_of(path), file.publish):
            return _sent_by(file, text, page, project)
    return None


def _sent_by(file: HostingFile, text: Text, page: Page, project: Project) -> Fix | None:
    pages = [each for each in project.pages if served_urls(each.path, folder_of(file.path), file.publish)]
    title = f"Send the isolation headers from `{file.path}`"

    def edits() -> tuple[Edit, ...]:
        made = with_headers(file, text, ISOLATION_HEADERS)
        if not _isolates(_edited(text, made), file.path, page):
            raise Unwritable("another rule of the file decides")
        return made

    return unsafe_isolation(title, pages, edits)


def _edited(text: Text, edits: Iterable[Edit]) -> str:
    value = text.value
    for edit in sorted(edits, reverse=True):
        value = value[: edit.start] + edit.text + value[edit.end :]
    return value


def _isolates(value: str, path: str, page: Page) -> bool:
    """Whether a hosting file with this content isolates a page, at every address of the page."""
    from pyscript_doctor.parsers.hosting.parsing import parse_hosting

    file = parse_hosting(Text.whole(path, value), path)
    urls = served_urls(page.path, folder_of(path), file.publish) if file else ()
    sent = [{each.name.value.lower(): each for each in file.headers_for(url)} for url in urls] if file else []
    return bool(sent) and all(
        opener_isolates(headers.get(OPENER)) and embedder_isolates(headers.get(EMBEDDER)) for headers in sent
    )


def _by_headers_file(page: Page, project: Project) -> Fix | None:
    """A new `_headers`, for the hosts that read it."""
    if project.reader.files_named(*HEADER_FILES):
        return None
    folders = (each for each in _folders_of_headers_file(project) if served_urls(page.path, each, None))
    folder = next(folders, None)
    if folder is None:
        return None
    path = posixpath.normpath(posixpath.join(folder, "_headers"))
    pages = [each for each in project.pages if served_urls(each.path, folder, None)]
    title = f"Send the isolation headers from `{path}`"
    return unsafe_isolation(title, pages, lambda: [created(path, headers_file(ISOLATION_HEADERS))])


def _folders_of_headers_file(project: Project) -> Iterator[str]:
    """The folders that a host publishes and looks in for a `_headers`: Netlify's and Cloudflare's."""
    for path in project.reader.files_named("_redirects"):
        yield folder_of(path)
    for path in project.reader.files_named(WRANGLER):
        text = project.reader.text(path)
        if not isinstance(text, Unknown):
            yield from (posixpath.normpath(posixpath.join(folder_of(path), each)) for each in _published(text.value))


def _published(settings: str) -> Iterator[str]:
    """The folder that the settings of Cloudflare name."""
    import tomli

    try:
        data: dict[str, Any] = tomli.loads(settings)
    except (tomli.TOMLDecodeError, RecursionError):
        return
    assets = data.get("assets")
    named = (data.get("pages_build_output_dir"), assets.get("directory") if isinstance(assets, dict) else None)
    yield from (each for each in named if isinstance(each, str))


def _by_service_worker(page: Page, project: Project) -> Fix | None:
    found = service_worker_file(page, project)
    if found is None:
        return None
    url, edits = found
    folder = folder_of(page.path)
    pages = [each for each in project.pages if not folder or each.path.startswith(folder + "/")]
    title = "Add the isolation headers with a service worker" if edits else "Load the service worker that is there"
    tag = f'<script src="{url}"></script>'
    return unsafe_isolation(title, pages, lambda: [*edits, insert_first(page.document, tag)])


def _blocked(pages: Iterable[Page]) -> Iterator[str]:
    """What a page that isolates itself can no longer embed, unless the host of that allows it."""
    from pyscript_doctor.queries.embeds import embeds

    for page in pages:
        yield from (each.url.value.strip() for each in embeds(page) if each.is_frame or not each.has_crossorigin)
