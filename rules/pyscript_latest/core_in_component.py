"""Addresses of PyScript in components: `.vue`, `.svelte`, `.astro`, `.jsx` and `.tsx` files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, WARNING, Finding, Pin, rule
from pyscript_doctor.queries.component_files import core_addresses_in_components, reads_no_page
from pyscript_doctor.queries.pyscript_addresses import gone_message, intended_address, is_gone
from pyscript_doctor.queries.releases import nearest, newest, releases_of_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project
    from pyscript_doctor.queries.component_files import CoreAddress


@rule(severity=ERROR, faq="pyscript-latest", effect=PAGE_BLANK, matters=reads_no_page)
def core_in_component(project: Project) -> Iterator[Finding]:
    """A component for Vue, Svelte, Astro or React loads PyScript by an address or a tag that does not work."""
    for address in core_addresses_in_components(project):
        finding = _of_address(address)
        if finding is not None:
            yield finding
        elif address.plain_tag is not None:
            yield Finding(
                span=address.plain_tag,
                message='this tag loads PyScript without `type="module"`, so the browser refuses it',
                label="no module",
                help='Write `<script type="module" src=...>`.',
            )


def _of_address(address: CoreAddress) -> Finding | None:
    meant = intended_address(address.url)
    if meant is not None:
        return Finding(
            span=address.span,
            message="PyScript serves nothing at this address",
            label="404 Not Found",
            help=f"Did you mean `{meant}`?",
        )
    loaded = releases_of_url(address.url)
    if loaded is None or loaded.pin not in {Pin.NONEXISTENT, Pin.FLOATING}:
        return None
    if loaded.pin is Pin.NONEXISTENT:
        return Finding(
            span=address.span,
            message=f"PyScript has no release {loaded.label}",
            label="404 Not Found",
            help=f"Load `{nearest(loaded.label).name if loaded.label[:1].isdigit() else newest().name}`.",
        )
    load_by_number = f"Load a release by its number: `https://pyscript.net/releases/{newest().name}/core.js`."
    if is_gone(address.url, loaded.label):
        return Finding(
            span=address.span, message=gone_message(loaded.label), label="404 Not Found", help=load_by_number
        )
    return Finding(
        span=address.span,
        message="this address changes with every release of PyScript, and a change may break your page",
        label="not a release",
        help=load_by_number,
        severity=WARNING,
    )
