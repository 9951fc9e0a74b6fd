"""JavaScript modules whose name and source have changed places in the config."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SAFE, Finding, Leaf, Thread, rule
from pyscript_doctor.queries.javascript_module_entries import reversed_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime


@rule(severity=ERROR, faq="javascript-modules", effect=PAGE_BLANK, fix=SAFE)
def js_modules_reversed(runtime: Runtime) -> Iterator[Finding]:
    """An entry of `js_modules` has the module's name on its left and the source on its right."""
    for table, entry in reversed_modules(runtime.config):
        if runtime.thread != table and not (table is Thread.MAIN and runtime.in_worker):
            continue
        assert isinstance(entry.value, Leaf)
        yield Finding(
            span=entry.key.span(),
            message=f"the source belongs on the left: PyScript looks for a file named `{entry.name}`",
            label="a name, no source",
            help=f'Turn it round:\n\n```toml\n[js_modules.{table}]\n"{entry.value.value}" = "{entry.name}"\n```',
            console="Failed to fetch dynamically imported module" if table == runtime.thread else "",
        )
