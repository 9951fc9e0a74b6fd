"""Which arguments of the browser's functions must be objects."""

from __future__ import annotations

import pytest

from pyscript_doctor import JavaScriptValue, Realm
from pyscript_doctor.queries.object_arguments import wants_object


@pytest.mark.parametrize(
    ("path", "position", "name"),
    [
        ("fetch", 1, "fetch"),
        ("fetch", 0, ""),
        ("window.fetch", 1, "fetch"),
        ("self.window.fetch", 1, "fetch"),
        ("structuredClone", 0, "structuredClone"),
        ("tea.postMessage", 0, "postMessage"),
        ("tea.postMessage", 1, ""),
        ("tea.getContext", 1, "getContext"),
        ("tea.getContext", 0, ""),
        ("tea.fetch", 1, ""),
        ("?.scrollTo", 0, "scrollTo"),
        ("?.animate", 1, ""),
        ("document.body.animate", 1, "animate"),
        ("document.body.scrollTo", 0, "scrollTo"),
        ("document.body.scrollTo", 1, ""),
        ("document.body.addEventListener", 2, "addEventListener"),
        ("document.body.append", 0, ""),
        ("document.body.tea", 0, ""),
        ("Request.new", 1, "Request"),
        ("Request.new", 0, ""),
        ("window.Blob.new", 1, "Blob"),
        ("Tea.new", 0, ""),
        ("document.new", 0, ""),
        ("new", 0, ""),
        ("", 0, ""),
    ],
)
def test_an_argument_that_must_be_an_object(path: str, position: int, name: str) -> None:
    value = JavaScriptValue(Realm.THREAD, tuple(path.split(".")) if path else ())
    assert wants_object(value, position) == name


def test_what_an_event_leads_to_is_of_the_browser_and_a_module_is_not() -> None:
    assert wants_object(JavaScriptValue(Realm.EVENT, ("click", "target", "scrollTo")), 0) == "scrollTo"
    assert wants_object(JavaScriptValue(Realm.MODULE, ("fetch",)), 1) == ""
    assert wants_object(JavaScriptValue(Realm.MODULE, ("tea", "postMessage")), 0) == ""
