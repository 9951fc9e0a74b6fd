"""The web platform as knowledge: what exists, and of which type."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import pyscript_doctor.knowledge.web_platform
from pyscript_doctor.knowledge import KNOWLEDGE_DATE
from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.web_platform import (
    Attribute,
    Method,
    Type,
    dictionary,
    enumeration,
    find_global,
    global_names,
    interface,
)
from pyscript_doctor.knowledge.web_platform.reading import interface_records, read_member, read_type

NOTHING_ON_THE_PAGE = frozenset[str]()
FILES = sorted(Path(pyscript_doctor.knowledge.web_platform.__file__).parent.glob("*.json"))
MOST_BYTES = 700_000


def attribute(name: str, member: str) -> Attribute:
    found = interface(name).member(member)
    assert isinstance(found, Attribute)
    return found


def method(name: str, member: str) -> Method:
    found = interface(name).member(member)
    assert isinstance(found, Method)
    return found


@pytest.mark.parametrize(
    ("name", "typo"),
    [
        ("Document", "getElementByID"),
        ("Document", "addEventListner"),
        ("Element", "inerHTML"),
        ("HTMLElement", "style_"),
        ("HTMLCanvasElement", "getContex"),
        ("CanvasRenderingContext2D", "fillstyle"),
        ("PointerEvent", "buton"),
        ("KeyboardEvent", "keycode"),
        ("Navigator", "geolocaton"),
        ("Response", "josn"),
        ("CSSStyleProperties", "backgroundColour"),
        ("DOMTokenList", "toogle"),
        ("Window", "setTimeOut"),
        ("Array", "append"),
        ("Map", "length"),
    ],
)
def test_a_slip_is_a_name_that_no_browser_has(name: str, typo: str) -> None:
    assert interface(name).lacks(typo, NOTHING_ON_THE_PAGE)
    assert interface(name).member(typo) is None


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("HTMLDivElement", "innerHTML"),
        ("HTMLDivElement", "toString"),
        ("HTMLDivElement", "hasOwnProperty"),
        ("Event", "originalTarget"),
        ("UIEvent", "which"),
        ("MouseEvent", "layerX"),
        ("Window", "chrome"),
        ("Window", "external"),
        ("Window", "mozInnerScreenX"),
        ("Window", "webkitRequestAnimationFrame"),
        ("Window", "HTMLElement"),
        ("Window", "parseInt"),
        ("Document", "all"),
        ("Document", "mozCancelFullScreen"),
        ("Element", "mozRequestFullScreen"),
        ("Element", "scrollIntoViewIfNeeded"),
        ("Element", "webkitMatchesSelector"),
        ("HTMLElement", "innerText"),
        ("CSSStyleProperties", "background-color"),
        ("CSSStyleProperties", "WebkitTransform"),
        ("CSSStyleProperties", "cssFloat"),
        ("CSSStyleProperties", "MozAppearance"),
        ("CSSStyleProperties", "setProperty"),
        ("Error", "stack"),
        ("Uint8Array", "map"),
        ("NodeList", "0"),
    ],
)
def test_what_some_browser_has_is_not_lacking(name: str, member: str) -> None:
    assert not interface(name).lacks(member, NOTHING_ON_THE_PAGE)
    assert not interface(name).lacks_exactly(member, NOTHING_ON_THE_PAGE)


def test_an_element_may_be_an_input() -> None:
    assert not interface("Element").lacks("value", NOTHING_ON_THE_PAGE)
    assert interface("Element").lacks_exactly("value")
    assert interface("HTMLDivElement").lacks("value")


def test_what_an_element_may_have_can_be_of_several_types() -> None:
    kinds = {
        found.type.kind for found in interface("Element").possible_members("value") if isinstance(found, Attribute)
    }
    assert {"string", "number"} <= kinds
    assert interface("Element").possible_members("valeu") == ()
    assert interface("Element").possible_members("innerHTML") == (interface("Element").member("innerHTML"),)


@pytest.mark.parametrize("name", ["Storage", "DOMStringMap", "Object"])
def test_where_names_are_the_users_nothing_is_lacking(name: str) -> None:
    assert interface(name).has_free_names
    assert not interface(name).lacks("anything", NOTHING_ON_THE_PAGE)


@pytest.mark.parametrize("name", ["HTMLFormElement", "Document", "Window", "HTMLCollection", "Element", "Node"])
def test_elements_of_the_page_can_be_found_by_name(name: str) -> None:
    assert not interface(name).lacks("email"), "the page may have an element of that name"
    assert not interface(name).lacks("email", {"email"})
    assert interface(name).lacks("email", NOTHING_ON_THE_PAGE)


def test_a_form_field_hides_a_member_of_the_form() -> None:
    assert interface("HTMLFormElement").overrides
    assert not interface("HTMLDivElement").overrides


def test_what_is_known_in_part_is_never_said_to_lack_a_name() -> None:
    assert interface("StyleMedia").is_incomplete
    assert not interface("StyleMedia").lacks("anything", NOTHING_ON_THE_PAGE)


def test_an_attribute_has_a_type() -> None:
    assert attribute("HTMLInputElement", "value").type.kind == "string"
    assert attribute("HTMLInputElement", "checked").type.kind == "boolean"
    assert attribute("Window", "document").type.interfaces == ("Document",)
    assert attribute("Element", "nextElementSibling").type.can_be_null
    assert not attribute("Element", "classList").type.can_be_null
    assert not attribute("History", "state").type.is_certain
    assert set(attribute("CanvasRenderingContext2D", "fillStyle").type.interfaces) == {
        "CanvasGradient",
        "CanvasPattern",
    }


def test_an_attribute_can_be_read_only() -> None:
    assert attribute("Element", "children").read_only
    assert not attribute("Element", "innerHTML").read_only
    assert not attribute("Window", "location").read_only, "assigning to it goes to its href"


def test_a_method_has_signatures() -> None:
    (signature,) = method("Document", "getElementById").signatures
    assert [argument.name for argument in signature.arguments] == ["elementId"]
    assert (signature.fewest, signature.most) == (1, 1)
    assert signature.returns == Type("interface", "Element", nullable=True)


def test_a_method_can_have_overloads_optional_and_variadic_arguments() -> None:
    assert {signature.fewest for signature in method("CanvasRenderingContext2D", "drawImage").signatures} == {3, 5, 9}
    (append,) = method("Element", "append").signatures
    assert append.most is None
    assert append.argument(7) == append.arguments[0]
    (listen,) = method("EventTarget", "addEventListener").signatures
    assert (listen.fewest, listen.most) == (2, 3)
    assert listen.argument(3) is None


def test_a_method_can_give_a_promise_or_a_sequence() -> None:
    promise = method("Response", "json").returns
    assert promise.kind == "promise"
    assert promise.parts[0].kind == "any"
    assert method("Window", "fetch").returns.parts[0].interfaces == ("Response",)
    assert method("FormData", "getAll").returns.kind == "sequence"
    assert method("Element", "remove").returns.kind == "undefined"


@pytest.mark.parametrize(
    ("name", "member", "kind", "result"),
    [
        ("Array", "map", "interface", "Array"),
        ("Array", "indexOf", "number", "unrestricted double"),
        ("Array", "pop", "unknown", ""),
        ("String", "split", "interface", "Array"),
        ("String", "match", "unknown", ""),
        ("Date", "getTime", "number", "unrestricted double"),
        ("Promise", "then", "promise", "Promise"),
        ("Map", "get", "unknown", ""),
    ],
)
def test_methods_of_javascript_give_what_they_always_give(name: str, member: str, kind: str, result: str) -> None:
    returns = method(name, member).returns
    assert (returns.kind, returns.name) == (kind, result)


def test_static_methods_of_javascript_do_too() -> None:
    for name, member in (("Array", "from"), ("Object", "keys")):
        found = interface(name).static(member)
        assert isinstance(found, Method)
        assert found.returns.interfaces == ("Array",)
    parse = interface("JSON").static("parse")
    assert isinstance(parse, Method)
    assert parse.returns.kind == "unknown"


def test_every_object_has_the_names_of_object() -> None:
    assert "__proto__" in interface("HTMLDivElement").names
    assert interface("HTMLDivElement").lacks("proto")


def test_where_overloads_differ_the_result_is_unknown() -> None:
    assert method("Document", "open").returns.kind == "unknown"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("(Node|DOMString)?", Type("union", "", True, (Type("interface", "Node"), Type("string", "DOMString")))),
        ("sequence<Node?>", Type("sequence", "sequence", parts=(Type("interface", "Node", True),))),
        ("unsigned long long", Type("number", "unsigned long long")),
        ("NoSuchThing", Type("unknown")),
    ],
)  # fmt: skip
def test_types_are_read(text: str, written: Type) -> None:
    assert read_type(text) == written


def test_every_member_of_the_data_can_be_read() -> None:
    for record in interface_records().values():
        for place in ("members", "static"):
            for name, text in record.get(place, {}).items():
                assert read_member(name, text).name == name


def test_static_members_belong_to_the_interface_object() -> None:
    assert isinstance(interface("URL").static("createObjectURL"), Method)
    assert interface("URL").lacks("createObjectURL")
    assert interface("URL").lacks_static("createObjectUrl")
    assert not interface("Node").lacks_static("TEXT_NODE")
    assert not interface("URL").lacks_static("prototype")
    assert isinstance(interface("Math").static("random"), Method)
    assert interface("Math").lacks_static("rand")
    assert not interface("console").lacks_static("log")


def test_some_classes_need_new_and_some_cannot_be_made() -> None:
    for name in ("Map", "Promise", "URL", "WebSocket", "Event", "Uint8Array", "HTMLElement"):
        assert interface(name).needs_new
    for name in ("Date", "Array", "Object", "Error", "String", "Intl.NumberFormat"):
        assert not interface(name).needs_new
    assert interface("URL").can_construct
    assert interface("Map").can_construct
    assert not interface("HTMLDivElement").can_construct
    assert not interface("Symbol").can_construct
    (signature,) = interface("WebSocket").constructors
    assert signature.arguments[0].name == "url"


def test_collections_say_what_they_hold() -> None:
    assert interface("NodeList").indexed_items == Type("interface", "Node", nullable=True)
    assert interface("Storage").named_items == Type("string", "DOMString", nullable=True)
    assert interface("Headers").iterated_items is not None
    assert interface("HTMLDivElement").indexed_items is None


def test_globals_of_a_page_are_not_those_of_a_worker() -> None:
    for name in ("document", "localStorage", "alert", "HTMLElement", "Image", "window", "requestIdleCallback"):
        assert find_global(name) is not None
        assert find_global(name, "worker") is None
    for name in ("importScripts", "DedicatedWorkerGlobalScope", "FileReaderSync"):
        assert find_global(name) is None
        assert find_global(name, "worker") is not None
    for name in ("fetch", "setTimeout", "console", "JSON", "URL", "self", "indexedDB", "parseInt", "crypto"):
        assert name in global_names() & global_names("worker")


def test_a_global_is_a_class_a_namespace_an_attribute_or_a_function() -> None:
    kinds = {name: find_global(name) for name in ("URL", "console", "document", "setTimeout", "webkitURL")}
    assert [found and found.kind for found in kinds.values()] == [
        "class",
        "namespace",
        "attribute",
        "function",
        "class",
    ]
    assert kinds["webkitURL"]
    assert kinds["webkitURL"].interface == "URL"
    image = find_global("Image")
    assert image
    assert image.factory
    assert image.factory.returns.interfaces == ("HTMLImageElement",)
    assert find_global("documnet") is None


def test_options_have_members_inherited_ones_too() -> None:
    assert dictionary("RequestInit")["method"].type.kind == "string"
    assert {"bubbles", "clientX", "ctrlKey"} <= dictionary("MouseEventInit").keys()
    assert dictionary("PromiseRejectionEventInit")["promise"].required
    fetch = method("Window", "fetch").signatures[0]
    assert fetch.arguments[1].type.choices_of("dictionary") == (Type("dictionary", "RequestInit"),)


def test_some_strings_are_of_a_list() -> None:
    assert enumeration("ScrollBehavior") == {"auto", "instant", "smooth"}


def test_the_data_says_where_it_comes_from_and_is_small() -> None:
    for file in FILES:
        data = read(f"web_platform/{file.stem}")
        assert len(data["source"]) > 40
        assert data["date"] == KNOWLEDGE_DATE
        assert "://" not in file.read_text(encoding="utf-8")
    assert sum(file.stat().st_size for file in FILES) < MOST_BYTES


def test_importing_it_reads_no_data() -> None:
    program = """
import json, sys
import pyscript_doctor.knowledge.web_platform
from pyscript_doctor.knowledge.data import read
ours = {name for name in sys.modules if name.startswith("pyscript_doctor.")}
strangers = sorted(name for name in ours if not name.startswith("pyscript_doctor.knowledge"))
print(json.dumps([read.cache_info().currsize, strangers]))
"""
    answer = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert json.loads(answer.stdout) == [0, ["pyscript_doctor.records"]]  # it only makes named tuples
