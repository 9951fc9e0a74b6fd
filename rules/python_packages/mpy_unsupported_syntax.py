"""Syntax that MicroPython refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Interpreter, Unknown, rule
from pyscript_doctor.queries.interpreters import refused_constructs
from pyscript_doctor.queries.micropython_refusals import constructs_read, constructs_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime, Span

JOIN = "Join with `+`: `[*a, *b]` is `list(a) + list(b)`."
PLAIN = "Give the value a name on a line before, and write that name in the f-string."
LEAVE_OUT = "Leave it out: MicroPython ignores types."
NAME = "Give the decorator a name on a line before: `d = ...`, then `@d`."
# What each construct is called, and what to write instead.
UNREAD = {
    "match": ("`match`", "Write `if` and `elif`."),
    "positional-only": ("`/` among the parameters", "Leave the `/` out."),
    "star-in-list": ("`*` in a list", JOIN),
    "star-in-tuple": ("`*` in a tuple", JOIN),
    "star-in-set": ("`*` in a set", "Write `set(a) | set(b)`."),
    "star-star-in-dict": ("`**` in a dict", "Write `a | b`."),
    "star-annotation": ("a `*` in an annotation", LEAVE_OUT),
    "async-comprehension": ("`async for` in a comprehension", "Write it as a loop."),
    "except-star": ("`except*`", "Write `except`."),
    "except-without-parentheses": ("several exceptions without parentheses", "Put them into parentheses."),
    "type-alias": ("`type`", LEAVE_OUT),
    "generic-function": ("type parameters", LEAVE_OUT),
    "generic-class": ("type parameters", LEAVE_OUT),
    "decorator-expression": ("a decorator that is more than a dotted name and one call", NAME),
    "decorator-in-parentheses": ("a decorator in parentheses", NAME),
    "parenthesised-with": ("parentheses after `with`", "Leave them out, or write one `with` inside the other."),
    "parenthesised-with-of-one": ("parentheses after `with`", "Leave them out."),
    "walrus-in-set": ("a bare `:=` in a set", "Put it into parentheses."),
    "walrus-in-subscript": ("a bare `:=` between square brackets", "Put it into parentheses."),
    "capital-b-string": ("a capital letter before a string", "Write a lower-case `b`."),
    "capital-f-string": ("a capital letter before a string", "Write a lower-case `f`."),
    "capital-r-string": ("a capital letter before a string", "Write a lower-case `r`."),
    "capital-u-string": ("a capital letter before a string", "Leave it out."),
    "t-string": ("t-strings", "Write an f-string."),
    "unicode-name-escape": (r"the names of characters (`\N{...}`)", "Write the character itself, or its number."),
    "f-string-raw": ("a raw f-string", "Write it without the `r`, and write each backslash twice."),
    "f-strings-adjacent": ("f-strings side by side", "Write one f-string, or put a `+` between them."),
    "f-string-in-f-string": ("an f-string inside an f-string", PLAIN),
    "f-string-ascii-conversion": ("`!a` in an f-string", "Write `!r`."),
    "f-string-equals-with-space-after": ("a space after the `=` in an f-string", "Write `{x=}` without the space."),
    "f-string-lambda": ("a `lambda` in an f-string", PLAIN),
    "f-string-walrus": ("`:=` in an f-string", PLAIN),
    "f-string-string-with-colon": ("a string with a colon inside an f-string", PLAIN),
    "f-string-closing-brace-in-string": ("a string with a brace inside an f-string", PLAIN),
    "f-string-bracket-in-string": ("a string with a bracket inside an f-string", PLAIN),
}
# The same for constructs that MicroPython reads, but refuses when they run.
AT_RUN_TIME = {
    "step-slice-of-string": ("a step in a slice of a string", 'Reverse it with `"".join(reversed(text))`.'),
    "reversed-slice-of-bytes": ("a step in a slice of bytes", "Write `bytes(reversed(data))`."),
    "reversed-slice-of-tuple": ("a step in a slice of a tuple", "Turn it into a list first: `list(items)[::-1]`."),
    "subscripted-builtin": ("a type with `[]`, outside of annotations", LEAVE_OUT),
    "regex-named-group-compiles": ("named groups in regular expressions", "Number them: `group(1)`."),
    "regex-lookahead": ("groups other than `(...)` and `(?:...)` in regular expressions", "Do this part in Python."),
    "metaclass": ("metaclasses", "Write the class without one."),
    "class-keyword": ("keywords among the bases of a class", "Write the class without them."),
}


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, interpreter=Interpreter.MICROPYTHON)
def mpy_unsupported_syntax(runtime: Runtime) -> Iterator[Finding]:
    """Python on MicroPython is written in a way that this build of MicroPython refuses."""
    refused = [refused_constructs(version) for version in runtime.versions]
    told = True
    for name, span in (*constructs_read(runtime), *constructs_run(runtime)):
        errors = [each.get(name, "") for each in refused]
        if all(errors):
            yield _finding(name, span, errors[0])
        told = told and all(errors) == any(errors)
    if not told:
        raise Unknown("version of the interpreter")


def _finding(name: str, span: Span, error: str) -> Finding:
    while_reading = name in UNREAD
    what, instead = UNREAD[name] if while_reading else AT_RUN_TIME[name]
    return Finding(
        span=span,
        message=f"MicroPython cannot read {what}, so none of this Python runs"
        if while_reading
        else f"MicroPython refuses {what}",
        label="not in MicroPython",
        help=instead,
        console=error.partition(":")[0],
    )
