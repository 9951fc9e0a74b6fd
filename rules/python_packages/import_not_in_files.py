"""Imports of the project's own modules that `files` does not bring in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, Finding, rule
from pyscript_doctor.project.imports import absence
from pyscript_doctor.project.nearby import url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(severity=ERROR, faq="packaging-pointers", effect=SCRIPT_DIES, fix=UNSAFE)
def import_not_in_files(code: Code) -> Iterator[Finding]:
    """Python imports a module of the project that `files` does not copy into the interpreter."""
    for imported in code.imports:
        missing = None if imported.soft else absence(code.runtime, imported.module)
        if missing and missing.kind == "not in files":
            top = imported.module.partition(".")[0]
            url = url_of(missing.detail, code.runtime.config.base, "./", code.runtime.page.resolver.site)
            target = f"./{top}/__init__.py" if missing.detail.endswith("__init__.py") else f"./{top}.py"
            yield Finding(
                span=imported.place.span,
                message=f"`{missing.detail}` lies in the project, but Python in the browser does not see it",
                label="not in files",
                help=f'Copy it with the config:\n\n```toml\n[files]\n"{url}" = "{target}"\n```',
                console=f"No module named '{top}'" if code.runtime.is_pyodide else f"no module named '{top}'",
            )
