"""Arguments that a function of Python or of the browser refuses: of another type, or text that is not a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SCRIPT_DIES,
    WARNING,
    Finding,
    JavaScriptValue,
    Literal,
    lazy_pattern,
    rule,
)
from pyscript_doctor.queries.first_visits import first_visits
from pyscript_doctor.queries.foreign_calls import OBJECT, SERIALIZE, TEXT, is_object, refused_arguments
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.python_types import ONE_BY_ONE, named
from pyscript_doctor.queries.refused_texts import refused_texts, swapped_timers
from pyscript_doctor.queries.source_text import one_line, source_text
from pyscript_doctor.queries.special_results import SPECIAL
from pyscript_doctor.queries.web_objects import texts_for_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project, Refusal
    from pyscript_doctor.queries.foreign_calls import RefusedArgument
    from pyscript_doctor.queries.page_elements import PageElements

GATHER = "asyncio.gather"
NUMBERS = frozenset({"int", "float", "bool"})
OF_JSON = (
    "JSON has only text, numbers, lists, dicts, true, false and null. Write `list(...)` around a set, `str(...)` around"
    " a date, or `vars(...)` around an object of your own."
)
OF_CLASS = "Write the name of a class without quotes: `isinstance(value, int)`, or several in round brackets."
HELP = {
    "len": "Only something with items has a length: a string, a list, a dict. `str(...)` turns a number into a string.",
    "range": "Give it whole numbers. `range(len(...))` counts items; `int(...)` turns text into a number.",
    "join": "Turn the items into strings first: `', '.join(str(item) for item in items)`.",
    "sum": "Turn the items into numbers first: `sum(float(item) for item in items)`.",
    "int": "Only text that is a whole number works, such as `int('12')`. For `'1.5'` write `float('1.5')`.",
    "float": "Only text that is a number works. Write a point in it, not a comma: `float('1.5')`.",
    "json.load": "Give it an open file: `json.load(open('data.json'))`. Or read text with `json.loads`.",
    "json.loads": "It reads text that is JSON, not a file: use `json.load(open('data.json'))`.",
    "json.dumps": OF_JSON,
    "json.dump": OF_JSON,
    "open": "Write `'r'` to read, `'w'` to write, `'a'` to add at the end, or `'r+'` to read and write.",
    "asyncio.sleep": "Give it a number of seconds, without quotes: `asyncio.sleep(1)`.",
    "time.sleep": "Give it a number of seconds, without quotes: `time.sleep(1)`.",
    "random.choice": "It takes what has an order, such as a list. Write `random.choice(list(...))`.",
    "random.randint": "Give it two whole numbers, the smaller one first: `random.randint(1, 6)`.",
    "format": "Give it a value for each pair of braces.",
    "%": "Give one value for each place, of the type that the place needs. Or write an f-string.",
    "key": "Give it a function of an item: `key=lambda item: item['age']`.",
    "isinstance": OF_CLASS,
    "issubclass": OF_CLASS,
    "next": "It takes the next item of an iterator. Write `next(iter(...))` for the first item of a list.",
    "split": "Write `list(...)` to get the single characters of a string.",
    "ord": "It takes a string of one character. Use a loop for several.",
    "datetime.date": "Look into a calendar: it takes year, month and day, and there must be such a day.",
    "datetime.datetime.strptime": "Text and format must agree in every sign: `'%d.%m.%Y'` reads `'31.12.2026'`.",
    "io.TextIOWrapper.write": "It writes text only. Write `str(...)` around it.",
    **dict.fromkeys(("index", "rindex"), "Look first whether it is there: `if item in items:`."),
}
OF_PATTERNS = "In a regular expression some signs mean something, such as `*` or `(`. Write `\\*` for the sign itself."
OF_BYTES = "It takes bytes, not text. Write `.encode()` behind the text."
TAKES_BYTES = ("base64.", "hashlib.", "zlib.")

TAKES_ONLY = {"join": "strings", "sum": "numbers"}
"""What the items must be that these functions go through."""
NEEDS = {"key": "a function", "isinstance": "a class", "issubclass": "a class"}
OF_BYTES_ALONE = frozenset({"bytes", "bytearray"})
EXTREMES = frozenset({"min", "max"})
IN_SHORT = {"list.index": "index", "tuple.index": "index"}
LOOKING = frozenset({"index", "rindex"})
"""Methods that fail where they do not find something."""
WITH_FUNCTIONS = frozenset({"builtins.min", "builtins.max", "random.choice"})
"""What function-not-called does not look at."""
OPEN_FILE = "io.TextIOWrapper"
CONTAINERS = frozenset({"list", "tuple", "set"})
SHOWN_WANTED = {"function": "a function", "list": "a list", OBJECT: "an object"}
BY_ID = {
    "getElementById.()": lazy_pattern(r"#?([\w-]+)"),
    "querySelector.()": lazy_pattern(r"#([\w-]+)"),
}
"""How the text that finds an element says its id."""
LISTENING = frozenset({"addEventListener", "removeEventListener"})


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def argument_refused(code: Code, project: Project) -> Iterator[Finding]:
    """Python gives a function what it refuses: `len(5)`, `int("abc")`, `element.appendChild("text")`."""
    yield from _of_the_browser(code, project)
    for refusal in code.refusals:
        if (
            not refusal.function
            or refusal.operation == SPECIAL
            or (refusal.types[0] == "function" and refusal.function not in WITH_FUNCTIONS)
        ):
            continue  # function-not-called says what is missing
        name = refusal.function.removeprefix("builtins.").removeprefix("str.")
        name = IN_SHORT.get(name, name)
        yield Finding(
            span=refusal.place.span,
            message=_message(refusal, name, code),
            label="refused",
            help=_help(refusal, name, code),
            console=refusal.error if code.runtime.is_pyodide else "Error",
            effect=SCRIPT_DIES if refusal.place.at_load else ACTION_FAILS,
        )


def _help(refusal: Refusal, name: str, code: Code) -> str:
    if name == GATHER:
        return _gathering(refusal, code)
    if OPEN_FILE in refusal.types:
        file = source_text(code, refusal.spans[refusal.types.index(OPEN_FILE)])
        return f"Read it first: `{file}.read()`." + (f" Or write `json.load({file})`." if name == "json.loads" else "")
    if name == "len" and refusal.types[0] in ONE_BY_ONE:
        return (
            f"It gives its items one by one. Turn it into a list: `len(list({source_text(code, refusal.spans[0])}))`."
        )
    if name.startswith("re."):
        return OF_PATTERNS
    if name.startswith(TAKES_BYTES) and refusal.types[0] == TEXT and not refusal.by_value:
        return OF_BYTES
    first = one_line(source_text(code, refusal.spans[0]), "...")
    if refusal.by_value and name in EXTREMES:
        return f"Say what it gives if there are no items: `{name}({first}, default=0)`."
    if name in OF_BYTES_ALONE and refusal.types[0] == TEXT:
        return f"Turn the text into bytes: `{first}.encode()`."
    if refusal.by_value and name not in HELP:
        return "Look at what the values are: it does not take all values of this type."
    usual = f"Give `{name}` a value of the type that it works with."
    return usual if name in LOOKING and not refusal.by_value else HELP.get(name, usual)


def _gathering(refusal: Refusal, code: Code) -> str:
    return f"Write a star to pass the items one by one: `asyncio.gather(*{source_text(code, refusal.spans[0])})`."


def _message(refusal: Refusal, name: str, code: Code) -> str:
    if refusal.missing:
        what = f"number {int(refusal.missing) + 1}" if refusal.missing.isdecimal() else f"`{refusal.missing}`"
        return f"`format` gets no value for field {what}"
    if name == "%":
        return "the values do not fit the places for them in this text"
    written = ", ".join(source_text(code, span) for span in refusal.spans[: len(refusal.types)])
    if refusal.by_value and name in LOOKING:
        return f"`{source_text(code, refusal.spans[-1])}` has no `{written}`, so `{name}` fails"
    if refusal.by_value and name in EXTREMES:
        return f"`{written}` is empty, so `{name}` fails"
    if refusal.by_value or refusal.error == "ValueError":
        return f"`{name}` can't work with `{written}`"
    if name in NEEDS:
        return f"`{name}` needs {NEEDS[name]}, not {_shown(refusal.types[0].removeprefix('builtins.'))}"
    types = [each.removeprefix("builtins.") for each in refusal.types]
    if name in TAKES_ONLY and types[0] in CONTAINERS:
        return f"`{name}` takes only {TAKES_ONLY[name]}, but this `{types[0]}` has something else in it"
    shown = " and ".join(map(_shown, types)) if all(types) else f"`{written}`"
    return f"`{name}` does not work with {shown}"


def _shown(kind: str) -> str:
    if kind == "NoneType":
        return "None"
    if kind == "function":
        return "a function"
    if kind == OPEN_FILE:
        return "an open file"
    return named(kind)


def _of_the_browser(code: Code, project: Project) -> Iterator[Finding]:
    """What the browser gave, for a function of Python; or what Python gives to a method of the browser."""
    elements = page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))
    yield from _of_display(code, elements)
    yield from _of_first_visits(code, project, elements)
    yield from _of_texts(code, elements)
    yield from _of_web_elements(code)
    for refused in refused_arguments(code, elements):
        name = refused.function.removeprefix("builtins.")
        got = "a browser object" if refused.got == OBJECT else _shown(refused.got.removeprefix("builtins."))
        wanted = SHOWN_WANTED.get(refused.wanted) or named(refused.wanted)
        yield Finding(
            span=refused.span,
            message=f"`{name}` needs {wanted} here, not {got}"
            if refused.wanted
            else f"`{name}` does not work with {got}",
            label="refused",
            help=_help_of_the_browser(refused, name, code),
            console="TypeError",
            effect=SCRIPT_DIES if refused.call.place.at_load else ACTION_FAILS,
        )


def _of_display(code: Code, elements: PageElements) -> Iterator[Finding]:
    """`display("Hello", target=element)`: it takes the id of the element."""
    for call in code.calls_of("pyscript.display", "pyscript.display.display"):
        target = next((each for each in call.arguments if each.keyword == "target"), None)
        if target is None or call.place.catches("TypeError") or call.place.catches("ValueError"):
            continue
        if not isinstance(target.value, JavaScriptValue) or not is_object(target.value, code, elements):
            continue
        written = _id_of(target.value)
        yield Finding(
            span=target.span,
            message="`display` takes the id of an element as its `target`, not the element",
            label="not an id",
            help=f'Write `target="{written}"`.' if written else "Write `target=` and the id.",
            console="Error",
            effect=SCRIPT_DIES if call.place.at_load else ACTION_FAILS,
        )


def _id_of(value: JavaScriptValue) -> str:
    """The id by which an element was looked for; "" if it was found in another way."""
    pattern = BY_ID.get(".".join(value.path[-2:]))
    found = pattern.fullmatch(value.given[-1] or "") if pattern else None
    return found[1] if found else ""


def _of_first_visits(code: Code, project: Project, elements: PageElements) -> Iterator[Finding]:
    """`int(localStorage.getItem("score"))`: at the first visit nothing is stored."""
    for visit in first_visits(code, project, elements):
        written = one_line(source_text(code, visit.call.spans[0]), "...")
        other = '"null"' if visit.function == "json.loads" else "0"
        yield Finding(
            span=visit.call.spans[0],
            message=f"on the first visit nothing is stored as `{visit.key}`, and `{visit.function}` does not take null",
            label="null on the first visit",
            help=f"Give a default: `{visit.function}({written} or {other})`.",
            console="TypeError",
            severity=WARNING,
            unless=f"another page stores `{visit.key}` first",
            effect=SCRIPT_DIES if visit.call.place.at_load else ACTION_FAILS,
        )


def _of_texts(code: Code, elements: PageElements) -> Iterator[Finding]:
    """`canvas.getContext("2D")`, `classList.add("big red")`, `setTimeout(1000, tick)`."""
    for refused in refused_texts(code, elements):
        yield Finding(
            span=refused.span,
            message=refused.message,
            label="refused",
            help=refused.help,
            console=refused.console,
            effect=SCRIPT_DIES if refused.call.place.at_load else ACTION_FAILS,
        )
    for call in swapped_timers(code, elements):
        name = call.javascript_path[-1]
        first, second = (one_line(source_text(code, each.span), "...") for each in call.arguments[:2])
        is_no_function = isinstance(call.arguments[1].value, Literal)
        yield Finding(
            span=call.place.span,
            message=f"`{name}` takes the function first and the time second, so nothing runs here",
            label="swapped",
            help="Give it the function that is to run, and then the milliseconds."
            if is_no_function
            else f"Write `{name}({second}, {first})`.",
            effect=ACTION_FAILS,
        )


def _of_web_elements(code: Code) -> Iterator[Finding]:
    """`div("Hello", style="color: red")`, `button("Go", on_click="go")`."""
    for argument, call in texts_for_elements(code):
        name = argument.keyword
        is_style = name == "style"
        yield Finding(
            span=argument.span,
            message=f"`{name}` of an element takes {'a dict' if is_style else 'a function'}, not text",
            label="text",
            help='Write `style={"color": "red"}`, with your own properties.'
            if is_style
            else f"Write the function itself, without quotes: `{name}=go`.",
            console="Error",
            effect=SCRIPT_DIES if call.place.at_load else ACTION_FAILS,
        )


def _help_of_the_browser(refused: RefusedArgument, name: str, code: Code) -> str:
    written = source_text(code, refused.span)
    if refused.wanted:
        if name == "appendChild":
            several = refused.got in {"builtins.list", "builtins.tuple"}
            return f"Write `append(*{written})`." if several else f"Write `append({written})`, which takes text too."
        if name in LISTENING and refused.got == TEXT:
            return "The name of the event comes first, and then the function."
        return {"function": "Give it a function.", "list": f"Put it into a list: `to_js([{written}])`."}.get(
            refused.wanted, ""
        )
    if refused.got == TEXT:
        return f"The browser gives text. Turn it into a number: `int({written})` or `float({written})`."
    if refused.function == SERIALIZE:
        return f"Turn it into a Python value first: `{written}.to_py()`. Or take what you need from its properties."
    return f"Take the property that you need, such as `{written}.value` of a field, or `{written}.textContent`."
