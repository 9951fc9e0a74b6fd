"""Packages that work on the first visit and fail on the second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import SCRIPT_DIES, UNSAFE, WARNING, Finding, Interpreter, RuntimeKind, fix_of, rule
from pyscript_doctor.queries.edits import document_for, set_key
from pyscript_doctor.queries.packages import package_entries
from pyscript_doctor.queries.wheels import requirements_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Runtime

FIRST_WITH_CACHE = "2024.10.1"
LAST_WITH_WHEELS_IN_CACHE = "2026.7.2"
BROKEN, LAST_TO_TRUST_IT = "0.28.0", "2025.7.3"
KEY = "packages_cache"
UNCACHED = {"never", "passthrough"}
HELP = 'Write `packages_cache = "never"` into the config, or load the newest release.'


@rule(
    severity=WARNING,
    guide="configuration/#package-cache",
    effect=SCRIPT_DIES,
    interpreter=Interpreter.PYODIDE,
    mentions=("packages",),
)
def stale_package_cache(runtime: Runtime) -> Iterator[Finding]:
    """PyScript keeps a list of packages for the next visit, but then they fail."""
    if runtime.kind is RuntimeKind.GAME or not package_entries(runtime):
        return
    setting = runtime.config.string(KEY)
    if (setting and setting.value in UNCACHED) or not runtime.releases.since(FIRST_WITH_CACHE):
        return
    leaf = runtime.interpreter_setting
    if leaf and runtime.versions == (BROKEN,):
        if runtime.releases.until(LAST_TO_TRUST_IT):
            yield Finding(
                span=leaf.span,
                message="on a second visit no package loads, because Pyodide 0.28.0 cannot read the list "
                "that PyScript kept from the first",
                label="fails on the second visit",
                help="Use Pyodide 0.28.1 or later, load the newest PyScript, "
                'or write `packages_cache = "never"` into the config.',
                console="_emscripten_stack_get_current is not a function",
                fix=_fix(runtime),
            )
        return
    yield from _wheels(runtime)


def _wheels(runtime: Runtime) -> Iterator[Finding]:
    listed = {entry.name for entry in package_entries(runtime)}
    for wheel in runtime.wheels:
        needed = [name for name in requirements_of(wheel, runtime.page.resolver.reader) if name not in listed]
        if needed and runtime.releases.until(LAST_WITH_WHEELS_IN_CACHE):
            yield Finding(
                span=wheel.span,
                message=f"on a second visit PyScript loads this wheel without `{needed[0]}`, which it needs",
                label="works only on the first visit",
                help=HELP,
                console="ModuleNotFoundError",
                fix=_fix(runtime),
            )


def _fix(runtime: Runtime) -> Fix | None:
    """Keep no list of packages."""
    document = document_for(runtime.config, KEY)
    if document is None:
        return None
    return fix_of(UNSAFE, f'Write `{KEY} = "never"`', lambda: set_key(document, KEY, "never"))
