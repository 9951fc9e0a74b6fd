"""Names of `pyscript` that a release does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, PageScript, Unknown, rule
from pyscript_doctor.queries.legacy_names import LEGACY_NAMES
from pyscript_doctor.queries.pyscript_api import JS_MODULES, core_exports, pyscript_names, pyscript_unsupported
from pyscript_doctor.queries.releases import modern, releases, releases_of_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Import, Releases, Runtime
    from pyscript_doctor.queries.releases import Release

PACKAGES = {"pyscript", "pyweb"}


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES)
def api_not_in_release(source: Code | PageScript) -> Iterator[Finding]:
    """Python imports from `pyscript`, or JavaScript from `core.js`, a name that this release does not have."""
    yield from _of_javascript(source) if isinstance(source, PageScript) else _of_python(source)


def _of_javascript(script: PageScript) -> Iterator[Finding]:
    for imported in script.syntax.imports:
        loaded = releases_of_url(imported.specifier.value)
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


def _of_python(code: Code) -> Iterator[Finding]:
    for imported in code.imports:
        top = imported.module.partition(".")[0]
        of_js_modules = imported.module == JS_MODULES or imported.module.startswith(JS_MODULES + ".")
        if top not in PACKAGES or imported.soft or of_js_modules or code.runtime.has_local_module(top):
            continue
        if imported.name in LEGACY_NAMES or _is_there(code.runtime, imported):
            continue
        what = f"{imported.module}.{imported.name}" if imported.name else imported.module
        yield Finding(
            span=imported.place.span,
            message=f"{_named(code.runtime.releases)} has no `{what}` {_where(code.runtime)}",
            label="not in this release",
            help=_help(imported, code.runtime),
            console=imported.name or imported.module.rpartition(".")[2],
        )


def _named(loaded: Releases) -> str:
    return f"PyScript {loaded.label}" if len(loaded.options) == 1 else "PyScript"


def _is_there(runtime: Runtime, imported: Import) -> bool:
    """Whether every release that the page can load has the name; raises Unknown if only some of them do."""
    answers = {_has(release.name, runtime, imported) for release in runtime.releases.options}
    if len(answers) > 1:
        raise Unknown("release of PyScript")
    return answers.pop()


def _has(release: str, runtime: Runtime, imported: Import) -> bool:
    names = pyscript_names(release, imported.module, runtime.thread, runtime.interpreter)
    if runtime.in_worker and imported.name in (pyscript_names(release, imported.module) or ()):
        return True  # worker-inside-worker reports it
    if names is None or _fails_when_used(release, runtime, imported):
        return False
    if imported.name in {None, "*"} or imported.name in names or str(imported.name).startswith("_"):
        return True
    return imported.module == "pyscript" and imported.name == "js_modules"


def _fails_when_used(release: str, runtime: Runtime, imported: Import) -> bool:
    """Whether MicroPython's main thread has the name only to raise an error, and something calls it."""
    name = f"{imported.module}.{imported.name}"
    if runtime.is_pyodide or runtime.in_worker or name not in pyscript_unsupported(release):
        return False
    return any(getattr(call.callee, "name", "") == name for code in runtime.codes for call in code.calls)


def _where(runtime: Runtime) -> str:
    interpreter = "Pyodide" if runtime.is_pyodide else "MicroPython"
    return f"on {interpreter} in a worker" if runtime.in_worker else f"on {interpreter}"


def _help(imported: Import, runtime: Runtime) -> str:
    if imported.module == "pyscript" and imported.name == "js":
        return "Write `import js`, or `from pyscript import window`. The guide shows this import, but it never worked."
    later = [release.name for release in _later(runtime) if _has(release.name, runtime, imported)]
    return f"Load PyScript {later[0]} or later: it has this." if later else "PyScript's guide says what to use instead."


def _later(runtime: Runtime) -> tuple[Release, ...]:
    newest = runtime.releases.options[-1]
    return tuple(release for release in releases() if not release.legacy and release.number > newest.number)
