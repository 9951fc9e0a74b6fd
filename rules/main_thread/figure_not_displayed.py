"""Figures of matplotlib that the page does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, UNSAFE, WARNING, Finding, Literal, Result, fix_of, rule
from pyscript_doctor.queries.edits import given_import, replaced
from pyscript_doctor.queries.serving import State
from pyscript_doctor.queries.source_text import receiver_of, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Edit, Fix, Runtime

SHOW = "matplotlib.pyplot.show"
CHOOSES = {"matplotlib.use", "matplotlib.pyplot.switch_backend"}
WITHOUT_A_SCREEN = {"agg", "cairo", "pdf", "pgf", "ps", "svg", "template"}
SHOWN_OTHERWISE = {"pyscript.display", "pyscript.display.display", "matplotlib.pyplot.savefig"}


@rule(severity=WARNING, guide="display/#images", effect=COSMETIC, mentions=("matplotlib",))
def figure_not_displayed(code: Code) -> Iterator[Finding]:
    """`plt.show()` shows nothing: it runs in a worker, or the backend only writes files."""
    shows = [call for call in code.calls_of(SHOW) if not call.place.tried]
    if not shows or any(_is_shown_otherwise(call) for each in code.runtime.codes for call in each.calls):
        return
    reason = _reason(code.runtime)
    for call in shows if reason else ():
        yield Finding(
            span=call.callee_span,
            message=f"`{source_text(code, call.callee_span)}()` shows nothing, because {reason}",
            label="shows nothing",
            help="Write `display(fig, target=...)` with `display` from `pyscript`. In a worker this works only if the "
            "page is cross-origin isolated.",
            fix=_fix(code, call),
        )


def _fix(code: Code, call: Call) -> Fix | None:
    """Display the figure. In a worker that cannot reach the page, nothing can."""
    plot = receiver_of(code, call)
    if not plot or (code.runtime.in_worker and not code.runtime.isolation.isolated):
        return None
    return fix_of(UNSAFE, "Display the figure", lambda: _edits(code, call, plot))


def _edits(code: Code, call: Call, plot: str) -> Iterator[Edit]:
    display, needed = given_import(code.syntax, ("pyscript",), "display")
    yield from needed
    yield replaced(code.syntax.text, call.place.span, f"{display}({plot}.gcf())")


def _reason(runtime: Runtime) -> str:
    chosen = [backend for code in runtime.codes for call in code.calls if (backend := _backend(call))]
    if chosen:
        screenless = all(backend.lower() in WITHOUT_A_SCREEN for backend in chosen)
        return f"the backend `{chosen[0]}` only writes files" if screenless else ""
    if runtime.in_worker and runtime.isolation.state is State.NOT_ISOLATED:
        return "a worker has no page to draw on"
    return ""


def _backend(call: Call) -> str:
    """The backend of matplotlib that a call chooses; "?" if the doctor can't see which."""
    if call.name not in CHOOSES:
        return ""
    argument = call.argument(0, "backend")
    value = argument.value if argument else None
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else "?"


def _is_shown_otherwise(call: Call) -> bool:
    if isinstance(call.callee, Result):
        return call.callee.attributes[-1:] == ("savefig",)
    return call.name in SHOWN_OTHERWISE
