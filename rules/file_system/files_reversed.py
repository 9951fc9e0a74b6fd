"""Entries of `files` with the destination first and the URL second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SAFE, Finding, lazy_pattern, rule
from pyscript_doctor.queries.config_edits import config_fix, swapped
from pyscript_doctor.queries.files import file_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Entry, Fix, Runtime

REMOTE = lazy_pattern(r"(?:https?:)?//", re.IGNORECASE)


@rule(severity=ERROR, faq="packaging-pointers", effect=ACTION_FAILS)
def files_reversed(runtime: Runtime) -> Iterator[Finding]:
    """An entry of `files` has the destination first and the URL second."""
    for each in file_entries(runtime.config.entries("files")):
        if REMOTE.match(each.path) and not REMOTE.match(each.url):
            yield Finding(
                span=each.entry.key.span(),
                message=f"PyScript fetches `{each.url}` and saves it as `{each.path}`: in `files` the URL comes first",
                label="the URL comes first",
                help="Write the URL first. (The FAQ shows it second, which does not work.)\n\n"
                f'```toml\n"{each.path}" = "{each.url}"\n```',
                fix=_fix(each.entry, runtime.config),
            )


def _fix(entry: Entry, config: Config) -> Fix | None:
    return config_fix(SAFE, "Write the URL first", config, lambda document: swapped(document, entry))
