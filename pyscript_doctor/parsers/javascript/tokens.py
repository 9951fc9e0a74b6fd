"""The tokens of a JavaScript source, and the brackets that hold each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from array import array

# Kinds of tokens
NAME: Final = 1  # identifiers, keywords, #private names, and masked template expressions
OPEN: Final = 2  # ( [ {
CLOSE: Final = 3  # ) ] }
PUNCTUATOR: Final = 4
BINARY: Final = 5  # operators that need an operand on either side
NUMBER: Final = 6
STRING: Final = 7
TEMPLATE: Final = 8  # a template literal without substitutions
TEMPLATE_HEAD: Final = 9  # `...${
TEMPLATE_MIDDLE: Final = 10  # }...${
TEMPLATE_TAIL: Final = 11  # }...`
REGEX: Final = 12
OTHER: Final = 13

# What a frame is there for
TOP: Final = 0
BLOCK: Final = 1
OBJECT: Final = 2  # literals, destructuring patterns, import and export clauses
CLASS: Final = 3
FUNCTION: Final = 4
PAREN: Final = 5
CONTROL: Final = 6  # the parentheses of if, for, while, with
PARAMETERS: Final = 7
BRACKET: Final = 8
SUBSTITUTION: Final = 9  # ${ } in a template
CONCISE: Final = 10  # the body of an arrow function without braces: a frame without brackets
STATIC: Final = 11  # a class's static block

ROLE: Final = 15  # masks the flags
EXPRESSION: Final = 16  # a function or class that is not a statement
ASYNC: Final = 32
ARROW: Final = 64

OPERAND_ENDS: Final = frozenset({NAME, CLOSE, NUMBER, STRING, TEMPLATE, TEMPLATE_TAIL, REGEX})
OPERAND_BEGINS: Final = frozenset({NAME, OPEN, NUMBER, STRING, TEMPLATE, TEMPLATE_HEAD, REGEX})
STATEMENT_FRAMES: Final = frozenset({TOP, BLOCK, FUNCTION, STATIC})
DOTS: Final = (".", "?.")
# A regular expression may come after these keywords, a division may not.
BEFORE_EXPRESSION: Final = frozenset(
    {
        *("await", "case", "default", "delete", "do", "else", "export", "extends", "in", "instanceof", "new", "of"),
        *("return", "throw", "typeof", "void", "yield"),
    }
)
# The words that `Tokens.marks` points at: whatever the readers of the tokens look for.
MARKED: Final = frozenset(
    {
        *("import", "export", "require", "define", "module", "exports", "typeof", "await"),
        *("var", "let", "const", "function", "class"),
        *("document", "window", "globalThis", "self", "this", "root", "global"),
        *("addEventListener", "whenDefined", "PyWorker", "MPWorker"),
    }
)
LINE_BREAK: Final = lazy_pattern(r"[\n\r\u2028\u2029]")


@dataclass(slots=True)
class Tokens:
    """The tokens of a source, as parallel arrays; comments and white space are left out.

    `frames` gives for a bracket the frame that it opens or closes, for any other token the one that it is in. Frame 0
    is the whole source. `frame_opens` and `frame_closes` are token indices (for a CONCISE frame: its `=>`, and the
    token after it); a frame that is never closed ends after the last token. `marks` are the indices of names in MARKED.
    `error` and `html_comment` (the first one) are offsets of characters.
    """

    value: str
    kinds: bytearray
    starts: array[int]
    ends: array[int]
    frames: array[int]
    frame_opens: array[int]
    frame_closes: array[int]
    frame_parents: array[int]
    frame_roles: bytearray
    marks: list[int]
    error: tuple[int, int] | None
    html_comment: tuple[int, int] | None

    def __len__(self) -> int:
        return len(self.kinds)

    def text(self, index: int) -> str:
        """The characters of a token; none for an index out of range."""
        if 0 <= index < len(self.kinds):
            return self.value[self.starts[index] : self.ends[index]]
        return ""

    def kind(self, index: int) -> int:
        """The kind of a token; 0 for an index out of range."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else 0

    def container(self, index: int) -> int:
        """The frame in which a token is; a bracket is in the frame around its own."""
        if not 0 <= index < len(self.kinds):
            return 0
        frame = self.frames[index]
        return self.frame_parents[frame] if self.kinds[index] in (OPEN, CLOSE) else frame

    def close(self, index: int) -> int:
        """The index of the bracket that closes the one at `index`; any other token's own index."""
        return self.frame_closes[self.frames[index]] if self.kind(index) == OPEN else index

    def open(self, index: int) -> int:
        """The index of the bracket that the one at `index` closes; any other token's own index."""
        return self.frame_opens[self.frames[index]] if self.kind(index) == CLOSE else index

    def role(self, frame: int) -> int:
        """What a frame is for: one of TOP to STATIC."""
        return self.frame_roles[frame] & ROLE

    def line_break_before(self, index: int) -> bool:
        """Whether a line ends between a token and the one before it."""
        return bool(LINE_BREAK.search(self.value, self.ends[index - 1] if index else 0, self.starts[index]))

    def is_property(self, index: int) -> bool:
        """Whether a name follows a dot."""
        return self.text(index - 1) in DOTS

    def ends_operand(self, index: int) -> bool:
        """Whether an operator may follow the token."""
        kind = self.kind(index)
        if kind == NAME:
            return self.text(index) not in BEFORE_EXPRESSION or self.is_property(index)
        if kind == CLOSE:
            role = self.frame_roles[self.frames[index]]
            return bool(role & EXPRESSION) or role & ROLE not in (BLOCK, FUNCTION, CLASS, STATIC, CONTROL)
        is_module_name = kind == STRING and self.text(index - 1) in ("from", "import")
        return kind in OPERAND_ENDS and not is_module_name

    def begins_statement(self, index: int) -> bool:
        """Whether `function` or `class` at this index begins a declaration; False after a label."""
        before = index - 1
        kind = self.kind(before)
        if not kind or self.text(before) == ";":
            return True
        if kind == NAME and self.text(before) in BEFORE_EXPRESSION:
            return self.text(before) in ("else", "do", "export", "default")
        if kind == OPEN:
            return self.role(self.frames[before]) in STATEMENT_FRAMES
        return kind in OPERAND_ENDS
