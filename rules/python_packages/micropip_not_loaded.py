"""`import micropip` where micropip is not loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SAFE, SCRIPT_DIES, Finding, Interpreter, rule
from pyscript_doctor.queries.config_edits import added_package
from pyscript_doctor.queries.installed_packages import loads_micropip
from pyscript_doctor.queries.made_modules import may_make_module

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code


@rule(
    severity=ERROR,
    faq="packaging-pointers",
    effect=SCRIPT_DIES,
    interpreter=Interpreter.PYODIDE,
    mentions=("micropip",),
)
def micropip_not_loaded(code: Code) -> Iterator[Finding]:
    """Python imports micropip, but PyScript loads it only if the config lists packages."""
    runtime = code.runtime
    for imported in code.imports:
        if imported.module.partition(".")[0] != "micropip" or imported.soft or runtime.has_local_module("micropip"):
            continue
        if not loads_micropip(runtime) and not may_make_module(runtime, "micropip"):
            yield Finding(
                span=imported.place.span,
                message="`micropip` is not loaded, so `import micropip` fails (though the FAQ shows only this import)",
                label="not loaded",
                help='Add `micropip` to `packages` in the config:\n\n```toml\npackages = ["micropip"]\n```',
                console="No module named 'micropip'",
                fix=added_package(runtime, "micropip", SAFE),
            )
