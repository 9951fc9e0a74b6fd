"""Workers that JavaScript starts before PyScript is set up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.worker_calls import worker_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Edit, Fix, PageScript
    from pyscript_doctor.queries.pages import JsWorkerCall

NAMES = lazy_pattern(r"\{(?P<names>(?:[^{}\s,]|[\s,]+(?=[^{}\s,]))*)[\s,]*\}\s*from\s*[\"']\Z")
STATEMENT = lazy_pattern(
    r"^(?P<indentation>[ \t]*)(?=(?:(?:const|let|var)\s+\w+\s*=\s*)?(?:await\s+)?\Z)", re.MULTILINE
)
AWAIT = lazy_pattern(r"\bawait\b")
AWAITED_IMPORT = lazy_pattern(r"\bawait\s+import\s*\(\s*([\"'`])(?P<url>[^\"'`\n]*)\1\s*\)")
HELP = """Start the worker from a later event, such as a click. Or wait for PyScript, which works if the page has a \
script of type `{prefix}`:

```js
await whenDefined("{prefix}");
const worker = await {name}("{source}");
```"""


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, mentions=("worker",))
def js_worker_before_ready(script: PageScript) -> Iterator[Finding]:
    """JavaScript calls `PyWorker` or `MPWorker` while the page loads, before PyScript is set up."""
    for call in worker_calls(script):
        if not call.top_level or call.after_when_defined or _waits_before(call, script):
            continue
        if call.new or not script.page.releases.since("2024.10.2"):
            continue  # `new` fails before that; measured: in 2024.9.1 the worker runs
        yield Finding(
            span=call.callee.span(),
            message=f"`{call.name}` is called while the page loads, before PyScript is ready, so the worker has no"
            " module `pyscript`",
            label="too early",
            help=HELP.format(
                prefix=_prefix(call),
                name=call.callee.value,
                source=call.source.value if call.source else "./worker.py",
            ),
            console="no module named 'pyscript'" if _prefix(call) == "mpy" else "No module named 'pyscript'",
            fix=_fix(call, script),
        )


def _fix(call: JsWorkerCall, script: PageScript) -> Fix | None:
    """Wait for PyScript, if the page has a script that it waits for."""
    prefix = _prefix(call)
    if not any((each.get("type") or "").lower() == prefix for each in script.page.document.all("script")):
        return None
    return fix_of(UNSAFE, "Wait for PyScript", lambda: _edits(call, script, prefix))


def _edits(call: JsWorkerCall, script: PageScript, prefix: str) -> Iterator[Edit | None]:
    text = script.syntax.text
    module = text.offset(call.specifier.span().start) if call.specifier else 0
    names = NAMES.match(text.value, max(text.value.rfind("{", 0, module), 0), module)
    statement = STATEMENT.search(text.value, 0, text.offset(call.callee.span().start))
    if names is None or statement is None:
        yield None
        return
    if "whenDefined" not in names["names"]:
        yield text.insertion(names.end("names"), ", whenDefined")
    yield text.insertion(statement.end(), f'await whenDefined("{prefix}");\n{statement["indentation"]}')


def _prefix(call: JsWorkerCall) -> str:
    return "mpy" if call.name == "MPWorker" else "py"


def _waits_before(call: JsWorkerCall, script: PageScript) -> bool:
    """Whether the script awaits something else before the call: that may take until PyScript is set up.

    `await import(...)` of PyScript itself does not: the page has loaded it.
    """
    text = script.syntax.text.value
    first = re.search(re.escape(call.callee.value) + r"\s*\(", text)
    end = first.start() if first else len(text)
    own = call.specifier.value if call.specifier else None
    imports = [found for found in AWAITED_IMPORT.finditer(text, 0, end) if found["url"] == own]
    return len(AWAIT.findall(text, 0, end)) - len(imports) > 1
