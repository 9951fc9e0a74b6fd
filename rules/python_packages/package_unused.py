"""Packages that the config lists, but that no Python imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, UNSAFE, Finding, Literal, RuntimeKind, Unknown, known, lazy_pattern, rule
from pyscript_doctor.queries.config_edits import config_fix, removed_item
from pyscript_doctor.queries.packages import lock, micropython_lib, micropython_lib_providers, package_entries
from pyscript_doctor.queries.pages import page_scripts
from pyscript_doctor.queries.python_sources import ImportStatement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Project, Runtime
    from pyscript_doctor.queries.packages import PackageEntry

# Packages that other packages import if they are there, without requiring them.
USED_THROUGH_OTHERS = {
    "beautifulsoup4", "bottleneck", "brotli", "certifi", "cffi", "fastparquet", "html5lib", "jinja2", "lxml",
    "matplotlib", "matplotlib-inline", "matplotlib-pyodide", "micropip", "numexpr", "openpyxl", "pillow", "pyarrow",
    "pygments", "pytz", "scipy", "setuptools", "six", "sqlalchemy", "statsmodels", "tables", "typing-extensions",
    "tzdata", "urllib3", "xlrd", "xlsxwriter",
}  # fmt: skip
RUNS_PYTHON = lazy_pattern(
    r"\bm?py-(?:editor|script)\b|type=\\?[\"']m?py|runPython|pyimport|\bdonkey\b|\.(?:process|evaluate|execute)\s*\("
)
RUNNING = {"builtins.exec", "builtins.eval", "runpy.run_path"}
IMPORTING = {"builtins.__import__", "importlib.import_module"}


@rule(severity=INFO, faq="package-size-considerations", effect=COSMETIC, default=False, mentions=("packages",))
def package_unused(runtime: Runtime, project: Project) -> Iterator[Finding]:
    """The config lists a package that no Python imports."""
    for entry in package_entries(runtime):
        sharing = [other for other in project.runtimes if _lists(other, entry)]
        if entry.requirement and not any(_may_use(other, entry) for other in sharing):
            yield Finding(
                span=entry.leaf.text.span(),
                message=f"the page loads `{entry.requirement.name}`, but no Python imports it",
                label="never imported",
                help=f"Remove `{entry.requirement.name}`, and the page starts sooner.",
                fix=_removed(entry, runtime),
            )


def _removed(entry: PackageEntry, runtime: Runtime) -> Fix | None:
    title = f"Remove `{entry.written}`"
    return config_fix(UNSAFE, title, runtime.config, lambda document: [removed_item(document, entry.leaf)])


def _lists(runtime: Runtime, entry: PackageEntry) -> bool:
    return any(leaf.text.span() == entry.leaf.text.span() for leaf in runtime.config.packages)


def _may_use(runtime: Runtime, entry: PackageEntry) -> bool:
    """Whether Python of the Runtime imports the package, or can; raises Unknown if the doctor can't see that."""
    if runtime.kind is RuntimeKind.EDITOR or entry.name in USED_THROUGH_OTHERS:
        return True
    if any(script.has("terminal") for script in runtime.scripts):
        return True  # who visits the page may import it there
    if not any(syntax.text.value.strip() for syntax in runtime.syntaxes):
        return True  # an empty script that loads packages for Python that code makes later
    modules = _imported(runtime)
    if any(RUNS_PYTHON.search(script.syntax.text.value) for script in page_scripts(runtime.page)):
        raise Unknown("Python that JavaScript runs")
    if not runtime.is_pyodide:
        if entry.written not in micropython_lib():
            raise Unknown("modules of a package")
        return any(entry.written in micropython_lib_providers(module) for module in modules)
    entries = package_entries(runtime)
    if any(lock(version).package(each.name) is None for version in runtime.versions for each in entries):
        raise Unknown("modules that a package brings in")
    return any(_is_used(entry, modules, version) for version in runtime.versions)


def _imported(runtime: Runtime) -> set[str]:
    """The modules that the Runtime's Python imports, also in functions that nothing calls."""
    for unread in runtime.unread:
        known(unread)
    if runtime.opaque_modules:
        raise Unknown("Python that cannot be read")
    for code in runtime.codes:
        for call in code.calls:
            named = call.arguments and isinstance(call.arguments[0].value, Literal)
            if call.name in RUNNING or (call.name in IMPORTING and not named):
                raise Unknown("imports that code makes")
    statements = {
        event.module
        for syntax in runtime.syntaxes
        for scope in syntax.scopes
        for event in scope.events
        if isinstance(event, ImportStatement)
    }
    return statements | {imported.module for code in runtime.codes for imported in code.imports}


def _is_used(entry: PackageEntry, modules: set[str], version: str) -> bool:
    """Whether the modules come from the package, or from a package that needs it."""
    locked = lock(version)
    package = locked.package(entry.name)
    if package is None or package.kind != "package":
        return True
    queue = [provider for module in modules for provider in locked.providers(module)]
    seen = set[str]()
    while queue:
        name = queue.pop()
        needed = locked.package(name)
        if name not in seen and needed:
            seen.add(name)
            queue += needed.depends
    return package.name in seen
