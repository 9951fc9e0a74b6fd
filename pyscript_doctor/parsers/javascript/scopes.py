"""Which name of a JavaScript source is bound where, and to what."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.modules import DECLARING
from pyscript_doctor.parsers.javascript.tokenized import bindings, elements
from pyscript_doctor.parsers.javascript.tokens import (
    CLASS,
    CLOSE,
    CONCISE,
    CONTROL,
    DOTS,
    FUNCTION,
    NAME,
    OBJECT,
    OPEN,
    PARAMETERS,
    STRING,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.tokenized import Tokenized

ASSIGNING = frozenset({"=", "+=", "-=", "*=", "/=", "%=", "**=", "&&=", "||=", "??=", "|=", "&=", "^=", "++", "--"})
FUNCTION_FRAMES = frozenset({FUNCTION, CONCISE})


class Source(Enum):
    """Where the value of a bound name comes from. VALUE: an expression. ITEM: a loop takes it out of one.

    EVENT: the event that a listener gets. OTHER: a parameter, a function, an import, a pattern.
    """

    VALUE = "value"
    ITEM = "item"
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Bound:
    """A name in a scope.

    at: the token where its value begins; for an event, the string with its type. word: its `const` or `let`.
    """

    source: Source
    at: int = -1
    word: str = ""


OTHER_BOUND = Bound(Source.OTHER)


class Scopes:
    """The names that a source binds, by the frame where they are valid.

    names: all of them, and those that it sets without a declaration.
    """

    def __init__(self, source: Tokenized) -> None:
        self.source = source
        self.tokens = source.tokens
        self.found: dict[tuple[int, str], list[Bound]] = defaultdict(list)
        self.assigned: set[str] = set()
        for frame in range(1, len(self.tokens.frame_opens)):
            if self.tokens.role(frame) == PARAMETERS:
                self._parameters(frame)
        for index, kind in enumerate(self.tokens.kinds):
            if kind == NAME:
                self._read(index, self.tokens.text(index))
        self.names = {name for _, name in self.found} | self.assigned

    def binding(self, index: int) -> Bound | None:
        """What the name at an index is bound to; None if it is a global name.

        A name that is set again, or bound twice in one scope, is bound to something unknown.
        """
        name = self.tokens.text(index)
        for frame in self.source.frames_around(index):
            here = self.found.get((frame, name))
            if here:
                return here[0] if len(here) == 1 and name not in self.assigned else OTHER_BOUND
        return OTHER_BOUND if name in self.names else None

    def declaration(self, index: int) -> Bound | None:
        """The one `const` or `let` with a value that a name refers to, whether it is set again or not."""
        name = self.tokens.text(index)
        for frame in self.source.frames_around(index):
            here = self.found.get((frame, name))
            if here:
                return here[0] if len(here) == 1 and here[0].word in ("const", "let") else None
        return None

    def sets(self, index: int) -> bool:
        """Whether the code assigns to the name at an index."""
        return self._is_assigned(index, self.tokens.container(index))

    def _read(self, index: int, word: str) -> None:
        if self.tokens.is_property(index):
            return
        container = self.tokens.container(index)
        if word in DECLARING:
            self._declare(index, word, container)
        elif word in ("function", "class"):
            name = index + 1 + (self.tokens.text(index + 1) == "*")
            if self.tokens.kind(name) == NAME and self.tokens.text(name) != "extends":
                self._bind(container, name, OTHER_BOUND)
        elif word == "import":
            self._import(index)
        elif word == "catch" and self.tokens.text(index + 1) == "(":
            self._patterns(index + 2, self._frame_after(self.tokens.close(index + 1) + 1))
        elif self.tokens.text(index + 1) == "=>":
            start = index - (self.tokens.text(index - 1) == "async")
            self._bind(self._body_after(index + 1), index, self._event(start))
        if self._is_assigned(index, container):
            self.assigned.add(word)

    def _is_assigned(self, index: int, container: int) -> bool:
        if self.tokens.text(index - 1) in ("++", "--"):
            return self.tokens.text(index + 1) not in (*DOTS, "[", "(")
        is_set = self.tokens.text(index + 1) in ASSIGNING and self.tokens.role(container) != CLASS
        return is_set and self.tokens.text(index - 1) not in DECLARING and not self._is_default(container)

    def _is_default(self, container: int) -> bool:
        """Whether `name =` is in a pattern, or a parameter, and gives a default."""
        return self.tokens.role(container) in (PARAMETERS, OBJECT)

    def _bind(self, frame: int, name: int, bound: Bound) -> None:
        self.found[frame, self.source.name(name).value].append(bound)

    def _declare(self, index: int, word: str, container: int) -> None:
        frame = self._function_frame(index) if word == "var" else self._scope_of(container)
        target = index + 1
        while True:
            after = self.tokens.close(target) + 1
            value = Bound(Source.VALUE, after + 1, word) if self.tokens.text(after) == "=" else OTHER_BOUND
            if self.tokens.text(after) == "of" and self.tokens.role(container) == CONTROL:
                value = Bound(Source.ITEM, after + 1)
            for binding in bindings(self.tokens, target):
                for each in {frame, self._head(word, container, frame)}:
                    self._bind(each, binding.name, value if binding.name == target else OTHER_BOUND)
            following = self._next_target(after, container)
            if following is None:
                return
            target = following

    def _scope_of(self, container: int) -> int:
        """Where a name of a container holds: of `for (const name of names)` the block behind it, else all around it."""
        if self.tokens.role(container) != CONTROL:
            return container
        after = self.tokens.frame_closes[container] + 1
        return self._frame_after(after)

    def _head(self, word: str, container: int, frame: int) -> int:
        """The parentheses of a `for`, where its `let` and `const` are valid too; else the frame itself."""
        is_head = self.tokens.role(container) == CONTROL and word != "var"
        return container if is_head else frame

    def _next_target(self, index: int, container: int) -> int | None:
        """The next name of `let first = 1, second = 2`."""
        end = self.tokens.frame_closes[container]
        while index < end:
            word = self.tokens.text(index)
            if word == ",":
                return index + 1
            if word == ";" or word in DECLARING or self._begins_statement(index):
                return None
            index = self.tokens.close(index) + 1
        return None

    def _begins_statement(self, index: int) -> bool:
        """Whether a statement begins on a new line at a token."""
        after_line = self.tokens.line_break_before(index) and self.tokens.ends_operand(index - 1)
        return after_line and (self.tokens.kind(index) in (NAME, STRING) or self.tokens.text(index) == "{")

    def _import(self, index: int) -> None:
        position = index + 1
        if self.tokens.text(position) in ("(", "."):
            return
        while position < len(self.tokens):
            if self.tokens.kind(position) == STRING or self.tokens.text(position) == ";":
                return
            is_name = self.tokens.kind(position) == NAME and self.tokens.text(position) not in ("from", "as")
            if is_name and self.tokens.text(position + 1) != "as":
                self._bind(0, position, OTHER_BOUND)
            position += 1

    def _patterns(self, index: int, frame: int) -> None:
        for binding in bindings(self.tokens, index):
            self._bind(frame, binding.name, OTHER_BOUND)

    def _parameters(self, frame: int) -> None:
        opener = self.tokens.frame_opens[frame]
        body = self._body_after(self.tokens.frame_closes[frame] + 1)
        event = self._event(self._function_start(opener))
        for number, start in enumerate(elements(self.tokens, opener)):
            for binding in bindings(self.tokens, start + (self.tokens.text(start) == "...")):
                bound = event if number == 0 and binding.name == start else OTHER_BOUND
                self._bind(body, binding.name, bound)
                self._bind(frame, binding.name, bound)

    def _function_start(self, opener: int) -> int:
        start = opener
        while self.tokens.kind(start - 1) == NAME and self.tokens.text(start - 1) not in ("return", "await"):
            start -= 1
        return start

    def _event(self, start: int) -> Bound:
        """The event of `addEventListener("click", function (event) {...})`, whose function begins at `start`."""
        is_listener = (
            self.tokens.text(start - 1) == ","
            and self.tokens.kind(start - 2) == STRING
            and self.tokens.text(start - 3) == "("
            and self.tokens.text(start - 4) == "addEventListener"
        )
        return Bound(Source.EVENT, start - 2) if is_listener else OTHER_BOUND

    def _function_frame(self, index: int) -> int:
        for frame in self.source.frames_around(index):
            if self.tokens.role(frame) in FUNCTION_FRAMES or not frame:
                return frame
        return 0

    def _body_after(self, index: int) -> int:
        """The frame of the function whose parameters end before `index`."""
        index += self.tokens.text(index) == "=>"
        return self._frame_after(index)

    def _frame_after(self, index: int) -> int:
        if index >= len(self.tokens):
            return 0
        is_brace = self.tokens.text(index) == "{" and self.tokens.kind(index) == OPEN
        return self.tokens.frames[index] if is_brace else self.tokens.container(index)


def names(source: Tokenized) -> Iterator[int]:
    """Where identifiers are values: not after a dot, and not keys, labels or names of methods."""
    tokens = source.tokens
    for index, kind in enumerate(tokens.kinds):
        if kind == NAME and not tokens.is_property(index) and not _is_no_value(source, index):
            yield index


def _is_no_value(source: Tokenized, index: int) -> bool:
    tokens = source.tokens
    role = tokens.role(tokens.container(index))
    before, after = tokens.text(index - 1), tokens.text(index + 1)
    if before in ("break", "continue") and not tokens.line_break_before(index):
        return True
    if _is_of_a_module(source, index):
        return True
    if after == ":" and (before in ("{", ",", ";", "}", "") or tokens.kind(index - 1) == CLOSE):
        return True
    if role not in (OBJECT, CLASS):
        return False
    is_method = after == "(" and tokens.role(tokens.frames[index + 1]) == PARAMETERS
    return is_method or (role == CLASS and (before in ("{", "}", ";") or after in ("=", ";", "}")))


def _is_of_a_module(source: Tokenized, index: int) -> bool:
    """Whether only a module uses a name: `parse` in `import { parse as read } from "./a.js"`."""
    tokens = source.tokens
    if tokens.text(index - 1) == "as" and tokens.text(index - 2) == "*":
        return True
    frame = tokens.container(index)
    opener = tokens.frame_opens[frame]
    if not frame or tokens.text(opener) != "{":
        return False
    word = tokens.text(opener - 1)
    if word == "export":
        return tokens.text(index - 1) == "as" or tokens.text(tokens.frame_closes[frame] + 1) == "from"
    return word == "import" or (word == "," and tokens.text(opener - 3) == "import")
