"""What a script sets on the global object, what it reads from it, and for which module system it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.modules import DECLARING, declared
from pyscript_doctor.parsers.javascript.records import DeclarationKind, JsDeclaration, Style
from pyscript_doctor.parsers.javascript.tokens import (
    CLASS,
    CLOSE,
    CONTROL,
    FUNCTION,
    NAME,
    OBJECT,
    OPEN,
    OPERAND_ENDS,
    PARAMETERS,
    PAREN,
    STRING,
)
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.tokenized import Tokenized
    from pyscript_doctor.parsers.text import Span, Text

GLOBAL_OBJECTS = ("window", "globalThis", "self")
# What the global object is called in the headers of modules for every module system.
LOCAL_GLOBAL_OBJECTS = ("this", "root", "global")
MODULE_SYSTEM_NAMES = ("module", "exports", "require", "define")
PAGE_NAMES = ("document", "window")
_WORKER_AWARE = lazy_pattern(
    r"\b(?:WorkerGlobalScope|importScripts)\b|\b(?:globalThis|self)\.(?:document|window)\b"
    r"|[\"'](?:document|window)[\"']\s+in\b"
)
_SET_PROPERTY = lazy_pattern(r"(?:\.\s*[\w$]+|\[\s*(?:\"[^\"\\\n]*\"|'[^'\\\n]*')\s*\])\s*=(?=\s*[\w${])")


class Globals:
    """Reads the names of a source. `is_module`: it parses only as a module; `imported`: the names that it imports."""

    def __init__(self, source: Tokenized, is_module: bool, imported: frozenset[str]) -> None:
        self.source = source
        self.tokens = source.tokens
        self.is_module = is_module
        self.imported = imported
        self.tests = tuple(self._typeof_tests())
        self.declared = tuple(self._declared())
        self.shadows = self._shadows()

    # Module systems

    def style(self) -> Style:
        """The module system that it is written for."""
        if self.is_module:
            return "esm"
        tested = {self.tokens.text(index) for index in self.tests if self.source.runs_at_once(index)}
        exports = tuple(self._exports())
        requires = tuple(index for index in self._calls("require") if not self._is_guarded(index))
        if exports and all(self._is_guarded(index) for index in exports):
            return "umd"
        if exports and tested.isdisjoint(("module", "exports", "define")):
            return "commonjs"
        if any(self._is_unconditional(index) for index in (*exports, *requires)):
            return "commonjs"
        if exports:
            return "umd"
        if requires and "require" not in tested:
            return "commonjs"
        if tuple(self._calls("define")):
            return "umd" if "define" in tested else "amd"
        return "script"

    def required(self) -> Iterator[Text]:
        """The literal arguments of `require`."""
        for index in self._uses("require"):
            literal = self.source.literal(index + 2)
            if literal is not None and self.tokens.text(index + 1) == "(" and self.tokens.text(index + 3) == ")":
                yield literal

    def _typeof_tests(self) -> Iterator[int]:
        """The names that a `typeof` asks for."""
        for index in self.tokens.marks:
            if self.tokens.text(index) == "typeof":
                target = index + 1
                yield target + (self.tokens.text(target) == "(")

    def _exports(self) -> Iterator[int]:
        """Where it exports for CommonJS while it runs."""
        for index in self._uses("module"):
            if self.source.runs_at_once(index) and self.tokens.text(index + 2) == "exports":
                yield index
        for index in self._uses("exports"):
            if self.source.runs_at_once(index) and self._is_given(index):
                yield index

    def _is_unconditional(self, index: int) -> bool:
        """Whether there is no condition before `module.exports = ...` or `name = require(...)` at the top level."""
        before = index - 1
        kind = self.tokens.kind(before)
        if self.tokens.container(index):
            return False
        if kind == CLOSE:
            return self.tokens.role(self.tokens.frames[before]) != CONTROL
        if kind == NAME:
            return self.tokens.text(before) != "else"
        return not kind or kind in OPERAND_ENDS or self.tokens.text(before) in (";", "=")

    def _is_given(self, index: int) -> bool:
        """Whether `exports` at an index gets something: `exports.x =`, `factory(exports)`."""
        if self.tokens.text(index + 1) == ".":
            return self.tokens.text(index + 3) == "="
        if self.tokens.text(index + 1) == "[":
            return self.tokens.text(self.tokens.close(index + 1) + 1) == "="
        return self.tokens.role(self.tokens.container(index)) == PAREN and self.tokens.text(index - 1) in ("(", ",")

    def _calls(self, name: str) -> Iterator[int]:
        for index in self._uses(name):
            if self.tokens.text(index + 1) == "(" and self.source.runs_at_once(index):
                yield index

    # Names

    def declarations(self, style: Style) -> Iterator[JsDeclaration]:
        """The names of its top level, and those that it sets on the global object."""
        for index, kind in self.declared:
            yield JsDeclaration(self.source.name(index), kind)
        found = {target for index in self.tokens.marks if (target := self._global_target(index)) is not None}
        if style == "umd":
            found.update(self._factory_results())
        for target in sorted(found):
            yield JsDeclaration(self.source.name(target), DeclarationKind.GLOBAL)

    def _declared(self) -> Iterator[tuple[int, DeclarationKind]]:
        covered = 0
        for index in self.tokens.marks:
            if index < covered or not self.source.at_top_level(index) or self.tokens.is_property(index):
                continue
            word = self.tokens.text(index)
            if word in DECLARING and (word == "var" or not self.tokens.container(index)):
                names, covered = declared(self.source, index)
                for name in names:
                    yield name, DeclarationKind(word)
            elif word in ("function", "class") and not self.tokens.container(index):
                start = index - (self.tokens.text(index - 1) == "async")
                name = index + 1 + (self.tokens.text(index + 1) == "*")
                if self.tokens.begins_statement(start) and self.tokens.kind(name) == NAME:
                    yield name, DeclarationKind(word)

    def _global_target(self, index: int) -> int | None:
        """The name in `window.name =` or `window["name"] =`."""
        word = self.tokens.text(index)
        is_global = word in GLOBAL_OBJECTS or (word in LOCAL_GLOBAL_OBJECTS and self.source.runs_at_once(index))
        if not is_global or self.tokens.is_property(index):
            return None
        if self.tokens.text(index + 1) == "." and self.tokens.text(index + 3) == "=":
            return index + 2
        is_computed = self.tokens.text(index + 1) == "[" and self.tokens.kind(index + 2) == STRING
        if is_computed and self.tokens.text(index + 3) == "]" and self.tokens.text(index + 4) == "=":
            return index + 2
        return None

    def _factory_results(self) -> Iterator[int]:
        """The name in `root.name = factory(`, `(root = ...).name = factory(`, `factory(root.name = {})`."""
        for found in _SET_PROPERTY.finditer(self.source.text.value):
            index = self.source.at(found.start())
            if index is None or not self.source.runs_at_once(index):
                continue
            target = self.tokens.text(index - 1)
            if (
                self.tokens.kind(index - 1) not in (NAME, CLOSE)
                or self.tokens.is_property(index - 1)
                or target == "module"
            ):
                continue
            parameters = self._parameters(index)
            value = self.tokens.close(index) + (1 if self.tokens.kind(index) == OPEN else 2) + 1
            is_called = self.tokens.text(value) in parameters and self.tokens.text(value + 1) == "("
            opener = self.tokens.frame_opens[self.tokens.container(index)]
            if is_called or self.tokens.text(opener - 1) in parameters:
                yield index + 1

    def _parameters(self, index: int) -> set[str]:
        """The parameters of the function around a token."""
        for frame in self.source.frames_around(index):
            if self.tokens.role(frame) == FUNCTION:
                close = self.tokens.frame_opens[frame] - 1
                return {self.tokens.text(each) for each in range(self.tokens.open(close) + 1, close)} - {","}
        return set()

    # The page

    def document_uses(self) -> Iterator[Span]:
        """Where it uses `document` and `window` while it runs."""
        if _WORKER_AWARE.search(self.source.text.value):
            return
        excluded = {self.tokens.text(index) for index in self.tests}
        excluded.update(self.imported, (self.tokens.text(index) for index, _ in self.declared))
        for name in PAGE_NAMES:
            if name not in excluded:
                for index in self._uses(name):
                    if self.source.runs_at_once(index) and not self._is_guarded(index):
                        yield self.source.span(index, index)

    def _is_guarded(self, index: int) -> bool:
        """Whether a `try` catches what goes wrong there."""
        for frame in self.source.frames_around(index):
            opener = self.tokens.frame_opens[frame]
            if frame and self.tokens.text(opener - 1) == "try":
                return True
        return frame != 0

    def _uses(self, name: str) -> Iterator[int]:
        """Where a global name is used, unless a function around it has its own variable of that name."""
        for index in self.tokens.marks:
            if self.tokens.text(index) == name and not self.tokens.is_property(index) and self._is_use(index):
                yield index

    def _is_use(self, index: int) -> bool:
        container = self.tokens.container(index)
        role = self.tokens.role(container)
        if role == PARAMETERS or self.tokens.text(index - 1) in (*DECLARING, "typeof", "function", "class"):
            return False
        if role in (OBJECT, CLASS) and self._is_key(index):
            return False
        shadowing = self.shadows.get(self.tokens.text(index))
        if not shadowing:
            return True
        frames = list(self.source.frames_around(index))
        return frames[-1] == 0 and shadowing.isdisjoint(frames)

    def _is_key(self, index: int) -> bool:
        """Whether a name in an object or class names a property: `{name: ...}`, `{name}`, `{name() {}}`."""
        following = self.tokens.text(index + 1)
        if following == "(":
            return self.tokens.text(self.tokens.close(index + 1) + 1) == "{"
        return following == ":" or (following in (",", "}") and self.tokens.text(index - 1) in ("{", ","))

    def _shadows(self) -> dict[str, set[int]]:
        """For each name that functions take or declare: the frames in which it belongs to the function."""
        names = {*MODULE_SYSTEM_NAMES, *PAGE_NAMES, *GLOBAL_OBJECTS}
        shadows: dict[str, set[int]] = {}
        for index in self.tokens.marks:
            word = self.tokens.text(index)
            if word in names and not self.tokens.is_property(index):
                frame = self._shadowed_frame(index)
                if frame is not None:
                    shadows.setdefault(word, set()).add(frame)
        return shadows

    def _shadowed_frame(self, index: int) -> int | None:
        container = self.tokens.container(index)
        if self.tokens.role(container) == PARAMETERS:
            return self._body_after(self.tokens.frame_closes[container] + 1)
        if self.tokens.text(index + 1) == "=>":
            return self._body_after(index + 1)
        if self.tokens.text(index - 1) in (*DECLARING, "function", "class"):
            return container
        return None

    def _body_after(self, index: int) -> int | None:
        """The frame of the function whose parameters end before `index`."""
        index += self.tokens.text(index) == "=>"
        if index >= len(self.tokens):
            return None
        return self.tokens.frames[index] if self.tokens.text(index) == "{" else self.tokens.container(index)
