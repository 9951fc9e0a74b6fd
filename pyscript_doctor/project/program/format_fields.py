"""The fields of a template such as `"{:.2f} of {name}"`, each with the number or name of what it shows."""

from __future__ import annotations

import re
import string
from itertools import count
from typing import TYPE_CHECKING

from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_AFTER_HEAD = re.compile(r"[.\[]")


class Field(NamedTuple):
    """A field. head: the number or name of the argument that it shows, or shows a part of: "0" of `{.year}`.

    is_whole: it shows the argument itself. form: how, such as ".2f". conversion: "r" of `{!r}`.
    """

    head: str
    is_whole: bool
    form: str = ""
    conversion: str = ""


def fields_of(template: str) -> tuple[Field, ...]:
    """The fields of a template, and those inside the form of another field; none if Python can't read the template.

    Python counts only the fields without a number or name: `{} {name} {}` shows arguments 0 and 1. It refuses a
    template in which some fields have a number and some do not.
    """
    try:
        found = tuple(_fields(template, count(), []))
    except ValueError:
        return ()
    return found


def _fields(template: str, automatic: Iterator[int], ways: list[bool]) -> Iterator[Field]:
    """ways: for each earlier field, whether its number is written; names do not count."""
    for _, name, form, conversion in string.Formatter().parse(template):
        if name is None:
            continue
        head = _AFTER_HEAD.split(name, maxsplit=1)[0]
        if not head or head.isdecimal():
            ways.append(bool(head))
            if ways[0] != ways[-1]:
                raise ValueError(template)
        yield Field(head or str(next(automatic)), name in {"", head}, form or "", conversion or "")
        if form and "{" in form:
            yield from _fields(form, automatic, ways)
