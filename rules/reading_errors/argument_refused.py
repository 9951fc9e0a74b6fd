"""Arguments that Python's own functions refuse: of another type, or text that is no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SCRIPT_DIES, Finding, rule
from pyscript_doctor.queries.source_text import source_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Refusal

NUMBERS = frozenset({"int", "float", "bool"})
HELP = {
    "len": "Only what has items has a length: a string, a list, a dict. `str(...)` makes a string of a number.",
    "range": "Give it whole numbers. `range(len(...))` counts the items of a list; `int(...)` makes a number of text.",
    "join": "Make strings of the items first: `', '.join(str(item) for item in items)`.",
    "sum": "Make numbers of the items first: `sum(float(item) for item in items)`.",
    "int": "Only text that is a whole number works, such as `int('12')`. For `'1.5'` write `float('1.5')`.",
    "float": "Only text that is a number works. It has a point, also where you write a comma: `float('1.5')`.",
    "open": "Write `'r'` to read, `'w'` to write, `'a'` to add at the end, or `'r+'` to read and write.",
    "format": "Give it a value for each pair of braces.",
    "%": "Write as many values as there are places for them, of the types that they ask for. Or write an f-string.",
}


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def argument_refused(code: Code) -> Iterator[Finding]:
    """Python gives one of its own functions what it refuses: `len(5)`, `int("abc")`, `"{} {}".format(1)`."""
    for refusal in code.refusals:
        if not refusal.function or refusal.types[0] == "function":
            continue  # function-not-called says what is missing
        name = refusal.function.removeprefix("builtins.").removeprefix("str.")
        yield Finding(
            span=refusal.place.span,
            message=_message(refusal, name, code),
            label="refused",
            help=HELP.get(name, f"Give `{name}` a value of the type that it works with."),
            console=refusal.error if code.runtime.is_pyodide else "Error",
            effect=SCRIPT_DIES if refusal.place.at_load else ACTION_FAILS,
        )


def _message(refusal: Refusal, name: str, code: Code) -> str:
    if refusal.missing:
        what = f"number {int(refusal.missing) + 1}" if refusal.missing.isdecimal() else f"`{refusal.missing}`"
        return f"`format` gets no value for the field {what}"
    if name == "%":
        return "the values do not fit the places in this text"
    written = ", ".join(source_text(code, span) for span in refusal.spans)
    if refusal.error == "ValueError":
        return f"`{name}` can't work with `{written}`"
    types = [each.removeprefix("builtins.") for each in refusal.types]
    shown = " and ".join(_shown(each) for each in types if each)
    return f"`{name}` does not work with {shown}" if shown else f"`{name}` does not work with `{written}`"


def _shown(kind: str) -> str:
    if kind == "NoneType":
        return "None"
    if kind == "function":
        return "a function"
    return f"an `{kind}`" if kind == "int" else f"a `{kind}`"
