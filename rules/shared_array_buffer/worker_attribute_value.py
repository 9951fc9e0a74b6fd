"""`worker` attributes with a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, ScriptKind, fix_of, rule
from pyscript_doctor.queries.edits import clear_attribute, remove_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Script


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, mentions=("worker",))
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
        fix=_fix(script, value, off=off),
        console="(PY0409) Invalid worker attribute",
    )


def _fix(script: Script, value: str, *, off: bool) -> Fix | None:
    """Without the attribute, without its value, or with the value in a `src` of its own."""
    element, worker = script.element, script.attribute("worker")
    if element is None or worker is None:
        return None
    if off:
        return fix_of(UNSAFE, "Remove `worker`", lambda: [remove_attribute(element, "worker")])
    if "." not in value:
        return fix_of(UNSAFE, "Write only `worker`", lambda: [clear_attribute(element, "worker")])
    if element.has("src"):
        return None
    name = worker.name
    return fix_of(UNSAFE, f'Write `worker src="{value}"`', lambda: [name.insertion(len(name), " src")])
