"""The errors that `explain` knows, as data.

They are in the JSON files beside this module, by theme. An entry is one cause with what it means and what to do; a
wording is one text that reports it, since releases, interpreters and browsers word it differently. The patterns are of
texts that the programs themselves write, read in their sources or seen in a console.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PLACEHOLDER = lazy_pattern(r"\{([a-z_]+)\|([^{}|]*)\}")
LONGEST_VALUE = 80
FILES = ("pyscript", "workers", "packages", "python", "micropython", "browser", "general", "topics")
"""What is looked for first comes first."""


@dataclass(frozen=True)
class Wording:
    """A text that reports an error.

    pattern: a regular expression that one line of it matches; its groups name what differs from case to case.
    find: every line that the pattern matches holds one of these texts, which is quick to check; () for no such text.
    speaker: the program whose text it is. since, until: the releases of PyScript that say it; "" if that is not
    known, or the release does not matter.
    """

    pattern: str
    sample: str
    speaker: str
    since: str = ""
    until: str = ""
    find: tuple[str, ...] = ()

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return re.compile(self.pattern)


@dataclass(frozen=True)
class KnownError:
    """An error, or a section of the FAQ that no error leads to (then it has no wordings).

    meaning, help: Markdown; `{name|otherwise}` becomes what the group of that name matched, if it did.
    faq: anchors of the FAQ that speak of it, the best first. former: those of the FAQ until 2025, which are gone.
    guide: a page and anchor of the user guide. rules: those that find it before it happens.
    instead_of: entries that say less about the same error, and are left out if both are seen together.
    general: it fits many causes, so any other entry that fits goes before it. notice: nothing breaks because of it.
    """

    name: str
    wordings: tuple[Wording, ...]
    meaning: str
    help: str
    faq: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    guide: str = ""
    rules: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    general: bool = False
    notice: bool = False

    def filled(self, text: str, values: Mapping[str, str]) -> str:
        """Its meaning or help with the values of this case, which are written as code."""
        parts = re.split(r"(```.*?```|`[^`]*`)", text, flags=re.DOTALL)
        return "".join(_filled(part, values, quote="" if part.startswith("`") else "`") for part in parts)


def placeholders(text: str) -> frozenset[str]:
    """The names of the values that a meaning or help asks for."""
    return frozenset(name for name, _ in _PLACEHOLDER.findall(text))


@cache
def known_errors() -> tuple[KnownError, ...]:
    """Every entry, by file and in its order."""
    return tuple(_read())


def _read() -> Iterator[KnownError]:
    folder = files("pyscript_doctor.explain")
    for name in FILES:
        for record in json.loads(folder.joinpath(f"{name}.json").read_text(encoding="utf-8"))["entries"]:
            yield _entry(record)


def _entry(record: dict[str, Any]) -> KnownError:
    wordings = tuple(Wording(**each | {"find": tuple(each.get("find", ()))}) for each in record.pop("wordings", ()))
    for name in ("faq", "former", "rules", "instead_of"):
        record[name] = tuple(record.get(name, ()))
    return KnownError(wordings=wordings, **record)


def _filled(part: str, values: Mapping[str, str], quote: str) -> str:
    def value(found: re.Match[str]) -> str:
        known = values.get(found[1])
        return f"{quote}{_value(known)}{quote}" if known else found[2]

    return _PLACEHOLDER.sub(value, part)


def _value(text: str) -> str:
    """What a line said, short enough for a sentence."""
    text = text.replace("`", "'")
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."
