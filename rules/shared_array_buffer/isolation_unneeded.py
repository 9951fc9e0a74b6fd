"""Isolation that nothing on the page needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, RuntimeKind, Unknown, rule
from pyscript_doctor.queries.isolation_needs import isolation_need
from pyscript_doctor.queries.lifecycle_events import makes_scripts_itself
from pyscript_doctor.queries.pages import javascript_sources
from pyscript_doctor.queries.serving import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Runtime, Span

SIGNS = ("SharedArrayBuffer", "crossOriginIsolated", "Atomics")


@rule(severity=INFO, faq="sharedarraybuffer", effect=COSMETIC, default=False)
def isolation_unneeded(page: Page, project: Project) -> Iterator[Finding]:
    """The page is cross-origin isolated, which blocks embeds, but nothing on it needs that."""
    isolation = project.isolation_of(page)
    if isolation.state is not State.ISOLATED:
        return
    for evidence in isolation.evidence:
        sharing = [other for other in project.pages if _is_isolated_by(evidence.span, other, project)]
        if not any(_needs_isolation(other, project) for other in sharing):
            yield Finding(
                span=evidence.span,
                message="nothing on the page needs isolation, which can block images and frames from other sites",
                label="not needed",
                help="Remove it, unless you want workers to reach the page.",
            )


def _is_isolated_by(span: Span, page: Page, project: Project) -> bool:
    return any(evidence.span == span for evidence in project.isolation_of(page).evidence)


def _needs_isolation(page: Page, project: Project) -> bool:
    """Whether something on the page needs isolation; raises Unknown if the doctor can't see that."""
    runtimes = project.runtimes_of(page)
    is_open = makes_scripts_itself(page, runtimes) or any(_is_open(runtime) for runtime in runtimes)
    if page.fragment or not page.loaders or is_open:
        raise Unknown("Python that is not known")
    texts = (source.syntax.text.value for source in javascript_sources(page, runtimes))
    if any(sign in text for text in texts for sign in SIGNS):
        return True
    return any(isolation_need(runtime) for runtime in runtimes)


def _is_open(runtime: Runtime) -> bool:
    """Whether a worker may run more than the project shows: what somebody types into an editor, unread files."""
    return runtime.kind is RuntimeKind.EDITOR or (runtime.in_worker and any(True for _ in runtime.unread))
