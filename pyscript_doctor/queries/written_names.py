"""The names that a source writes, by how it writes them: each source is read once, however many names are asked for.

They are found in the characters, so even a source that no parser understands has them.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

WORD = lazy_pattern(r"[\w$]+")
WORD_ALONE = lazy_pattern(r"(?<![\w$.])[\w$]+")
MEMBER = lazy_pattern(r"\.\s*([\w$]+)(\s*(?:[-+*|&?]{0,2}=(?!=)|\+\+|--))?")
MEMBER_SET = lazy_pattern(r"\.\s*([\w$]+)\s*(?:\?\?|\|\|)?=(?!=)")
QUOTE = lazy_pattern(r"([\"'`])")
LOOKS = lazy_pattern(r"\b(?:has|get)attr\s*\(\s*")
QUOTED_ARGUMENT = lazy_pattern(r",(?=\s*([\"'])([^\"'\n]*)\1)")
ASKS = lazy_pattern(
    r"(?:(?:getElementById|querySelector)\s*\(|\btarget\s*=)\s*(?P<quote>[\"'`])(?P<id>(?:(?!(?P=quote)).)*)(?P=quote)"
)
CALL_WITH_A_STRING = lazy_pattern(r"(?<![\w.])([\w.]+)\(\s*[\"'`]([^\"'`]*)[\"'`]")
FIRING = ("Event", "Event.new", "trigger", "emit")


class Members(NamedTuple):
    """Names that JavaScript reads from objects, `value.name`, and those that it sets, `value.name += 1`."""

    read: frozenset[str]
    set: frozenset[str]


def says(text: str, name: str) -> bool:
    """Whether a name is in a source."""
    return name in words(text) if WORD.fullmatch(name) else name in text


@lru_cache(maxsize=256)
def words(text: str) -> frozenset[str]:
    """Every name in a source."""
    return frozenset(WORD.findall(text))


@lru_cache(maxsize=256)
def words_alone(text: str) -> frozenset[str]:
    """The names that it does not read from an object."""
    return frozenset(WORD_ALONE.findall(text))


@lru_cache(maxsize=256)
def members(text: str) -> Members:
    """The names that it reads from objects."""
    found = [(each[1], each[2] is not None) for each in MEMBER.finditer(text)]
    return Members(
        frozenset(name for name, is_set in found if not is_set), frozenset(n for n, is_set in found if is_set)
    )


@lru_cache(maxsize=256)
def members_set(text: str) -> frozenset[str]:
    """The names that it sets on objects: `value.name = 1`, `value.name ??= 1`."""
    return frozenset(MEMBER_SET.findall(text))


@lru_cache(maxsize=256)
def between_quotes(text: str) -> frozenset[str]:
    """Everything between one quote and the next."""
    return frozenset(QUOTE.split(text)[2:-1:2])


@lru_cache(maxsize=256)
def strings(text: str) -> Counter[str]:
    """The same if both are `"`, or both `'`, and how often."""
    parts = QUOTE.split(text.replace("`", " "))
    return Counter(parts[at] for at in range(2, len(parts) - 1, 2) if parts[at - 1] == parts[at + 1])


@lru_cache(maxsize=256)
def looked_for(text: str) -> frozenset[str]:
    """The names that Python checks for before it uses them: `if hasattr(window, "drawChart"):`."""
    found: set[str] = set()
    line_end = -1
    for call in LOOKS.finditer(text):
        if call.end() <= line_end:
            continue  # the rest of the line is read already
        line_end = text.find("\n", call.end())
        line_end = len(text) if line_end < 0 else line_end
        for argument in QUOTED_ARGUMENT.finditer(text, call.end()):
            if argument.start() > line_end:
                break
            found.add(argument[2])
    return frozenset(found)


@lru_cache(maxsize=256)
def asked_for(text: str) -> frozenset[str]:
    """The ids of the single elements that it asks for: `getElementById("total")`, `target="#total"`."""
    return frozenset(each["id"].removeprefix("#") for each in ASKS.finditer(text))


@lru_cache(maxsize=256)
def fired(text: str) -> frozenset[str]:
    """The events that it makes or passes on: `new CustomEvent("done")`, `emit("done")`."""
    calls = ((call[1], call[2]) for call in CALL_WITH_A_STRING.finditer(text))
    return frozenset(event for name, event in calls if name.endswith(FIRING) or "dispatch" in name.rpartition(".")[2])
