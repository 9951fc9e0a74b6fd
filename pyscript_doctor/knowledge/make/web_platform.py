"""web_platform/*.json: what the web platform and JavaScript offer in any browser, and what their functions take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.browser import ask_chromium
from pyscript_doctor.knowledge.make.document import FOLDER, write
from pyscript_doctor.knowledge.make.gather import run_node
from pyscript_doctor.knowledge.make.merge_platform import (
    add_browser_names,
    add_chromium,
    add_results,
    keep_known,
    keep_referenced,
    leave_out_the_usual,
    style_names,
)
from pyscript_doctor.knowledge.make.shape_idl import shape
from pyscript_doctor.knowledge.make.web_events import event_table

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.knowledge.make.gather import Cache

VERSIONS = {
    "@webref/idl": "3.85.0",
    "@webref/events": "1.27.0",
    "@webref/elements": "2.9.0",
    "@webref/css": "8.7.5",
    "@mdn/browser-compat-data": "8.1.9",
    "webidl2": "24.5.0",
}
"""The npm packages that the facts are read from."""
HERE = FOLDER / "make"
NAMESPACES = {"SVG": "svg", "svg": "svg", "filter": "svg", "css": "svg", "mathml": "mathml"}
"""How the name of a file of @webref/elements begins where its elements are not HTML's."""


def make(cache: Cache) -> None:
    """Write the files. Needs Chromium and Playwright beside node and npm."""
    packages = {name: cache.package(name, version) for name, version in VERSIONS.items()}
    chromium = ask_chromium()
    compat = _read(packages["@mdn/browser-compat-data"] / "data.json")
    idl = shape(json.loads(run_node(HERE / "probe_idl.mjs", str(packages["webidl2"]), str(packages["@webref/idl"]))))
    interfaces = idl.pop("interfaces")
    keep_known(interfaces, chromium, compat)
    add_chromium(interfaces, chromium, frozenset(compat["javascript"]["builtins"]))
    add_results(interfaces, chromium["results"])
    add_browser_names(interfaces, compat)
    keep_referenced(interfaces, idl)
    leave_out_the_usual(interfaces)
    source = _source(chromium["version"])
    write("web_platform/interfaces", source, {"interfaces": {name: interfaces[name] for name in sorted(interfaces)}})
    write("web_platform/types", source, idl)
    events = event_table(_read(packages["@webref/events"] / "events.json"), compat, interfaces)
    write("web_platform/events", source, events)
    write("web_platform/elements", source, _elements(packages["@webref/elements"], interfaces))
    properties = _read(packages["@webref/css"] / "css.json")["properties"]
    declaration = interfaces["CSSStyleDeclaration"]["members"]
    write("web_platform/styles", source, style_names(properties, compat, chromium["styles"], declaration))
    write("web_platform/callbacks", source, {"measured": chromium["callbacks"]})


def _source(chromium: str) -> str:
    read = ", ".join(f"{name} {version}" for name, version in VERSIONS.items() if name.startswith("@"))
    return (
        f"Read from {read} of npm (MIT; @mdn/browser-compat-data CC0-1.0), parsed by webidl2 {VERSIONS['webidl2']}."
        f" Joined with what Chromium {chromium} has on a page and in a worker that are cross-origin isolated."
        " A question mark is what is known by its name alone. Interfaces that neither Chromium nor MDN's data know"
        " are left out."
    )


def _elements(folder: Path, interfaces: dict[str, Any]) -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {"html": {}, "svg": {}, "mathml": {}}
    for path in sorted(folder.glob("*.json")):
        if path.name == "package.json":
            continue
        table = tables[NAMESPACES.get(path.stem.split("-")[0].rstrip("0123456789"), "html")]
        for element in _read(path)["elements"]:
            if element.get("interface") in interfaces:
                table[element["name"]] = element["interface"]
    return {name: dict(sorted(table.items())) for name, table in tables.items()}


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
