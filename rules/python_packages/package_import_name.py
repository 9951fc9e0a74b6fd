"""Import names in `packages`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, INFO, PAGE_BLANK, SAFE, WARNING, Finding, Interpreter, fix_of, rule
from pyscript_doctor.queries.config_edits import set_value
from pyscript_doctor.queries.package_checks import answer, distribution_meant
from pyscript_doctor.queries.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Project, Runtime
    from pyscript_doctor.queries.packages import PackageEntry

# Import names that the index has too, with a wheel that installs the package that was meant.
INSTALL_ALL_THE_SAME = {"bs4", "dotenv"}


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK, interpreter=Interpreter.PYODIDE, mentions=("packages",))
def package_import_name(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """`packages` lists the name that Python imports, but the package to install has another name."""
    for entry in package_entries(runtime):
        distribution = distribution_meant(entry, runtime) if entry.requirement else None
        if entry.requirement and distribution:
            told = answer(project, runtime, entry)
            installs = told is not None and told.installs
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"you import `{entry.requirement.name}`, but the package to install is called `{distribution}`",
                label="an import name",
                help=f'Write `"{distribution}"` in `packages`, and keep the import as it is.',
                console="Can't find a pure Python 3 wheel",
                severity=INFO if entry.name in INSTALL_ALL_THE_SAME else WARNING if installs else ERROR,
                fix=_fix(entry, distribution),
            )


def _fix(entry: PackageEntry, distribution: str) -> Fix | None:
    """Write the other name, unless the entry says more than a name."""
    if entry.requirement is None or entry.written != entry.requirement.name:
        return None
    return fix_of(SAFE, f"Write `{distribution}`", lambda: [set_value(entry.leaf, distribution)])
