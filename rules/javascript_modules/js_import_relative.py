"""Relative URLs that Python passes to `js_import`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, Literal, Pin, fix_of, rule
from pyscript_doctor.queries.edits import given_import, replaced
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Edit, Fix, Span

NAMES = {"pyscript.js_import", "pyscript.context.js_import"}
REMOTE = {Pin.RELEASE, Pin.NPM, Pin.FLOATING, Pin.SNAPSHOT, Pin.NEWER}
HELP = """Name the module in the config, or make its URL from the URL of the page:

```python
from pyscript import js_import, window

source = window.URL.new("{url}", window.location.href).href
(module,) = await js_import(source)
```"""


@rule(severity=ERROR, faq="javascript-modules", effect=SCRIPT_DIES, mentions=("js_import",))
def js_import_relative(code: Code) -> Iterator[Finding]:
    """`js_import` looks for a relative URL beside PyScript's own files, not beside the page."""
    runtime = code.runtime
    if runtime.in_worker or runtime.releases.pin not in REMOTE:
        return
    for call in code.calls:
        if call.name not in NAMES or call.place.caught:
            continue
        for argument in call.arguments:
            url = argument.value.value if isinstance(argument.value, Literal) else None
            if isinstance(url, str) and url.startswith(("./", "../", "/")) and not url.startswith("//"):
                yield Finding(
                    span=argument.span,
                    message=f"`js_import` looks for `{url}` beside PyScript's own files, not beside the page",
                    label="not relative to the page",
                    help=HELP.format(url=url),
                    console="Failed to fetch dynamically imported module",
                    fix=_fix(code, argument.span),
                )


def _fix(code: Code, url: Span) -> Fix | None:
    return fix_of(UNSAFE, "Make the URL from that of the page", lambda: _resolved(code, url))


def _resolved(code: Code, url: Span) -> Iterator[Edit]:
    window, needed = given_import(code.syntax, ("pyscript",), "window")
    yield from needed
    written = source_text(code, url)
    yield replaced(code.syntax.text, url, f"{window}.URL.new({written}, {window}.location.href).href")
