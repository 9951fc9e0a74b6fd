"""Names of `pyscript` that a release does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, PageScript, PythonName, Unknown, lazy_pattern, rule
from pyscript_doctor.queries.assigned_attributes import assigned_attributes
from pyscript_doctor.queries.legacy_names import LEGACY_NAMES
from pyscript_doctor.queries.own_modules import nearest
from pyscript_doctor.queries.pyscript_api import (
    JS_MODULES,
    core_exports,
    pyscript_entry,
    pyscript_names,
    pyscript_unsupported,
)
from pyscript_doctor.queries.releases import modern, releases_of_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Releases, Runtime, Span, Text
    from pyscript_doctor.queries.releases import Release

STORAGE = lazy_pattern(r"(?:https?:)?//(?:pyscript\.net/releases/|[^/]+/(?:npm/)?@pyscript/core[@/])[^?#]*storage\.js")
PACKAGES = {"pyscript", "pyweb"}


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES)
def api_not_in_release(source: Code | PageScript) -> Iterator[Finding]:
    """Python asks `pyscript`, or JavaScript asks `core.js`, for a name that this release does not have."""
    yield from _of_javascript(source) if isinstance(source, PageScript) else _of_python(source)


def _of_javascript(script: PageScript) -> Iterator[Finding]:
    for imported in script.syntax.imports:
        loaded = releases_of_url(imported.specifier.value)
        is_core = loaded is not None and not loaded.legacy
        if imported.default is not None and (is_core or STORAGE.match(imported.specifier.value)):
            yield _without_default(imported.default, "core.js" if is_core else "storage.js")
        if loaded is None or loaded.legacy or imported.reexport:
            continue
        for name in imported.names:
            exported = [name.imported.value in core_exports(release.name) for release in loaded.options]
            if not any(exported):
                later = [each.name for each in modern() if name.imported.value in core_exports(each.name)]
                yield Finding(
                    span=name.imported.span(),
                    message=f"`core.js` of {_named(loaded)} has no `{name.imported.value}`, "
                    "so this script does not run",
                    label="not in this release",
                    help=f"Load PyScript {later[0]} or later: it has this name." if later else "Correct the name.",
                    console=f"does not provide an export named '{name.imported.value}'",
                )


def _without_default(name: Text, file: str) -> Finding:
    """`import storage from`: no file of PyScript exports a default."""
    return Finding(
        span=name.span(),
        message=f"`{file}` has no default export, so this script does not run",
        label="not exported",
        help=f"Put braces around the name: `import {{ {name.value} }} from ...`.",
        console="does not provide an export named 'default'",
    )


def _of_python(code: Code) -> Iterator[Finding]:
    for imported in code.imports:
        if not imported.soft and _lacks(code.runtime, imported.module, imported.name):
            yield _finding(code.runtime, imported.module, imported.name, imported.place.span)
    assigned = assigned_attributes(code.runtime)
    for use in code.attributes:
        if not isinstance(use.base, PythonName) or use.name in assigned or use.place.catches("AttributeError"):
            continue
        if _is_module(code.runtime, use.base.name) and _lacks(code.runtime, use.base.name, use.name):
            yield _finding(code.runtime, use.base.name, use.name, use.name_span)


def _is_module(runtime: Runtime, name: str) -> bool:
    """Whether it is a module of PyScript, and not something in it, in every release that the page can load."""
    names = [each.name for each in runtime.releases.options]
    hidden = any(pyscript_entry(each, name, runtime.thread) for each in names)  # `from pyscript import workers`
    return not hidden and all(pyscript_names(each, name, runtime.thread) is not None for each in names)


def _lacks(runtime: Runtime, module: str, name: str | None) -> bool:
    top = module.partition(".")[0]
    of_js_modules = module == JS_MODULES or module.startswith(JS_MODULES + ".")
    if top not in PACKAGES or of_js_modules or runtime.has_local_module(top):
        return False
    return name not in LEGACY_NAMES and not _is_there(runtime, module, name)


def _finding(runtime: Runtime, module: str, name: str | None, span: Span) -> Finding:
    what = f"{module}.{name}" if name else module
    return Finding(
        span=span,
        message=f"{_named(runtime.releases)} has no `{what}` {_where(runtime)}",
        label="not in this release",
        help=_help(module, name, runtime),
        console=name or module.rpartition(".")[2],
    )


def _named(loaded: Releases) -> str:
    return f"PyScript {loaded.label}" if len(loaded.options) == 1 else "PyScript"


def _is_there(runtime: Runtime, module: str, name: str | None) -> bool:
    """Whether every release that the page can load has the name; raises Unknown if only some of them do."""
    answers = {_has(release.name, runtime, module, name) for release in runtime.releases.options}
    if len(answers) > 1:
        raise Unknown("release of PyScript")
    return answers.pop()


def _has(release: str, runtime: Runtime, module: str, name: str | None) -> bool:
    names = pyscript_names(release, module, runtime.thread, runtime.interpreter)
    if runtime.in_worker and name in (pyscript_names(release, module) or ()):
        return True  # worker-inside-worker reports it
    if names is None or _fails_when_used(release, runtime, f"{module}.{name}"):
        return False
    if name in {None, "*"} or name in names or str(name).startswith("_"):
        return True
    return module == "pyscript" and name == "js_modules"


def _fails_when_used(release: str, runtime: Runtime, name: str) -> bool:
    """Whether MicroPython's main thread has the name only to raise an error, and something calls it."""
    if runtime.is_pyodide or name not in pyscript_unsupported(release):
        return False
    return any(getattr(call.callee, "name", "") == name for code in runtime.codes for call in code.calls)


def _where(runtime: Runtime) -> str:
    interpreter = "Pyodide" if runtime.is_pyodide else "MicroPython"
    return f"on {interpreter} in a worker" if runtime.in_worker else f"on {interpreter}"


def _help(module: str, name: str | None, runtime: Runtime) -> str:
    if module == "pyscript" and name == "js":
        return "Write `import js`, or `from pyscript import window`. The guide shows this import, but it never worked."
    later = [release.name for release in _later(runtime) if _has(release.name, runtime, module, name)]
    if later:
        return f"Load PyScript {later[0]} or later: it has this."
    offered = pyscript_names(runtime.releases.options[-1].name, module, runtime.thread, runtime.interpreter)
    near = nearest(name, offered) if name and offered else None
    return f"Did you mean `{near}`?" if near else "PyScript's guide says what to use instead."


def _later(runtime: Runtime) -> tuple[Release, ...]:
    newest = runtime.releases.options[-1]
    return tuple(release for release in modern() if release.number > newest.number)
