"""Hosting files that send isolation headers, but not such that they isolate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, INFO, UNSAFE, Finding, rule
from pyscript_doctor.queries.isolation_needs import isolation_need
from pyscript_doctor.queries.serving import State, embedder_isolates, opener_isolates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Header, Page, Project

BOTH = """```
Cross-Origin-Opener-Policy: same-origin
Cross-Origin-Embedder-Policy: require-corp
```"""


@rule(severity=INFO, faq="sharedarraybuffer", effect=ACTION_FAILS, fix=UNSAFE)
def headers_incomplete(page: Page, project: Project) -> Iterator[Finding]:
    """A hosting file sends only one of the two isolation headers with the page, or another value."""
    isolation = project.isolation_of(page)
    if isolation.state is not State.NOT_ISOLATED or not isolation.headers:
        return
    if any(isolation_need(runtime) for runtime in project.runtimes_of(page)):
        return  # worker-without-isolation names the header file
    for sent in isolation.headers:
        header, fault = _fault(sent.opener, sent.embedder)
        if header and sent.certain:
            yield Finding(
                span=header.name.span(),
                message=f"{sent.file.host} sends {fault}: the page is not cross-origin isolated",
                label="not enough",
                help=f"Isolation takes both headers, with these values:\n\n{BOTH}",
            )


def _fault(opener: Header | None, embedder: Header | None) -> tuple[Header | None, str]:
    if embedder and not embedder_isolates(embedder):
        return embedder, f"`{embedder.value.value}`, which does not isolate"
    if opener and not opener_isolates(opener):
        return opener, f"`{opener.value.value}`, which does not isolate"
    return (
        opener or embedder,
        f"no {'Cross-Origin-Embedder-Policy' if opener else 'Cross-Origin-Opener-Policy'} with it",
    )
