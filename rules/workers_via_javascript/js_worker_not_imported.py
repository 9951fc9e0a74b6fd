"""`PyWorker` and `MPWorker` in JavaScript that does not import them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.edits import set_attribute
from pyscript_doctor.queries.javascript_imports import unimported_workers
from pyscript_doctor.queries.releases import newest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Edit, Fix, Page, PageScript, Project


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, mentions=("worker",))
def js_worker_not_imported(page: Page, project: Project) -> Iterator[Finding]:
    """JavaScript calls `PyWorker` or `MPWorker`, but nothing imports it."""
    urls = [loader.url.value for loader in page.loaders if "://" in loader.url.value]
    url = urls[0] if urls else f"https://pyscript.net/releases/{newest().name}/core.js"
    for script, call in unimported_workers(page, project):
        module = "" if script.module else '\n\nOnly a module can import: write `<script type="module">`.'
        yield Finding(
            span=call.callee.span(),
            message=f"nothing imports `{call.name}`, so this call fails",
            label="not imported",
            help=f'Import it first:\n\n```js\nimport {{ {call.name} }} from "{url}";\n```{module}',
            console=f"{call.name} is not defined",
            fix=_fix(script, call.name, urls[0]) if urls else None,
        )


def _fix(script: PageScript, name: str, url: str) -> Fix | None:
    """Import it from the PyScript that the page loads, first of all."""
    if not script.module and script.element is None:
        return None
    return fix_of(UNSAFE, f"Import `{name}`", lambda: _edits(script, f'import {{ {name} }} from "{url}";'))


def _edits(script: PageScript, line: str) -> Iterator[Edit]:
    text = script.syntax.text
    start = len(text.value) - len(text.value.lstrip())
    indentation = text.value[text.value.rfind("\n", 0, start) + 1 : start]
    yield text.insertion(start, f"{line}\n{indentation}")
    if not script.module and script.element:
        yield set_attribute(script.element, "type", "module")
