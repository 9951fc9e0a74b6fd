"""The web platform as knowledge: when it calls functions, which events it has, and what its elements are."""

import pytest

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.web_platform import (
    assigned_use,
    callback_signature,
    callback_use,
    canvas_context,
    constructor_use,
    element_interface,
    event_interfaces,
    event_names,
    events_at,
    is_custom_element,
    is_interface,
    style_properties,
)


@pytest.mark.parametrize(
    ("name", "member", "position", "when", "times"),
    [
        ("Window", "setTimeout", 0, "later", "once"),
        ("Window", "setInterval", 0, "later", "many"),
        ("Window", "requestAnimationFrame", 0, "later", "once"),
        ("DedicatedWorkerGlobalScope", "setTimeout", 0, "later", "once"),
        ("HTMLButtonElement", "addEventListener", 1, "later", "many"),
        ("NodeList", "forEach", 0, "during", "many"),
        ("AudioParamMap", "forEach", 0, "during", "many"),
        ("Array", "map", 0, "during", "many"),
        ("Array", "sort", 0, "during", "many"),
        ("Array", "from", 1, "during", "many"),
        ("Uint8Array", "map", 0, "during", "many"),
        ("String", "replace", 1, "during", "many"),
        ("JSON", "stringify", 1, "during", "many"),
        ("Promise", "then", 0, "later", "once"),
        ("Promise", "catch", 0, "later", "once"),
        ("HTMLCanvasElement", "toBlob", 0, "later", "once"),
        ("AudioContext", "decodeAudioData", 1, "later", "once"),
    ],
)
def test_when_a_function_is_called(name: str, member: str, position: int, when: str, times: str) -> None:
    use = callback_use(name, member, position)
    assert use is not None
    assert (use.when, use.times) == (when, times)


def test_observers_keep_their_function_and_a_promise_calls_it_at_once() -> None:
    for name in ("MutationObserver", "IntersectionObserver", "ResizeObserver", "PerformanceObserver"):
        use = constructor_use(name)
        assert use is not None
        assert (use.when, use.times) == ("later", "many")
    promise = constructor_use("Promise")
    assert promise is not None
    assert promise.when == "during"


def test_what_takes_no_function_has_no_use_for_one() -> None:
    assert callback_use("Document", "getElementById") is None
    assert constructor_use("URL") is None
    assert assigned_use("HTMLElement", "title") is None


def test_a_function_on_a_handler_attribute_stays() -> None:
    for name, member in (
        ("HTMLElement", "onclick"),
        ("Element", "onclick"),
        ("WebSocket", "onmessage"),
        ("FileReader", "onload"),
    ):
        use = assigned_use(name, member)
        assert use is not None
        assert (use.when, use.times) == ("later", "many")


def test_callback_types_say_what_they_are_called_with() -> None:
    (argument,) = callback_signature("FrameRequestCallback").arguments
    assert argument.type.kind == "number"


def test_events_have_names() -> None:
    for name in ("click", "input", "DOMContentLoaded", "touchstart", "message", "gesturestart", "webkitAnimationEnd"):
        assert name in event_names()
    for name in ("onclick", "tap", "Click", "clik", "change "):
        assert name not in event_names()


@pytest.mark.parametrize(
    ("name", "target", "interfaces"),
    [
        ("click", "HTMLButtonElement", {"PointerEvent"}),
        ("click", "Document", {"PointerEvent"}),
        ("keydown", "", {"KeyboardEvent"}),
        ("load", "XMLHttpRequest", {"ProgressEvent"}),
        ("load", "HTMLImageElement", {"Event"}),
        ("message", "WebSocket", {"MessageEvent"}),
        ("my-own-event", "HTMLElement", set()),
    ],
)
def test_an_event_has_the_interfaces_that_its_target_gives_it(name: str, target: str, interfaces: set[str]) -> None:
    assert event_interfaces(name, target) == interfaces


def test_an_event_can_be_heard_where_it_bubbles_to() -> None:
    assert "click" in events_at("HTMLDivElement")
    assert "click" in events_at("Window")
    assert "submit" in events_at("HTMLDivElement")
    assert "open" in events_at("WebSocket")
    assert "open" not in events_at("HTMLDivElement")


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("canvas", "HTMLCanvasElement"),
        ("CANVAS", "HTMLCanvasElement"),
        ("h1", "HTMLHeadingElement"),
        ("section", "HTMLElement"),
        ("buton", "HTMLUnknownElement"),
        ("my-card", "HTMLElement"),
    ],
)
def test_a_tag_has_an_interface(tag: str, name: str) -> None:
    assert element_interface(tag) == name
    assert is_custom_element(tag) == ("-" in tag)


def test_elements_of_svg_have_their_own() -> None:
    assert element_interface("a", "svg") == "SVGAElement"
    assert element_interface("linearGradient", "svg") == "SVGLinearGradientElement"
    assert element_interface("nonsense", "svg") == "SVGElement"


def test_every_element_has_an_interface_that_is_known() -> None:
    for namespace in ("html", "svg", "mathml"):
        assert all(is_interface(name) for name in read("web_platform/elements")[namespace].values())


def test_a_canvas_gives_the_context_that_is_asked_for() -> None:
    assert canvas_context("2d") == "CanvasRenderingContext2D"
    assert canvas_context("2d", "OffscreenCanvas") == "OffscreenCanvasRenderingContext2D"
    assert canvas_context("3d") is None


def test_style_properties_are_known_with_dashes_and_without() -> None:
    assert {"color", "background-color", "backgroundColor", "webkitTransform", "WebkitTransform"} <= style_properties()
    assert "colour" not in style_properties()
