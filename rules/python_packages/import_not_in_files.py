"""Imports of the project's own modules that `files` does not copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, ConfigForm, Finding, Missing, RuntimeKind, rule
from pyscript_doctor.queries.config_edits import added_file
from pyscript_doctor.queries.config_text import files_block
from pyscript_doctor.queries.imports import AbsenceKind, absences
from pyscript_doctor.queries.mistaken_paths import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Runtime
    from pyscript_doctor.queries.imports import Absence

FIRST_TO_STOP = "2025.8.1"
"""The first release that stops if a file of `files` is missing."""


@rule(severity=ERROR, faq="packaging-pointers", effect=SCRIPT_DIES)
def import_not_in_files(code: Code) -> Iterator[Finding]:
    """Python imports a module of the project that `files` does not copy into the interpreter."""
    for imported, missing in absences(code):
        if missing.kind is AbsenceKind.NOT_IN_FILES:
            misspelt = _is_misspelt(missing.detail, code.runtime)
            if misspelt and code.runtime.releases.since(FIRST_TO_STOP):
                continue  # the page stops at the misspelt name already
            top = imported.module.partition(".")[0]
            other = _other_name(missing, code.runtime)
            yield Finding(
                span=imported.module_span or imported.place.span,
                message=f"`files` copies `{missing.detail}` under another name, `{other}`, so `import {top}` fails"
                if other
                else f"`{missing.detail}` is in your project, but not in `files`, so `import {top}` fails",
                label="copied under another name" if other else "not in files",
                help=_help(missing.detail, top, code.runtime),
                console=f"No module named '{top}'" if code.runtime.is_pyodide else f"no module named '{top}'",
                unless="" if missing.certain else f"one of your packages contains a module `{top}`",
                fix=None if other or misspelt else _fix(missing.detail, top, code.runtime),
            )


def _is_misspelt(path: str, runtime: Runtime) -> bool:
    """Whether the config names the file in other letters, upper or lower case: then that is to be corrected."""
    references = (placed.source for placed in runtime.filesystem.files.values() if placed.source)
    absent = {each.target.path.lower() for each in references if isinstance(each.target, Missing)}
    return path.lower() in absent


def _other_name(missing: Absence, runtime: Runtime) -> str | None:
    """The path that `files` already copies the module to."""
    placed = runtime.filesystem.files.items()
    return next((path for path, file in placed if file.source and file.source.path == missing.detail), None)


def _help(path: str, top: str, runtime: Runtime) -> str:
    url, target = _entry(path, top, runtime)
    entry = f'[files]\n"{url}" = "{target}"'
    if runtime.config.is_json:
        return f"Add it to `files` in the config:\n\n{files_block(runtime.config, url, target)}"
    if runtime.config.form is ConfigForm.NONE and runtime.kind is RuntimeKind.SCRIPTS:
        tag = "py-config" if runtime.is_pyodide else "mpy-config"
        return f"Add a config to the page that copies it:\n\n```html\n<{tag}>\n{entry}\n</{tag}>\n```"
    return f"Add it to `files` in the config:\n\n```toml\n{entry}\n```"


def _fix(path: str, top: str, runtime: Runtime) -> Fix | None:
    """Add the module to the config, or a config to the page."""
    return added_file(runtime, *_entry(path, top, runtime))


def _entry(path: str, top: str, runtime: Runtime) -> tuple[str, str]:
    """The URL of a module, and where it belongs."""
    url = url_of(path, runtime.config.base, "./", runtime.page.resolver.site)
    return url, f"./{top}/__init__.py" if path.endswith("__init__.py") else f"./{top}.py"
