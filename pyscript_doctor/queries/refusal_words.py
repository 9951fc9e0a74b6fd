"""The words for what the type of a value refuses, and what to write instead."""

from __future__ import annotations

NOTHING, STRING = "None", "str"

MESSAGES = {
    "iterate": "a loop can't go through {}",
    "async iterate": "`async for` can't go through {}",
    "item": "{} has no items",
    "set item": "the items of {} can't be set",
    "delete item": "the items of {} can't be deleted",
    "call": "{} can't be called like a function",
    "await": "{} can't be awaited",
    "with": "`with` can't be used with {}",
    "async with": "`async with` can't be used with {}",
    "raise": "{} can't be raised",
    "except": "`except` can't catch {}",
    "key": "{} can't be the key of a dict, and can't be in a set",
}
SHOWN = {
    NOTHING: "None",
    "function": "a function",
    "module": "a module",
    "async generator": "what an async function yields",
    "object": "this object",
    "class": "a class",
}
WHY_NOT_SET = {
    "named tuple": "a named tuple such as `{owner}` can't be changed, so `{name}` can't be set",
    "frozen": "your class `{owner}` is frozen, so `{name}` can't be set",
    "property": "`{name}` of your class `{owner}` is a property without a setter, so it can't be set",
    "member": "`{name}` is a member of your class `{owner}`, and members can't be set again",
}
INSTEAD_OF_SETTING = {
    "named tuple": "Make a new one: `{object} = {object}._replace({name}=...)`.",
    "frozen": "Make a new one: `replace({object}, {name}=...)`, with `replace` from `dataclasses`.",
    "property": "Set the attribute that the property returns. Or write a setter: `@{name}.setter`.",
    "member": "Write another value in the class.",
}
ERRORS = "Name the classes of the errors, in round brackets if there are several: `except (ValueError, KeyError):`."
INSTEAD = {
    "raise": {STRING: "Put it into an error: `raise ValueError(...)`."},
    "except": dict.fromkeys((STRING, "list", "set"), ERRORS),
    "key": {
        "list": "Use a tuple, in round brackets: it can't change.",
        "set": "Use a `frozenset`, which can't change.",
        "dict": "Use something that can't change, such as a string or a tuple.",
    },
}
"""What to write in place of a value that can't be there."""
