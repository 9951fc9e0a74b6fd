"""JSON files in the project that Python or JavaScript reads, and that cannot be parsed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.micropython_json import where_micropython_stops
from pyscript_doctor.parsers.config.json import parse_json
from pyscript_doctor.parsers.config.values import Refused
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import Literal, PythonName, Result
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import ReferenceKind
from pyscript_doctor.queries.fetched_files import FETCHING, fetched_by_javascript
from pyscript_doctor.queries.file_uses import OPENERS, PATHS, relative_path
from pyscript_doctor.queries.json_slips import comma_slip, comma_slip_at
from pyscript_doctor.records import NamedTuple, compared_by_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.page_scripts import PageScript
    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.reader import Reader

LOADING = {"json.load", "json.loads", "ujson.load", "ujson.loads"}
OWN_ERRORS = {"JSONDecodeError", "json.JSONDecodeError", "json.decoder.JSONDecodeError"}
GIVES_TEXT = {"read", "read_text", "text", "string", "getvalue"}
MOST = 200_000
"""Longer files, in characters, are not read: programs made them."""
MADE_BY_A_SERVER = lazy_pattern(r"\A---|\{\{|\{%|<%|<\?")
ASKS_FOR_JSON = lazy_pattern(r"\.\s*json\s*\(|JSON\s*\.\s*parse\b")
BOM = "\ufeff"


@compared_by_class
class BrokenData(NamedTuple):
    """The place in a JSON file where its reader gives up. read_at: where it is read."""

    span: Span
    path: str
    message: str
    console: str
    read_at: Span


def broken_data_of_python(code: Code) -> Iterator[BrokenData]:
    """The files that a piece of Python reads as JSON, and that its interpreter refuses."""
    reader = code.runtime.page.resolver.reader
    for call in code.calls:
        if call.place.catches("ValueError") or call.place.caught & OWN_ERRORS:
            continue
        value: Value | None = None
        if call.name in LOADING and (argument := call.argument(0)):
            value = argument.value
        elif isinstance(call.callee, Result) and call.callee.attributes == ("json",):
            value = Result(call.callee.callee, call.callee.arguments)
        source = read_from(value) if value is not None else None
        if source is None:
            continue
        name, literal = source
        path = file_read(code, name, literal)
        text = own_json(path, reader) if path else None
        if path and text is not None:
            read = text.cut(1 if name in FETCHING and text.value.startswith(BOM) else 0)
            found = _refused_by_python(read) if code.runtime.is_pyodide else _refused_by_micropython(read)
            if found is not None:
                console = found[2]
                yield BrokenData(found[0], path, found[1], console if name != "pyscript.fetch" else "", call.place.span)


def broken_data_of_javascript(script: PageScript) -> Iterator[BrokenData]:
    """The files that a script of the page fetches as JSON, and that the browser refuses."""
    page = script.page
    if page.built or not ASKS_FOR_JSON.search(script.syntax.text.value):
        return
    for url in fetched_by_javascript(script):
        reference = page.resolver.reference(ReferenceKind.FILE, url)
        text = own_json(reference.path, page.resolver.reader) if reference.path else None
        refusal = _refusal(text) if text is not None else None
        if reference.path and refusal is not None:
            yield BrokenData(refusal[0], reference.path, refusal[1], " in JSON at position", url.span())


def read_from(value: Value) -> tuple[str, Text] | None:
    """The function that read a value, and the name of what it read."""
    if not isinstance(value, Result):
        return None
    if isinstance(value.callee, Result) and value.callee.attributes and not value.attributes:
        if len(value.callee.attributes) > 1 or value.callee.attributes[0] not in GIVES_TEXT:
            return None
        value = Result(value.callee.callee, value.callee.arguments)
    if not isinstance(value.callee, PythonName) or value.attributes or not value.arguments:
        return None
    name, given = value.callee.name, value.arguments[0]
    if name not in OPENERS | PATHS | FETCHING or not isinstance(given, Literal) or given.text is None:
        return None
    return name, given.text


def file_read(code: Code, name: str, literal: Text) -> str | None:
    """The file of the project that is read under a name."""
    if name in FETCHING:
        page = code.runtime.page
        is_local = not code.runtime.in_worker and not page.built
        return page.resolver.reference(ReferenceKind.FILE, literal).path if is_local else None
    placed = code.runtime.filesystem.files.get(relative_path(literal.value, code.runtime.interpreter) or "")
    return placed.source.path if placed is not None and placed.source is not None else None


def own_json(path: str, reader: Reader) -> Text | None:
    """What the project's file says, if it is JSON and not a template."""
    if not path.lower().endswith((".json", ".geojson")):
        return None
    text = reader.text(path)
    if isinstance(text, Unknown) or len(text.value) > MOST:
        return None
    return None if MADE_BY_A_SERVER.search(text.value) else text


def _refused_by_python(text: Text) -> tuple[Span, str, str] | None:
    """Where Python's `json` gives up, what is wrong there, and what the console says."""
    error = _error_of_python(text)
    if error is None:
        return None
    slip = comma_slip(text, error.pos)
    if slip is not None:
        return *slip, "JSONDecodeError"
    return _place(text, error.pos), error.msg, error.msg.split(" (")[0]


def _refused_by_micropython(text: Text) -> tuple[Span, str, str] | None:
    """The same of MicroPython."""
    at = where_micropython_stops(text.value)
    if at is None:
        return None
    error = _error_of_python(text)
    message = error.msg if error is not None and error.pos == at else "Expecting value"
    return _place(text, at), message, "syntax error in JSON"


def _error_of_python(text: Text) -> json.JSONDecodeError | None:
    try:
        json.loads(text.value)
    except json.JSONDecodeError as error:
        return error
    except (RecursionError, ValueError):
        return None  # it is too deep, or has a number of thousands of digits: which of them are too many may differ
    return None


def _place(text: Text, at: int) -> Span:
    """The character at an offset; the last one if the text ends there."""
    start = min(at, max(0, len(text.value) - 1))
    return text.span(start, min(start + 1, len(text.value)))


def _refusal(text: Text) -> tuple[Span, str] | None:
    read = text.cut(1 if text.value.startswith(BOM) else 0)
    try:
        parse_json(read)
    except Refused as refused:
        refusal = refused.refusal
        return comma_slip_at(read, refusal.span) or (refusal.span, refusal.message)
    return None
