"""Names that Python or another module uses, but that a JavaScript module does not export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SCRIPT_DIES, UNSAFE, Finding, Related, Unknown, fix_of, rule
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.edits import exported, respelling
from pyscript_doctor.queries.javascript_module_uses import ModuleUse, module_uses, modules_named
from pyscript_doctor.queries.pages import JavaScriptSource, javascript_sources
from pyscript_doctor.queries.spelling import nearest_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Page, Project, Text
    from pyscript_doctor.queries.pages import JavaScriptSyntax, JsImport

# Attributes that the interpreters' proxies have on every JavaScript object.
OF_PROXIES = {
    "as_object_map", "as_py_json", "constructor", "destroy", "js_id", "new", "object_entries", "object_keys",
    "object_values", "then", "to_js", "to_py", "typeof",
}  # fmt: skip
NO_MODULES = (".css", ".json", ".html", ".py")
"""What javascript-content-type speaks of."""
MOST_MODULES = 50
MOST_LISTED = 6
NEAR = 0.6


@rule(severity=ERROR, faq="javascript-modules", effect=SCRIPT_DIES)
def js_module_missing_export(page: Page, project: Project) -> Iterator[Finding]:
    """Python or another module uses a name that a JavaScript module of the project does not export."""
    runtimes = project.runtimes_of(page)
    for runtime in runtimes:
        for code in runtime.codes:
            yield from _taken_by_python(code)
    bundled = page.built or is_bundled(project)
    for source in javascript_sources(page, runtimes):
        for statement, imported in source.imports():
            yield from _imported(statement, imported, bundled)


def _exported(syntax: JavaScriptSyntax | Unknown) -> set[str] | None:
    """The names that a module exports; None if the doctor can't see them, or if it is not a module."""
    if isinstance(syntax, Unknown) or syntax.syntax_error or syntax.exports_are_open:
        return None
    return {export.name.value for export in syntax.exports} if syntax.is_module else None


def _exported_through(source: JavaScriptSource, told: set[str]) -> set[str] | None:
    """The same with what `export * from` brings from other modules; None if one of them is not here to read.

    told: the modules whose names are there already.
    """
    syntax = source.syntax
    if not syntax.exports_are_open:
        return _exported(syntax)
    if syntax.syntax_error:
        return None
    told.add(source.path)
    names = {export.name.value for export in syntax.exports}
    modules = {statement.specifier.value: module for statement, module in source.imports()}
    for star in syntax.export_stars:
        module = modules.get(star.value)
        if module and module.path in told:
            continue
        found = _exported_through(module, told) if module and len(told) < MOST_MODULES else None
        if found is None:
            return None
        names |= found - {"default"}
    return names


def _taken_by_python(code: Code) -> Iterator[Finding]:
    reported = set[tuple[str, str]]()
    known: dict[str, list[set[str] | None]] = {}
    for use in module_uses(code):
        name = use.attribute
        if name is None or use.caught or name in OF_PROXIES or name.startswith("_") or (use.name, name) in reported:
            continue
        if use.name not in known:
            known[use.name] = [_exported(module.syntax) for module in modules_named(code.runtime, use.name)]
        exported = known[use.name]
        names = exported[0] if len(exported) == 1 else None
        if names and name not in names and name.rstrip("_") not in names:
            reported.add((use.name, name))
            yield _python_finding(use, name, names, code)


def _python_finding(use: ModuleUse, name: str, exported: set[str], code: Code) -> Finding:
    sources = modules_named(code.runtime, use.name)
    near = nearest_spelling(name, exported, NEAR)
    if exported == {"default"}:
        help_ = f"The module has only a default export: write `{use.name}.default.{name}`."
    elif near:
        help_ = f"Did you mean `{near}`?"
    else:
        help_ = f"It exports {_listed(exported)}."
    return Finding(
        span=use.span,
        message=f"the JavaScript module `{use.name}` does not export `{name}`",
        label="not exported",
        help=help_,
        console="No module named 'None'" if use.imported and code.runtime.is_pyodide else "AttributeError",
        related=tuple(Related(source.source.span, "the module") for source in sources),
        fix=_fix(use, name, near, code),
    )


def _fix(use: ModuleUse, name: str, near: str | None, code: Code) -> Fix | None:
    """Export the name where the module declares it, or use the exported one that is like it."""
    (module,) = modules_named(code.runtime, use.name)
    syntax = module.syntax
    if isinstance(syntax, Unknown):
        return None
    if module.source.path is not None and (fix := _export(name, syntax)):
        return fix
    return respelling(code.runtime.page.resolver.reader, use.span, name, near or "")


def _imported(statement: JsImport, imported: JavaScriptSource, bundled: bool) -> Iterator[Finding]:
    wanted: list[tuple[str, Text]] = [(each.imported.value, each.imported) for each in statement.names]
    if statement.default:
        wanted.append(("default", statement.default))
    if statement.dynamic or imported.path.lower().endswith(NO_MODULES):
        return
    is_script = not imported.syntax.is_module and not imported.syntax.syntax_error and not bundled
    names = set() if is_script else _exported_through(imported, set())
    if names is None:
        return
    for name, text in wanted:
        if name not in names:
            near = nearest_spelling(name, names, NEAR)
            yield Finding(
                span=text.span(),
                message=f"`{imported.path}` does not export {_told(name)}, "
                "so this module does not run, nor what imports it",
                label="not exported",
                help=f"Did you mean `{near}`?" if near else f"It exports {_listed(names)}.",
                fix=_export(name, imported.syntax) if imported.syntax.is_module else None,
                console=f"does not provide an export named '{name}'",
                effect=PAGE_BLANK,
            )


def _export(name: str, syntax: JavaScriptSyntax) -> Fix | None:
    """Export the name, if the module declares it."""
    return fix_of(UNSAFE, f"Export `{name}`", lambda: [exported(syntax, {name})])


def _told(name: str) -> str:
    return "a default" if name == "default" else f"`{name}`"


def _listed(names: set[str]) -> str:
    shown = [f"`{name}`" for name in sorted(names)[:MOST_LISTED]]
    return ", ".join(shown) + (" and more" if len(names) > MOST_LISTED else "") if shown else "nothing"
