"""Workers that JavaScript starts before PyScript is set up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, rule
from pyscript_doctor.queries.worker_calls import worker_calls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import PageScript
    from pyscript_doctor.queries.pages import JsWorkerCall

AWAIT = re.compile(r"\bawait\b")
HELP = """Start the worker from a later event, such as a click. Or wait for PyScript, which works if the page has a \
script of type `{prefix}`:

```js
await whenDefined("{prefix}");
const worker = await {name}("{source}");
```"""


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES)
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
                prefix="mpy" if call.name == "MPWorker" else "py",
                name=call.callee.value,
                source=call.source.value if call.source else "./worker.py",
            ),
            console="pyscript",
        )


def _waits_before(call: JsWorkerCall, script: PageScript) -> bool:
    """Whether the script awaits something else before the call: that may take until PyScript is set up."""
    text = script.syntax.text.value
    first = re.search(re.escape(call.callee.value) + r"\s*\(", text)
    return len(AWAIT.findall(text, 0, first.start() if first else len(text))) > 1
