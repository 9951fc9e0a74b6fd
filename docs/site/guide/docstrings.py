"""Docstrings as the site shows them: what they say of each parameter or field is an entry of a list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import griffe

if TYPE_CHECKING:
    from collections.abc import Iterable

OWN_DATACLASS = "pyscript_doctor.records.dataclass"
DEFINITION = re.compile(r"(?:^|(?<=[.)] )|(?<=\n))(?P<names>[a-z_]+(?:, [a-z_]+)*): ")


class Definitions(griffe.Extension):
    """Rewrites the docstrings of functions and classes when they are read."""

    def on_function(self, *, func: griffe.Function, **_: Any) -> None:
        """A function: its parameters are defined."""
        _rewrite(func, (parameter.name for parameter in func.parameters))

    def on_class(self, *, cls: griffe.Class, **_: Any) -> None:
        """A class: its fields are defined."""
        _take_for_dataclass(cls.module)
        _rewrite(cls, cls.members)


def _take_for_dataclass(module: griffe.Module) -> None:
    """Have our own `dataclass` taken for that of the standard library, which gives a class its parameters."""
    imported = module.members.get("dataclass")
    if isinstance(imported, griffe.Alias) and imported.target_path == OWN_DATACLASS:
        imported.target_path = "dataclasses.dataclass"


def with_lists(docstring: str, names: Iterable[str]) -> str:
    """The docstring with each definition of these names, such as `files: how many files`, as an entry of a list."""
    known = frozenset(names)
    paragraphs = docstring.split("\n\n")
    return "\n\n".join(_with_list(paragraph, known) for paragraph in paragraphs)


def _rewrite(documented: griffe.Object, names: Iterable[str]) -> None:
    if documented.docstring:
        documented.docstring.value = with_lists(documented.docstring.value, names)


def _with_list(paragraph: str, names: frozenset[str]) -> str:
    found = [each for each in DEFINITION.finditer(paragraph) if set(each["names"].split(", ")) <= names]
    if not found:
        return paragraph
    ends = [each.start() for each in found[1:]] + [len(paragraph)]
    entries = [
        f"- `{each['names'].replace(', ', '`, `')}`: {' '.join(paragraph[each.end() : end].split())}"
        for each, end in zip(found, ends, strict=True)
    ]
    before = paragraph[: found[0].start()].strip()
    return "\n".join([*([before, ""] if before else []), *entries])
