"""The events that say how far PyScript is, and where the page listens for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.parsers.hosting.phrases import mentions
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.program.values import Literal
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.program.facts import Call, Code
    from pyscript_doctor.project.runtime.runtime import Runtime

INTERPRETERS = {"py": Interpreter.PYODIDE, "mpy": Interpreter.MICROPYTHON}
# Measured: these arrive at the element of each script and bubble up to the document, ...
OF_SCRIPTS = {f"{kind}:{what}": kind for kind in INTERPRETERS for what in ("ready", "done")}
# ... and these arrive only at the window.
OF_THE_WINDOW = frozenset({"py:all-done", "py:progress", "mpy:progress"})
LIFECYCLE = lazy_pattern(r"m?py:[\w-]*$")
QUOTED = lazy_pattern(r"""(["'`])(m?py:[\w-]+)\1""")
MAKES_ELEMENTS = lazy_pattern(r"createElement|innerHTML|insertAdjacentHTML|document\.write|append\(")
TYPE_OF_SCRIPT = lazy_pattern(r"(?<![\w:-])m?py(?:-editor|-game|-script)?(?![\w:-])")
MADE_EVENT = lazy_pattern(r"\b(?:Custom)?Event\b\s*(?:\.\s*new\s*)?\(")


class Listening(NamedTuple):
    """A place that listens for an event of PyScript; `target` is "document", "window" or "" for any other."""

    event: str
    target: str
    span: Span


def listenings(page: Page, runtimes: tuple[Runtime, ...]) -> Iterator[Listening]:
    """Where the page's JavaScript and Python listen for what begins with `py:` or `mpy:`."""
    for script in page_scripts(page):
        for listener in script.syntax.listeners:
            if LIFECYCLE.match(listener.event.value):
                target = listener.target.removeprefix("window.").removeprefix("globalThis.")
                known = {"document": "document", "window": "window", "globalThis": "window", "self": "window"}
                yield Listening(listener.event.value, known.get(target, ""), listener.event.span())
    for runtime in runtimes:
        for code in runtime.codes:
            yield from _of_python(code)


def _of_python(code: Code) -> Iterator[Listening]:
    for call in code.calls:
        argument = call.argument(0)
        name = argument.value.value if argument and isinstance(argument.value, Literal) else None
        target = _target(call)
        if argument and target is not None and isinstance(name, str) and LIFECYCLE.match(name):
            yield Listening(name, target, argument.span)


def _target(call: Call) -> str | None:
    """What a call adds a listener to; None if it does not add one."""
    if call.name == "pyscript.when":
        return ""
    *target, method = call.javascript_path or ("",)
    if method != "addEventListener":
        return None
    return {("document",): "document", (): "window", ("window",): "window"}.get(tuple(target), "")


def makes_events_itself(page: Page, runtimes: tuple[Runtime, ...]) -> bool:
    """Whether code of the page makes events, so there may be events that PyScript does not send."""
    return any(map(_makes_events, _texts(page, runtimes)))


def makes_scripts_itself(page: Page, runtimes: tuple[Runtime, ...]) -> bool:
    """Whether code of the page seems to make scripts for PyScript, so more may run than the page shows."""
    return any(map(_makes_scripts, _texts(page, runtimes)))


@lru_cache(maxsize=64)
def _makes_events(text: str) -> bool:
    return bool(MADE_EVENT.search(text))


@lru_cache(maxsize=64)
def _makes_scripts(text: str) -> bool:
    return bool(MAKES_ELEMENTS.search(text) and TYPE_OF_SCRIPT.search(text))


def _texts(page: Page, runtimes: tuple[Runtime, ...]) -> Iterator[str]:
    yield from (script.syntax.text.value for script in page_scripts(page))
    yield from (syntax.text.value for runtime in runtimes for syntax in runtime.syntaxes)


def details_of_old(script: PageScript) -> Iterator[Span]:
    """Where a script that listens for such events reads `event.detail.script` or `.wrap`."""
    events = [listener.event.value for listener in script.syntax.listeners]
    if events and all(event in OF_SCRIPTS for event in events):
        for name in (".detail.script", ".detail.wrap"):
            yield from mentions(script.syntax.text, "script.js", name)


def never_ends(runtime: Runtime) -> bool:
    """Whether each of its scripts reaches a loop that it never leaves, though the page goes on."""
    mains = [code for code in runtime.codes if code.module == "__main__"]
    return len(mains) == len(runtime.scripts) > 0 and all(_holds_endless_loop(code) for code in mains)


def _holds_endless_loop(code: Code) -> bool:
    return any(loop.endless and loop.awaits and not loop.leaves and loop.place.at_load for loop in code.loops)
