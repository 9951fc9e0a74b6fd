"""Items that a list, tuple, string or dict of the project does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.data_items import missing_data
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.own_modules import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, MissingItem
    from pyscript_doctor.queries.data_items import MissingData

MOST_SHOWN = 5
_NAMES = {"str": "string", "list": "list", "tuple": "tuple"}


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def item_missing(code: Code) -> Iterator[Finding]:
    """Python asks a dict for a key that it does not have, or a list for an item after its end."""
    for item in code.missing_items:
        near = nearest(item.key, item.keys) if isinstance(item.key, str) else None
        yield Finding(
            span=item.span,
            message=_message(item),
            label="not there",
            help=f"Did you mean `{near!r}`?" if near else _help(item),
            console=f"KeyError: {item.key!r}" if item.kind in {"dict", "environ"} else "index out of range",
            effect=SCRIPT_DIES if item.place.at_load else ACTION_FAILS,
            fix=_fix(item, near, code) if near else None,
        )
    for missing in missing_data(code):
        yield _of_file(missing, code)


def _of_file(item: MissingData, code: Code) -> Finding:
    """`json.load(source)["nmae"]`, where a file of the project says what there is."""
    near = nearest(item.key, item.keys) if isinstance(item.key, str) else None
    number_of_list = isinstance(item.key, int) and item.size is not None
    return Finding(
        span=item.span,
        message=_message_of_file(item),
        label="not there",
        help=f"Did you mean `{near!r}`?" if near else _help_for_file(item),
        related=(Related(item.file, "the file that is read"),),
        console="index out of range" if number_of_list else "",
        effect=SCRIPT_DIES if item.place.at_load else ACTION_FAILS,
        fix=respelling(code.runtime.page.resolver.reader, item.span, str(item.key), near) if near else None,
    )


def _message_of_file(item: MissingData) -> str:
    if isinstance(item.key, int) and item.size is not None:
        counted = "1 item" if item.size == 1 else f"{item.size} items"
        return f"there is no item {item.key}: the list in `{item.path}` has {counted}"
    if item.size is not None and not item.keys:
        return f"`{item.path}` has a list here, and a list has no key `{item.key!r}`"
    return f"`{item.path}` has no key `{item.key!r}` here"


def _help_for_file(item: MissingData) -> str:
    if item.keys:
        return f"It has {', '.join(f'`{key!r}`' for key in item.keys[:MOST_SHOWN])}."
    if item.size is None:
        return "Look into the file: what is read here has no keys."
    if isinstance(item.key, str):
        return "Take one of its items by number, `[0]`, or go through them with `for`."
    return _help_for_number(item.size)


def _help_for_number(size: int) -> str:
    return f"Items are counted from 0, so the last one is `[{size - 1}]` or `[-1]`." if size else "It is empty."


def _message(item: MissingItem) -> str:
    if item.kind == "environ":
        return f"a page has no environment variable `{item.key}`"
    if item.kind == "argv":
        return f"nobody starts a page with arguments, so `sys.argv` has no item {item.key}"
    if item.kind == "dict":
        return f"this dict has no key `{item.key!r}`"
    counted = "1 item" if item.size == 1 else f"{item.size} items"
    if item.kind == "str":
        counted = f"{item.size} character{'' if item.size == 1 else 's'}"
    return f"there is no item {item.key}: this {_NAMES[item.kind]} has {counted}"


def _help(item: MissingItem) -> str:
    if item.kind == "environ":
        return (
            "Write the value into the page, or let the visitor type it. Everybody can read what is in a page, so keep"
            " passwords and keys on a server."
        )
    if item.kind == "argv":
        return "Take the value from a field of the page, or from its address: `window.location.search`."
    if item.kind == "dict":
        keys = ", ".join(f"`{key!r}`" for key in item.keys[:MOST_SHOWN])
        return f"It has {keys}." if keys else "Add it to the dict, or ask with `.get(...)`."
    return _help_for_number(item.size)


def _fix(item: MissingItem, near: str, code: Code) -> Fix | None:
    return respelling(code.runtime.page.resolver.reader, item.span, str(item.key), near)
