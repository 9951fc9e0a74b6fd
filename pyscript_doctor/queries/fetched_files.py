"""The files of the site that Python or JavaScript fetches by a relative URL."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import JavaScriptValue, Literal, PythonName, Realm
from pyscript_doctor.project.urls.reference import Base, Missing, ReferenceKind, folder_of
from pyscript_doctor.queries.mistaken_paths import mistake, url_of
from pyscript_doctor.queries.source_text import source_text
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.program.facts import Argument, Call, Code
    from pyscript_doctor.project.urls.resolver import UrlResolver
    from pyscript_doctor.sources.file_names import FileNames

FETCHING = {"pyscript.fetch", "pyscript.fetch.fetch", "pyodide.http.pyfetch", "pyodide.http.open_url"}
OF_JAVASCRIPT = {("fetch",), ("window", "fetch")}
CATCHING = {"*", "Exception", "BaseException", "JsException", "OSError"}
FILE = lazy_pattern(r"[\w./ -]+\.(?:json|csv|tsv|txt|xml|md|ya?ml|toml|png|jpe?g|svg|geojson|py|zip|html?|wav|mp3|db)")
FOLDER_OF_PATTERN = lazy_pattern(r"""[fF]["']((?:\./|\.\./)*(?:[\w-]+/)+)[\w.-]*\{""")
NEAR = 0.75


class MissedFile(NamedTuple):
    """A relative URL where the project has nothing. meant: the URL of what is there under a similar name."""

    span: Span
    url: str
    meant: str
    is_folder: bool


def missed_files(code: Code) -> Iterator[MissedFile]:
    """The files that Python on the main thread fetches, and that exist only under a similar name."""
    if code.runtime.in_worker or code.runtime.page.built or code.runtime.page.fragment:
        return
    for call in code.calls:
        url = call.argument(0, "url") if _fetches(call) and not call.place.caught & CATCHING else None
        if url is not None:
            found = (_of_literal(code, url) if isinstance(url.value, Literal) else None) or _of_pattern(code, url)
            if found:
                yield found


def files_missed_by(script: PageScript) -> Iterator[MissedFile]:
    """The files that a script of a page fetches, and that exist only under a similar name."""
    page = script.page
    if page.built or page.fragment:
        return
    for url in fetched_by_javascript(script):
        found = _of_text(url, page.resolver)
        if found:
            yield found


def fetched_by_javascript(script: PageScript) -> tuple[Text, ...]:
    """The literal URLs that a script of a page fetches, relative to the page."""
    text = script.syntax.text
    if "fetch" not in text.value:
        return ()
    from pyscript_doctor.queries.javascript_accesses import accesses_of

    return accesses_of(text, script.page.resolver.reader).fetched


def _fetches(call: Call) -> bool:
    if isinstance(call.callee, PythonName):
        return call.callee.name in FETCHING
    callee = call.callee
    return isinstance(callee, JavaScriptValue) and callee.realm is not Realm.MODULE and callee.path in OF_JAVASCRIPT


def _of_literal(code: Code, url: Argument) -> MissedFile | None:
    text: Text | None = getattr(url.value, "text", None)
    return None if text is None else _of_text(text, code.runtime.page.resolver, url.span)


def _of_text(text: Text, resolver: UrlResolver, span: Span | None = None) -> MissedFile | None:
    if not FILE.fullmatch(text.value.partition("?")[0]):
        return None
    reference = resolver.reference(ReferenceKind.FILE, text)
    target = reference.target
    if not isinstance(target, Missing) or resolver.reader.is_live:
        return None
    meant = resolver.reader.of_listing(lambda listing: mistake(reference, target, listing))
    if meant is None:
        return None
    meant_url = url_of(meant.path, resolver.base, text.value, resolver.site)
    return MissedFile(span or text.span(), text.value, meant_url, False)


def _of_pattern(code: Code, url: Argument) -> MissedFile | None:
    """The folder in `f"./feed/{name}.json"`, if it does not exist."""
    found = FOLDER_OF_PATTERN.match(source_text(code, url.span))
    if found is None:
        return None
    base: Base = code.runtime.page.base
    if base.remote or code.runtime.page.resolver.reader.is_live:
        return None
    folder = posixpath.normpath(posixpath.join(base.folder, found[1]))
    reader = code.runtime.page.resolver.reader
    meant = reader.of_listing(lambda listing: _near_folder(folder, listing))
    return MissedFile(url.span, found[1], url_of(meant, base, found[1]) + "/", True) if meant else None


def _near_folder(folder: str, listing: FileNames) -> str | None:
    """A folder with a similar name in the same place; None if there is none, or the folder itself exists."""
    folders = {folder_of(path) for path in listing}
    if listing.has_folder(folder):
        return None
    around = posixpath.dirname(folder)
    beside = sorted(each for each in folders if posixpath.dirname(each) == around)
    return closest(folder, beside, NEAR)
