"""What the browser does by itself on a click or when a form is sent, and what on the page stops that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.queries.javascript_sources import javascript_sources
from pyscript_doctor.queries.made_elements import runs_unread_code

if TYPE_CHECKING:
    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.queries.page_elements import PageElements

SUBMITS = {"button": ("", "submit"), "input": ("submit", "image")}
"""The elements that send the form around them, with their types."""
TICKED = frozenset({"checkbox", "radio"})
PREVENTS = lazy_pattern(r"preventDefault|return\s+false|returnValue")


def acts_on_click(element: Element, elements: PageElements) -> bool:
    """Whether a click sends a form, follows a link or ticks a box."""
    if element.name == "a":
        href = (element.get("href") or "").strip()
        return bool(href) and not href.startswith(("#", "javascript:"))
    is_box = element.name == "input" and _type_of(element) in TICKED
    return is_box or form_sent_by(element, elements) is not None


def form_sent_by(element: Element, elements: PageElements) -> Element | None:
    """The form that a click on an element sends: the form around a button for that."""
    if _type_of(element) not in SUBMITS.get(element.name, ()):
        return None
    documents = (document for document in elements.page.documents if document.holds(element))
    around = (each for document in documents for each in document.ancestors(element))
    return next((each for each in around if each.name == "form"), None)


def may_prevent(elements: PageElements) -> bool:
    """Whether something on the page other than its Python may stop what the browser does by itself."""
    forms = [form for document in elements.page.documents for form in document.all("form")]
    if any(map(_stays, forms)) or runs_unread_code(elements.page):
        return True
    sources = javascript_sources(elements.page, elements.runtimes)
    return any(PREVENTS.search(source.syntax.text.value) for source in sources)


def _stays(form: Element) -> bool:
    """Whether the page stays when a form is sent."""
    action = (form.get("action") or "").strip().lower()
    is_dialog = (form.get("method") or "").strip().lower() == "dialog"
    return is_dialog or form.has("target") or form.has("onsubmit") or action.startswith("javascript:")


def _type_of(element: Element) -> str:
    return (element.get("type") or "").lower()
