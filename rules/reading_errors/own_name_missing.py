"""Names that the project's own modules and classes do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, UNSAFE, Finding, OwnerKind, fix_of, rule
from pyscript_doctor.queries.edits import respelled, respelling
from pyscript_doctor.queries.javascript_class_names import missing_in_classes
from pyscript_doctor.queries.own_modules import may_be_shadowed, modules_that_define, nearest
from pyscript_doctor.queries.page_elements import page_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import AbsentName, Code, Fix, Project, Runtime, Span
    from pyscript_doctor.queries.javascript_class_names import MissingInClass


OF_OBJECTS = frozenset({OwnerKind.CLASS, OwnerKind.NAMED_TUPLE})


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def own_name_missing(code: Code, project: Project) -> Iterator[Finding]:
    """Python asks one of the project's own modules or classes for a name that it does not have."""
    yield from _of_python(code)
    if code.runtime.javascript_modules:
        page = code.runtime.page
        for missing in missing_in_classes(code, page_elements(page, project.runtimes_of(page))):
            yield _of_javascript(missing, code)


def _of_python(code: Code) -> Iterator[Finding]:
    soft = {imported.place.span for imported in code.imports if imported.soft}
    for absent in code.absent_names:
        if absent.place.span in soft or absent.place.catches("AttributeError") or _is_there(absent, code.runtime):
            continue
        yield Finding(
            span=absent.span,
            message=_message(absent),
            label=f"not in `{absent.owner}`",
            help=_help(absent, code.runtime),
            console=_console(absent, code.runtime),
            fix=_fix(absent, code),
            effect=SCRIPT_DIES if absent.place.at_load else ACTION_FAILS,
        )


def _of_javascript(missing: MissingInClass, code: Code) -> Finding:
    reader = code.runtime.page.resolver.reader
    return Finding(
        span=missing.use.place.span,
        message=f"your JavaScript class `{missing.class_name}` has no `{missing.name}`",
        label=f"not in `{missing.class_name}`",
        help=f"Did you mean `{missing.nearest}`?"
        if missing.nearest
        else f"Write a name that `{missing.class_name}` has, or define `{missing.name}` in the class.",
        console=f"AttributeError: {missing.name}",
        fix=respelling(reader, missing.use.place.span, missing.name, missing.nearest),
        effect=SCRIPT_DIES if missing.use.place.at_load else ACTION_FAILS,
    )


def _is_there(absent: AbsentName, runtime: Runtime) -> bool:
    """Whether the file system may hold what the doctor does not read as a module: a folder, a compiled module."""
    if absent.kind in OF_OBJECTS:
        return False
    return (
        not runtime.filesystem.complete
        or runtime.has_local_module(f"{absent.owner}.{absent.name}")
        or may_be_shadowed(absent.owner, runtime)
    )


def _message(absent: AbsentName) -> str:
    if absent.kind is OwnerKind.PACKAGE:
        return f"there is no module `{absent.name}` in `{absent.owner}`, so this import fails"
    if absent.kind is OwnerKind.MODULE:
        ending = ", so this import fails" if absent.imported else ""
        return f"your module `{absent.owner}` has no `{absent.name}`{ending}"
    return f"your {absent.kind} `{absent.owner}` has no `{absent.name}`"


def _help(absent: AbsentName, runtime: Runtime) -> str:
    if absent.kind is OwnerKind.PACKAGE and absent.name == "py":
        return f"Write the module's name without `.py`: `{absent.owner}`."
    near = nearest(absent.name, absent.names)
    if near:
        return f"Did you mean `{near}`?"
    if absent.kind is OwnerKind.CLASS:
        return f"Write a name that `{absent.owner}` has, or define `{absent.name}` in the class."
    if absent.kind is OwnerKind.NAMED_TUPLE:
        return f"Write one of its fields: {', '.join(f'`{each}`' for each in sorted(absent.names))}."
    elsewhere = modules_that_define(runtime, absent.name)
    if absent.imported and absent.kind is OwnerKind.MODULE and len(elsewhere) == 1:
        return f"`{elsewhere[0]}` defines it:\n\n```python\nfrom {elsewhere[0]} import {absent.name}\n```"
    if absent.kind is OwnerKind.PACKAGE:
        return "Write the name of a module that is there, or copy this one with `files` too."
    return f"Write a name that `{absent.owner}` has, or define `{absent.name}` there."


def _fix(absent: AbsentName, code: Code) -> Fix | None:
    """Write the near name, or import it from the one module that defines it."""
    runtime, reader = code.runtime, code.runtime.page.resolver.reader
    near = nearest(absent.name, absent.names)
    if absent.kind is OwnerKind.PACKAGE and absent.name == "py":
        return respelling(reader, absent.span, f"{absent.owner}.py", absent.owner)
    if near or absent.kind is not OwnerKind.MODULE:
        return respelling(reader, absent.span, absent.name, near or "")
    elsewhere = modules_that_define(runtime, absent.name)
    module = _module_of(absent, code)
    if len(elsewhere) != 1 or module is None or [each.module_span for each in code.imports].count(module) != 1:
        return None
    title = f"Import it from `{elsewhere[0]}`"
    return fix_of(UNSAFE, title, lambda: [respelled(reader, module, absent.owner, elsewhere[0])])


def _module_of(absent: AbsentName, code: Code) -> Span | None:
    """Where the import that asks for a name writes the module."""
    return next((each.module_span for each in code.imports if each.place.span == absent.place.span), None)


def _console(absent: AbsentName, runtime: Runtime) -> str:
    if absent.kind is OwnerKind.PACKAGE:
        whole = f"{absent.owner}.{absent.name}"
        return f"No module named '{whole}'" if runtime.is_pyodide else f"no module named '{whole}'"
    if absent.imported:
        return f"cannot import name '{absent.name}'" if runtime.is_pyodide else f"can't import name {absent.name}"
    return f"has no attribute '{absent.name}'"
