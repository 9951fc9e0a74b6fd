"""Files that a page asks for but that do not exist."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor import (
    COSMETIC,
    ERROR,
    PAGE_BLANK,
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    Leaf,
    Missing,
    ReferenceKind,
    Unknown,
    UnknownTarget,
    fix_of,
    rule,
)
from pyscript_doctor.queries.config_edits import config_fix, replaced_by_entries, set_value
from pyscript_doctor.queries.files import runtime_references
from pyscript_doctor.queries.mistaken_paths import Mistake, MistakeKind, meant_by_end, mistake, url_of
from pyscript_doctor.queries.observed_server import refusal_of
from pyscript_doctor.queries.serving import MINI_COI, makes_files
from pyscript_doctor.queries.urls import FOUND_BY_SERVER, Base, folder_of
from pyscript_doctor.queries.wheels import DOTTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Entry, Fix, Node, Page, Project, Reference
    from pyscript_doctor.queries.observed_server import Refusal

EFFECTS = {
    ReferenceKind.PYTHON: SCRIPT_DIES,
    ReferenceKind.CONFIG: PAGE_BLANK,
    ReferenceKind.FILE: PAGE_BLANK,
    ReferenceKind.JAVASCRIPT_MODULE: PAGE_BLANK,
    ReferenceKind.WHEEL: PAGE_BLANK,
}
WHAT = {
    ReferenceKind.PYTHON: "the Python file",
    ReferenceKind.CONFIG: "the config file",
    ReferenceKind.FILE: "the file",
    ReferenceKind.WHEEL: "the wheel",
    ReferenceKind.JAVASCRIPT_MODULE: "the JavaScript module",
    ReferenceKind.SCRIPT: "the JavaScript file",
    ReferenceKind.STYLE: "the stylesheet",
}
TO_CORRECT = {MistakeKind.CASE, MistakeKind.BACKSLASH, MistakeKind.NEAR}
IN_CONFIG = {ReferenceKind.CONFIG, ReferenceKind.FILE, ReferenceKind.WHEEL, ReferenceKind.JAVASCRIPT_MODULE}
BASE_OF_ENTRY = """PyScript resolves the URLs of a config from the page's own address, whatever `<base href>` says. \
Name the config file by a path that starts with a slash: then they are relative to the config file."""
BASE_OF_CONFIG = """The config of a worker or an editor is looked for from the page's own address, whatever \
`<base href>` says. Name it by a path that starts with a slash."""
MOST_SHOWN = 5
FIRST_TO_STOP = (2025, 8, 1)
"""The first release that stops if a file of `files` is missing; earlier ones used the text of the 404 page."""
HINTS = {
    MistakeKind.CASE: "upper and lower case matter on a web server",
    MistakeKind.BACKSLASH: "a URL needs forward slashes",
    MistakeKind.NEAR: "a file with a similar name exists",
    MistakeKind.ELSEWHERE: "this file is in another folder",
}


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def missing_local_file(page: Page, project: Project) -> Iterator[Finding]:
    """The page asks for a local file that does not exist."""
    references = [*page.references]
    for runtime in project.runtimes_of(page):
        references += runtime_references(runtime)
    for reference in dict.fromkeys(references):
        if isinstance(reference.target, Missing) and reference.kind in WHAT and not MINI_COI.search(reference.url):
            yield from _finding(reference, reference.target, page, project)
        elif isinstance(reference.target, UnknownTarget) and reference.kind in EFFECTS and project.is_listed:
            yield from _misspelt(reference, reference.target.reason, page, project)


def _misspelt(reference: Reference, reason: str, page: Page, project: Project) -> Iterator[Finding]:
    """A file that a template or a server finds, where the project has only one that is nearly called so."""
    of_static = reason == FOUND_BY_SERVER
    meant = project.of_listing(lambda listing: meant_by_end(reference.url, listing, of_static=of_static))
    if meant:
        yield Finding(
            span=reference.span,
            message=f"no file of the project has a path that ends in `{reference.url.lstrip('./')}`",
            label="404 Not Found",
            help=f"Did you mean `{meant}`?",
            console=_console(reference, page),
            unless="your build or your server makes this file",
            severity=WARNING,
            effect=EFFECTS[reference.kind],
        )


def _finding(reference: Reference, missing: Missing, page: Page, project: Project) -> Iterator[Finding]:
    inside = _files_inside(missing, project) if reference.kind is ReferenceKind.FILE else ()
    if inside:
        folder = _folder(reference, missing, inside, page)
        yield replace(folder, fix=_each_file(reference, missing, inside, page, project))
        return
    found = project.of_listing(lambda listing: mistake(reference, missing, listing)) if project.is_listed else None
    if reference.kind is ReferenceKind.FILE and found is None and makes_files(project.reader):
        return  # a build or a server may make the file
    plain = reference.kind in {ReferenceKind.SCRIPT, ReferenceKind.STYLE}
    refusal = refusal_of(missing.path, project)
    past_base = _past_base(reference, page)
    goes_on = reference.kind is ReferenceKind.FILE and page.releases.options[0].number < FIRST_TO_STOP
    yield Finding(
        span=reference.span,
        message=f"{WHAT[reference.kind]} `{missing.path}` {refusal.reason if refusal else 'does not exist'}",
        label=refusal.label if refusal else HINTS[found.kind] if found else "404 Not Found",
        help=refusal.help if refusal else past_base or _help(reference, missing, found, page),
        console=_refused(_console(reference, page), refusal) if refusal else _console(reference, page),
        unless="" if project.reader.is_live else _unless(reference, found, page),
        severity=WARNING if plain or goes_on else ERROR,
        effect=EFFECTS.get(reference.kind, COSMETIC),
        fix=_fix(reference, found, page, project) if found and found.kind in TO_CORRECT and not past_base else None,
    )


def _files_inside(missing: Missing, project: Project) -> tuple[str, ...]:
    """The files of the folder that a path names, where it names one."""
    return project.of_listing(lambda listing: listing.below(missing.path)) if project.is_listed else ()


def _console(reference: Reference, page: Page) -> str:
    """What the console shows; of scripts and styles of the page itself every browser says it in its own way."""
    if reference.kind in {ReferenceKind.SCRIPT, ReferenceKind.STYLE}:
        return ""
    if reference.kind is ReferenceKind.PYTHON:
        return f"(PY0404): Fetching from URL {reference.url} failed with error 404"
    if reference.kind is ReferenceKind.FILE and page.releases.options[0].number >= FIRST_TO_STOP:
        return "[404] Unable to fetch"
    return "404"


def _refused(console: str, refusal: Refusal) -> str:
    """The same text where the server answers with another status; a page that it sends instead fails in many ways."""
    return console.replace("404", str(refusal.status)) if refusal.status >= 400 else ""


def _each_file(
    reference: Reference, missing: Missing, inside: tuple[str, ...], page: Page, project: Project
) -> Fix | None:
    """Name each file of a small folder, where its entry is not more than the folder's name."""
    own = _own_entry(reference, page, project)
    if own is None or own[1].name != reference.url or len(inside) > MOST_SHOWN:
        return None
    config, entry = own
    files, title = dict(_files_of(reference, missing, inside, page)), "Name each file of the folder"
    return config_fix(UNSAFE, title, config, lambda document: [replaced_by_entries(document, entry, files)])


def _folder(reference: Reference, missing: Missing, inside: tuple[str, ...], page: Page) -> Finding:
    name = missing.path.rstrip("/")
    lines = [f'"{url}" = "{path}"' for url, path in islice(_files_of(reference, missing, inside, page), MOST_SHOWN)]
    more = ["# ..."] if len(inside) > MOST_SHOWN else []
    return Finding(
        span=reference.span,
        message=f"`{name}` is a folder, but `files` copies single files",
        label="a folder",
        help="Name each file of the folder:\n\n```toml\n[files]\n" + "\n".join(lines + more) + "\n```",
        console=_console(reference, page),
        severity=ERROR if page.releases.options[0].number >= FIRST_TO_STOP else WARNING,
        effect=PAGE_BLANK,
    )


def _files_of(reference: Reference, missing: Missing, inside: tuple[str, ...], page: Page) -> Iterator[tuple[str, str]]:
    """The URL and the destination of each file of a folder. The page's `<base href>` says nothing of its config."""
    name = missing.path.rstrip("/")
    base = Base(folder_of(reference.span.path))
    for path in inside:
        url = url_of(path, base, reference.url, page.resolver.site)
        yield url, f"./{name.rpartition('/')[2]}/{path[len(name) + 1 :]}"


def _past_base(reference: Reference, page: Page) -> str:
    """What to do about a URL of a config that is not resolved as the page's own `<base href>` says; "" elsewhere."""
    if page.resolver.address is None or reference.kind not in IN_CONFIG:
        return ""
    if reference.kind is ReferenceKind.CONFIG:
        return BASE_OF_CONFIG if reference.target == page.resolver.of_config().target(reference.url) else ""
    return BASE_OF_ENTRY


def _unless(reference: Reference, found: Mistake | None, page: Page) -> str:
    """What may make a file that a config names; "" if its name looks like a mistake."""
    may_be_made = page.built and reference.kind is ReferenceKind.JAVASCRIPT_MODULE
    if reference.kind not in {ReferenceKind.FILE, ReferenceKind.WHEEL} and not may_be_made:
        return ""
    if found is None:
        return "your build or your server makes this file"
    return "your build copies the file there" if found.kind is MistakeKind.ELSEWHERE else ""


def _help(reference: Reference, missing: Missing, found: Mistake | None, page: Page) -> str:
    if found is None:
        return f"Create `{missing.path}`, or correct the name."
    return f"Did you mean `{_meant(reference, found, page)}`?"


def _fix(reference: Reference, found: Mistake, page: Page, project: Project) -> Fix | None:
    """Name the file that is there, unless the URL says more than its path."""
    if "?" in reference.url or "#" in reference.url or reference.text.value != reference.url:
        return None
    meant, text = _meant(reference, found, page), reference.text
    copies = _copy_named_by_url(reference, page, project)
    return fix_of(
        UNSAFE,
        f"Write `{meant}`",
        lambda: [text.replacement(0, len(text), meant), *(set_value(*each) for each in copies)],
    )


def _copy_named_by_url(reference: Reference, page: Page, project: Project) -> list[tuple[Node, str]]:
    """The target of an entry of `files` that takes its name from the URL, and how to say the name that Python opens."""
    name = reference.url.rpartition("/")[2]
    own = _own_entry(reference, page, project)
    value = own[1].value if own else None
    if isinstance(value, Leaf) and isinstance(value.value, str) and (not value.value or value.value.endswith("/")):
        return [(value, f"{value.value or './'}{name}")]
    return []


def _own_entry(reference: Reference, page: Page, project: Project) -> tuple[Config, Entry] | None:
    """The entry of `files` that has a reference as its key, and its config. Other configs may be missing."""
    for runtime in project.runtimes_of(page):
        with suppress(Unknown):
            for entry in runtime.config.entries("files"):
                if entry.key.span() == reference.span:
                    return runtime.config, entry
    return None


def _meant(reference: Reference, found: Mistake, page: Page) -> str:
    """The URL that was probably meant."""
    in_config = reference.kind in IN_CONFIG - {ReferenceKind.CONFIG}
    if reference.kind is ReferenceKind.WHEEL and not DOTTED.match(reference.url):
        in_config = False  # micropip completes it with the page's address
    base = Base(folder_of(reference.span.path)) if in_config else page.base
    return url_of(found.path, base, reference.url, page.resolver.site)
