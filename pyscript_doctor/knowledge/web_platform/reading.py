"""Reading the short texts of the data: types, signatures and members.

`make/shape_idl.py` and `make/merge_platform.py` say how they are written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, cast

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.web_platform.records import (
    UNKNOWN,
    Argument,
    Attribute,
    Kind,
    Member,
    Method,
    Signature,
    Type,
)

PRIMITIVES: dict[str, Kind] = {
    "any": "any",
    "object": "object",
    "undefined": "undefined",
    "boolean": "boolean",
    "bigint": "bigint",
    "symbol": "symbol",
    **dict.fromkeys(("DOMString", "USVString", "ByteString", "CSSOMString"), "string"),
    **dict.fromkeys(
        (
            "byte",
            "octet",
            "short",
            "unsigned short",
            "long",
            "unsigned long",
            "long long",
            "unsigned long long",
            "float",
            "unrestricted float",
            "double",
            "unrestricted double",
        ),
        "number",
    ),
}
GENERICS: dict[str, Kind] = {
    "Promise": "promise",
    "record": "record",
    "sequence": "sequence",
    "async_sequence": "sequence",
    "FrozenArray": "sequence",
    "ObservableArray": "sequence",
}
TOKEN = re.compile(r"[A-Za-z_][\w. ]*\w|\w|[<>(),|?]")


def interface_records() -> dict[str, Any]:
    """The raw records of all interfaces."""
    return cast("dict[str, Any]", read("web_platform/interfaces")["interfaces"])


def types(kind: str) -> dict[str, Any]:
    """The raw table of dictionaries, enumerations, typedefs or callbacks."""
    return cast("dict[str, Any]", read("web_platform/types")[kind])


@cache
def read_type(text: str) -> Type:
    """A type by its text; typedefs are followed."""
    found, rest = _type(TOKEN.findall(text))
    return found if not rest else UNKNOWN


def _type(tokens: list[str]) -> tuple[Type, list[str]]:
    first, *rest = tokens
    if first == "(":
        parts, rest = _parts(rest, ")")
        found = Type("union", parts=parts)
    elif rest[:1] == ["<"]:
        parts, rest = _parts(rest[1:], ">")
        found = Type(GENERICS.get(first, "unknown"), first, parts=parts)
    else:
        found = _named(first)
    if rest[:1] == ["?"]:
        return Type(found.kind, found.name, True, found.parts), rest[1:]
    return found, rest


def _parts(tokens: list[str], end: str) -> tuple[tuple[Type, ...], list[str]]:
    parts = []
    while True:
        part, tokens = _type(tokens)
        parts.append(part)
        separator, *tokens = tokens
        if separator == end:
            return tuple(parts), tokens


def _named(name: str) -> Type:
    if name in PRIMITIVES:
        return Type(PRIMITIVES[name], name)
    if name in types("typedefs"):
        return read_type(types("typedefs")[name])
    if name in types("callbacks"):
        return Type("callback", name)
    if name in types("dictionaries"):
        return Type("dictionary", name)
    if name in types("enumerations"):
        return Type("enumeration", name)
    record = interface_records().get(name)
    if record is None:
        return UNKNOWN
    return Type("callback" if record.get("kind") == "callback interface" else "interface", name)


@cache
def read_signature(text: str) -> Signature:
    """A signature by its text, `TYPE(TYPE name, optional TYPE name)`."""
    # A type can begin with a parenthesis too, so the arguments begin at the last one that closes at the end.
    start = _opening(text)
    arguments = (_argument(part) for part in _split(text[start + 1 : -1]))
    return Signature(tuple(arguments), read_type(text[:start]))


def _opening(text: str) -> int:
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[position], 0)
        if depth == 0:
            return position
    raise ValueError(text)


def _split(text: str) -> list[str]:
    """The arguments between commas that are in no bracket; there is a blank after those."""
    return text.split(", ") if text else []


def _argument(text: str) -> Argument:
    written, _, name = text.removeprefix("optional ").rpartition(" ")
    return Argument(name, read_type(written.removesuffix("...")), text.startswith("optional "), written.endswith("..."))


@cache
def read_member(name: str, text: str) -> Member:
    """A member by its text."""
    if text.startswith("?("):
        result = text.partition(")")[2]
        return Method(name, result=read_type(result) if result else UNKNOWN)
    if text == "?":
        return Attribute(name, UNKNOWN)
    if text[0] in "=-#":
        kind = UNKNOWN if text[1:] == "?" else read_type(text[1:])
        return Attribute(name, kind, read_only=text[0] != "=", constant=text[0] == "#")
    return Method(name, tuple(read_signature(part) for part in text.split(";")))
