"""Follows the brackets of JavaScript while the tokens come in, and says what each pair is for."""

from __future__ import annotations

from array import array

from pyscript_doctor.parsers.javascript.tokens import (
    ARROW,
    ASYNC,
    BEFORE_EXPRESSION,
    BLOCK,
    BRACKET,
    CLASS,
    CLOSE,
    CONCISE,
    CONTROL,
    DOTS,
    EXPRESSION,
    FUNCTION,
    NAME,
    OBJECT,
    OPEN,
    OPERAND_ENDS,
    PARAMETERS,
    PAREN,
    ROLE,
    STATEMENT_FRAMES,
    STATIC,
    STRING,
    TOP,
)

CLOSERS = {"(": ")", "[": "]", "{": "}", "${": "}"}
CONTROL_WORDS = frozenset({"if", "for", "while", "with"})
BEFORE_OBJECT = BEFORE_EXPRESSION - {"do", "else"} | {"const", "let", "var", "import"}


class Frames:
    """The tokens so far, and the frames that are open.

    `waiting` counts the closing brackets that would close something. For each open frame the lists hold its opening
    bracket, the `?` that wait for their `:`, and the flags, plus one so that none is 0, of a `class` or `function`
    whose braces are still to come.
    """

    def __init__(self, value: str) -> None:
        self.value = value
        self.kinds = bytearray()
        self.starts = array("i")
        self.ends = array("i")
        self.frames = array("i")
        self.frame_opens = array("i", [-1])
        self.frame_closes = array("i", [0])
        self.frame_parents = array("i", [0])
        self.frame_roles = bytearray([TOP])
        self.frame = 0
        self.concise = False
        self.openers = [""]
        self.ternaries = [0]
        self.classes = [0]
        self.functions = [0]
        self.waiting = {")": 0, "]": 0, "}": 0}
        self.colon_of_ternary = False

    def add(self, kind: int, start: int, end: int) -> int:
        """Takes a token; returns the offset where reading goes on."""
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.frames.append(self.frame)
        return end

    def text(self, index: int) -> str:
        """The characters of a token; empty for an index out of range."""
        return self.value[self.starts[index] : self.ends[index]] if 0 <= index < len(self.kinds) else ""

    def enter(self, opener: str, role: int, index: int) -> None:
        """Opens a frame, at the token `index`."""
        self.frame_opens.append(index)
        self.frame_closes.append(-1)
        self.frame_parents.append(self.frame)
        self.frame_roles.append(role)
        self.frame = len(self.frame_opens) - 1
        self.openers.append(opener)
        self.ternaries.append(0)
        self.classes.append(0)
        self.functions.append(0)
        self.concise = role & ROLE == CONCISE
        if opener:
            self.waiting[CLOSERS[opener]] += 1

    def leave(self, close: int | None = None) -> None:
        """Closes the innermost frame, at the token `close`, by default at the next one."""
        self.frame_closes[self.frame] = len(self.kinds) if close is None else close
        self.frame = self.frame_parents[self.frame]
        opener = self.openers.pop()
        self.ternaries.pop()
        self.classes.pop()
        self.functions.pop()
        self.concise = self.frame_roles[self.frame] & ROLE == CONCISE
        if opener:
            self.waiting[CLOSERS[opener]] -= 1

    def leave_concise(self) -> None:
        """Closes the arrow functions without braces that end here."""
        while self.concise:
            self.leave()

    def role_of(self, opener: str) -> int:
        """What a bracket that opens here is for, with flags."""
        if opener == "{":
            return self._role_of_brace()
        return self._role_of_parenthesis() if opener == "(" else BRACKET

    def note_header(self, word: str) -> None:
        """Notes a `class` or `function` before it is added: its braces will come in this frame."""
        last = len(self.kinds) - 1
        flags = 0
        if word == "function" and self.text(last) == "async":
            flags |= ASYNC
            last -= 1
        if not self._may_begin_statement(last):
            flags |= EXPRESSION
        pending = self.classes if word == "class" else self.functions
        pending[-1] = flags + 1

    def flags_of_arrow(self, arrow: int) -> int:
        """ASYNC or none, for the arrow function whose `=>` is the token `arrow`; marks its parameters."""
        before = arrow - 1
        if before >= 0 and self.kinds[before] == CLOSE:
            parentheses = self.frames[before]
            self.frame_roles[parentheses] = PARAMETERS
            before = self.frame_opens[parentheses]
        return ASYNC if self.text(before - 1) == "async" else 0

    def ends_statement(self, close: int) -> bool:
        """Whether the bracket `close` ends a statement, or a condition before one, and not an operand."""
        role = self.frame_roles[self.frames[close]]
        return role & ROLE in (BLOCK, FUNCTION, CLASS, STATIC, CONTROL) and not role & EXPRESSION

    def _role_of_parenthesis(self) -> int:
        last = len(self.kinds) - 1
        word = self.text(last)
        if word == "class":
            self.classes[-1] = 0
        if word == "await" and self.text(last - 1) == "for":
            return CONTROL
        is_method = self.frame_roles[self.frame] & ROLE in (CLASS, OBJECT)
        is_control = word in CONTROL_WORDS and not is_method and self.text(last - 1) not in DOTS
        return CONTROL if is_control else PAREN

    def _role_of_brace(self) -> int:
        last = len(self.kinds) - 1
        if last < 0:
            return BLOCK
        kind = self.kinds[last]
        word = self.text(last)
        if self.classes[-1] and kind in OPERAND_ENDS:
            flags, self.classes[-1] = self.classes[-1] - 1, 0
            return CLASS | flags
        if word == ")" and kind == CLOSE:
            return self._role_after_parentheses(last)
        if word == "=>":
            return FUNCTION | ARROW | self.flags_of_arrow(last)
        if kind == NAME:
            return self._role_after_name(last, word)
        if word == ":":
            return OBJECT if self.colon_of_ternary or not self._in_statements() else BLOCK
        if word == ";" or kind in OPERAND_ENDS or (kind == OPEN and self._in_statements()):
            return BLOCK
        return OBJECT

    def _role_after_parentheses(self, close: int) -> int:
        parentheses = self.frames[close]
        if self.functions[-1]:
            flags, self.functions[-1] = self.functions[-1] - 1, 0
            self.frame_roles[parentheses] = PARAMETERS
            return FUNCTION | flags
        if self.frame_roles[self.frame] & ROLE in (CLASS, OBJECT):
            self.frame_roles[parentheses] = PARAMETERS
            return FUNCTION | self._flags_of_method(self.frame_opens[parentheses])
        return BLOCK

    def _role_after_name(self, last: int, word: str) -> int:
        if self.text(last - 1) in DOTS:
            return BLOCK
        if word == "static" and self.frame_roles[self.frame] & ROLE == CLASS:
            return STATIC
        is_import_attributes = word in ("with", "assert") and self.kinds[last - 1] == STRING
        return OBJECT if is_import_attributes or word in BEFORE_OBJECT else BLOCK

    def _flags_of_method(self, parenthesis: int) -> int:
        name = parenthesis - 1
        if name >= 0 and self.kinds[name] == CLOSE:
            name = self.frame_opens[self.frames[name]]
        before = name - 1
        if self.text(before) == "*":
            before -= 1
        return ASYNC if self.text(before) == "async" else 0

    def _in_statements(self) -> bool:
        return self.frame_roles[self.frame] & ROLE in STATEMENT_FRAMES

    def _may_begin_statement(self, last: int) -> bool:
        """Whether a statement may begin after the token `last`."""
        if last < 0:
            return True
        kind, word = self.kinds[last], self.text(last)
        if kind == NAME and word in BEFORE_EXPRESSION:
            return word in ("else", "do", "export", "default")
        if kind in OPERAND_ENDS:
            return True  # a semicolon is inserted here
        if word == ":":
            return not self.colon_of_ternary and self._in_statements()
        return word == ";" or (kind == OPEN and self._in_statements())
