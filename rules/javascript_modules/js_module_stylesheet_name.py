"""Stylesheets that a worker never loads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, SAFE, WARNING, Finding, Thread, fix_of, rule
from pyscript_doctor.queries.config_edits import set_value
from pyscript_doctor.queries.javascript_module_uses import module_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Leaf, Project, Runtime


@rule(severity=WARNING, faq="javascript-modules", effect=COSMETIC, mentions=("js_modules",))
def js_module_stylesheet_name(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """A stylesheet in a worker's `js_modules` has another name than its module."""
    if _loaded_by_the_page(runtime, project):
        return
    modules = [module for module in runtime.javascript_modules if module.thread is Thread.MAIN]
    taken = {use.name for code in runtime.codes for use in module_uses(code)}
    named = {str(module.name.value) for module in modules if not module.is_stylesheet} & taken
    for module in modules:
        if module.is_stylesheet and module.name.value not in taken and named:
            name = sorted(named)[0]
            yield Finding(
                span=module.name.span,
                message=f"Python uses no module named `{module.name.value}`, so the worker never loads this stylesheet",
                label="never loaded",
                help=f'Give the stylesheet the name of its module: `"{module.source.url}" = "{name}"`.',
                fix=_renamed(module.name, name),
            )


def _renamed(leaf: Leaf, name: str) -> Fix | None:
    return fix_of(SAFE, f"Call it `{name}`", lambda: [set_value(leaf, name)])


def _loaded_by_the_page(runtime: Runtime, project: Project) -> bool:
    """Whether this script or another on the main thread has the config: that loads every stylesheet at once."""
    return any(
        not other.in_worker and other.config.origin == runtime.config.origin
        for other in project.runtimes_of(runtime.page)
    )
