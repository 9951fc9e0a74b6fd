"""Files in `js_modules` that are not ES modules."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from pyscript_doctor import (
    ERROR,
    PAGE_BLANK,
    SCRIPT_DIES,
    UNSAFE,
    WARNING,
    Finding,
    ReferenceKind,
    Related,
    Remote,
    Unknown,
    fix_of,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.edits import exported
from pyscript_doctor.queries.javascript_module_entries import is_classic
from pyscript_doctor.queries.javascript_module_uses import module_uses
from pyscript_doctor.queries.observed_server import remote_resource
from pyscript_doctor.queries.observed_types import is_javascript
from pyscript_doctor.queries.urls import split_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, JavaScriptModule, JavaScriptSyntax, Project, Runtime, Span

NOT_ESM_URL = lazy_pattern(r"[./](?:umd|cjs|iife|amd)[./]|\.(?:umd|cjs|iife)(?:\.min)?\.js", re.IGNORECASE)
HELP = """Use a build of the library that is an ES module (often named `.mjs` or `.esm.js`), or get one from a CDN:

```toml
[js_modules.main]
"https://esm.run/{name}" = "{name}"
```"""


@rule(severity=ERROR, faq="javascript-modules", effect=SCRIPT_DIES, mentions=("js_modules",))
def js_module_not_esm(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """A file in `js_modules` is not an ES module, so Python finds nothing in it."""
    for module in runtime.javascript_modules:
        if module.thread != runtime.thread or module.is_stylesheet:
            continue
        if isinstance(module.syntax, Unknown):
            yield from _by_address(module, runtime)
        elif not _is_no_javascript(module, project):
            yield from _by_content(module, module.syntax, runtime)


def _is_no_javascript(module: JavaScriptModule, project: Project) -> bool:
    """Whether another server sends it as something else, which javascript-content-type reports."""
    target = module.source.target
    resource = remote_resource(target.url, project) if isinstance(target, Remote) else None
    return bool(resource and resource.response and not is_javascript(resource.response))


def _is_remote(module: JavaScriptModule) -> bool:
    return isinstance(module.source.target, Remote)


def _broken(module: JavaScriptModule, place: Span) -> Iterator[Finding]:
    """A syntax error, shown at its place, or at the address of a file that is not in the project."""
    remote = _is_remote(module)
    yield Finding(
        span=module.source.span if remote else place,
        message=f"`{_file(module)}` has a syntax error, so the browser cannot load it",
        label="has a syntax error" if remote else "reading fails here",
        help="Load another build of the library, or another version."
        if remote
        else "Fix the syntax: look for a bracket, a comma or a `=>` that is missing here or just before.",
        console="SyntaxError",
        related=() if remote else (Related(module.source.span, "loaded here"),),
        effect=PAGE_BLANK,
    )


def _by_content(module: JavaScriptModule, syntax: JavaScriptSyntax, runtime: Runtime) -> Iterator[Finding]:
    name = str(module.name.value)
    if syntax.syntax_error:
        yield from _broken(module, syntax.syntax_error)
    elif syntax.style == "commonjs":
        yield Finding(
            span=module.source.span,
            message=f"`{_file(module)}` is a CommonJS module for Node, but a browser has no `module` and no `require`",
            label="CommonJS",
            help=HELP.format(name=name),
            console="module is not defined",
            effect=PAGE_BLANK,
        )
    elif not syntax.is_module and (use := _taken(runtime, name)):
        yield Finding(
            span=module.source.span,
            message=f"`{_file(module)}` has no `export`, so `{name}` is empty in Python",
            label="no `export`",
            help=HELP.format(name=name),
            console=use[1],
            related=(Related(use[0], "used here"),),
            fix=None if _is_remote(module) else _exported(syntax, name, runtime),
        )


def _exported(syntax: JavaScriptSyntax, name: str, runtime: Runtime) -> Fix | None:
    """Export what Python takes from the file, unless the page also loads it as a plain script, which cannot export."""
    path = syntax.text.path
    plain = [each for each in runtime.page.references if each.kind is ReferenceKind.SCRIPT and each.path == path]
    uses = [use for code in runtime.codes for use in module_uses(code) if use.name == name]
    names = {use.attribute for use in uses if use.attribute}
    title = "Export what Python uses"
    return None if plain else fix_of(UNSAFE, title, lambda: [exported(syntax, names)])


def _file(module: JavaScriptModule) -> str:
    """The name of the module's file."""
    return posixpath.basename(split_url(module.source.url).path) or module.source.url


def _by_address(module: JavaScriptModule, runtime: Runtime) -> Iterator[Finding]:
    target = module.source.target
    use = _taken(runtime, str(module.name.value))
    if isinstance(target, Remote) and use and (NOT_ESM_URL.search(target.url) or is_classic(target.url)):
        yield Finding(
            span=module.source.span,
            message=f"`{_file(module)}` is not an ES module, so `{module.name.value}` is empty in Python",
            label="not an ES module",
            help=HELP.format(name=str(module.name.value)),
            related=(Related(use[0], "used here"),),
            severity=WARNING,
        )


def _taken(runtime: Runtime, name: str) -> tuple[Span, str] | None:
    """Where Python uses something from a module, and what the console then shows."""
    for code in runtime.codes:
        for use in module_uses(code):
            if use.name == name and use.attribute and not use.caught:
                missing = "AttributeError" if runtime.is_pyodide else f"has no attribute '{use.attribute}'"
                return use.span, "ImportError" if use.imported else missing
    return None
