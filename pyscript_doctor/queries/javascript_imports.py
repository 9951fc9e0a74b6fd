"""What the JavaScript of a page imports, or forgot to import."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.urls.reference import Missing, ReferenceKind
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.javascript_sources import RELATIVE, javascript_sources
from pyscript_doctor.queries.mistaken_paths import mistake
from pyscript_doctor.queries.shared_names import exposed_to_javascript
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.records import JsWorkerCall
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.queries.javascript_sources import JavaScriptSource

ENDINGS = (".js", ".mjs", "/index.js")


class MissedImport(NamedTuple):
    """An import of a file that does not exist. meant: the specifier of a file with a similar name."""

    specifier: Text
    meant: str


def missed_imports(page: Page, project: Project) -> Iterator[MissedImport]:
    """The imports of a page's modules that lead to no file, though one with a similar name exists."""
    if is_bundled(project):
        return
    for source in javascript_sources(page, project.runtimes_of(page)):
        for statement in source.syntax.imports if source.module else ():
            if statement.specifier.value.startswith(RELATIVE) and not statement.dynamic:
                meant = _meant(statement.specifier, source, project.reader)
                if meant:
                    yield MissedImport(statement.specifier, meant)


def _meant(specifier: Text, source: JavaScriptSource, reader: Reader) -> str:
    reference = source.resolver.reference(ReferenceKind.SCRIPT, specifier)
    target = reference.target
    if not isinstance(target, Missing) or reader.is_live:
        return ""
    for ending in ENDINGS:
        if reader.of_listing(lambda listing, path=target.path + ending: path in listing):  # type: ignore[misc]
            return specifier.value + ending
    found = reader.of_listing(lambda listing: mistake(reference, target, listing))
    if found is None:
        return ""
    relative = posixpath.relpath(found.path, source.resolver.base.folder)
    return relative if relative.startswith("../") else f"./{relative}"


def unimported_workers(page: Page, project: Project) -> Iterator[tuple[PageScript, JsWorkerCall]]:
    """The calls of PyWorker and MPWorker in scripts where nothing defines that name."""
    scripts = tuple(page_scripts(page))
    if not page.loaders or is_bundled(project):
        return
    given = {each.name.value for script in scripts for each in script.syntax.top_level_declarations}
    given.update(*map(exposed_to_javascript, project.runtimes_of(page)))
    for script in scripts:
        for call in script.syntax.worker_calls:
            if call.name not in given and _is_only_called(call.name, script.syntax.text.value):
                yield script, call


def _is_only_called(name: str, text: str) -> bool:
    """Whether a source names it only where it calls it: nothing there imports, takes or declares it."""
    named = re.findall(rf"(?<![\w$]){name}(?![\w$])(\s*\()?", text)
    return all(named) and not re.search(rf"[.\"'`]{name}|function\s+{name}", text)
