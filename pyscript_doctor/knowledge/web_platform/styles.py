"""The properties that the style of an element has."""

from __future__ import annotations

from functools import cache

from pyscript_doctor.knowledge.data import read


@cache
def style_properties() -> frozenset[str]:
    """Every property of `element.style` in any browser: `backgroundColor` and `background-color`."""
    table = read("web_platform/styles")
    dashed = frozenset(table["dashed"])
    camel = {style_attribute(name) for name in dashed}
    capital = {name[0].upper() + name[1:] for name in camel if name.startswith(("webkit", "moz"))}
    return dashed | camel | capital | frozenset(table["others"])


def style_attribute(name: str) -> str:
    """The attribute of a CSS property: `backgroundColor` of `background-color`, `cssFloat` of `float`."""
    if name == "float":
        return "cssFloat"
    first, *rest = name.removeprefix("-").split("-")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)
