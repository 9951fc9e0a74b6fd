"""`worker` attributes with a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, ScriptKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Script


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, fix=UNSAFE)
def worker_attribute_value(script: Script) -> Iterator[Finding]:
    """The `worker` attribute has a value, which PyScript refuses."""
    worker = script.attribute("worker")
    if worker is None or not worker.value.value or script.kind not in {ScriptKind.SCRIPT, ScriptKind.ELEMENT}:
        return
    value = worker.value.value.strip()
    mended = f'worker src="{value}"' if "." in value else "worker"
    if value.lower() in {"false", "no", "0"}:
        mended = "no `worker` attribute at all, for the main thread"
    yield Finding(
        span=worker.value.span(),
        message="PyScript refuses a `worker` attribute with a value, and the script does not run",
        label="no value is allowed",
        help=f"Write {mended if mended.startswith('no ') else f'`{mended}`'}.",
        console="(PY0409) Invalid worker attribute",
    )
