"""The user's own code and names, which messages and help repeat so that the user can copy them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Text
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Argument, Call, Code
    from pyscript_doctor.project.reader import Reader

INDENTATION = lazy_pattern(r"[ \t]*")
COMMENTS = lazy_pattern(r"(?:\s|#[^\r\n]*)*")
OWNER = lazy_pattern(r"((?<![\w$.\])])[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\.$")
BESIDE_SIGNS = lazy_pattern(r"([(\[]) | (?=[)\].])")
LONGEST_IN_A_SENTENCE = 60


def source_text(code: Code, span: Span) -> str:
    """The source of an expression, its further lines indented as if it began its line; "" if it cannot be shown."""
    return _between(code, span.start, span.end, span.start)


def one_line(source: str, otherwise: str) -> str:
    """An expression of several lines on one line; `otherwise` if there is a comment in it."""
    if "\n" not in source:
        return source or otherwise
    joined = " ".join(source.split())
    return otherwise if "#" in source else BESIDE_SIGNS.sub(r"\1", joined)


def is_last(code: Code, span: Span) -> bool:
    """Whether only comments come after a place."""
    shown = code.runtime.page.resolver.reader.shown(code.path)
    rest = COMMENTS.match(shown.value, span.end, code.span.end) if isinstance(shown, Text) else None
    return rest is None or rest.end() == code.span.end


def written(code: Code, span: Span, otherwise: str) -> str:
    """The source at a place; `otherwise` if it does not fit into a sentence."""
    source = source_text(code, span)
    return source if _fits(source) else otherwise


def quoted(value: str, otherwise: str) -> str:
    """A name or value in backticks; `otherwise` if it does not fit into a sentence."""
    return f"`{value}`" if _fits(value) else otherwise


def call_with(code: Code, call: Call, argument: Argument, replacement: str) -> str:
    """The user's own call with this argument replaced."""
    start, end = call.place.span.start, call.place.span.end
    before = _between(code, start, argument.span.start, start)
    after = _between(code, argument.span.end, end, start)
    return before + replacement + after


def with_callee(code: Code, call: Call, callee: str) -> str:
    """The user's own call with another callee."""
    return callee + _between(code, call.callee_span.end, call.place.span.end, call.place.span.start)


def receiver_of(code: Code, call: Call) -> str:
    """The object of a method call: `button` in `button.addEventListener(...)`; "" if there is no dot."""
    return source_text(code, call.callee_span).rpartition(".")[0].rstrip()


def owner_of(reader: Reader, name: Span) -> str:
    """What JavaScript asks for a name: `button.style` in `button.style.colour`; "" if that is more than plain names."""
    shown = reader.shown(name.path)
    before = shown.value[max(name.start - LONGEST_IN_A_SENTENCE, 0) : name.start] if isinstance(shown, Text) else ""
    found = OWNER.search(before)
    return found[1] if found else ""


def _between(code: Code, start: int, end: int, first: int) -> str:
    """The source [start, end), without the indentation of the line that `first` is in."""
    shown = code.runtime.page.resolver.reader.shown(code.path)
    if not isinstance(shown, Text):
        return ""
    line = shown.value.rfind("\n", 0, first) + 1
    indentation = INDENTATION.match(shown.value, line)
    text = shown.value[start:end].replace("\r\n", "\n")
    return text.replace("\n" + indentation[0], "\n") if indentation else text


def _fits(value: str) -> bool:
    return 0 < len(value) <= LONGEST_IN_A_SENTENCE and value.isprintable() and "`" not in value
