"""Configs that nothing on the page reads."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, ConfigForm, Finding, Interpreter, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.edits import rename_element
from pyscript_doctor.queries.pages import page_scripts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Fix, Page, Project, Runtime

INTERPRETERS = {"py-config": Interpreter.PYODIDE, "mpy-config": Interpreter.MICROPYTHON}
NAMES = {Interpreter.PYODIDE: "Pyodide", Interpreter.MICROPYTHON: "MicroPython"}
OF_THE_PAGE = lazy_pattern(r"\b(?:plugins|experimental_ffi_timeout)\b")
PREFIXES = {Interpreter.PYODIDE: "py", Interpreter.MICROPYTHON: "mpy"}


@rule(severity=WARNING, guide="configuration/#file-or-inline", effect=ACTION_FAILS, mentions=("py-config",))
def config_ignored(page: Page, project: Project) -> Iterator[Finding]:
    """Nothing on the page reads this config."""
    runtimes = project.runtimes_of(page)
    for element in page.document.all(*INTERPRETERS):
        interpreter = INTERPRETERS[element.name]
        written = bool(element.text.value.strip())
        source = element.attribute("src")
        if source and source.value.value.strip() and written:
            yield _finding(element, "it reads the `src` instead of the content", "Keep only one of them.")
        elif written and _is_unread(page, interpreter, runtimes) and not _concerns_the_page(element):
            found = _finding(element, _reason(interpreter, runtimes), _help(interpreter, runtimes))
            yield replace(found, fix=_fix(element, interpreter, runtimes))


def _fix(element: Element, interpreter: Interpreter, runtimes: tuple[Runtime, ...]) -> Fix | None:
    """Name the interpreter that the page runs, if it has no config."""
    if any(runtime.declared == interpreter or runtime.config.form is not ConfigForm.NONE for runtime in runtimes):
        return None
    tag = f"{PREFIXES[runtimes[0].declared]}-config"
    return fix_of(UNSAFE, f"Use `<{tag}>`", lambda: rename_element(element, tag))


def _finding(element: Element, reason: str, help_: str) -> Finding:
    return Finding(
        span=element.name_span,
        message=f"PyScript ignores this config: {reason}",
        label="not read",
        help=help_,
    )


def _is_unread(page: Page, interpreter: Interpreter, runtimes: tuple[Runtime, ...]) -> bool:
    """Whether Python runs on the page, but none reads the config, and no code seems to add a script that does."""
    if page.built or not runtimes:
        return False
    if any(runtime.declared == interpreter and runtime.config.form is ConfigForm.ELEMENT for runtime in runtimes):
        return False
    added = re.compile(rf"""["'`]{PREFIXES[interpreter]}["'`]|\b{PREFIXES[interpreter]}-script\b""")
    return not any(added.search(script.syntax.text.value) for script in page_scripts(page))


def _concerns_the_page(element: Element) -> bool:
    """Whether it may have settings that PyScript reads even if no script runs on that interpreter."""
    return element.has("src") or bool(OF_THE_PAGE.search(element.text.value))


def _reason(interpreter: Interpreter, runtimes: tuple[Runtime, ...]) -> str:
    kinds = {runtime.kind for runtime in runtimes if runtime.declared == interpreter}
    if "editor" in kinds or "game" in kinds:
        name = "editors" if "editor" in kinds else "`py-game`"
        return f"{name} read only the `config` attribute of their own script"
    if kinds:
        return f"the {NAMES[interpreter]} code on this page has its own config"
    return f"nothing on this page runs on {NAMES[interpreter]}"


def _help(interpreter: Interpreter, runtimes: tuple[Runtime, ...]) -> str:
    if any(runtime.declared == interpreter for runtime in runtimes):
        return "Put it on the script that needs it: `config='{...}'`, or `config` with the URL of a config file."
    other = next(runtime.declared for runtime in runtimes)
    return f"Use `<{PREFIXES[other]}-config>`, which {NAMES[other]} reads."
