"""How the functions of PyScript's own Python package are called, and what its classes have, by release and thread.

`pyscript_api` says which names a release offers; this says what is behind those that the package's own Python makes.
What JavaScript or the interpreter gives (`window`, `config`, an older `create_proxy`) is not known here. The sources
are the same on both interpreters, so no function asks which it is.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.signatures import Signature, read_signature
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


RETURNED = {"pyscript.fetch.fetch": ("_Fetch", "_DirectResponse", "_FetchPromise")}
"""The hidden classes that have what a call gives, one in each release: `fetch(url).json()`."""
AWAITED = {
    "pyscript.fetch.fetch": ("_Response", "_FetchResponse"),
    "pyscript.storage.storage": ("Storage",),
}
"""The classes of what awaiting such a call gives. 2024.3.1 has none for `fetch`: there `await fetch(url)` fails."""
PROMISES_OF_JAVASCRIPT = frozenset({"pyscript.js_import", "pyscript.py_import"})
"""What calls that no Python makes give: `js_import` is Promise.all, `py_import` an async function of polyscript."""
PROMISES_BY_NAME = frozenset({"pyscript.workers._ReadOnlyProxy", "pyscript.workers._ReadOnlyWorkersProxy"})
"""Classes whose items and attributes are promises: `await workers["name"]`."""


class ApiMember(NamedTuple):
    """What a class has under a name. signature: of a method, without `self`; None if it is not known."""

    kind: Literal["method", "property", "value"]
    signature: Signature | None = None


class ApiEntry(NamedTuple):
    """Something that PyScript's Python makes: a function, a class, or an object of a class.

    name: where it was made, "pyscript.events.when". signature: how a function or class is called; None for an object,
    and where it is not known. members: of a class or of an object's class, with those of PyScript's bases, and the
    attributes that its methods set. built_in_bases: ("builtins.dict",); `standard_library.members_of` has their names.
    open: it answers for any name, so that no name is wrong. gives_promises: its items and attributes must be awaited.
    """

    name: str
    kind: Literal["function", "class", "object"]
    signature: Signature | None
    members: Mapping[str, ApiMember]
    built_in_bases: tuple[str, ...] = ()
    open: bool = False
    gives_promises: bool = False


def pyscript_entry(release: str, name: str, thread: Thread = Thread.MAIN) -> ApiEntry | None:
    """What "pyscript.when", "pyscript.web.page" or "pyscript.media.Device" is.

    None if that release and thread have no such name, or no Python of the package makes it. Raises LookupError for a
    release that is legacy or not known.
    """
    return _entry(release, name, thread)


def pyscript_signature(release: str, name: str, thread: Thread = Thread.MAIN) -> Signature | None:
    """How a function, class or method ("pyscript.media.Device.request_stream") is called; None if it is not known.

    Its `awaitable` is about coroutine functions alone: `must_be_awaited` knows promises too. Raises LookupError for a
    release that is legacy or not known.
    """
    entry = _entry(release, name, thread)
    if entry is not None:
        return entry.signature
    owner, _, member = name.rpartition(".")
    holder = _entry(release, owner, thread)
    found = holder.members.get(member) if holder else None
    return found.signature if found else None


def must_be_awaited(release: str, name: str, thread: Thread = Thread.MAIN) -> bool:
    """Whether a call of "pyscript.fs.mount", "pyscript.fetch" or "pyscript.media.Device.load" gives a promise.

    False also where it is not known. Raises LookupError for a release that is legacy or not known.
    """
    signature = pyscript_signature(release, name, thread)
    if signature is None:
        return name in PROMISES_OF_JAVASCRIPT
    return signature.awaitable or awaited_entry(release, name, thread) is not None


def returned_entry(release: str, name: str, thread: Thread = Thread.MAIN) -> ApiEntry | None:
    """The class that has the methods of what a call gives, before it is awaited: `fetch(url).json()`.

    None if it is not known. Raises LookupError for a release that is legacy or not known.
    """
    return _hidden(RETURNED, release, name, thread)


def awaited_entry(release: str, name: str, thread: Thread = Thread.MAIN) -> ApiEntry | None:
    """The class of what awaiting a call gives: `(await fetch(url)).json()`.

    None if it is not known. Raises LookupError for a release that is legacy or not known.
    """
    return _hidden(AWAITED, release, name, thread)


def _hidden(table: Mapping[str, tuple[str, ...]], release: str, name: str, thread: Thread) -> ApiEntry | None:
    entry = _entry(release, name, thread)
    if entry is None or entry.kind != "function":
        return None
    module = entry.name.rpartition(".")[0]
    classes = (_entry(release, f"{module}.{hidden}", thread) for hidden in table.get(entry.name, ()))
    return next((found for found in classes if found is not None), None)


@cache
def _entry(release: str, name: str, thread: Thread) -> ApiEntry | None:
    kind, *facts = _facts(release, name, thread) or ("nothing",)
    if kind == "same":
        return _entry(release, facts[0], thread)
    if kind == "function":
        return ApiEntry(name, "function", _signature(facts[0]), {})
    if kind == "class":
        return _class(release, name, thread, facts)
    made_of = _entry(release, facts[0], thread) if kind == "object" else None
    if made_of is None:
        return None
    return ApiEntry(name, "object", None, made_of.members, made_of.built_in_bases, made_of.open, made_of.gives_promises)


def _class(release: str, name: str, thread: Thread, facts: list[Any]) -> ApiEntry:
    written_bases, written, is_open, methods, properties, values = facts
    bases = written_bases.split()
    ours = [base for base in (_entry(release, base, thread) for base in bases) if base is not None]
    members: dict[str, ApiMember] = {}
    for base in reversed(ours):
        members |= base.members
    members |= {method: ApiMember("method", _signature(call)) for method, call in methods.items()}
    members |= {member: ApiMember("property") for member in properties.split()}
    members |= {member: ApiMember("value") for member in values.split()}
    built_in = [base for base in bases if base.startswith("builtins.")]
    built_in += [inherited for base in ours for inherited in base.built_in_bases]
    signature = ours[0].signature if written == "^" and ours else _signature(written)
    return ApiEntry(name, "class", signature, members, tuple(built_in), bool(is_open), name in PROMISES_BY_NAME)


def _signature(written: str | None) -> Signature | None:
    return None if written is None else read_signature(written)


def _facts(release: str, name: str, thread: Thread) -> Any:
    data = read("pyscript_calls")
    if release not in data["releases"]:
        raise LookupError(release)
    place = data["releases"].index(release)
    runs = data["names"].get(name, ())
    if thread is Thread.WORKER:
        runs = data["worker"].get(name, runs)
    return next(_before(runs, place), None)


def _before(runs: list[Any], place: int) -> Iterator[Any]:
    """What was there in a release: the newest entry that does not start after it."""
    return (value for start, value in reversed(runs) if start <= place)
