"""Names that Python imports from `pyscript.js_modules`, but that the config does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Thread, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.javascript_module_entries import reversed_modules
from pyscript_doctor.queries.spelling import nearest_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Import

MODULE = "pyscript.js_modules"


@rule(severity=ERROR, faq="javascript-modules", effect=SCRIPT_DIES, mentions=("js_modules",))
def js_module_missing_name(code: Code) -> Iterator[Finding]:
    """Python imports a JavaScript module that the config does not name."""
    for imported in code.imports:
        name = _name(imported)
        if name and name != "*" and imported.name == "*" and not imported.soft:
            yield _star(imported, f"`pyscript.js_modules.{name}`", "Import the names that you need.")
        elif name and not imported.soft:
            yield from _missing(code, imported, name)


def _name(imported: Import) -> str | None:
    if imported.module == MODULE:
        return imported.name
    return (
        imported.module.removeprefix(MODULE + ".").split(".")[0] if imported.module.startswith(MODULE + ".") else None
    )


def _missing(code: Code, imported: Import, name: str) -> Iterator[Finding]:
    runtime = code.runtime
    runtime.config.get("js_modules")  # raises Unknown if the config cannot be read
    defined = {str(module.name.value) for module in runtime.javascript_modules}
    defined |= {entry.name for _, entry in reversed_modules(runtime.config)}
    if name == "*":
        yield _star(imported, "`pyscript.js_modules`", "Import each module by its name.")
    elif name not in defined and not runtime.config.passes_over(name):
        near = nearest_spelling(name, defined, 0.6)
        yield Finding(
            span=imported.place.span,
            message=f"the config of this script has no JavaScript module named `{name}`",
            label="not in js_modules",
            help=f"Did you mean `{near}`?" if near else _setting(name, runtime.thread),
            console=f"ImportError: cannot import name '{name}'" if runtime.is_pyodide else f"can't import name {name}",
            fix=respelling(runtime.page.resolver.reader, imported.place.span, name, near or ""),
        )


def _star(imported: Import, module: str, help_: str) -> Finding:
    return Finding(
        span=imported.place.span,
        message=f"{module} has no list of its names, so a star import imports nothing",
        label="nothing is imported",
        help=help_,
    )


def _setting(name: str, thread: Thread) -> str:
    return f'Name the module in the config:\n\n```toml\n[js_modules.{thread}]\n"https://esm.run/{name}" = "{name}"\n```'
