"""Import names in `packages`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, WARNING, Finding, Unknown, rule
from pyscript_doctor.knowledge.distributions import distribution_of
from pyscript_doctor.knowledge.packages import lock
from pyscript_doctor.project.packages import PackageEntry, package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

# Names that an index has as well, with a wheel that brings in what was meant.
INSTALL_ALL_THE_SAME = {"bs4"}


@rule(severity=ERROR, faq="python-packages", effect=PAGE_BLANK)
def package_import_name(runtime: Runtime) -> Iterator[Finding]:
    """`packages` names what Python imports, where the name to install is another."""
    if not runtime.is_pyodide:
        return
    for entry in package_entries(runtime):
        if entry.requirement is None:
            continue
        distribution = _distribution(entry, runtime.versions)
        if distribution:
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"`{entry.requirement.name}` is the name to import: the package is called `{distribution}`",
                label="an import name",
                help=f'```toml\npackages = ["{distribution}"]\n```',
                console="Can't find a pure Python 3 wheel",
                severity=WARNING if entry.name in INSTALL_ALL_THE_SAME else ERROR,
            )


def _distribution(entry: PackageEntry, versions: tuple[str, ...]) -> str | None:
    """What to install instead; None where the name is right."""
    assert entry.requirement is not None
    if any(lock(version).package(entry.name) for version in versions):
        return None
    name = entry.requirement.name
    provided = {provider for version in versions for provider in lock(version).providers(name)}
    found = provided or {distribution for distribution in [distribution_of(name)] if distribution}
    if len(found) > 1:
        raise Unknown("package of an import name")
    return next((distribution for distribution in found if distribution != entry.name), None)
