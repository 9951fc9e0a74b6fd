"""result_types.json: of which type the results of the standard library's functions, and its attributes, always are."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import mypy

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.make.document import write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.knowledge.make.gather import Cache

SOURCE = (
    "Read from the type stubs of the standard library (typeshed) that mypy brings. 'results' says what calls of"
    " functions and methods always give, 'attributes' what constants and properties are; in brackets the type of a"
    " list's items. Left out are names in capitals, and what depends on arguments, may be None, or is no common type"
    " (those of standard_library_names.json). A function whose overloads differ has what they have in common."
)
MODULES = (
    *("builtins", "collections", "csv", "datetime", "io", "json", "math"),
    *("pathlib", "random", "re", "statistics", "string", "textwrap", "time"),
)
SELDOM = frozenset({"builtins.bytearray", "builtins.memoryview", "builtins.complex", "builtins.frozenset"})
STUBS = Path(mypy.__file__).parent / "typeshed" / "stdlib"
PLAIN = {"None": "builtins.NoneType", "LiteralString": "builtins.str", "TypeIs": "builtins.bool"}
WITH_ITEMS = frozenset({"builtins.list", "builtins.set", "builtins.frozenset"})
WRITTEN_IN = {"os.path": "posixpath", "io": "_io"}
PROPERTIES = frozenset({"property", "cached_property"})
Function = (ast.FunctionDef, ast.AsyncFunctionDef)


def make(cache: Cache) -> None:
    """Write result_types.json; nothing is fetched."""
    del cache
    found = [Stub.named(name) for name in MODULES]
    results = {name: kind for stub in found for name, kind in stub.results()}
    attributes = {name: kind for stub in found for name, kind in stub.attributes()}
    write("result_types", SOURCE, {"results": _by_type(results), "attributes": _by_type(attributes)})


def _by_type(types: dict[str, str]) -> dict[str, str]:
    """Under each type what gives it, under each module or type that has it: "math: cos sin; time: time"."""
    owned: dict[str, dict[str, list[str]]] = {}
    for name, kind in sorted(types.items()):
        owner, _, own = name.rpartition(".")
        if own in _present(owner):
            owned.setdefault(kind, {}).setdefault(owner, []).append(own)
    return {
        kind: "; ".join(f"{owner}: {' '.join(names)}" for owner, names in owners.items())
        for kind, owners in sorted(owned.items())
    }


def _present(owner: str) -> frozenset[str]:
    """What an owner has in any Pyodide."""
    table = read("standard_library_names")
    listed = table["modules"].get(owner) or table["objects"].get(owner, {})
    return frozenset(name for names in listed.values() for name in names.split())


@dataclass(frozen=True)
class Stub:
    """The stub of one module."""

    name: str
    tree: ast.Module

    @classmethod
    def named(cls, name: str) -> Stub:
        """The stub of a standard module."""
        path = STUBS / f"{WRITTEN_IN.get(name, name).replace('.', '/')}.pyi"
        path = path if path.exists() else STUBS / name.replace(".", "/") / "__init__.pyi"
        return cls(name, ast.parse(path.read_text("utf-8")))

    def results(self) -> Iterator[tuple[str, str]]:
        """Functions and methods, and what each gives."""
        for owner in self._owners():
            for name, kind in self._results_of(owner).items():
                yield f"{owner}.{name}", kind
        yield from self._aliases()

    def _results_of(self, owner: str) -> dict[str, str]:
        returned: dict[str, list[str | None]] = {}
        for statement in _statements(self._body(owner)):
            if isinstance(statement, Function) and not _is_property(statement):
                kind = None if isinstance(statement, ast.AsyncFunctionDef) else statement.returns
                returned.setdefault(statement.name, []).append(self._type(kind, owner))
        common = {name: _common(kinds) for name, kinds in returned.items() if not name.startswith("_")}
        return {name: kind for name, kind in common.items() if kind is not None}

    def _aliases(self) -> Iterator[tuple[str, str]]:
        """Functions that are methods of a hidden object: `randint = _inst.randint`."""
        hidden = {
            each.target.id: self._type(each.annotation, "")
            for each in self.tree.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        }
        for statement in self.tree.body:
            if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Attribute):
                continue
            base, target = statement.value.value, statement.targets[0]
            owner = hidden.get(base.id) if isinstance(base, ast.Name) else None
            if owner is not None and isinstance(target, ast.Name):
                kind = self._results_of(owner).get(statement.value.attr)
                if kind is not None:
                    yield f"{self.name}.{target.id}", kind

    def attributes(self) -> Iterator[tuple[str, str]]:
        """Constants of the module and properties of its types, and what each is."""
        for owner in self._owners():
            for statement in _statements(self._body(owner)):
                name, annotation = "", None
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                    name, annotation = statement.target.id, statement.annotation
                elif isinstance(statement, ast.FunctionDef) and _is_property(statement):
                    name, annotation = statement.name, statement.returns
                kind = self._type(annotation, owner)
                if name and kind is not None and not name.startswith("_") and not name.isupper():
                    yield f"{owner}.{name}", kind

    def _owners(self) -> Iterator[str]:
        """The module, and each known type in it."""
        yield self.name
        names = (f"{self.name}.{name}" for name in self._classes)
        yield from (name for name in names if name in _known() - SELDOM)

    def _body(self, owner: str) -> list[ast.stmt]:
        """The statements of the module, or of a type with those of its bases in this module."""
        if owner == self.name:
            return self.tree.body
        definition = self._classes[owner.removeprefix(f"{self.name}.")]
        return [*self._inherited(definition), *definition.body]

    def _inherited(self, definition: ast.ClassDef) -> Iterator[ast.stmt]:
        own = {each.name for each in definition.body if isinstance(each, Function)}
        for base in definition.bases:
            for statement in self._of_base(base):
                if not isinstance(statement, Function) or statement.name not in own:
                    yield statement

    def _of_base(self, base: ast.expr) -> list[ast.stmt]:
        """The statements of a base in this module, or in the one of C that it is made on (`_random.Random`)."""
        stub, name = self, base.id if isinstance(base, ast.Name) else ""
        if isinstance(base, ast.Attribute) and isinstance(base.value, ast.Name) and base.value.id == f"_{self.name}":
            stub, name = Stub.named(base.value.id), base.attr
        found = stub._classes.get(name)
        return [*stub._inherited(found), *found.body] if found else []

    @cached_property
    def _classes(self) -> dict[str, ast.ClassDef]:
        return {each.name: each for each in _statements(self.tree.body) if isinstance(each, ast.ClassDef)}

    def _type(self, annotation: ast.expr | None, owner: str) -> str | None:
        """The known type that an annotation names; None if it is not one type."""
        if isinstance(annotation, ast.Subscript):
            return self._of_items(annotation, owner)
        if isinstance(annotation, ast.Constant):
            return PLAIN["None"] if annotation.value is None else None
        if not isinstance(annotation, ast.Name):
            return None
        if annotation.id == "Self":
            return owner if owner in _known() else None
        if annotation.id in PLAIN:
            return PLAIN[annotation.id]
        homes = (self.name, "builtins", *self._imported.get(annotation.id, ()))
        return next((f"{home}.{annotation.id}" for home in homes if f"{home}.{annotation.id}" in _known()), None)

    @cached_property
    def _imported(self) -> dict[str, tuple[str, ...]]:
        """The modules from which a name is imported."""
        found: dict[str, tuple[str, ...]] = {}
        for statement in _statements(self.tree.body):
            if isinstance(statement, ast.ImportFrom) and statement.module:
                for alias in statement.names:
                    found[alias.asname or alias.name] = (statement.module,)
        return found

    def _of_items(self, annotation: ast.Subscript, owner: str) -> str | None:
        around = self._type(annotation.value, owner)
        if isinstance(annotation.value, ast.Name) and annotation.value.id == "Final":
            return self._type(annotation.slice, owner)
        inner = self._type(annotation.slice, owner) if around in WITH_ITEMS else None
        return f"{around}[{inner}]" if inner else around


def _known() -> frozenset[str]:
    return frozenset(read("standard_library_names")["objects"]) - {"builtins.object"}


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements, those under conditions on the version and the platform included."""
    for statement in body:
        if isinstance(statement, ast.If):
            yield from _statements([*statement.body, *statement.orelse])
        else:
            yield statement


def _is_property(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id in PROPERTIES for each in function.decorator_list)


def _common(kinds: list[str | None]) -> str | None:
    """What the overloads of a function have in common."""
    if len(set(kinds)) == 1:
        return kinds[0]
    heads = {None if kind is None else kind.partition("[")[0] for kind in kinds}
    return heads.pop() if len(heads) == 1 else None
