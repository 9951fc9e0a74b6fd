"""Hosting files that send isolation headers which do not isolate the page."""

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
                message=f"{sent.file.host} sends {fault}",
                label="not enough",
                help=f"Send both headers, with these values:\n\n{BOTH}",
            )


def _fault(opener: Header | None, embedder: Header | None) -> tuple[Header | None, str]:
    if embedder and not embedder_isolates(embedder):
        return embedder, _not_isolating(embedder)
    if opener and not opener_isolates(opener):
        return opener, _not_isolating(opener)
    missing = "Cross-Origin-Embedder-Policy" if opener else "Cross-Origin-Opener-Policy"
    return opener or embedder, f"no `{missing}`, so the page is not cross-origin isolated"


def _not_isolating(header: Header) -> str:
    return f"`{header.name.value}: {header.value.value}`, which does not isolate the page"
