"""Worker scripts that an isolated page's server sends without the header that they need too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Finding, rule
from pyscript_doctor.queries.native_workers import native_workers
from pyscript_doctor.queries.observed_server import EMBEDDER_HEADER, how_to_send, lets_frame, policy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project


@rule(severity=ERROR, faq="sharedarraybuffer", effect=ACTION_FAILS, mentions=("worker", "js_modules"))
def worker_script_without_coep(page: Page, project: Project) -> Iterator[Finding]:
    """A website sends a page with `Cross-Origin-Embedder-Policy`, but the script of its worker without it."""
    policy = policy_of(page, project)
    if not policy or any(not each.fault for each in project.isolation_of(page).service_workers):
        return  # mini-coi adds the header
    for reference in native_workers(page, project):
        response = project.reader.response(reference.path) if reference.path else None
        if response and not lets_frame(response):
            yield Finding(
                span=reference.span,
                message=f"the server sends the page with `{EMBEDDER_HEADER}`, but `{reference.path}` without it, so "
                "the browser does not start this worker",
                label="sent without the header",
                help=how_to_send(EMBEDDER_HEADER, policy, response),
            )
