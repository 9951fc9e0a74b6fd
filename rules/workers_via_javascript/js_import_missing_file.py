"""Imports of JavaScript files that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.javascript_imports import missed_imports

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project


@rule(severity=ERROR, faq="javascript-modules", effect=PAGE_BLANK)
def js_import_missing_file(page: Page, project: Project) -> Iterator[Finding]:
    """A JavaScript module imports a file that exists only under another name, such as `./library`."""
    for missed in missed_imports(page, project):
        written = missed.specifier.value
        ending = ": the browser adds no ending" if missed.meant.startswith(written) else ""
        yield Finding(
            span=missed.specifier.span(),
            message=f"there is no file `{written}`, so this module does not run",
            label="404 Not Found",
            help=f'Write `"{missed.meant}"`{ending}.',
            console="404",
            fix=respelling(project.reader, missed.specifier.span(), written, missed.meant),
        )
