"""What the doctor knows of the web platform, held against Chromium: all that it has is known, and of that type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.make.browser import ISOLATED, ask_page
from pyscript_doctor.knowledge.web_platform import (
    Attribute,
    Interface,
    Scope,
    Type,
    element_interface,
    event_names,
    find_global,
    global_names,
    interface,
    is_interface,
)
from tests.browser.server import PageServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.page import Chromium

pytestmark = pytest.mark.browser

PAGE = b"<!doctype html><title>x</title><body><form><input name=a><select><option>b</select></form><canvas></canvas>"
SAMPLES = {
    "Window": "window",
    "Document": "document",
    "HTMLBodyElement": "document.body",
    "HTMLInputElement": "document.querySelector('input')",
    "HTMLSelectElement": "document.querySelector('select')",
    "HTMLCanvasElement": "document.querySelector('canvas')",
    "CanvasRenderingContext2D": "document.querySelector('canvas').getContext('2d')",
    "Navigator": "navigator",
    "Location": "location",
    "History": "history",
    "Screen": "screen",
    "Performance": "performance",
    "PointerEvent": "new PointerEvent('click')",
    "KeyboardEvent": "new KeyboardEvent('keydown')",
    "Response": "new Response('{}')",
    "Request": "new Request('/')",
    "URL": "new URL('http://localhost/')",
    "XMLHttpRequest": "new XMLHttpRequest()",
    "FileReader": "new FileReader()",
    "AudioContext": "new AudioContext()",
    "MediaQueryList": "matchMedia('print')",
    "Range": "document.createRange()",
    "CSSStyleProperties": "document.body.style",
}
"""Objects that a page can make, by the interface that they have."""
VALUES = """([expression, names]) => {
    const object = eval(expression);
    return Object.fromEntries(names.flatMap((name) => {
        try {
            const value = object[name];
            if (value === undefined) return [];
            const classes = [];
            if (value === null) return [[name, ["null"]]];
            for (let at = Object.getPrototypeOf(Object(value)); at; at = Object.getPrototypeOf(at))
                if (Object.hasOwn(at, "constructor")) classes.push(at.constructor.name);
            return [[name, [typeof value, ...classes]]];
        } catch { return []; }
    }));
}"""
ITERABLE = """() => {
    const classes = Object.getOwnPropertyNames(window).filter(name => /^[A-Z]/.test(name) && window[name]?.prototype);
    return Object.fromEntries(classes.map(name => [name, Symbol.iterator in window[name].prototype]));
}"""
ELEMENTS = "tags => Object.fromEntries(tags.map(tag => [tag, document.createElement(tag).constructor.name]))"
KINDS = {
    "boolean": "boolean",
    "number": "number",
    "string": "string",
    "enumeration": "string",
    "bigint": "bigint",
    "symbol": "symbol",
    "callback": "function",
}


@pytest.fixture
def page(browser: Chromium) -> Iterator[Page]:
    with PageServer({"index.html": PAGE}, {"*": ISOLATED}) as server, browser.tab() as tab:
        tab.goto(f"http://localhost:{server.port}/")
        browser.pages_run += 1
        yield tab


def known_class(name: str, scope: Scope) -> Interface | None:
    """What the doctor knows a class as; `Image` is another name of HTMLImageElement there."""
    found = find_global(name, scope)
    name = found.interface if found else name
    return interface(name) if is_interface(name) else None


def unknown_names(seen: dict[str, Any], scope: Scope) -> Iterator[str]:
    """What Chromium has and the doctor does not know."""
    yield from seen["globals"].keys() - global_names(scope)
    for name, found in seen["classes"].items():
        known = known_class(name, scope)
        if known is None:
            yield name
            continue
        yield from (f"{name}.prototype.{member}" for member in found["members"] if member not in known.names)
        yield from (f"{name}.{member}" for member in found["static"] if known.lacks_static(member))
    for name, members in seen["namespaces"].items():
        yield from (f"{name}.{member}" for member in members if interface(name).lacks_static(member))


def test_every_name_of_chromium_is_known(page: Page) -> None:
    seen = ask_page(page)
    assert sorted(unknown_names(seen["window"], "window")) == []
    assert sorted(unknown_names(seen["worker"], "worker")) == []
    assert {name for name in seen["styles"] if interface("CSSStyleProperties").lacks(name)} == set()
    assert len(seen["window"]["classes"]) > 800


def test_what_throws_without_new_is_known(page: Page) -> None:
    classes = ask_page(page)["window"]["classes"]
    known = {name: known_class(name, "window") for name in classes}
    assert {name for name, each in known.items() if each and each.needs_new != classes[name]["needsNew"]} == set()


def test_what_new_can_make_is_known(page: Page) -> None:
    classes = ask_page(page)["window"]["classes"]
    made = {name for name, found in classes.items() if found["constructs"]}
    refused = {name for name in made if not can_make(name)}
    assert refused == set()
    assert not can_make("HTMLDivElement")
    assert "HTMLDivElement" not in made


def test_what_a_loop_cannot_go_through_is_known(page: Page) -> None:
    iterable = page.evaluate(ITERABLE)
    known = {name: known_class(name, "window") for name in iterable}
    refused = {name for name, each in known.items() if each and not each.may_be_iterable}
    assert {name for name in refused if iterable[name]} == set()
    assert {"Storage", "DOMStringMap", "HTMLDivElement", "Response"} <= refused


def can_make(name: str) -> bool:
    found = find_global(name)
    return (
        interface(name).can_construct
        if found is None
        else bool(found.factory) or interface(found.interface).can_construct
    )


def test_handler_attributes_belong_to_events(page: Page) -> None:
    handlers = {name for name in page.evaluate("Object.keys(HTMLElement.prototype)") if name.startswith("on")}
    lower = {name.lower() for name in event_names()}
    assert {name for name in handlers if name[2:] not in lower} == set()
    assert len(handlers) > 80


def test_elements_have_the_interface_that_chromium_gives_them(page: Page) -> None:
    tags = [*read("web_platform/elements")["html"], "buton", "my-card"]
    given = page.evaluate(ELEMENTS, tags)
    different = {
        tag: name for tag, name in given.items() if element_interface(tag) != name and name != "HTMLUnknownElement"
    }
    assert different == {}
    assert given["buton"] == "HTMLUnknownElement"


def is_allowed(kind: Type, value: list[str]) -> bool:
    """Whether a type allows a value, told by its `typeof` and the names of its classes."""
    if not kind.is_certain or kind.kind in ("promise", "sequence", "record", "dictionary"):
        return True
    if "CSSStyleDeclaration" in value:  # Chromium has no CSSStyleProperties between it and the styles of elements yet.
        return "CSSStyleProperties" in kind.interfaces
    if value == ["null"]:
        return kind.can_be_null
    return any(
        choice.name in value if choice.kind == "interface" else KINDS.get(choice.kind) == value[0]
        for choice in kind.choices
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_attributes_have_values_of_their_types(page: Page, name: str) -> None:
    members = {member: interface(name).member(member) for member in interface(name).names}
    attributes = {member: found for member, found in members.items() if isinstance(found, Attribute)}
    values = page.evaluate(VALUES, [SAMPLES[name], sorted(attributes)])
    wrong = {
        member: (value, attributes[member].type)
        for member, value in values.items()
        if not is_allowed(attributes[member].type, value)
    }
    assert wrong == {}
    assert len(values) > 3
