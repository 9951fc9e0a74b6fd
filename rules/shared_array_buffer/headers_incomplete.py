"""Hosting files that send isolation headers which do not isolate the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, INFO, SCRIPT_DIES, Finding, Related, rule
from pyscript_doctor.queries.isolating import completing_fix
from pyscript_doctor.queries.isolation_needs import header_slips, incomplete_headers, isolation_need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project

BOTH = """```
Cross-Origin-Opener-Policy: same-origin
Cross-Origin-Embedder-Policy: require-corp
```"""


@rule(severity=ERROR, faq="sharedarraybuffer", effect=ACTION_FAILS)
def headers_incomplete(page: Page, project: Project) -> Iterator[Finding]:
    """A hosting file sends only one of the two isolation headers with the page, or another value."""
    faults = tuple(incomplete_headers(project.isolation_of(page)))
    if not faults or any(header_slips(page, project)):
        return  # headers-not-sent names the cause
    needs = [(each, need) for each in project.runtimes_of(page) if (need := isolation_need(each))]
    for fault in faults:
        meant = f"Did you mean `{fault.meant}`? " if fault.meant else ""
        yield Finding(
            span=fault.span,
            message=f"{fault.sent.file.host} sends {fault.what}",
            label="not enough",
            help=f"{meant}Send both headers, with these values:\n\n{BOTH}",
            console=needs[0][1].console if needs else "",
            related=tuple(Related(runtime.span, need.reason) for runtime, need in needs[:1]),
            severity=ERROR if needs else INFO,
            effect=SCRIPT_DIES if needs else None,
            fix=completing_fix(fault.sent, page, project),
        )
