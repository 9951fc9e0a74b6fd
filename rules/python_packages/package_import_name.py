"""Import names in `packages`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, SAFE, WARNING, Finding, Interpreter, rule
from pyscript_doctor.queries.package_checks import answer, distribution_meant
from pyscript_doctor.queries.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Project, Runtime

# Names that an index has as well, with a wheel that brings in what was meant.
INSTALL_ALL_THE_SAME = {"bs4"}


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK, fix=SAFE, interpreter=Interpreter.PYODIDE)
def package_import_name(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """`packages` names what Python imports, where the name to install is another."""
    for entry in package_entries(runtime):
        distribution = distribution_meant(entry, runtime) if entry.requirement else None
        if entry.requirement and distribution:
            told = answer(project, runtime, entry)
            installs = told.installs if told else entry.name in INSTALL_ALL_THE_SAME
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"`{entry.requirement.name}` is the name to import: the package is called `{distribution}`",
                label="an import name",
                help=f'Write `"{distribution}"` in its place.',
                console="Can't find a pure Python 3 wheel",
                severity=WARNING if installs else ERROR,
            )
