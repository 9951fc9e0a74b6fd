"""Operators, loops, brackets and other things that the type of a value refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SCRIPT_DIES,
    UNSAFE,
    Finding,
    JavaScriptValue,
    Literal,
    fix_of,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.edits import replaced
from pyscript_doctor.queries.foreign_operations import FORMAT
from pyscript_doctor.queries.javascript_types import JavaScriptFunction, JavaScriptObject, type_of
from pyscript_doctor.queries.methods_in_brackets import methods_in_brackets
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.proxies import is_proxy_of_function
from pyscript_doctor.queries.python_types import ONE_BY_ONE, VIEWS, form_error, named, refuses
from pyscript_doctor.queries.refusal_words import (
    INSTEAD,
    INSTEAD_OF_SETTING,
    MESSAGES,
    NOTHING,
    SHOWN,
    STRING,
    WHY_NOT_SET,
)
from pyscript_doctor.queries.source_text import one_line, source_text
from pyscript_doctor.queries.special_results import SPECIAL, special_console, special_help, special_message
from pyscript_doctor.queries.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Fix, Project, Refusal, Span
    from pyscript_doctor.queries.page_elements import PageElements

LIKE_A_METHOD, NEAR_METHOD = lazy_pattern(r"\bdef\s+(_\w*_)\s*\("), 0.75
OF_PYTHON = frozenset({*dir(dict), *dir(list), *dir(int), "__call__", "__enter__", "__exit__", "__next__", "__del__"})
"""Methods that a class means to have, however near their names are to others."""
NUMBER = "int"
NUMBERS = frozenset({NUMBER, "float", "bool", "complex"})
OF_PYTHON_ITSELF = NUMBERS | {STRING, "list", "tuple", "dict", "set", "function", "module"}
"""What neither `with` nor `async with` takes."""
SAID_MORE_OF = frozenset({"function"})
"""What function-not-called says of loops through a function."""

WITHOUT_NUMBERS = frozenset(each.removeprefix("builtins.") for each in ONE_BY_ONE | VIEWS)
"""What gives its items one by one, and none by its number."""
ZERO_DIVISION = "ZeroDivisionError"
AT_ONCE = frozenset({"undefined", "primitive", "string", "boolean", "number"})
"""Kinds of types of the browser that Python gets as its own values."""


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def operation_refused(code: Code, project: Project) -> Iterator[Finding]:
    """Python does something with a value that its type refuses: `"Total: " + 3`, `for i in 5`, `None[0]`."""
    elements = page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))
    yield from _awaited(code, elements)
    yield from _of_nothing_from_the_browser(code, elements)
    yield from _with_brackets(code, elements)
    yield from _mixed(code, elements)
    yield from _of_numbers_from_the_browser(code, elements)
    yield from _formatted(code, elements)
    for refusal in code.refusals:
        if refusal.operation == SPECIAL:
            yield _of_method(refusal, code)
            continue
        if refusal.function:
            continue  # argument-refused
        types = tuple(each.removeprefix("builtins.").replace("NoneType", NOTHING) for each in refusal.types)
        if refusal.lacks:
            yield _of_own_object(refusal, code)
        elif types[0] not in SAID_MORE_OF or refusal.operation != "iterate":
            yield _of_types(refusal, types, code)


def _of_types(refusal: Refusal, types: tuple[str, ...], code: Code) -> Finding:
    return Finding(
        span=refusal.place.span if len(refusal.spans) > 1 and refusal.operation != "resize" else refusal.spans[0],
        message=_message(refusal, types),
        label="does not work with this type",
        help=_help(refusal, types, code),
        console="Error",
        effect=SCRIPT_DIES if refusal.place.at_load else ACTION_FAILS,
        fix=_fix(refusal, types, code),
    )


def _of_method(refusal: Refusal, code: Code) -> Finding:
    """`__iter__` that returns a list."""
    return Finding(
        span=refusal.spans[0],
        message=special_message(refusal),
        label="refused",
        help=special_help(refusal, source_text(code, refusal.spans[0])),
        console=special_console(refusal),
        effect=SCRIPT_DIES if refusal.place.at_load else ACTION_FAILS,
    )


def _of_own_object(refusal: Refusal, code: Code) -> Finding:
    """`len(shelf)` of a class without `__len__`."""
    owner, _, method = refusal.lacks.rpartition(".")
    if refusal.operation == "raise":
        return _of_no_exception(refusal, owner)
    what = f"an object of your class `{owner}`"
    doing = MESSAGES.get(refusal.operation, f"`{refusal.operation}` does not work with {{}}").format(what)
    defined = {*LIKE_A_METHOD.findall(code.syntax.text.value)} - OF_PYTHON
    near = closest(method, sorted(defined), NEAR_METHOD)
    return Finding(
        span=refusal.place.span if len(refusal.spans) > 1 else refusal.spans[0],
        message=f"{doing}, because the class has no `{method}`",
        label=f"has no `{method}`",
        help=f"Write `{method}` in place of `{near}` in the class."
        if near
        else f"Define `{method}` in `{owner.rpartition('.')[2]}`. Or use what the object holds, such as a list in it.",
        console="Error",
        effect=SCRIPT_DIES if refusal.place.at_load else ACTION_FAILS,
    )


def _of_no_exception(refusal: Refusal, owner: str) -> Finding:
    """`raise Broken()`, where `Broken` is any class."""
    return Finding(
        span=refusal.spans[0],
        message=f"an object of your class `{owner}` can't be raised, because the class is not made from `Exception`",
        label="not an exception",
        help=f"Write `class {owner.rpartition('.')[2]}(Exception):`.",
        console="exceptions must derive from BaseException",
        effect=SCRIPT_DIES if refusal.place.at_load else ACTION_FAILS,
    )


def _mixed(code: Code, elements: PageElements) -> Iterator[Finding]:
    """A string of the browser beside a number of Python: what people type is text, in a field for numbers too."""
    for mixture in code.mixtures:
        found = type_of(mixture.value, code.runtime, elements)
        is_text = isinstance(found, JavaScriptObject) and found.type.kind == "string"
        pairs = [("builtins.str", each) if mixture.is_first else (each, "builtins.str") for each in mixture.types]
        if not is_text or not all(refuses(mixture.operator, *pair) for pair in pairs):
            continue
        text = source_text(code, mixture.spans[0 if mixture.is_first else 1])
        types = [each.removeprefix("builtins.") for each in pairs[0]]
        is_number = bool(NUMBERS.intersection(types))
        yield Finding(
            span=mixture.place.span,
            message=f"`{mixture.operator}` does not work with {_shown(types[0])} and {_shown(types[1])}",
            label="does not work with this type",
            help=f"The browser gives text. Write `int({text})`, or `float({text})`." if is_number else "",
            console="TypeError",
            effect=SCRIPT_DIES if mixture.place.at_load else ACTION_FAILS,
        )


def _awaited(code: Code, elements: PageElements) -> Iterator[Finding]:
    """What the browser gives at once, or a method of it that is not called, under `await`."""
    if not code.runtime.is_pyodide:
        return
    for use in code.awaits:
        found = type_of(use.value, code.runtime, elements) if isinstance(use.value, JavaScriptValue) else None
        written = source_text(code, use.place.span)
        if use.place.catches("TypeError"):
            continue
        if isinstance(found, JavaScriptFunction):
            message = f"`{written}` is a method, so `await` does not get a promise"
            help = f"Call it: `await {written}()`."
        elif is_proxy_of_function(use.value) or (
            isinstance(found, JavaScriptObject) and found.type.kind in AT_ONCE and not found.type.nullable
        ):
            message = f"`{written}` is not a promise, so it can't be awaited"
            help = f"Leave out `await`: `{written}` is done at once."
        else:
            continue
        yield Finding(
            span=use.place.span,
            message=message,
            label="not a promise",
            help=help,
            console="TypeError",
            effect=SCRIPT_DIES if use.place.at_load else ACTION_FAILS,
        )


def _with_brackets(code: Code, elements: PageElements) -> Iterator[Finding]:
    """`document.getElementById["out"]`."""
    for subscript in methods_in_brackets(code, elements):
        owner, _, key = source_text(code, subscript.place.span).partition("[")
        yield Finding(
            span=subscript.place.span,
            message="a method of the browser has no items",
            label="not a call",
            help=f"Write parentheses to call it: `{owner}({key.removesuffix(']')})`.",
            console="subscriptable",
            effect=SCRIPT_DIES if subscript.place.at_load else ACTION_FAILS,
        )


def _of_nothing_from_the_browser(code: Code, elements: PageElements) -> Iterator[Finding]:
    """Names that are asked of what a method of the browser gives, although that is nothing."""
    if not code.runtime.is_pyodide:
        return
    for use in code.attributes:
        found = type_of(use.base, code.runtime, elements) if isinstance(use.base, JavaScriptValue) else None
        if not isinstance(found, JavaScriptObject) or found.type.kind != "undefined" or not use.settled:
            continue
        if not use.place.catches("AttributeError") and not use.may_be_asked_for:
            yield Finding(
                span=use.name_span,
                message=f"this method of the browser returns nothing, and None has no `{use.name}`",
                label="None has no such name",
                help="Write the call on a line of its own, and go on with the object that it changed.",
                console="AttributeError",
                effect=SCRIPT_DIES if use.place.at_load else ACTION_FAILS,
            )


def _of_numbers_from_the_browser(code: Code, elements: PageElements) -> Iterator[Finding]:
    """A loop through a number of the browser, or its length: `for index in nodes.length`."""
    for done in code.foreign_operations:
        found = type_of(done.value, code.runtime, elements)
        is_number = isinstance(found, JavaScriptObject) and found.type.kind == "number"
        if not is_number or done.operation in {"in", "not in", "unpack", FORMAT}:
            continue
        written = source_text(code, done.span)
        operation = done.operation if done.operation in MESSAGES or done.operation == "len" else "iterate"
        yield Finding(
            span=done.span,
            message="`len` does not work with a number"
            if operation == "len"
            else MESSAGES[operation].format("a number"),
            label="does not work with this type",
            help=_of_number(operation, written),
            console="TypeError",
            effect=SCRIPT_DIES if done.place.at_load else ACTION_FAILS,
        )


def _formatted(code: Code, elements: PageElements) -> Iterator[Finding]:
    """Text of the browser that is formatted as a number: `f"{field.value:.2f}"`."""
    for done in code.foreign_operations:
        found = type_of(done.value, code.runtime, elements)
        is_text = isinstance(found, JavaScriptObject) and found.type.kind == "string"
        form = str(done.key.value) if isinstance(done.key, Literal) else ""
        plain = one_line(source_text(code, done.span), "it")
        if (
            done.operation == FORMAT
            and is_text
            and form_error("builtins.str", form, is_pyodide=code.runtime.is_pyodide)
        ):
            yield Finding(
                span=done.span,
                message=f"`{form}` formats a number, not a `str`",
                label="does not work with this type",
                help=f"The browser gives text. Turn it into a number first: `float({plain})`.",
                console="ValueError" if code.runtime.is_pyodide else "Error",
                effect=SCRIPT_DIES if done.place.at_load else ACTION_FAILS,
            )


def _own_default(written: str, kind: str) -> str:
    factory = kind if written in {"[]", "{}", "list()", "dict()", "set()"} else f"lambda: {written}"
    return f"Let each object make its own: `field(default_factory={factory})`, with `field` from `dataclasses`."


def _of_number(operation: str, written: str) -> str:
    if operation == "iterate":
        return f"Write `range({written})` to count up to it."
    return f"`{written}` is a number already. Leave out `len`." if operation == "len" else ""


def _message(refusal: Refusal, types: tuple[str, ...]) -> str:
    if refusal.operation == "field":
        return "this field has no default value, but one before it has, so Python can't make the class"
    if refusal.operation == "resize":
        return f"a loop goes through this {types[0]}, so nothing can be added to it or taken from it"
    if refusal.operation == "set attribute":
        return WHY_NOT_SET[types[0]].format(name=refusal.missing, owner=refusal.form)
    if refusal.error == ZERO_DIVISION:
        return "this divides by zero"
    if refusal.operation == "default":
        return f"all objects would share this `{types[0]}`, so Python refuses it as the default value of a field"
    if refusal.operation == "unpack":
        if refusal.size:
            return f"{refusal.count} names are on the left, but {refusal.size} value{_s(refusal.size)} on the right"
        return f"{refusal.count} names are on the left, but only {_shown(types[0])} on the right"
    if refusal.operation == FORMAT:
        is_text = types[0] == STRING
        return (
            f"`{refusal.form}` {'formats a number, not a `str`' if is_text else f'does not format {_shown(types[0])}'}"
        )
    if refusal.operation == "item" and types[0] in WITHOUT_NUMBERS:
        return f"{_shown(types[0])} gives its items one by one, and none by number"
    if refusal.operation in MESSAGES and len(types) == 1:
        return MESSAGES[refusal.operation].format(_shown(types[0]))
    if refusal.operation in MESSAGES:
        return f"{_shown(types[0])} takes whole numbers in its square brackets, not {_shown(types[1])}"
    if len(types) == 1:
        return f"`{refusal.operation}` does not work with {_shown(types[0])}"
    return f"`{refusal.operation}` does not work with {_shown(types[0])} and {_shown(types[1])}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _shown(kind: str) -> str:
    return SHOWN.get(kind) or named(kind)


def _help(refusal: Refusal, types: tuple[str, ...], code: Code) -> str:
    first = source_text(code, refusal.spans[0])
    operation = refusal.operation
    if operation == "field":
        return f"Write `{first}` before the fields that have a default value, or give it one too."
    if operation == "default":
        return _own_default(first, types[0])
    if refusal.error == ZERO_DIVISION:
        by = source_text(code, refusal.spans[1])
        return f"Look first whether it is zero: `if {by}:`." if by.isidentifier() else "Divide by another number."
    if operation == "resize":
        return f"Go through a copy: `for ... in list({source_text(code, refusal.spans[1])}):`."
    if operation == "set attribute":
        return INSTEAD_OF_SETTING[types[0]].format(name=refusal.missing, object=first)
    if operation in INSTEAD:
        return INSTEAD[operation].get(types[0], "")
    if operation == FORMAT and types[0] == STRING:
        return f"Turn it into a number first: `float({first})`. Or leave out the `{refusal.form}`."
    if operation == FORMAT and types[0] != NOTHING:
        return f"Turn it into text first: `str({first})`. Or format each of its items."
    if NOTHING in types:
        return _of_nothing(refusal, types, code)
    if len(types) == 2 and operation not in MESSAGES:
        return _of_two(operation, types, refusal.spans, code)
    if operation == "unpack":
        return "Write as many names as there are values."
    if operation == "iterate" and types[0] == NUMBER:
        return f"Write `range({first})` to count up to it."
    if types[0] == "async generator":
        return "Write `async for`, in a function that begins with `async def`."
    if operation == "call" and types[0] in {"list", "tuple", "dict", STRING}:
        return f"Write square brackets to get an item: `{first}[...]`. Or give the name of the function another name."
    if operation == "await":
        return (
            f"Leave out `await`: `{first}` is there at once."
            if types[0] != "function"
            else f"Call it: `await {first}()`."
        )
    if operation in {"with", "async with"} and types[0] not in OF_PYTHON_ITSELF:
        other = "with" if operation == "async with" else "async with"
        return f"Write `{other}`."
    if operation in {"item", "set item", "delete item"}:
        return _of_items(operation, types, refusal.spans, code)
    return f"Look at where `{first}` gets its value."


def _of_items(operation: str, types: tuple[str, ...], spans: tuple[Span, ...], code: Code) -> str:
    first = source_text(code, spans[0])
    if len(types) == 2:
        return f"Write a whole number in the brackets, such as `int({source_text(code, spans[1])})`."
    if types[0] in {"function", "class"}:
        return f"Write parentheses to call it: `{first}(...)`."
    if types[0] in WITHOUT_NUMBERS:
        return f"Turn it into a list first: `list({first})`."
    if types[0] == "set":
        return f"A set has no order. Turn it into a list first: `list({first})`."
    if operation != "item":
        return f"Turn it into a list first: `list({first})`."
    return f"Look at where `{first}` gets its value."


def _of_nothing(refusal: Refusal, types: tuple[str, ...], code: Code) -> str:
    written = source_text(code, refusal.spans[types.index(NOTHING)])
    return (
        f"`{written}` is None, because what gave it returns nothing. Methods such as `append` and `sort` change the"
        " list itself, so write them on a line of their own. Your own function needs a `return`."
    )


def _of_two(operation: str, types: tuple[str, ...], spans: tuple[Span, ...], code: Code) -> str:
    left, right = (source_text(code, span) for span in spans)
    if STRING in types and NUMBERS & {*types}:
        text, number = (left, right) if types[0] == STRING else (right, left)
        if operation in {"+", "+="}:
            turned = f"Turn the number into text: `str({number})`."
            return turned if _is_constant(text) else f"{turned} Or turn the text into a number: `float({text})`."
        return f"Turn the text into a number: `int({text})` or `float({text})`."
    if operation in {"in", "not in"}:
        return f"Look for it in something that has items, not in {_shown(types[1])}."
    if operation in {"+", "+="} and types[0] == "list":
        return f"Put it into a list: `[{right}]`. Or write `{left}.append({right})` on a line of its own."
    if operation in {"+", "+="} and types[1] == "list":
        return f"Put it into a list: `[{left}]`."
    if types == (STRING, STRING):
        return f"Turn them into numbers: `float({left})` and `float({right})`."
    if types[0] == types[1]:
        return f"Look at where `{left}` and `{right}` get their values."
    return "Bring both to the same type first."


def _is_constant(written: str) -> bool:
    """Whether what is written is a string, or an f-string: it is meant as text."""
    return written.lstrip("fFrR")[:1] in {'"', "'"}


def _fix(refusal: Refusal, types: tuple[str, ...], code: Code) -> Fix | None:
    """`"Total: " + str(total)`: what is written beside a string constant is meant as text."""
    if refusal.operation != "+" or set(types) not in ({STRING, NUMBER}, {STRING, "float"}):
        return None
    number, text = refusal.spans if types[1] == STRING else refusal.spans[::-1]
    written, constant = source_text(code, number), source_text(code, text)
    if not _is_constant(constant):
        return None
    return fix_of(UNSAFE, f"Write `str({written})`", lambda: [replaced(code.syntax.text, number, f"str({written})")])
