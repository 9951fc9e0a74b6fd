"""Forms that the browser sends while Python handles them, so that the page starts anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, Related, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.default_actions import form_sent_by, may_prevent
from pyscript_doctor.queries.edits import set_attribute
from pyscript_doctor.queries.listened_elements import listeners
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Element, Fix, Project, Runtime
    from pyscript_doctor.queries.listened_elements import Listener
    from pyscript_doctor.queries.page_elements import PageElements

COPES = lazy_pattern(r"preventDefault|(?i:location|storage|cookie|indexeddb|history|URLSearchParams)")
"""Words of code that stays on the page, or that knows that the page starts anew."""
OWN_TARGETS = ("formaction", "formmethod", "formtarget", "onclick", "disabled")


@rule(severity=WARNING, guide="dom/", effect=ACTION_FAILS, mentions=("form",))
def form_reloads_page(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """Python handles a form that the browser sends too: the page is loaded again, and what Python showed is lost."""
    elements = page_elements(runtime.page, project.runtimes_of(runtime.page))
    seen = set[int]()
    for listener in listeners(runtime, elements):
        form = _sent(listener, elements)
        if form is None or form.index in seen or not _comes_back(form):
            continue
        if not elements.is_whole or elements.says(COPES) or may_prevent(elements):
            return
        seen.add(form.index)
        yield _finding(listener, form)


def _sent(listener: Listener, elements: PageElements) -> Element | None:
    """The form that is sent when a function is called."""
    element = listener.element
    if listener.event == "submit" and element.name == "form":
        return element
    is_plain = listener.event == "click" and not any(map(element.has, OWN_TARGETS))
    return form_sent_by(element, elements) if is_plain else None


def _comes_back(form: Element) -> bool:
    """Whether the browser loads the same page again, and asks no server for something else."""
    method = (form.get("method") or "get").strip().lower()
    return not (form.get("action") or "").strip() and method == "get"


def _finding(listener: Listener, form: Element) -> Finding:
    function = listener.function.name.rpartition(".")[2]
    on_form = listener.element is form
    return Finding(
        span=listener.span,
        message=f"the browser sends this form and loads the page again, so what `{function}` shows is lost",
        label="and the form is sent",
        related=(Related(form.name_span, "this form"),),
        help=f"Call `event.preventDefault()` first in `{function}`, a plain `def` on the main thread."
        if on_form
        else 'Write `type="button"` in the button, so that a click does not send the form.',
        fix=None if on_form else _fix(listener.element),
    )


def _fix(button: Element) -> Fix | None:
    return fix_of(UNSAFE, 'Write `type="button"`', lambda: [set_attribute(button, "type", "button")])
