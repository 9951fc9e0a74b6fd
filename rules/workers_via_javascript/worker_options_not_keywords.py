"""Options that Python gives `PyWorker` as a dict."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Collection, CollectionKind, Finding, Literal, fix_of, rule
from pyscript_doctor.queries.edits import inserted, replaced
from pyscript_doctor.queries.source_text import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeGuard

    from pyscript_doctor import Argument, Code, Fix, Value

NAMES = {"pyscript.PyWorker", "pyscript.context.PyWorker"}


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, mentions=("worker",))
def worker_options_not_keywords(code: Code) -> Iterator[Finding]:
    """Python gives `PyWorker` its options as a dict, but it takes keywords."""
    if code.runtime.in_worker:
        return
    for call in code.calls_of(*NAMES):
        options = call.argument(1)
        if options and code.runtime.releases.since("2025.8.1") and not call.place.catches("TypeError"):
            yield Finding(
                span=options.span,
                message="`PyWorker` takes its options as keywords and refuses a dict (though the FAQ shows one)",
                label="not a keyword",
                help=f"Write `PyWorker({written(code, call.arguments[0].span, 'url')}, {_keywords(options, code)})`.",
                console="positional argument",
                fix=_fix(options, code),
            )


def _fix(options: Argument, code: Code) -> Fix | None:
    """Write the items of a dict as keywords, or unpack it."""
    if not _is_dict(options.value):
        return None
    keywords, text = _keywords(options, code), code.syntax.text
    if keywords.startswith("**"):
        return fix_of(UNSAFE, "Unpack the dict", lambda: [inserted(text, options.span.start, "**")])
    return fix_of(UNSAFE, "Write keywords", lambda: [replaced(text, options.span, keywords)])


def _is_dict(value: Value) -> TypeGuard[Collection]:
    return isinstance(value, Collection) and value.kind is CollectionKind.DICT


def _keywords(options: Argument, code: Code) -> str:
    """The options as keywords: `type="micropython"` of a plain dict, else `**` before what the user wrote."""
    value = options.value
    if isinstance(value, Collection) and not _is_dict(value):
        return 'type="pyodide"'  # a list says nothing that can be a keyword
    items = list(zip(value.keys, value.items, strict=True)) if _is_dict(value) else []
    plain = [
        f"{key.value}={json.dumps(each.value)}"
        for key, each in items
        if isinstance(key, Literal) and isinstance(key.value, str) and isinstance(each, Literal)
        if key.value.isidentifier() and isinstance(each.value, str)
    ]
    return ", ".join(plain) if plain and len(plain) == len(items) else f"**{written(code, options.span, 'options')}"
