"""Placeholders in `files` that are not defined above the line that uses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, rule
from pyscript_doctor.queries.files import file_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

TEMPLATE_SIGNS = ("{{", "{%", "${")


@rule(severity=ERROR, guide="configuration/#files", effect=PAGE_BLANK)
def files_unknown_placeholder(runtime: Runtime) -> Iterator[Finding]:
    """A placeholder in `files` is not defined above the line that uses it."""
    entries = runtime.config.entries("files")
    for each in file_entries(entries):
        if not each.undefined or any(sign in each.url + each.path for sign in TEMPLATE_SIGNS):
            continue
        in_key = each.undefined in each.entry.name
        later = any(entry.name == each.undefined for entry in entries)
        yield Finding(
            span=each.entry.key.span() if in_key else each.entry.value.span,
            message=f"`{each.undefined}` is not defined"
            + (" above this line" if later else "")
            + ", so PyScript stops",
            label="not defined",
            help=f'Define it above this line, as an entry of `files`:\n\n```toml\n"{each.undefined}" = "https://..."\n```',
            console=f"Invalid template: {each.undefined}",
        )
