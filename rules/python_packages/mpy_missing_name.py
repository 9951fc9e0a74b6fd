"""Names and keywords that MicroPython's modules do not have."""

from __future__ import annotations

import builtins
import inspect
import re
from functools import partial
from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, Finding, Interpreter, PythonName, Result, Unknown, rule
from pyscript_doctor.queries.assigned_attributes import may_be_replaced
from pyscript_doctor.queries.interpreters import micropython_lacks, refused_constructs, refused_keyword
from pyscript_doctor.queries.python_types import type_of
from pyscript_doctor.queries.source_text import call_with, source_text, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyscript_doctor import Argument, Call, Code, Runtime, Span

# The least and most arguments of a call, and the program of make/constructs.txt that tried another number.
COUNTS = {
    "collections.deque": (
        2,
        3,
        "deque-without-maxlen",
        "Say how many items it can hold: `deque((), 100)`.",
    ),
    "time.strftime": (2, 2, "strftime-of-now", "Write `time.strftime(format, time.localtime())`."),
    "builtins.next": (1, 1, "next-with-default", "Catch `StopIteration`."),
    "builtins.iter": (1, 1, "call-with-sentinel", "Write a `while` loop."),
}
REPORTED_BY_NAME = frozenset(
    f"builtins.{name}" for name in ("str", "bytes", "list", "tuple", "dict", "set", "frozenset", "int", "float", "bool")
) | {""}
"""The types whose attributes the data flow gives a name of their own."""
ERRORS = ("AttributeError", "NameError", "ImportError", "TypeError")


@rule(severity=ERROR, faq="python-packages", effect=SCRIPT_DIES, interpreter=Interpreter.MICROPYTHON)
def mpy_missing_name(code: Code) -> Iterator[Finding]:
    """Python on MicroPython uses a name, or a keyword argument, that this build does not have."""
    for imported in code.imports:
        if imported.name and not imported.soft and _lacks(code.runtime, imported.module, imported.name):
            console = f"can't import name {imported.name}"
            yield _finding(imported.place.span, f"{imported.module}.{imported.name}", console)
    named = [(use.value, use.place.span, use.place) for use in code.uses]
    named += [(call.callee, call.callee_span, call.place) for call in code.calls]
    for value, span, place in named:
        if isinstance(value, PythonName) and not place.catches(*ERRORS):
            module, _, name = value.name.rpartition(".")
            if _lacks(code.runtime, module, name):
                console = name if module == "builtins" else f"has no attribute '{name}'"
                yield _finding(span, value.name.removeprefix("builtins."), console)
    yield from _of_results(code)
    yield from _keywords(code)
    yield from _counts(code)
    yield from _digests(code)


def _of_results(code: Code) -> Iterator[Finding]:
    """Methods of what a type of the standard library makes: `deque((), 9).rotate()`."""
    for use in code.attributes:
        if not use.settled or use.place.catches(*ERRORS):
            continue
        kind = type_of(use.base) or ""
        if kind in REPORTED_BY_NAME or not _lacks(code.runtime, kind, use.name):
            continue
        yield _finding(use.name_span, f"{kind.removeprefix('builtins.')}.{use.name}", f"no attribute '{use.name}'")


def _lacks(runtime: Runtime, module: str, name: str) -> bool:
    if runtime.has_local_module(module.partition(".")[0]):
        return False
    lacks = _by_every_version(runtime, lambda version: name in micropython_lacks(version, module))
    return lacks and not may_be_replaced(runtime, f"{module}.{name}")


def _keywords(code: Code) -> Iterator[Finding]:
    for call in code.calls:
        if call.place.catches(*ERRORS):
            continue
        function = call.name.removeprefix("builtins.")
        for argument in call.arguments:
            keyword = argument.keyword
            if keyword and _by_every_version(code.runtime, partial(_refuses, function, keyword)):
                yield Finding(
                    span=argument.span,
                    message=f"MicroPython's `{function}` does not accept `{keyword}=`",
                    label="not accepted",
                    help=_instead(function, keyword, argument, call, code),
                    console="keyword argument",
                )


def _instead(function: str, keyword: str, argument: Argument, call: Call, code: Code) -> str:
    shown = call_with(code, call, argument, source_text(code, argument.span))
    if shown and _is_next(function, keyword, call):
        by_position = re.sub(rf"\b{keyword}\s*=\s*", "", shown, count=1)
        return f"Give the value by its position:\n\n```python\n{by_position}\n```"
    return f'Call it without `{keyword}=`, or run the script on Pyodide (`type="py"`).'


def _is_next(function: str, keyword: str, call: Call) -> bool:
    """Whether a builtin takes what the keyword gives as the next argument by position, and nothing else is named."""
    if len([argument for argument in call.arguments if argument.keyword or argument.starred]) != 1:
        return False
    try:
        parameters = list(inspect.signature(getattr(builtins, function)).parameters.values())
    except (AttributeError, TypeError, ValueError):
        return False
    following = parameters[len(call.arguments) - 1 : len(call.arguments)]
    return [(each.name, each.kind) for each in following] == [(keyword, inspect.Parameter.POSITIONAL_OR_KEYWORD)]


def _counts(code: Code) -> Iterator[Finding]:
    """Calls with too few arguments or too many, where MicroPython is stricter than Python."""
    for call in code.calls:
        known = COUNTS.get(call.name)
        starred = any(argument.starred or argument.keyword for argument in call.arguments)
        if known is None or starred or call.place.catches(*ERRORS):
            continue
        least, most, construct, instead = known
        if not least <= len(call.arguments) <= most and _is_refused(code.runtime, construct):
            name = call.name.removeprefix("builtins.")
            wanted = f"{least}" if least == most else f"{least} or {most}"
            yield Finding(
                span=call.callee_span,
                message=f"MicroPython's `{name}` takes {wanted} argument{'' if wanted == '1' else 's'}",
                label=f"called with {len(call.arguments)}",
                help=instead,
                console="positional arguments",
            )


def _digests(code: Code) -> Iterator[Finding]:
    """Calls of `hexdigest()` on the hashes of hashlib."""
    for call in code.calls:
        value = call.callee
        if not isinstance(value, Result) or value.attributes != ("hexdigest",) or call.place.catches(*ERRORS):
            continue
        if getattr(value.callee, "name", "").startswith("hashlib.") and _is_refused(code.runtime, "hexdigest"):
            yield Finding(
                span=call.callee_span,
                message="MicroPython's hashes have no `hexdigest`",
                label="not in MicroPython",
                help=f"Write `binascii.hexlify({_hash(call, code)}.digest()).decode()`.",
                console="has no attribute 'hexdigest'",
            )


def _hash(call: Call, code: Code) -> str:
    return written(code, call.callee_span, "hash.hexdigest").removesuffix(".hexdigest")


def _is_refused(runtime: Runtime, construct: str) -> bool:
    return _by_every_version(runtime, lambda version: construct in refused_constructs(version))


def _refuses(function: str, keyword: str, version: str) -> bool:
    return refused_keyword(version, function, keyword) is not None


def _by_every_version(runtime: Runtime, condition: Callable[[str], bool]) -> bool:
    answers = {condition(version) for version in runtime.versions}
    if len(answers) > 1:
        raise Unknown("version of the interpreter")
    return bool(answers.pop())


def _finding(span: Span, name: str, console: str) -> Finding:
    return Finding(
        span=span,
        message=f"MicroPython has no `{name}`",
        label="not in MicroPython",
        help=f'Write it without `{name}`, or run the script on Pyodide (`type="py"`).',
        console=console,
    )
