"""Making the compact records of `web_platform/*.json` of what webidl2 parsed.

A member is one text: `=TYPE` an attribute, `-TYPE` a read-only one, `#TYPE` a constant (which the interface object
has too), else the signatures of a method, `TYPE(ARGUMENT, ARGUMENT)`, separated by `;`. An argument is `TYPE name`,
with `optional ` before or `...` after its type. Types are written as IDL writes them, with `|` for `or` and no blanks
around it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

Definition = dict[str, Any]
HOLDERS = ("interface", "interface mixin", "namespace", "callback interface")
READ_ONLY_BUT_SET = {"PutForwards", "Replaceable", "LegacyLenientSetter"}
"""Extended attributes of read-only attributes that can be assigned to all the same."""


def shape(definitions: list[Definition]) -> dict[str, Any]:
    """Everything that the IDL defines, by kind, with its partial definitions put together and sorted by name."""
    interfaces: dict[str, Any] = {}
    mixes: dict[str, set[str]] = defaultdict(set)
    tables: dict[str, dict[str, Any]] = {"enumerations": {}, "typedefs": {}, "callbacks": {}, "dictionaries": {}}
    for definition in definitions:
        kind, name = definition["type"], definition.get("name", "")
        if kind in HOLDERS:
            _add_holder(interfaces, definition)
        elif kind == "includes":
            mixes[definition["target"]].add(definition["includes"])
        elif kind == "dictionary":
            _add_dictionary(tables["dictionaries"], definition)
        elif kind == "enum":
            tables["enumerations"][name] = sorted(value["value"] for value in definition["values"])
        elif kind == "typedef":
            tables["typedefs"][name] = write_type(definition["idlType"])
        elif kind == "callback":
            tables["callbacks"][name] = _signature(definition)
    for name, mixed in mixes.items():
        interfaces[_plain(interfaces, name)]["mixes"] = sorted(mixed)
    return {"interfaces": _sorted(interfaces), **{kind: dict(sorted(table.items())) for kind, table in tables.items()}}


def _plain(interfaces: dict[str, Any], name: str) -> str:
    return name if name in interfaces else next(full for full in interfaces if full.endswith(f".{name}"))


def _sorted(interfaces: dict[str, Any]) -> dict[str, Any]:
    for record in interfaces.values():
        for key in ("members", "static"):
            if key in record:
                record[key] = dict(sorted(record[key].items()))
    return {name: dict(sorted(interfaces[name].items())) for name in sorted(interfaces)}


def write_type(idl: Any) -> str:
    """A type as text: `Promise<sequence<Node?>>`, `(Node|DOMString)?`."""
    if isinstance(idl, str):
        return idl
    if isinstance(idl, list):
        idl = idl[0]
    inner = idl["idlType"]
    if idl.get("union"):
        text = "(" + "|".join(write_type(part) for part in inner) + ")"
    elif idl.get("generic"):
        text = f"{idl['generic']}<{','.join(write_type(part) for part in inner)}>"
    else:
        text = write_type(inner)
    return text + "?" * bool(idl.get("nullable"))


def _signature(member: Definition) -> str:
    arguments = (
        f"{'optional ' * argument['optional']}{write_type(argument['idlType'])}{'...' * argument['variadic']}"
        f" {argument['name']}"
        for argument in member["arguments"]
    )
    returns = write_type(member["idlType"]) if member.get("idlType") else "undefined"
    return f"{returns}({', '.join(arguments)})"


def _attributes(item: Definition) -> dict[str, Any]:
    return {attribute["name"]: attribute.get("rhs") for attribute in item.get("extAttrs", ())}


def _add_dictionary(dictionaries: dict[str, Any], definition: Definition) -> None:
    base, members = dictionaries.setdefault(definition["name"], ["", {}])
    dictionaries[definition["name"]] = [definition.get("inheritance") or base, members]
    for member in definition["members"]:
        members[member["name"]] = "!" * bool(member["required"]) + write_type(member["idlType"])


def _add_holder(interfaces: dict[str, Any], definition: Definition) -> None:
    given = _attributes(definition)
    name = definition["name"]
    if "LegacyNamespace" in given:
        name = f"{given['LegacyNamespace']['value']}.{name}"
    elif definition["partial"] and name not in interfaces and f"WebAssembly.{name}" in interfaces:
        name = f"WebAssembly.{name}"
    record = interfaces.setdefault(name, {"members": {}})
    if not definition["partial"]:
        record["kind"] = definition["type"]
        _add_exposure(record, given)
    if definition.get("inheritance"):
        record["base"] = definition["inheritance"]
    if "LegacyOverrideBuiltIns" in given:
        record["overrides"] = True
    for attribute in definition.get("extAttrs", ()):
        if attribute["name"] == "LegacyFactoryFunction":
            record.setdefault("factories", {})[attribute["rhs"]["value"]] = _signature(
                {"arguments": attribute["arguments"], "idlType": name}
            )
        if attribute["name"] == "LegacyWindowAlias":
            alias = attribute["rhs"]["value"]
            record["aliases"] = [alias] if isinstance(alias, str) else [item["value"] for item in alias]
    for member in definition["members"]:
        _add_member(record, member, definition)


def _add_exposure(record: Definition, given: dict[str, Any]) -> None:
    if "Exposed" not in given or "LegacyNoInterfaceObject" in given:
        return
    value = given["Exposed"].get("value") or "*"
    names = {value} if isinstance(value, str) else {item["value"] for item in value}
    letters = "w" * bool(names & {"Window", "*"}) + "d" * bool(names & {"Worker", "DedicatedWorker", "*"})
    record["exposed"] = letters


def _add_member(record: Definition, member: Definition, holder: Definition) -> None:
    kind, given = member["type"], _attributes(member)
    is_static = member.get("special") == "static" or holder["type"] == "namespace"
    place = record.setdefault("static", {}) if is_static else record["members"]
    if kind == "constructor" and "HTMLConstructor" not in given:
        record.setdefault("new", []).append(_signature(member | {"idlType": holder["name"]}))
    elif kind == "attribute":
        sets = not member["readonly"] or READ_ONLY_BUT_SET & given.keys()
        place[member["name"]] = ("=" if sets else "-") + write_type(member["idlType"])
        if member["special"] == "stringifier":
            place.setdefault("toString", "DOMString()")
    elif kind == "const":
        record["members"][member["name"]] = "#" + write_type(member["idlType"])
    elif kind == "operation":
        _add_operation(record, place, member)
    elif kind in ("iterable", "maplike", "setlike", "async_iterable"):
        _add_collection(record, member)


def _add_operation(record: Definition, place: dict[str, str], member: Definition) -> None:
    if member["special"] in ("getter", "setter"):
        by = "indexed" if write_type(member["arguments"][0]["idlType"]) == "unsigned long" else "named"
        record.setdefault(by, write_type(member["idlType"]) if member["special"] == "getter" else "any")
    if member["special"] == "stringifier":
        place["toString"] = "DOMString()"
    elif member["name"]:
        earlier = place.get(member["name"])
        place[member["name"]] = f"{earlier};{_signature(member)}" if earlier else _signature(member)


def _add_collection(record: Definition, member: Definition) -> None:
    """The methods that an iterable, maplike or setlike declaration brings along."""
    types = [write_type(idl) for idl in member["idlType"]]
    kind, key, value = member["type"], types[0], types[-1]
    record["iterable"] = f"record<{key},{value}>" if len(types) > 1 else value
    names = record["members"]
    names |= dict.fromkeys(("keys", "values", "entries"), "any()")
    if kind == "async_iterable":
        return
    names["forEach"] = "undefined(Function callback, optional any thisArg)"
    if kind in ("maplike", "setlike"):
        names |= {"has": f"boolean({key} key)", "size": "-unsigned long"}
        if kind == "maplike":
            names["get"] = f"any({key} key)"
        if not member.get("readonly"):
            add = {"set": f"any({key} key, {value} value)"} if kind == "maplike" else {"add": f"any({value} value)"}
            names |= {"clear": "undefined()", "delete": f"boolean({key} key)", **add}
