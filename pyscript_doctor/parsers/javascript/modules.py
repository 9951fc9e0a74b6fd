"""What a JavaScript source imports and exports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.records import JsExport, JsImport, JsName
from pyscript_doctor.parsers.javascript.tokenized import Tokenized, bindings, elements, expression_end
from pyscript_doctor.parsers.javascript.tokens import CLOSE, NAME, STRING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Text

ENDS_OF_STATEMENT = (";", "", "export", "const", "let", "function", "class")
DECLARING = ("var", "let", "const")


@dataclass(slots=True)
class Modules:
    """What was found, in the order of the source. `error`: a token that no such statement has."""

    imports: list[JsImport] = field(default_factory=list)
    exports: list[JsExport] = field(default_factory=list)
    export_stars: list[Text] = field(default_factory=list)
    is_module: bool = False
    error: int | None = None


def modules(source: Tokenized) -> Modules:
    """The imports and exports of a source."""
    return _Reader(source).run()


class _Reader:
    def __init__(self, source: Tokenized) -> None:
        self.source = source
        self.tokens = source.tokens
        self.found = Modules()
        self.covered = 0

    def run(self) -> Modules:
        for index in self.tokens.marks:
            word = self.tokens.text(index)
            if word == "import" and not self.tokens.is_property(index):
                self._import(index)
            elif word == "export" and index >= self.covered and self._is_statement(index):
                self.found.is_module = True
                self._export(index)
        return self.found

    def _is_statement(self, index: int) -> bool:
        return not self.tokens.container(index) and not self.tokens.is_property(index)

    def _refuse(self, index: int) -> None:
        if self.found.error is None:
            self.found.error = min(index, len(self.tokens) - 1)

    # Imports

    def _import(self, index: int) -> None:
        following = self.tokens.text(index + 1)
        if following == "(":
            self._dynamic_import(index)
        elif following == ".":
            self.found.is_module |= self.tokens.text(index + 2) == "meta"
        elif self._is_statement(index):
            self.found.is_module = True
            self._static_import(index)

    def _static_import(self, index: int) -> None:
        names: tuple[JsName, ...] = ()
        default = namespace = None
        position = index + 1
        if self.tokens.kind(position) == NAME:
            default = self.source.name(position)
            position += 1
            if self.tokens.text(position) == ",":
                position += 1
        if self.tokens.text(position) == "*" and self.tokens.text(position + 1) == "as":
            namespace = self.source.name(position + 2)
            position += 3
        elif self.tokens.text(position) == "{":
            names = tuple(self._specifiers(position))
            position = self.tokens.close(position) + 1
        if position > index + 1:
            if self.tokens.text(position) != "from":
                self._refuse_import(index, position)
                return
            position += 1
        specifier = self._specifier(position)
        if specifier is None:
            self._refuse_import(index, position)
            return
        span = self.source.span(index, position)
        self.found.imports.append(JsImport(specifier, names, default, namespace, False, False, span))

    def _refuse_import(self, index: int, position: int) -> None:
        if self.tokens.text(index + 1) not in ("defer", "source", "type", "typeof"):
            self._refuse(position)

    def _specifier(self, index: int) -> Text | None:
        return self.source.literal(index) if self.tokens.kind(index) == STRING else None

    def _specifiers(self, opener: int) -> Iterator[JsName]:
        """`{ name, name as other, "any string" as other }`."""
        for index in elements(self.tokens, opener):
            name = self.source.name(index)
            renamed = self.tokens.text(index + 1) == "as" and index + 2 < self.tokens.close(opener)
            yield JsName(name, self.source.name(index + 2) if renamed else name)

    def _dynamic_import(self, index: int) -> None:
        specifier = self.source.literal(index + 2)
        if specifier is None or self.tokens.text(index + 3) not in (",", ")"):
            return
        names, namespace = self._target(index)
        span = self.source.span(index, self.tokens.close(index + 1))
        self.found.imports.append(JsImport(specifier, names, None, namespace, True, False, span))

    def _target(self, index: int) -> tuple[tuple[JsName, ...], Text | None]:
        """The names in `const {...} = await import(...)`, or the one in `const name = await import(...)`."""
        target = index - 3
        if self.tokens.text(index - 1) != "await" or self.tokens.text(index - 2) != "=" or target < 0:
            return (), None
        if self.tokens.kind(target) == NAME:
            return (), self.source.name(target)
        if self.tokens.kind(target) != CLOSE or self.tokens.text(target) != "}":
            return (), None
        pattern = self.tokens.frames[target]
        found = bindings(self.tokens, self.tokens.open(target))
        return tuple(
            JsName(self.source.name(binding.key), self.source.name(binding.name))
            for binding in found
            if binding.key is not None and self.tokens.container(binding.key) == pattern
        ), None

    # Exports

    def _export(self, index: int) -> None:
        word = self.tokens.text(index + 1)
        if word == "default":
            self._export_default(index)
        elif word == "{":
            self._export_clause(index)
        elif word == "*":
            self._export_star(index)
        elif word in DECLARING:
            names, self.covered = declared(self.source, index + 1)
            for name in names:
                self._add(self.source.name(name), self.source.name(name), index, name)
        elif word in ("function", "class", "async"):
            self._export_declaration(index)
        elif word not in ("import", "type", "interface", "enum", "declare", "abstract", "namespace", "as", "=", "@"):
            self._refuse(index + 1)

    def _add(self, name: Text, local: Text | None, first: int, last: int, specifier: Text | None = None) -> None:
        self.found.exports.append(JsExport(name, local, specifier, self.source.span(first, last)))

    def _export_default(self, index: int) -> None:
        named = self._declared_name(index + 2)
        if named is None and self.tokens.kind(index + 2) == NAME and self.tokens.text(index + 3) in ENDS_OF_STATEMENT:
            named = index + 2
        local = self.source.name(named) if named is not None else None
        self._add(self.source.cut(index + 1), local, index, index + 1)

    def _export_declaration(self, index: int) -> None:
        named = self._declared_name(index + 1)
        if named is not None:
            self._add(self.source.name(named), self.source.name(named), index, named)

    def _declared_name(self, index: int) -> int | None:
        """The name in `async function* name`, or `class name`."""
        index += self.tokens.text(index) == "async" and self.tokens.text(index + 1) == "function"
        if self.tokens.text(index) not in ("function", "class"):
            return None
        index += 1 + (self.tokens.text(index + 1) == "*")
        return index if self.tokens.kind(index) == NAME and self.tokens.text(index) != "extends" else None

    def _export_clause(self, index: int) -> None:
        opener = index + 1
        close = self.tokens.close(opener)
        specifier = self._specifier(close + 2) if self.tokens.text(close + 1) == "from" else None
        names = tuple(self._specifiers(opener))
        for name in names:
            local = None if specifier else name.imported
            self.found.exports.append(JsExport(name.local, local, specifier, name.local.span()))
        if specifier:
            span = self.source.span(index, close + 2)
            self.found.imports.append(JsImport(specifier, names, None, None, False, True, span))

    def _export_star(self, index: int) -> None:
        renamed = self.tokens.text(index + 2) == "as"
        position = index + (4 if renamed else 2)
        specifier = self._specifier(position + 1) if self.tokens.text(position) == "from" else None
        if specifier is None:
            self._refuse(position)
            return
        span = self.source.span(index, position + 1)
        if renamed:
            self._add(self.source.name(index + 3), None, index, position + 1, specifier)
        else:
            self.found.export_stars.append(specifier)
        self.found.imports.append(JsImport(specifier, (), None, None, False, True, span))


def declared(source: Tokenized, index: int) -> tuple[list[int], int]:
    """The names that `var`, `let` or `const` at `index` declares, and the token that ends the declaration."""
    tokens = source.tokens
    frame = tokens.container(index)
    names: list[int] = []
    while True:
        target = index + 1
        names.extend(binding.name for binding in bindings(tokens, target))
        index = tokens.close(target) + 1
        if tokens.text(index) == "=":
            index = expression_end(tokens, index + 1, frame)
        if tokens.text(index) != "," or tokens.container(index) != frame:
            return names, index
