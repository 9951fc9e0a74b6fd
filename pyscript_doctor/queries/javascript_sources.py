"""All the JavaScript of its own that a page runs: its scripts, the modules of its configs, and what these import."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.project.page.page_scripts import own_javascript, page_scripts
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import Base, ReferenceKind, folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax, JsImport
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.resolver import UrlResolver

MOST_SOURCES = 300
RELATIVE = ("./", "../", "/")


@dataclass(frozen=True, eq=False)
class JavaScriptSource:
    """A script or module with the thread that it runs on.

    module: it is loaded as an ES module. resolver: follows the URLs of its imports. others: the modules of the page
    that were imported so far, by path and thread.
    """

    path: str
    syntax: JavaScriptSyntax
    thread: Thread
    module: bool
    resolver: UrlResolver
    others: dict[tuple[str, Thread], JavaScriptSource] = field(default_factory=dict, repr=False)

    def imports(self) -> tuple[tuple[JsImport, JavaScriptSource], ...]:
        """Its imports of modules of the project, and these."""
        return self._imports

    @cached_property
    def _imports(self) -> tuple[tuple[JsImport, JavaScriptSource], ...]:
        return tuple(self._found_imports())

    def _found_imports(self) -> Iterator[tuple[JsImport, JavaScriptSource]]:
        for statement in self.syntax.imports:
            if statement.specifier.value.startswith(RELATIVE):
                path = self.resolver.reference(ReferenceKind.SCRIPT, statement.specifier).path
                syntax = own_javascript(path, self.resolver.reader) if path else None
                if path and syntax:
                    yield statement, self._other(path, syntax)

    def _other(self, path: str, syntax: JavaScriptSyntax) -> JavaScriptSource:
        """A module that is imported: one object for all that import it."""
        other = self.others.get((path, self.thread))
        if other is None:
            resolver = self.resolver.at(Base(folder_of(path)))
            other = JavaScriptSource(path, syntax, self.thread, True, resolver, self.others)
            self.others[path, self.thread] = other
        return other


def javascript_sources(page: Page, runtimes: Iterable[Runtime]) -> Iterator[JavaScriptSource]:
    """The sources of a page, each once for each thread that it runs on; imported ones come first."""
    others: dict[tuple[str, Thread], JavaScriptSource] = {}
    queue = [replace(source, others=others) for source in (*_scripts(page), *_modules(page, runtimes))]
    seen: set[tuple[str, str]] = set()
    position = 0
    while position < min(len(queue), MOST_SOURCES):
        source = queue[position]
        position += 1
        if source.path != page.path:
            if (source.path, source.thread) in seen:
                continue
            seen.add((source.path, source.thread))
        yield source
        queue += (imported for _, imported in source.imports())


def _scripts(page: Page) -> Iterator[JavaScriptSource]:
    for script in page_scripts(page):
        inline = script.path == page.path
        resolver = page.resolver if inline else page.resolver.at(Base(folder_of(script.path)))
        yield JavaScriptSource(script.path, script.syntax, Thread.MAIN, script.module, resolver)


def _modules(page: Page, runtimes: Iterable[Runtime]) -> Iterator[JavaScriptSource]:
    """What `js_modules` loads: the table `main` on the main thread, `worker` only in workers."""
    for runtime in runtimes:
        for module in runtime.javascript_modules:
            path = module.source.path
            loaded = module.thread == Thread.MAIN or runtime.in_worker
            if loaded and path and not module.is_stylesheet and not isinstance(module.syntax, Unknown):
                resolver = page.resolver.at(Base(folder_of(path)))
                yield JavaScriptSource(path, module.syntax, module.thread, True, resolver)
