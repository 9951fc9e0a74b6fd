"""`worker` attributes with a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, ScriptKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Script


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, fix=UNSAFE)
def worker_attribute_value(script: Script) -> Iterator[Finding]:
    """The `worker` attribute has a value, but PyScript refuses every value."""
    worker = script.attribute("worker")
    if worker is None or not worker.value.value or script.kind not in {ScriptKind.SCRIPT, ScriptKind.ELEMENT}:
        return
    value = worker.value.value.strip()
    instead = f'worker src="{value}"' if "." in value else "worker"
    off = value.lower() in {"false", "no", "0"}
    yield Finding(
        span=worker.value.span(),
        message="PyScript refuses a `worker` attribute with a value, so the script does not run",
        label="a value is not allowed",
        help="Remove the `worker` attribute: the script then runs on the main thread."
        if off
        else f"Write `{instead}`.",
        console="(PY0409) Invalid worker attribute",
    )
