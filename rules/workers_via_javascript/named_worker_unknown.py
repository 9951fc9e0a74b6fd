"""Names of workers that Python asks for, but that no worker has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, Related, fix_of, rule
from pyscript_doctor.queries.edits import respelling, set_attribute
from pyscript_doctor.queries.named_workers import accesses, declared_names, worker_names
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Page, Project, Span, Text


@rule(severity=ERROR, guide="workers/", effect=SCRIPT_DIES, mentions=("workers",))
def named_worker_unknown(code: Code, project: Project) -> Iterator[Finding]:
    """Python waits for a worker by a name that no worker of the page has."""
    found = [] if code.runtime.in_worker else list(accesses(code))
    if not found:
        return
    page = code.runtime.page
    names = worker_names(page, project.runtimes_of(page))
    for access, span in found:
        if access.name in names or _gives_up(span, code):
            continue
        near = closest(access.name, sorted(names))
        others = [text for text, _ in declared_names(page) if text.value == access.name]
        yield Finding(
            span=span,
            message=f"no worker of the page is named `{access.name}`, so this waits forever and shows no error",
            label="no such worker",
            help=f"Did you mean `{near}`?" if near and not others else _help(access.name, bool(others)),
            related=tuple(Related(text.span(), "this script has the name, but is not a worker") for text in others),
            fix=_as_worker(page, others) if others else respelling(project.reader, span, access.name, near or ""),
        )


def _gives_up(span: Span, code: Code) -> bool:
    """Whether the code waits for a time only, and expects that it can be too short."""
    waits = (call.place for call in code.calls_of("asyncio.wait_for") if call.place.catches("TimeoutError"))
    return any(each.span.start <= span.start and span.end <= each.span.end for each in waits)


def _as_worker(page: Page, names: list[Text]) -> Fix | None:
    """Run the one script of that name in a worker."""
    elements = [each for document in page.documents for each in document.having("name")]
    named = [each for each in elements if (name := each.attribute("name")) and name.value.span() == names[0].span()]
    if len(names) != 1 or len(named) != 1:
        return None
    return fix_of(UNSAFE, "Add `worker`", lambda: [set_attribute(named[0], "worker", "")])


def _help(name: str, is_script: bool) -> str:
    if is_script:
        return f"Add the attribute `worker` to the script that is named `{name}`."
    return (
        f'Give a worker this name:\n\n```html\n<script type="py" worker name="{name}" src="./worker.py"></script>\n```'
    )
