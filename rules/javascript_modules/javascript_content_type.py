"""JavaScript that a server sends as something else, so that the browser does not run it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pyscript_doctor import ERROR, PAGE_BLANK, SCRIPT_DIES, Finding, ReferenceKind, Remote, Text, lazy_pattern, rule
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.files import runtime_references
from pyscript_doctor.queries.native_workers import registrations
from pyscript_doctor.queries.observed_server import Status, remote_resource
from pyscript_doctor.queries.observed_types import is_javascript, media_type_of, module_scripts, sent_as
from pyscript_doctor.queries.pages import javascript_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Reference

MODULES = "Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of"
OTHER_KINDS = {
    ".css": "a stylesheet",
    ".json": "JSON",
    ".py": "Python",
    ".html": "HTML",
}
WITH_TYPE = lazy_pattern(r"[\"'`]?\s*(?:with|assert)\s*\{")
RELATIVE = ("./", "../", "/")
HELP_FOR = {
    ".css": """Load it in the page:

```html
<link rel="stylesheet" href="{written}">
```""",
    ".json": 'Write `import data from "{written}" with {{ type: "json" }}`, or read it with `fetch`.',
    ".py": "Start it with a tag of PyScript, or with `PyWorker`.",
    ".html": "Read it with `fetch`.",
}
HELP = """Your web server must send `{name}` with this header:

```
Content-Type: text/javascript
```

Most servers choose it by the file's name: it must end in `.js`, or in `.mjs` if your server knows that."""


@rule(severity=ERROR, faq="javascript-modules", effect=PAGE_BLANK)
def javascript_content_type(page: Page, project: Project) -> Iterator[Finding]:
    """A module, or what it imports, is not sent as JavaScript: by a wrong `Content-Type`, or because it is CSS."""
    for reference in dict.fromkeys(_strict(page, project)):
        response = project.reader.response(reference.path) if reference.path else None
        if response is not None and not is_javascript(response):
            worker, sent = reference.kind is not ReferenceKind.JAVASCRIPT_MODULE, sent_as(media_type_of(response))
            yield Finding(
                span=reference.span,
                message=f"the server sends `{reference.path}` {sent}, so the browser does not run it",
                label="not sent as JavaScript",
                help=HELP.format(name=reference.path),
                console="" if worker else MODULES,
                effect=SCRIPT_DIES if worker else PAGE_BLANK,
            )
    yield from _of_other_servers(page, project)
    yield from _of_other_kinds(page, project)


def _of_other_servers(page: Page, project: Project) -> Iterator[Finding]:
    """Modules of `js_modules` that another server sends as something else."""
    modules = (module for runtime in project.runtimes_of(page) for module in runtime.javascript_modules)
    for reference in dict.fromkeys(module.source for module in modules if not module.is_stylesheet):
        target = reference.target
        resource = remote_resource(target.url, project) if isinstance(target, Remote) else None
        response = resource.response if resource and resource.status in {Status.FOUND, Status.UNREADABLE} else None
        if response is not None and not is_javascript(response):
            host, sent = urlsplit(response.url).hostname, sent_as(media_type_of(response))
            yield Finding(
                span=reference.span,
                message=f"`{host}` sends this {sent}, so the browser does not run it as a module",
                label="not sent as JavaScript",
                help="Copy the file into your project and name that file, or take it from a CDN that serves modules.",
                console=MODULES,
            )


def _of_other_kinds(page: Page, project: Project) -> Iterator[Finding]:
    """`import "./style.css"`: a bundler takes that, a browser takes JavaScript alone."""
    if page.built or page.fragment or is_bundled(project):
        return
    for source in javascript_sources(page, project.runtimes_of(page)):
        shown = project.reader.shown(source.path)
        for statement in source.syntax.imports if source.module else ():
            ending = posixpath.splitext(urlsplit(statement.specifier.value).path)[1].lower()
            typed = isinstance(shown, Text) and WITH_TYPE.match(shown.value, statement.specifier.span().end)
            if ending not in OTHER_KINDS or statement.dynamic or typed:
                continue
            if not statement.specifier.value.startswith(RELATIVE):
                continue  # js-bare-import
            yield Finding(
                span=statement.specifier.span(),
                message=f"this is {OTHER_KINDS[ending]}, and a browser imports only JavaScript, so the module fails",
                label="not JavaScript",
                help=HELP_FOR[ending].format(written=statement.specifier.value),
                console=MODULES,
            )


def _strict(page: Page, project: Project) -> Iterator[Reference]:
    """The JavaScript that a browser runs only if its type is right: modules, and the scripts of service workers."""
    yield from module_scripts(page)
    yield from (each.reference for each in project.isolation_of(page).service_workers)
    yield from (reference for _, reference in registrations(page, project))
    for runtime in project.runtimes_of(page):
        kinds = {ReferenceKind.JAVASCRIPT_MODULE, ReferenceKind.SERVICE_WORKER}
        yield from (each for each in runtime_references(runtime) if each.kind in kinds)
