"""APIs that are there, and do not work in the page's release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, ERROR, SCRIPT_DIES, WARNING, Code, Finding, rule
from pyscript_doctor.queries.broken_uses import broken_starts, broken_uses, works_since
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime
    from pyscript_doctor.queries.broken_uses import BrokenUse


@rule(severity=ERROR, faq="pyscript-latest", effect=SCRIPT_DIES)
def broken_in_release(source: Code | Runtime) -> Iterator[Finding]:
    """Something that PyScript has does not work in the page's release, and works again in a later one."""
    if isinstance(source, Code):
        yield from (_finding(use, source.runtime) for use in broken_uses(source))
    else:
        yield from (_finding(use, source) for use in broken_starts(source))


def _finding(use: BrokenUse, runtime: Runtime) -> Finding:
    api = use.api
    return Finding(
        span=use.span,
        message=f"on PyScript {runtime.releases.label}, {api.happens}",
        label=f"works since {works_since(api)}",
        help=f"Load PyScript {newest().name}: this works since {works_since(api)}. Or {api.instead}",
        severity=WARNING if api.sometimes or api.cosmetic else None,
        effect=COSMETIC if api.cosmetic else None,
        console=api.error,
    )
