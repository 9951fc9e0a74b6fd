"""Modules that import each other, and a name that one of them asks for before the other has it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.module_names import with_packages
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.scopes import MAIN
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.project.program.facts import Code, Import
    from pyscript_doctor.project.runtime.runtime import Runtime

# What gives a module names that no statement shows.
_NAMES_FROM_CODE = lazy_pattern(r"\b(?:globals|exec|vars|locals)\s*\(|\b__getattr__\b|\bsys\.modules\b|\bimportlib\b")


MOST_WAITING = 100
"""So many modules can wait for each other to load; what happens deeper is unknown."""


class CircularImport(NamedTuple):
    """An import that fails: `asking` wants a name of `wanted`, which is still waiting at its own import `waiting`."""

    asking: Import
    waiting: Import
    wanted: str


def failing_import(runtime: Runtime) -> CircularImport | None:
    """The first import of a circle that fails while the runtime's scripts start. Raises Unknown if code decides it."""
    walk = _Walk(runtime, {code.module: code for code in runtime.codes if code.module in runtime.modules})
    for code in runtime.codes:
        if code.module == MAIN:
            failing = walk.run(code)
            if failing is not None:
                return failing
    return None


@dataclass(eq=False, repr=False)
class _Walk:
    """The start of modules as the interpreter does it: each once, where it is first imported.

    waiting: the modules that have begun and not ended, each with the import where it is now.
    """

    runtime: Runtime
    codes: dict[str, Code]
    begun: set[str] = field(default_factory=set)
    waiting: dict[str, Import] = field(default_factory=dict)

    def run(self, code: Code) -> CircularImport | None:
        """Follows the imports of a module's top level in order."""
        for imported in sorted(code.imports, key=lambda each: each.place.span.start):
            if imported.place.function is not None:
                if imported.place.at_load and imported.module in self.codes:
                    raise Unknown("import in a function")
                continue
            if code.module != MAIN:
                self.waiting[code.module] = imported
            failing = self._import(imported)
            if failing is not None:
                return failing
        self.waiting.pop(code.module, None)
        return None

    def _import(self, imported: Import) -> CircularImport | None:
        names = [imported.module]
        if imported.name is not None:
            names.append(f"{imported.module}.{imported.name}")
        for name in (part for whole in names for part in with_packages(whole)):
            if name in self.codes and name not in self.begun:
                if imported.soft:
                    raise Unknown("import that may not run")
                if len(self.waiting) > MOST_WAITING:
                    raise Unknown(f"import that more than {MOST_WAITING} modules wait for")
                self.begun.add(name)
                failing = self.run(self.codes[name])
                if failing is not None:
                    return failing
        return self._missing(imported)

    def _missing(self, imported: Import) -> CircularImport | None:
        """The import, if its module has begun and does not have the name yet."""
        module, name = imported.module, imported.name
        waiting = self.waiting.get(module)
        if waiting is None or name in {None, "*"} or self.runtime.has_local_module(f"{module}.{name}"):
            return None
        syntax = self.runtime.modules[module]
        bindings = syntax.scopes[0].bindings.get(name or "", ())
        if imported.soft or not bindings or _NAMES_FROM_CODE.search(syntax.text.value):
            return None  # a name that is never there is the fault that own-name-missing reports
        at = waiting.place.span.start
        if any(each.outside or syntax.text.span(each.position, each.position).start < at for each in bindings):
            return None
        return CircularImport(imported, waiting, module)
