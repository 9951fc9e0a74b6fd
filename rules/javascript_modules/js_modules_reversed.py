"""JavaScript modules with the name first and the URL second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SAFE, Finding, Leaf, Thread, rule
from pyscript_doctor.queries.config_edits import config_fix, swapped
from pyscript_doctor.queries.javascript_module_entries import reversed_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Entry, Fix, Runtime


@rule(severity=ERROR, faq="javascript-modules", effect=PAGE_BLANK, mentions=("js_modules",))
def js_modules_reversed(runtime: Runtime) -> Iterator[Finding]:
    """A JavaScript module's name is on the left and its URL on the right."""
    for table, entry in reversed_modules(runtime.config):
        if table == Thread.WORKER and not runtime.in_worker:
            continue
        assert isinstance(entry.value, Leaf)
        yield Finding(
            span=entry.key.span(),
            message=f"PyScript looks for a file named `{entry.name}`, because the URL must be on the left",
            label="a name, not a URL",
            help="Write the URL on the left:\n\n"
            f'```toml\n[js_modules.{table}]\n"{entry.value.value}" = "{entry.name}"\n```',
            console="Failed to fetch dynamically imported module" if table == runtime.thread else "",
            fix=_fix(entry, runtime.config),
        )


def _fix(entry: Entry, config: Config) -> Fix | None:
    return config_fix(SAFE, "Write the URL first", config, lambda document: swapped(document, entry))
