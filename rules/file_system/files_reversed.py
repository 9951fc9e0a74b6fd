"""Entries of `files` with the URL on the wrong side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SAFE, Finding, rule
from pyscript_doctor.queries.files import file_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)


@rule(severity=ERROR, faq="packaging-pointers", effect=ACTION_FAILS, fix=SAFE)
def files_reversed(runtime: Runtime) -> Iterator[Finding]:
    """An entry of `files` names the destination first and the URL second."""
    for each in file_entries(runtime.config.entries("files")):
        if REMOTE.match(each.path) and not REMOTE.match(each.url):
            yield Finding(
                span=each.entry.key.span(),
                message=f"`files` maps URLs to destinations: `{each.url}` is fetched, and becomes `{each.path}`",
                label="the URL comes first",
                help=f'The FAQ shows it the wrong way round, too. Write:\n\n```toml\n"{each.path}" = "{each.url}"\n```',
            )
