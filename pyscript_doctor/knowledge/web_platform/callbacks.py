"""What the platform's functions do with a function that they get: when they call it, and how often."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.web_platform.interfaces import callback_signature, interface
from pyscript_doctor.knowledge.web_platform.records import Attribute, Method
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.knowledge.web_platform.records import Signature

When = Literal["during", "later", "unknown"]
Times = Literal["once", "many", "unknown"]


class CallbackUse(NamedTuple):
    """What happens with a function that is passed.

    when: `during` the call that takes it, or `later`, after that call (a borrowed proxy is destroyed by then). times:
    how often at most.
    """

    when: When
    times: Times


DURING = CallbackUse("during", "many")
DURING_ONCE = CallbackUse("during", "once")
ONCE = CallbackUse("later", "once")
MANY = CallbackUse("later", "many")
UNTOLD = CallbackUse("unknown", "unknown")

LISTENER = "EventListener"
INTERFACES = frozenset({"NodeFilter", "XPathNSResolver"})
"""Callbacks that are objects with a method too."""
TAKES_MORE = frozenset(
    {"Window.setTimeout", "Window.setInterval", "DedicatedWorkerGlobalScope.setTimeout"}
    | {"DedicatedWorkerGlobalScope.setInterval", "String.replace", "String.replaceAll", "Promise.try", "JSON.parse"}
)
"""They pass on what else the call gets, or as many groups as the regular expression has."""

SOURCED: Mapping[tuple[str, int], CallbackUse] = {
    # DOM: a listener stays until it is removed (`once` in the options: until it is called).
    ("EventTarget.addEventListener", 1): MANY,
    ("Document.createNodeIterator", 2): MANY,
    ("Document.createTreeWalker", 2): MANY,
    ("MutationObserver", 0): MANY,
    # Their own standards: each observer calls back whenever there is something to tell.
    ("IntersectionObserver", 0): MANY,
    ("PerformanceObserver", 0): MANY,
    ("PressureObserver", 0): MANY,
    ("ReportingObserver", 0): MANY,
    ("ResizeObserver", 0): MANY,
    # ECMAScript.
    ("FinalizationRegistry", 0): MANY,
    ("Iterator.filter", 0): MANY,
    ("Iterator.flatMap", 0): MANY,
    ("Iterator.map", 0): MANY,
    ("Promise", 0): DURING_ONCE,
    ("Promise.catch", 0): ONCE,
    ("Promise.finally", 0): ONCE,
    ("Promise.then", 0): ONCE,
    ("Promise.then", 1): ONCE,
    ("Promise.try", 0): DURING_ONCE,
    # CSSOM View.
    ("MediaQueryList.addListener", 0): MANY,
    # Geolocation.
    ("Geolocation.getCurrentPosition", 0): ONCE,
    ("Geolocation.getCurrentPosition", 1): ONCE,
    ("Geolocation.watchPosition", 0): MANY,
    ("Geolocation.watchPosition", 1): MANY,
    # Web Audio, Media Session, HTMLVideoElement.requestVideoFrameCallback, WebXR, Scheduling, Web Locks.
    ("BaseAudioContext.decodeAudioData", 1): ONCE,
    ("BaseAudioContext.decodeAudioData", 2): ONCE,
    ("MediaSession.setActionHandler", 1): MANY,
    ("HTMLVideoElement.requestVideoFrameCallback", 0): ONCE,
    ("XRSession.requestAnimationFrame", 0): ONCE,
    ("Scheduler.postTask", 0): ONCE,
    ("LockManager.request", 2): ONCE,
    # File and Directory Entries, Notifications.
    ("FileSystemDirectoryReader.readEntries", 0): ONCE,
    ("FileSystemDirectoryReader.readEntries", 1): ONCE,
    ("FileSystemFileEntry.file", 0): ONCE,
    ("FileSystemFileEntry.file", 1): ONCE,
    ("Notification.requestPermission", 0): ONCE,
}
"""What could not be measured by a plain call, from the standards that define it."""


def callback_use(name: str, member: str, position: int = 0) -> CallbackUse | None:
    """What a method does with a function given as an argument: `callback_use("Window", "setTimeout")`.

    name: of the interface, class or namespace; static methods work in the same way. position: of the argument, counted
    from 0. None if the standard says that this argument is not a function, or if nothing is known about the method. A
    method is `unknown` if it takes a function and nobody says when it calls it. Raises LookupError if there is no such
    interface.
    """
    asked = interface(name)
    for holder in asked.lineage:
        use = _known().get((f"{holder}.{member}", position))
        if use is not None:
            return use
    found = asked.static(member) if asked.is_namespace else asked.member(member) or asked.static(member)
    if not isinstance(found, Method) or not _takes_a_function(found, position):
        return None
    return DURING if member == "forEach" else UNTOLD


def constructor_use(name: str, position: int = 0) -> CallbackUse | None:
    """The same for an argument of `new`: `constructor_use("MutationObserver")`."""
    use = _known().get((name, position))
    if use is not None:
        return use
    arguments = (signature.argument(position) for signature in interface(name).constructors)
    takes = any(argument and argument.type.choices_of("callback") for argument in arguments)
    return UNTOLD if takes else None


def assigned_use(name: str, member: str) -> CallbackUse | None:
    """The same for a function assigned to an attribute (`onclick`): kept, and called whenever the event happens.

    None if the attribute takes no function.
    """
    takes = any(
        isinstance(found, Attribute) and (found.type.choices_of("callback") or _is_handler(found))
        for found in interface(name).possible_members(member)
    )
    return MANY if takes else None


class GivenArguments(NamedTuple):
    """With how many arguments JavaScript calls a function: at least `fewest`, and never with more if it is `exact`."""

    fewest: int
    exact: bool


def callback_arguments(name: str, member: str, position: int = 0) -> GivenArguments | None:
    """With how many arguments a method calls the function at a position: `callback_arguments("Array", "map")`.

    member: "new" asks for the constructor. What Chromium did, or else what the standard says about the callback. None
    if nothing is known. Raises LookupError if there is no such interface.
    """
    asked = interface(name)
    for holder in asked.lineage:
        key = holder if member == "new" else f"{holder}.{member}"
        fewest = _fewest().get((key, position))
        if fewest is not None:
            return GivenArguments(fewest, key not in TAKES_MORE)
    if member == "new":
        signatures = asked.constructors
    else:
        found = asked.static(member) if asked.is_namespace else asked.member(member) or asked.static(member)
        signatures = found.signatures if isinstance(found, Method) else ()
    return _by_the_standard(signatures, position)


def _by_the_standard(signatures: tuple[Signature, ...], position: int) -> GivenArguments | None:
    """What all overloads that take a function there say of it. A listener is called with the event."""
    arguments = (signature.argument(position) for signature in signatures)
    names = {choice.name for argument in arguments if argument for choice in argument.type.choices_of("callback")}
    if names == {LISTENER}:
        return GivenArguments(1, exact=True)
    if len(names) != 1 or names & INTERFACES:
        return None
    called = callback_signature(names.pop())
    return GivenArguments(called.fewest, called.most == called.fewest) if called.arguments else None


def _is_handler(attribute: Attribute) -> bool:
    return attribute.name.startswith("on") and attribute.type.kind == "unknown"


def _takes_a_function(method: Method, position: int) -> bool:
    arguments = (signature.argument(position) for signature in method.signatures)
    return any(argument and argument.type.choices_of("callback") for argument in arguments)


@cache
def _known() -> Mapping[tuple[str, int], CallbackUse]:
    return {**_measured(), **SOURCED}


@cache
def _fewest() -> Mapping[tuple[str, int], int]:
    """With how many arguments Chromium called the function at least."""
    found = {(name, position): fewest for name, position, _, _, fewest in read("web_platform/callbacks")["measured"]}
    return found | {(_in_a_worker(name), position): fewest for (name, position), fewest in found.items()}


def _in_a_worker(name: str) -> str:
    return name.replace("Window.", "DedicatedWorkerGlobalScope.")


def _measured() -> dict[tuple[str, int], CallbackUse]:
    """What Chromium did: [name, position, calls during, calls later, fewest arguments], in a worker as on a page."""
    uses = {}
    for name, position, during, later, _ in read("web_platform/callbacks")["measured"]:
        use = DURING if during else ONCE if later == 1 else MANY
        uses[(name, position)] = use
        uses[(_in_a_worker(name), position)] = use
    return uses
