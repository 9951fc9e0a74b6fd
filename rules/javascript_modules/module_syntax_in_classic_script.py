"""`import` and `export` in a script that is not a module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, fix_of, rule
from pyscript_doctor.queries.bundling import is_bundled
from pyscript_doctor.queries.edits import set_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import PageScript, Project, Span


@rule(severity=ERROR, faq="javascript-modules", effect=SCRIPT_DIES, mentions=("import", "export"))
def module_syntax_in_classic_script(script: PageScript, project: Project) -> Iterator[Finding]:
    """JavaScript uses `import` or `export` in a script that is not a module."""
    element = script.element
    if script.module or element is None or element.has("nomodule") or is_bundled(project):
        return
    found = min(_module_syntax(script), key=lambda each: each[1].start, default=None)
    if found is None:
        return
    word, span = found
    yield Finding(
        span=span,
        message=f"`{word}` works only in a module, so the browser refuses the whole script",
        label="not in a module",
        help='Write `<script type="module">`.',
        console="Cannot use import statement outside a module" if word == "import" else "Unexpected token 'export'",
        fix=fix_of(UNSAFE, 'Write `type="module"`', lambda: [set_attribute(element, "type", "module")]),
    )


def _module_syntax(script: PageScript) -> Iterator[tuple[str, Span]]:
    yield from (("import", each.span) for each in script.syntax.imports if not each.dynamic and not each.reexport)
    yield from (("export", each.span) for each in script.syntax.imports if each.reexport)
    yield from (("export", each.span) for each in script.syntax.exports)
