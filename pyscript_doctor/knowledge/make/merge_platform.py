"""Joining what IDL says with the names that browsers have and no specification does.

A member that is known by its name alone is `?`; `=?` is an attribute, `-?` a read-only one, `?(2)` a function whose
`length` is 2; what it gives may follow.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Records = dict[str, Any]
NAME = re.compile(r"[A-Za-z_$][\w$]*")
TYPE_NAME = re.compile(r"[A-Za-z_]\w*")
STYLE_NAME = re.compile(r"-?[a-z][a-z0-9-]*")
CODES = {"g": "-?", "a": "=?", "v": "?"}
BASES = {r"HTML\w+Element": "HTMLElement", r"SVG\w+Element": "SVGElement", r"\w+Event": "Event"}
RESULTS = {"number": "unrestricted double", "string": "DOMString", "Promise": "Promise<any>"}
"""How IDL writes the sorts of results that it calls otherwise than JavaScript does."""
RENAMED = {name: f"__{name}__" for name in ("proto", "defineGetter", "defineSetter", "lookupGetter", "lookupSetter")}
"""Names of Object that MDN's data writes without their underscores."""
SCOPES = {"window": ("w", "Window"), "worker": ("d", "DedicatedWorkerGlobalScope")}


def keep_known(interfaces: Records, chromium: Records, compat: Records) -> None:
    """Leave out the interface objects that no browser has, and those of other global scopes."""
    known = chromium["window"]["classes"].keys() | chromium["worker"]["classes"].keys() | compat["api"].keys()
    mixed = {name for record in interfaces.values() for name in record.get("mixes", ())}
    bases = {record.get("base") for record in interfaces.values()}
    for name, record in list(interfaces.items()):
        kept = name in known or name in mixed or name in bases or record.get("kind") != "interface" or "." in name
        if not kept or record.get("exposed") == "":
            del interfaces[name]


def keep_referenced(interfaces: Records, tables: Records) -> None:
    """Leave out the dictionaries, enumerations and other types that nothing speaks of."""
    texts = [text for record in interfaces.values() for text in _texts(record)]
    types = {name: [entry] for kind in ("typedefs", "callbacks") for name, entry in tables[kind].items()}
    types |= {name: [base, *members.values()] for name, (base, members) in tables["dictionaries"].items()}
    seen: set[str] = set()
    while texts:
        for name in TYPE_NAME.findall(texts.pop()):
            if name not in seen:
                seen.add(name)
                texts += types.get(name, ())
    for kind in ("dictionaries", "enumerations", "typedefs", "callbacks"):
        tables[kind] = {name: entry for name, entry in tables[kind].items() if name in seen}


def _texts(record: Records) -> Iterator[str]:
    yield from record.get("members", {}).values()
    yield from record.get("static", {}).values()
    yield from record.get("new", ())
    yield from record.get("factories", {}).values()
    for key in ("named", "indexed", "iterable"):
        yield record.get(key, "")


def leave_out_the_usual(interfaces: Records) -> None:
    """Leave out what holds for most: an interface, and one whose object a page has and a worker has not."""
    for record in interfaces.values():
        if record.get("kind") == "interface":
            del record["kind"]
        if record.setdefault("exposed", "") == "w":
            del record["exposed"]


def lineage(interfaces: Records, name: str) -> Iterator[Records]:
    """The record of an interface, those mixed into it, and those of its bases."""
    while name in interfaces:
        record = interfaces[name]
        yield record
        yield from (interfaces[mixed] for mixed in record.get("mixes", ()) if mixed in interfaces)
        name = record.get("base", "")


def _add(interfaces: Records, name: str, place: str, members: dict[str, str]) -> None:
    """Add the members that the interface does not have yet, nor inherit."""
    known = {member for record in lineage(interfaces, name) for member in record.get(place, ())}
    if place == "static":
        known |= {
            member
            for record in lineage(interfaces, name)
            for member, code in record.get("members", {}).items()
            if code.startswith("#")
        }
    missing = {member: code for member, code in members.items() if member not in known}
    if missing:
        record = interfaces[name]
        record[place] = dict(sorted({**record.get(place, {}), **missing}.items()))


def add_chromium(interfaces: Records, chromium: Records, language: frozenset[str]) -> None:
    """Add what Chromium has. language: the names of JavaScript's own globals."""
    made = {factory for record in interfaces.values() for factory in record.get("factories", ())}
    for scope, (letter, interface) in SCOPES.items():
        found = chromium[scope]
        for name, seen in found["classes"].items():
            if name not in made:
                _add_class(interfaces, name, seen, letter, language)
        for name, members in found["namespaces"].items():
            _add_namespace(interfaces, name, members, letter, language)
        rest = {name: kind for name, kind in found["globals"].items() if name not in interfaces and kind != "c"}
        _add(interfaces, interface, "members", {name: _code(kind) for name, kind in rest.items()})


def _code(kind: str) -> str:
    return f"?({kind[1:]})" if kind.startswith("f") else CODES.get(kind, "?")


def _codes(members: dict[str, str]) -> dict[str, str]:
    return {name: _code(kind) for name, kind in members.items()}


def _add_class(interfaces: Records, name: str, seen: Records, letter: str, language: frozenset[str]) -> None:
    record = interfaces.get(name)
    if seen["name"] != name.rpartition(".")[2] and seen["name"] in interfaces:
        aliases = interfaces[seen["name"]].setdefault("aliases", [])
        if name not in aliases:
            aliases.append(name)
        return
    if record is None:
        record = interfaces[name] = {"kind": "interface", "members": {}}
        if seen["base"] not in ("", "Object", name):
            record["base"] = seen["base"]
        if not seen["needsNew"]:
            record["callable"] = True
        if name.partition(".")[0] in language:
            record["language"] = True
    if name != "TypedArray":
        _expose(record, letter)
    if seen["constructs"] and "new" not in record and not record.get("language"):
        record["constructs"] = True
    _add(interfaces, name, "members", _codes(seen["members"]))
    _add(interfaces, name, "static", _codes(seen["static"]))


def _add_namespace(
    interfaces: Records, name: str, members: dict[str, str], letter: str, language: frozenset[str]
) -> None:
    record = interfaces.setdefault(name, {"kind": "namespace", "members": {}})
    if name.partition(".")[0] in language:
        record["language"] = True
    _expose(record, letter)
    _add(interfaces, name, "static", _codes(members))


def _expose(record: Records, letter: str) -> None:
    letters = record.get("exposed", "") + letter
    record["exposed"] = "w" * ("w" in letters) + "d" * ("d" in letters)


def add_results(interfaces: Records, results: dict[str, str]) -> None:
    """Add what JavaScript's own functions give; `Array.map` is a method of arrays, `Array:from` a static one."""
    for name, result in results.items():
        place = "static" if ":" in name else "members"
        holder, _, member = name.replace(":", ".").rpartition(".")
        members = interfaces[holder].get(place, {})
        if members.get(member, "").startswith("?("):
            members[member] += RESULTS.get(result, result)


def add_browser_names(interfaces: Records, compat: Records) -> None:
    """Add the names that any browser has or had, by MDN's data: the data does not say the kind of a member."""
    handlers = {name for record in interfaces.values() for name in record["members"] if name.startswith("on")}
    for name, entry in compat["api"].items():
        if name.startswith("__"):
            continue
        if name not in interfaces and not name[:1].isupper():
            _add(interfaces, "Window", "members", {name: "?"})
            _add(interfaces, "WorkerGlobalScope", "members", {name: "?"})
            continue
        if name not in interfaces:
            interfaces[name] = {"kind": "interface", "members": {}, "incomplete": True, "exposed": "w"}
            base = _likely_base(name)
            if base:
                interfaces[name]["base"] = base
            if "worker_support" in entry:
                _expose(interfaces[name], "d")
        if name in entry and "new" not in interfaces[name]:
            interfaces[name]["constructs"] = True
        _add_described(interfaces, name, entry, handlers)
    for name, entry in compat["javascript"]["builtins"].items():
        if name in interfaces:
            both = {member: "?" for member in entry if NAME.fullmatch(member) and "_" not in member}
            both = {RENAMED.get(member, member): code for member, code in both.items()}
            known = {member for place in ("members", "static") for member in interfaces[name].get(place, ())}
            both = {member: code for member, code in both.items() if member not in known | {name}}
            _add(interfaces, name, "members", both)
            _add(interfaces, name, "static", both)


def _likely_base(name: str) -> str:
    """What an interface inherits from by its name, for those that MDN only names."""
    for pattern, base in BASES.items():
        if re.fullmatch(pattern, name):
            return base
    return ""


def _add_described(interfaces: Records, name: str, entry: Records, handlers: set[str]) -> None:
    """handlers: the names of handler attributes that have their place already."""
    members: dict[str, str] = {}
    static: dict[str, str] = {}
    for key in entry:
        members |= dict.fromkeys(_other_names(key, entry[key]), "?")
        if key.endswith("_static"):
            static[key.removesuffix("_static")] = "?"
        elif key.endswith("_event"):
            handler = f"on{key.removesuffix('_event').lower()}"
            members |= {} if handler in handlers else {handler: "?"}
        elif "_" not in key or key.isupper():
            members[key] = "?"
    for constructor in (name, *interfaces[name].get("factories", ())):
        members.pop(constructor, None)
    members = {member: code for member, code in members.items() if NAME.fullmatch(member)}
    namespace = interfaces[name].get("kind") == "namespace"
    _add(interfaces, name, "static" if namespace else "members", members)
    _add(interfaces, name, "static", static)


def _other_names(name: str, entry: Any) -> Iterator[str]:
    """What browsers call it too: with a prefix (`mozRequestPointerLock`) or otherwise (`mozCancelFullScreen`)."""
    support = entry.get("__compat", {}).get("support", {}) if isinstance(entry, dict) else {}
    for statements in support.values():
        for statement in statements if isinstance(statements, list) else [statements]:
            if "alternative_name" in statement:
                yield statement["alternative_name"]
            if "prefix" in statement:
                yield statement["prefix"] + name
                yield statement["prefix"] + name[:1].upper() + name[1:]


def style_names(properties: list[Records], compat: Records, chromium: list[str], members: Collection[str]) -> Records:
    """The names of CSS properties, with dashes, and those that an element's style has beside what follows from them.

    members: what a style declaration has that is not a property.
    """
    dashed = {entry["name"] for entry in properties} | compat["css"]["properties"].keys() | {"css-float"}
    dashed |= {name for name in chromium if "-" in name}
    dashed |= {other for name, entry in compat["css"]["properties"].items() for other in _other_names(name, entry)}
    dashed = {name for name in dashed if STYLE_NAME.fullmatch(name)}
    derived = {camel_case(name) for name in dashed}
    return {
        "dashed": sorted(dashed),
        "others": sorted(
            name for name in chromium if name not in derived and name not in dashed and name not in members
        ),
    }


def camel_case(name: str) -> str:
    """`background-color` as the attribute `backgroundColor`, `-webkit-order` as `webkitOrder`."""
    first, *rest = name.removeprefix("-").split("-")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
