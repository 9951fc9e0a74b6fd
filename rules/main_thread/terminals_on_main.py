"""Several terminals on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, Finding, Related, ScriptKind, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Page, Project, Span

LAST_WITH_ONE_IN_ALL = "2024.1.1"


@rule(severity=ERROR, guide="terminal/#worker-versus-main-thread", effect=PAGE_BLANK, mentions=("terminal",))
def terminals_on_main(page: Page, project: Project) -> Iterator[Finding]:
    """More than one terminal on the main thread, so PyScript opens none and does not run their scripts."""
    every, of_main = _terminals(page, project)
    places = of_main if len(of_main) > 1 or not page.releases.until(LAST_WITH_ONE_IN_ALL) else every
    if len(places) > 1:
        yield Finding(
            span=places[1],
            message="the page has more than one terminal on the main thread, so PyScript opens none "
            "and does not run their scripts",
            label="a second terminal",
            help="Keep one terminal, or give the scripts `worker`: each worker may have its own terminal.",
            console="You can use at most 1",
            unless="the template writes only one of them" if page.template.is_template else "",
            related=(Related(places[0], "the first terminal"),),
        )


def _terminals(page: Page, project: Project) -> tuple[list[Span], list[Span]]:
    """The `terminal` attributes of all scripts, and of those on the main thread, in the order of the page."""
    every, of_main = [], []
    for runtime in project.runtimes_of(page):
        for script in runtime.scripts:
            attribute = script.attribute("terminal")
            if attribute and script.kind in {ScriptKind.SCRIPT, ScriptKind.ELEMENT}:
                every.append(attribute.name.span())
                if not script.in_worker:
                    of_main.append(attribute.name.span())
    return sorted(every), sorted(of_main)
