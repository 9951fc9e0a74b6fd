"""Files that Jekyll leaves out of a site on GitHub Pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, UNSAFE, WARNING, Finding, fix_of, rule
from pyscript_doctor.queries.edits import created
from pyscript_doctor.queries.serving import has_settings, hidden_files, included_files, is_built_by_jekyll

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page, Project


@rule(severity=WARNING, guide="filesystem/", effect=ACTION_FAILS)
def jekyll_underscore(page: Page, project: Project) -> Iterator[Finding]:
    """The page needs a file that Jekyll leaves out on GitHub Pages, because its name starts with an underscore."""
    hidden = list(hidden_files(page, project.runtimes_of(page)))
    if not hidden or not is_built_by_jekyll(project.reader):
        return
    settings, included = has_settings(project.reader), included_files(project.reader)
    for reference, path in hidden:
        if not any(part.startswith(("_", "#")) and part in included for part in path.split("/")):
            yield Finding(
                span=reference.span,
                message=f"GitHub Pages builds your site with Jekyll, which leaves out `{path}`",
                label="404 Not Found",
                help="Add an empty file `.nojekyll` to the root of your site"
                + (", or name this file under `include:` in `_config.yml`." if settings else "."),
                console="404",
                unless="" if settings else "Jekyll does not build your site",
                fix=None if settings else _fix(),
            )


def _fix() -> Fix | None:
    return fix_of(UNSAFE, "Add an empty `.nojekyll`", lambda: [created(".nojekyll", "")])
