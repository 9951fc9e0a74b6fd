"""The names that JavaScript reads from objects, and how it gets there from a global name, an event or a literal."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.scopes import Scopes, Source, names
from pyscript_doctor.parsers.javascript.tokenized import Tokenized, expression_end
from pyscript_doctor.parsers.javascript.tokens import (
    BEFORE_EXPRESSION,
    CONTROL,
    DOTS,
    NAME,
    OPEN,
    PAREN,
    STRING,
    TEMPLATE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Text

LONGEST = 200_000
"""Sources with more characters are not read: they are libraries."""
LONGEST_LINE = 3_000
DEEPEST = 12
"""So many names that stand for one another are followed."""
WORDS = frozenset(
    {
        *BEFORE_EXPRESSION,
        *("break", "catch", "class", "const", "continue", "debugger", "enum", "false", "finally", "for", "function"),
        *("if", "import", "let", "null", "super", "switch", "this", "true", "try", "undefined", "var", "while", "with"),
        *("arguments", "as", "async", "from", "get", "let", "meta", "set", "static", "target", "NaN", "Infinity"),
    }
)
"""Keywords, words that are keywords in some places, and the values that are written as names."""
ASKING = frozenset({"?.", "&&", "||", "??", "?", "==", "!=", "===", "!=="})
ASSIGNING = frozenset({"=", "+=", "-=", "??=", "||="})


class Root(Enum):
    """Where a way begins: at a global name, at the event of a listener, or at an instance of a JavaScript class.

    The path begins with the type of the event, or with the name of the class.
    """

    GLOBAL = "global"
    EVENT = "event"
    INSTANCE = "instance"


@dataclass(frozen=True, slots=True)
class Way:
    """How code gets to a value, in steps: names, "()", "[]", "new" and "await".

    given: for each call and subscript, the string that is its first argument; None if that is something else. literal:
    the last of these strings.
    """

    root: Root
    path: tuple[str, ...] = ()
    given: tuple[str | None, ...] = ()
    literal: Text | None = field(default=None, compare=False)

    def then(self, step: str) -> Way:
        """The way with one more step."""
        return replace(self, path=(*self.path, step))

    def taking(self, step: str, literal: Text | None) -> Way:
        """The way with one more call or subscript."""
        given = (*self.given, literal.value if literal is not None else None)
        return replace(self, path=(*self.path, step), given=given, literal=literal)


@dataclass(frozen=True, slots=True)
class JsAccess:
    """`owner.name`, or a global name: then `owner` has no steps.

    made: it is called with `new`. stepped: the code reads a name of it too. asked: the code checks whether it exists,
    or catches what fails. optional: it is read with `?.`, so nothing happens if the owner is null. guarded: the code
    checks whether the name that the expression begins with holds something. at_once: it runs while its script or module
    runs.
    """

    owner: Way
    name: Text
    assigned: bool
    called: bool
    made: bool
    stepped: bool
    asked: bool
    optional: bool
    guarded: bool
    at_once: bool


@dataclass(frozen=True, slots=True)
class JavaScriptAccesses:
    """What a source reads from objects. names: those that it binds or sets. asked: those that it checks for first.

    fetched: the literal URLs that it passes to `fetch`. set_constants: where it assigns to a constant. read_early:
    where it reads a name, while it runs, before the declaration that gives the name its value.
    """

    found: tuple[JsAccess, ...]
    names: frozenset[str]
    asked: frozenset[str]
    fetched: tuple[Text, ...] = ()
    set_constants: tuple[Text, ...] = ()
    read_early: tuple[Text, ...] = ()


NOTHING = JavaScriptAccesses((), frozenset(), frozenset())


def accesses(text: Text) -> JavaScriptAccesses:
    """What a source reads from objects; nothing for a long or minified source. Takes linear time."""
    if len(text.value) > LONGEST or any(len(line) > LONGEST_LINE for line in text.value.splitlines()):
        return NOTHING
    source = Tokenized.of(text)
    reader = _Accesses(source)
    found = tuple(reader.all())
    asked = frozenset(access.name.value for access in found if access.asked)
    return JavaScriptAccesses(
        found,
        frozenset(reader.scopes.names),
        asked,
        tuple(reader.fetched()),
        tuple(reader.set_constants()),
        tuple(reader.read_early()),
    )


class _Accesses:
    def __init__(self, source: Tokenized) -> None:
        self.source = source
        self.tokens = source.tokens
        self.scopes = Scopes(source)
        self.ways: dict[int, Way | None] = {}
        self.tested = {self.tokens.text(index) for index in names(source) if self._is_tested(index)}

    def all(self) -> Iterator[JsAccess]:
        """Each access whose way is known."""
        for index in names(self.source):
            if self.tokens.text(index) not in WORDS:
                yield from self._of_name(index)

    def fetched(self) -> Iterator[Text]:
        """The literal first arguments of the browser's own `fetch`."""
        for index in names(self.source):
            is_call = self.tokens.text(index) == "fetch" and self.tokens.text(index + 1) == "("
            literal = self.source.literal(index + 2) if is_call and self.scopes.binding(index) is None else None
            if literal is not None and self.tokens.text(index + 3) in (",", ")"):
                yield literal

    def set_constants(self) -> Iterator[Text]:
        """Where a constant is assigned again."""
        for index in names(self.source):
            declaration = self.scopes.declaration(index) if self.scopes.sets(index) else None
            is_its_own = declaration is not None and declaration.at == index + 2  # `const a = 1, b = 2`
            if declaration is not None and declaration.word == "const" and not is_its_own and not self._is_tried(index):
                yield self.source.name(index)

    def read_early(self) -> Iterator[Text]:
        """Where a name of `const` or `let` is read, at the top level, before it has a value."""
        for index in names(self.source):
            declaration = self.scopes.declaration(index)
            if declaration is None or index >= declaration.at - 2 or self.tokens.text(index - 1) == "typeof":
                continue
            if not self.tokens.container(declaration.at - 2) and self._is_at_top(index):
                yield self.source.name(index)

    def _is_at_top(self, index: int) -> bool:
        """Whether a token is in no block and no function, though perhaps between parentheses."""
        return all(not frame or self.tokens.role(frame) == PAREN for frame in self.source.frames_around(index))

    def _of_name(self, index: int) -> Iterator[JsAccess]:
        bound = self.scopes.binding(index)
        if bound is None:
            yield self._access(Way(Root.GLOBAL), index, index)
        way = self._of_root(index)
        if way is not None:
            yield from self._steps(way, index)

    def _of_root(self, index: int) -> Way | None:
        """The way to what a name means."""
        bound = self.scopes.binding(index)
        if bound is None:
            return Way(Root.GLOBAL, (self.source.name(index).value,))
        if bound.source is Source.EVENT:
            event = self.source.literal(bound.at)
            return Way(Root.EVENT, (event.value,)) if event is not None else None
        if bound.source is Source.OTHER:
            return None
        way = self._value(bound.at)
        return way.taking("[]", None) if way is not None and bound.source is Source.ITEM else way

    def _value(self, at: int, depth: int = 0) -> Way | None:
        """The way to the value of the expression that begins at a token; None if it is not a simple one."""
        if at not in self.ways:
            self.ways[at] = None  # a name that means itself has no value
            if len(self.ways) < LONGEST and depth < DEEPEST:
                self.ways[at] = self._of_expression(at)
        return self.ways[at]

    def _of_expression(self, at: int) -> Way | None:
        awaited = self.tokens.text(at) == "await"
        start = at + awaited
        way, end = self._literal(start)
        if way is None and self.tokens.kind(start) == NAME:
            made = self.tokens.text(start) == "new"
            root = start + made
            if self.tokens.kind(root) != NAME or self.tokens.text(root) in WORDS:
                return None
            way, end = self._of_root(root), root + 1
        if way is None:
            return None
        for step in self._walk(way, end, made=self.tokens.text(start) == "new"):
            way, end = step.after, step.end
        container = self.tokens.container(at)
        close = self.tokens.frame_closes[container]
        whole = end == expression_end(self.tokens, at, container) or (
            self.tokens.role(container) == CONTROL and end == close
        )
        return None if not whole else way.then("await") if awaited else way

    def _literal(self, index: int) -> tuple[Way | None, int]:
        if self.tokens.kind(index) in (STRING, TEMPLATE):
            return Way(Root.INSTANCE, ("String",)), index + 1
        if self.tokens.kind(index) == OPEN and self.tokens.text(index) == "[":
            return Way(Root.INSTANCE, ("Array",)), self.tokens.close(index) + 1
        return None, index

    def _steps(self, way: Way, index: int) -> Iterator[JsAccess]:
        made = self.tokens.text(index - 1) == "new"
        before = way
        for step in self._walk(way, index + 1, made=made):
            if step.name >= 0:
                yield self._access(before, step.name, index)
            before = step.after

    def _access(self, owner: Way, name: int, start: int) -> JsAccess:
        after = self.tokens.text(name + 1)
        before = self.tokens.text(start - 1)
        is_condition = after == ")" and self.tokens.role(self.tokens.frames[name + 1]) == CONTROL
        called = after == "(" or self.tokens.text(start - 1) == "new"
        asked = after in ASKING or before in ("typeof", "!", "in", "&&", "||", "delete") or is_condition
        asked = asked or self._is_tried(name)
        return JsAccess(
            owner,
            self.source.name(name),
            assigned=after in ASSIGNING,
            called=called,
            made=before == "new",
            stepped=after in (".", "["),
            asked=asked,
            optional=self.tokens.text(name - 1) == "?.",
            guarded=self.tokens.text(start) in self.tested,
            at_once=self.source.runs_at_once(name),
        )

    def _is_tested(self, index: int) -> bool:
        """Whether a condition checks that a name holds something: `if (button)`, `button?.focus()`."""
        before, after = self.tokens.text(index - 1), self.tokens.text(index + 1)
        is_control = before == "(" and after == ")" and self.tokens.role(self.tokens.container(index)) == CONTROL
        return is_control or after in ASKING or before in ("!", "&&", "||", "typeof", "==", "!=", "===", "!==")

    def _is_tried(self, index: int) -> bool:
        """Whether a `try` catches what fails there."""
        openers = (self.tokens.frame_opens[frame] for frame in self.source.frames_around(index) if frame)
        return any(self.tokens.text(opener - 1) == "try" for opener in openers)

    def _walk(self, way: Way, index: int, *, made: bool) -> Iterator[_Step]:
        """Each step, starting at the token `index`."""
        for _ in range(DEEPEST):
            word = self.tokens.text(index)
            if word in DOTS and self.tokens.kind(index + 1) == NAME:
                way, name, index = way.then(self.source.name(index + 1).value), index + 1, index + 2
            elif self.tokens.kind(index) == OPEN and word in ("(", "["):
                name, given = -1, self._given(index, ")" if word == "(" else "]")
                if word == "[" and given is not None:
                    way = way.then(given.value)
                else:
                    way = way.then("new") if made and word == "(" else way
                    made = made and word != "("
                    way = way.taking("()" if word == "(" else "[]", given)
                index = self.tokens.close(index) + 1
            elif word == "?." and self.tokens.kind(index + 1) == OPEN:
                index += 1
                continue
            else:
                return
            yield _Step(way, name, index)

    def _given(self, opener: int, closer: str) -> Text | None:
        literal = self.source.literal(opener + 1)
        return literal if literal is not None and self.tokens.text(opener + 2) in (",", closer) else None


@dataclass(frozen=True, slots=True)
class _Step:
    """after: the way with this step. name: the token that names it, -1 for a call. end: the token after it."""

    after: Way
    name: int
    end: int
