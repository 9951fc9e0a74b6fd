"""JavaScript modules in the table for the other thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ERROR,
    PAGE_BLANK,
    SCRIPT_DIES,
    UNSAFE,
    Finding,
    Related,
    RuntimeKind,
    Table,
    Thread,
    fix_of,
    rule,
)
from pyscript_doctor.queries.config_edits import config_fix, moved_to, rename
from pyscript_doctor.queries.javascript_module_uses import PACKAGE, module_uses, modules_named
from pyscript_doctor.queries.pages import javascript_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Entry, Fix, JavaScriptModule, Runtime, Span
    from pyscript_doctor.queries.javascript_module_uses import ModuleUse
    from pyscript_doctor.queries.pages import JavaScriptSource


@rule(severity=ERROR, faq="javascript-modules", effect=SCRIPT_DIES, mentions=("js_modules",))
def js_module_wrong_thread(runtime: Runtime) -> Iterator[Finding]:
    """A JavaScript module is in the table for workers, but the main thread uses it, or it needs the page."""
    if runtime.kind is RuntimeKind.GAME:
        return
    if runtime.in_worker:
        for module in runtime.javascript_modules:
            if module.thread is Thread.WORKER and module.is_stylesheet:
                yield _stylesheet(module, runtime)
            elif module.thread is Thread.WORKER:
                yield from _of_the_page(module, runtime)
    else:
        yield from _on_the_main_thread(runtime)


def _on_the_main_thread(runtime: Runtime) -> Iterator[Finding]:
    of_workers = {module.name.value: module for module in runtime.javascript_modules if module.thread is Thread.WORKER}
    reported = set[str]()
    for code in runtime.codes:
        for use in module_uses(code):
            module = of_workers.get(use.name)
            if module is None or use.caught or use.name in reported or modules_named(runtime, use.name):
                continue
            reported.add(use.name)
            yield Finding(
                span=use.span,
                message=f"`{use.name}` is a module for workers, but this script runs on the main thread",
                label="not on the main thread",
                help=f"Put it under `[js_modules.main]`:\n\n{_main(module)}",
                console=_console(use, runtime),
                related=(Related(module.source.span, "for workers"),),
                fix=_fix(module, runtime),
            )


def _console(use: ModuleUse, runtime: Runtime) -> str:
    """What Chromium's console shows, as seen on PyScript 2026.7.3."""
    if use.dotted:
        return f"{'No' if runtime.is_pyodide else 'no'} module named '{PACKAGE}.{use.name}'"
    if use.imported:
        return f"cannot import name '{use.name}'" if runtime.is_pyodide else f"can't import name {use.name}"
    return f"AttributeError: {use.name}" if runtime.is_pyodide else f"object has no attribute '{use.name}'"


def _fix(module: JavaScriptModule, runtime: Runtime) -> Fix | None:
    """Move the module's entry to the table for the main thread, or call the table so where it is the only entry."""
    tables = {name: runtime.config.table.get("js_modules", name) for name in Thread}
    worker, main = tables[Thread.WORKER], tables[Thread.MAIN]
    if not isinstance(worker, Table):
        return None
    entry = next((each for each in worker if each.value.span == module.name.span), None)
    named = next((each for each in _modules(runtime) if each.value is worker), None)
    title = "Put it under `js_modules.main`"
    if entry and isinstance(main, Table):
        return config_fix(UNSAFE, title, runtime.config, lambda document: moved_to(document, entry, main))
    if named and main is None and len(worker.entries) == 1:
        return fix_of(UNSAFE, title, lambda: [rename(named, "main")])
    return None


def _modules(runtime: Runtime) -> tuple[Entry, ...]:
    table = runtime.config.table.get("js_modules")
    return table.entries if isinstance(table, Table) else ()


def _main(module: JavaScriptModule) -> str:
    """The module's own entry, in the table for the main thread."""
    return f'```toml\n[js_modules.main]\n"{module.source.url}" = "{module.name.value}"\n```'


def _stylesheet(module: JavaScriptModule, runtime: Runtime) -> Finding:
    return Finding(
        span=module.source.span,
        message="a worker imports everything in this table as JavaScript, so a stylesheet fails",
        label="a stylesheet",
        help=f"Put the stylesheet under `[js_modules.main]`:\n\n{_main(module)}",
        console="Failed to fetch dynamically imported module",
        fix=_fix(module, runtime),
    )


def _of_the_page(module: JavaScriptModule, runtime: Runtime) -> Iterator[Finding]:
    sources = {source.path: source for source in javascript_sources(runtime.page, (runtime,))}
    source = sources.get(module.source.path) if module.source.path else None
    if source and (found := _document_use(source)):
        use, name = found
        yield Finding(
            span=module.source.span,
            message="this module needs the page's `document` or `window` while it loads, but a worker has neither",
            label="loaded in a worker",
            help="Put it under `[js_modules.main]`. A worker on an isolated page can use it from there:\n\n"
            f"{_main(module)}",
            console=f"{name} is not defined",
            related=(Related(use, "used here"),),
            fix=_fix(module, runtime),
            effect=PAGE_BLANK if runtime.kind is RuntimeKind.SCRIPTS else None,
        )


def _document_use(source: JavaScriptSource) -> tuple[Span, str] | None:
    """Where a module, or one that it imports, takes the page's `document` or `window` while it loads, and which."""
    pending, seen = [source], set[str]()
    while pending:
        source = pending.pop()
        if source.path in seen:
            continue
        seen.add(source.path)
        if source.syntax.document_uses:
            use, text = min(source.syntax.document_uses), source.syntax.text
            return use, text.value[text.offset(use.start) : text.offset(use.end)]
        pending += [imported for _, imported in source.imports()]
    return None
