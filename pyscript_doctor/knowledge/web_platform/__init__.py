"""The web platform and JavaScript as every browser has them: interfaces, globals, events, elements, callbacks.

From the standards' own interface definitions, joined with what Chromium has and what MDN says about other browsers, so
that a name which is not here exists in no browser. Data is read when the first question is asked.

    interface("Document").member("getElementById").returns   Type: interface Element, nullable
    interface("Document").lacks("getElementByID")             True: it exists in no browser
    find_global("localStorage", "worker")                     None: there on a page, and not in a worker
    event_interfaces("click", "HTMLElement")                  {"PointerEvent"}
    callback_use("Window", "setTimeout")                      later, once
    element_interface("canvas")                               "HTMLCanvasElement"
"""

from pyscript_doctor.knowledge.web_platform.callbacks import (
    CallbackUse,
    GivenArguments,
    assigned_use,
    callback_arguments,
    callback_use,
    constructor_use,
)
from pyscript_doctor.knowledge.web_platform.elements import canvas_context, element_interface, is_custom_element
from pyscript_doctor.knowledge.web_platform.events import (
    EventType,
    event_interfaces,
    event_names,
    event_types,
    events_at,
)
from pyscript_doctor.knowledge.web_platform.interfaces import (
    Global,
    Interface,
    Scope,
    callback_signature,
    dictionary,
    enumeration,
    find_global,
    global_names,
    interface,
    is_interface,
)
from pyscript_doctor.knowledge.web_platform.records import (
    UNKNOWN,
    Argument,
    Attribute,
    Field,
    Member,
    Method,
    Signature,
    Type,
)
from pyscript_doctor.knowledge.web_platform.styles import style_attribute, style_properties

__all__ = [
    "UNKNOWN",
    "Argument",
    "Attribute",
    "CallbackUse",
    "EventType",
    "Field",
    "GivenArguments",
    "Global",
    "Interface",
    "Member",
    "Method",
    "Scope",
    "Signature",
    "Type",
    "assigned_use",
    "callback_arguments",
    "callback_signature",
    "callback_use",
    "canvas_context",
    "constructor_use",
    "dictionary",
    "element_interface",
    "enumeration",
    "event_interfaces",
    "event_names",
    "event_types",
    "events_at",
    "find_global",
    "global_names",
    "interface",
    "is_custom_element",
    "is_interface",
    "style_attribute",
    "style_properties",
]
