"""Splits JavaScript into tokens.

One pass over the source, in linear time on any input; nothing is raised. What a browser certainly refuses is noted in
`Tokens.error`, and scanning goes on after it. To tell a regular expression from a division, it looks at the token
before, and at what the brackets before are for.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.config.ecmascript import SPACES
from pyscript_doctor.parsers.javascript.brackets import CLOSERS, Frames
from pyscript_doctor.parsers.javascript.tokens import (
    BEFORE_EXPRESSION,
    BINARY,
    CLOSE,
    CONCISE,
    DOTS,
    LINE_BREAK,
    MARKED,
    NAME,
    NUMBER,
    OPEN,
    OPERAND_ENDS,
    OTHER,
    PUNCTUATOR,
    REGEX,
    STRING,
    SUBSTITUTION,
    TEMPLATE,
    TEMPLATE_HEAD,
    TEMPLATE_MIDDLE,
    TEMPLATE_TAIL,
    Tokens,
)
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    import re

_PART = r"[\w$\u200c\u200d\ue000-\uf8ff]"
_ESCAPE = r"\\u(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]+\})"
_TOKEN = lazy_pattern(
    rf"[{SPACES}]*(?:"
    rf"(#?(?![0-9])(?:{_PART}+|{_ESCAPE})+)"
    r"|([(\[{])"
    r"|([)\]}])"
    r"|(=>|\?(?![?.])|\?(?=\.[0-9])|[;,:])"
    r"""|("[^"\\\n\r]*"|'[^'\\\n\r]*')"""
    r"|(\.[0-9][0-9_]*(?:[eE][+-]?[0-9_]+)?|0[xXoObB][0-9a-fA-F_]+n?"
    r"|[0-9][0-9_]*(?:n|\.?[0-9_]*(?:[eE][+-]?[0-9_]+)?))"
    r"|(//[^\n\r\u2028\u2029]*|<!--[^\n\r\u2028\u2029]*)"
    r"|(/\*)"
    r"|(-->)"
    r"|(>>>?=|<<=|\*\*=|&&=|\|\|=|\?\?=|[=!]==?|[-+*%&|^<>]=|&&|\|\||\?\?|>>>?|<<|[=&|^%])"
    r"|(\+\+|--|\*\*|\?\.|\.\.\.|[.+\-*<>!~])"
    r"|(/)"
    r"|(`)"
    r"""|(["'])"""
    rf"|([^{SPACES}]))"
)
_LINE_COMMENT = 7
_BLOCK_COMMENT = 8
_STRING_STOP = lazy_pattern(r"""[\\\n\r"']""")
_TEMPLATE_STOP = lazy_pattern(r"[\\`]|\$\{")
_REGEX_STOP = lazy_pattern(r"[\\\[\]/\n\r\u2028\u2029]")
_REGEX_FLAGS = lazy_pattern(r"[\w$]*")
_LINE_END = lazy_pattern(r"[\n\r\u2028\u2029]|\Z")
_BINARY_WORD = lazy_pattern(r"(?:in|instanceof)(?![\w$])")


def scan(value: str) -> Tokens:
    """The tokens of a script or module."""
    return _Scanner(value).run()


class _Scanner(Frames):
    """Each method for a token takes where it starts and ends, and returns where to go on."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.marks: list[int] = []
        self.error: tuple[int, int] | None = None
        self.html_comment: tuple[int, int] | None = None
        self.no_regex_until = 0

    def run(self) -> Tokens:
        handlers = (
            *(self._name, self._open, self._close, self._separator, self._string, self._number, self._line_comment),
            *(self._block_comment, self._html_close, self._binary, self._punctuator, self._slash, self._template),
            *(self._quote, self._other),
        )
        match = _TOKEN.match
        found = match(self.value, self._line_end(0) if self.value.startswith("#!") else 0)
        while found:
            group = found.lastindex or 0
            found = match(self.value, handlers[group - 1](*found.span(group)))
        self._finish()
        return Tokens(
            value=self.value,
            kinds=self.kinds,
            starts=self.starts,
            ends=self.ends,
            frames=self.frames,
            frame_opens=self.frame_opens,
            frame_closes=self.frame_closes,
            frame_parents=self.frame_parents,
            frame_roles=self.frame_roles,
            marks=self.marks,
            error=self.error,
            html_comment=self.html_comment,
        )

    def _finish(self) -> None:
        self.leave_concise()
        if self.frame:
            opener = self.frame_opens[self.frame]
            self._fail(self.starts[opener], self.ends[opener])
        while self.frame:
            self.leave()
        self.frame_closes[0] = len(self.kinds)

    def _fail(self, start: int, end: int) -> None:
        if self.error is None:
            self.error = (start, min(end, len(self.value)))

    def _line_end(self, position: int) -> int:
        found = _LINE_END.search(self.value, position)
        return found.start() if found else len(self.value)

    def _name(self, start: int, end: int) -> int:
        if self.concise:
            self._end_concise_at_line_break(start)
        word = self.value[start:end]
        if word in MARKED:
            self.marks.append(len(self.kinds))
            if word in ("class", "function") and self.text(len(self.kinds) - 1) not in DOTS:
                self.note_header(word)
        return self.add(NAME, start, end)

    def _number(self, start: int, end: int) -> int:
        if self.concise:
            self._end_concise_at_line_break(start)
        return self.add(NUMBER, start, end)

    def _string(self, start: int, end: int) -> int:
        if self.concise:
            self._end_concise_at_line_break(start)
        return self.add(STRING, start, end)

    def _quote(self, start: int, end: int) -> int:
        """A string with escapes, or one that is never closed."""
        if self.concise:
            self._end_concise_at_line_break(start)
        quote = self.value[start]
        position = end
        while found := _STRING_STOP.search(self.value, position):
            stop = found.group()
            if stop == quote:
                return self.add(STRING, start, found.end())
            if stop in "\n\r":
                break
            position = found.end()
            if stop == "\\":
                position += 2 if self.value.startswith("\r\n", position) else 1
        end = self._line_end(min(position, len(self.value)))
        self._fail(start, end)
        return self.add(STRING, start, end)

    def _binary(self, start: int, end: int) -> int:
        return self.add(BINARY, start, end)

    def _punctuator(self, start: int, end: int) -> int:
        return self.add(PUNCTUATOR, start, end)

    def _separator(self, start: int, end: int) -> int:
        word = self.value[start:end]
        if word == "=>":
            return self._arrow(start, end)
        if word == "?":
            self.ternaries[-1] += 1
            return self.add(PUNCTUATOR, start, end)
        while self.concise and not (word == ":" and self.ternaries[-1]):
            self.leave()
        if word == ":":
            self.colon_of_ternary = self.ternaries[-1] > 0
            self.ternaries[-1] -= self.colon_of_ternary
        elif word == ";":
            self.ternaries[-1] = 0
        self.classes[-1] = self.functions[-1] = 0
        return self.add(PUNCTUATOR, start, end)

    def _line_comment(self, start: int, end: int) -> int:
        if self.value[start] == "<" and self.html_comment is None:
            self.html_comment = (start, end)
        return end

    def _block_comment(self, start: int, end: int) -> int:
        close = self.value.find("*/", end)
        if close < 0:
            self._fail(start, end)
            return len(self.value)
        return close + 2

    def _html_close(self, start: int, _end: int) -> int:
        """`-->` that has only white space and comments before it on its line is a comment, else `--` and `>`."""
        before = self.ends[-1] if self.kinds else 0
        if self.kinds and not LINE_BREAK.search(self.value, before, start):
            return self.add(PUNCTUATOR, start, start + 2)
        end = self._line_end(start)
        self.html_comment = self.html_comment or (start, end)
        return end

    def _other(self, start: int, end: int) -> int:
        if _is_stray(self.value[start]):
            self._fail(start, end)
        return self.add(OTHER, start, end)

    def _slash(self, start: int, end: int) -> int:
        expected = self._expects_operand()
        close = self._regex_end(end) if expected is not False and start >= self.no_regex_until else -1
        if close >= 0:
            if self.concise:
                self._end_concise_at_line_break(start)
            return self.add(REGEX, start, close)
        if not expected:
            return self.add(BINARY, start, end + self.value.startswith("=", end))
        self._fail(start, self._line_end(end))
        return self.add(REGEX, start, self._line_end(end))

    def _expects_operand(self) -> bool | None:
        """Whether an expression begins here; None if that is likely but not certain."""
        last = len(self.kinds) - 1
        if last < 0:
            return True
        kind = self.kinds[last]
        if kind == CLOSE:
            return None if self.ends_statement(last) else False
        word = self.text(last)
        if kind == NAME:
            if word not in BEFORE_EXPRESSION or self.text(last - 1) in DOTS:
                return False
            return None if word in ("of", "await", "yield") else True
        return word not in ("++", "--") and kind not in OPERAND_ENDS and kind != OTHER

    def _regex_end(self, position: int) -> int:
        """Where a regular expression ends, with its flags; -1 if its line ends first."""
        in_class = False
        while found := _REGEX_STOP.search(self.value, position):
            stop = found.group()
            position = found.end()
            if stop == "\\" and not LINE_BREAK.match(self.value, position):
                position += 1
            elif stop in "[]":
                in_class = stop == "["
            elif stop != "/":
                break
            elif not in_class:
                flags = _REGEX_FLAGS.match(self.value, position)
                return flags.end() if flags else position
        self.no_regex_until = self._line_end(min(position, len(self.value)))
        return -1

    def _template(self, start: int, end: int) -> int:
        return self._template_piece(start, end, TEMPLATE, TEMPLATE_HEAD)

    def _template_piece(self, start: int, position: int, whole: int, part: int) -> int:
        while found := _TEMPLATE_STOP.search(self.value, position):
            stop = found.group()
            if stop == "\\":
                position = found.end() + 1
            elif stop == "`":
                return self.add(whole, start, found.end())
            else:
                self.add(part, start, found.end())
                self.enter("${", SUBSTITUTION, len(self.kinds) - 1)
                return found.end()
        self._fail(start, start + 1)
        return self.add(whole, start, len(self.value))

    def _open(self, start: int, end: int) -> int:
        opener = self.value[start]
        if self.concise and opener == "{":
            self._end_concise_at_line_break(start)
        self.enter(opener, self.role_of(opener), len(self.kinds))
        return self.add(OPEN, start, end)

    def _close(self, start: int, end: int) -> int:
        closer = self.value[start]
        if not self.waiting[closer]:
            self._fail(start, end)
            return self.add(OTHER, start, end)
        self.leave_concise()
        while CLOSERS.get(self.openers[-1]) != closer:
            if self.openers[-1]:
                self._fail(start, end)
            self.leave()
        if self.openers[-1] == "${":
            self.leave()
            return self._template_piece(start, end, TEMPLATE_TAIL, TEMPLATE_MIDDLE)
        self.add(CLOSE, start, end)
        self.leave(len(self.kinds) - 1)
        return end

    def _arrow(self, start: int, end: int) -> int:
        self.add(PUNCTUATOR, start, end)
        following = _TOKEN.match(self.value, end)
        while following and following.lastindex in (_LINE_COMMENT, _BLOCK_COMMENT):
            following = self._after_comment(following)
        if following is None or following.group(following.lastindex or 0) != "{":
            index = len(self.kinds) - 1
            self.enter("", CONCISE | self.flags_of_arrow(index), index)
        return end

    def _after_comment(self, comment: re.Match[str]) -> re.Match[str] | None:
        end = comment.end()
        if comment.lastindex == _BLOCK_COMMENT:
            end = self.value.find("*/", end) + 2
            if end < 2:
                return None
        return _TOKEN.match(self.value, end)

    def _end_concise_at_line_break(self, start: int) -> None:
        """Ends arrow functions where a semicolon is inserted: an operand on a new line after an operand."""
        last = len(self.kinds) - 1
        if self.kinds[last] not in OPERAND_ENDS or not LINE_BREAK.search(self.value, self.ends[last], start):
            return
        is_operator = self.kinds[last] == NAME and self.text(last) in BEFORE_EXPRESSION
        if not is_operator and not _BINARY_WORD.match(self.value, start):
            self.leave_concise()


def _is_stray(character: str) -> bool:
    """Whether no JavaScript token can have this character: typographic quotes, a lone `#` or backslash."""
    if character == "@":
        return False  # decorators
    if ord(character) < 128:
        return True
    return not ("a" + character).isidentifier() and unicodedata.category(character)[0] in "PSN"
