"""Of which type the results of Python's own functions, and the attributes of its types, always are."""

from __future__ import annotations

from functools import cache

from pyscript_doctor.knowledge.data import read


def result_type(function: str) -> str | None:
    """What a call of "builtins.len" or "builtins.str.split" gives, "builtins.list[builtins.str]"; None if not known."""
    return _types("results").get(function)


def attribute_type(name: str) -> str | None:
    """What "math.pi" or "datetime.date.year" is; None if that is not known."""
    return _types("attributes").get(name)


@cache
def _types(table: str) -> dict[str, str]:
    return {
        f"{owner}.{name}": kind
        for kind, listed in read("result_types")[table].items()
        for owner, names in (part.split(": ") for part in listed.split("; "))
        for name in names.split()
    }
