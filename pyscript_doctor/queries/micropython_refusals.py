"""Where the Python of a Runtime holds constructs that MicroPython may refuse.

Their names are those of the programs in knowledge/make/constructs.txt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import CollectionKind
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import Collection, JavaScriptValue, Literal, PythonName, Result
from pyscript_doctor.queries.python_faults import imported_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Call, Code, Subscript
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime

_TYPES = {f"builtins.{name}" for name in ("list", "dict", "tuple", "set", "frozenset", "type")}
_STRINGS = {f"builtins.{name}" for name in ("str", "input", "repr", "chr", "hex", "bin", "oct")}
_STRINGS |= {f"builtins.str.{name}" for name in ("lower", "upper", "strip", "replace", "join", "format")}
_TEXTS = {"value", "innerText", "textContent", "innerHTML"}
_STEPPED = {
    "str": "step-slice-of-string",
    "bytes": "reversed-slice-of-bytes",
    "tuple": "reversed-slice-of-tuple",
}
_PATTERN_FUNCTIONS = {f"re.{name}" for name in ("compile", "match", "search", "sub")}
_OTHER_GROUP = lazy_pattern(r"(?<!\\)(?:\\\\)*\(\?(?!:)")
_ERRORS = ("TypeError", "NotImplementedError", "ValueError")


def constructs_read(runtime: Runtime) -> Iterator[tuple[str, Span]]:
    """The constructs of every source that the interpreter reads as a whole: scripts, and imported modules."""
    sources = [script.syntax for script in runtime.scripts]
    for source in (*sources, *imported_sources(runtime)):
        if isinstance(source, Syntax):
            for construct in runtime.page.resolver.reader.constructs(source.text):
                yield construct.name, construct.span


def constructs_run(runtime: Runtime) -> Iterator[tuple[str, Span]]:
    """The constructs that are refused only when they run, and that can run."""
    for code in runtime.codes:
        yield from _subscripts(code)
        yield from _patterns(code)


def _subscripts(code: Code) -> Iterator[tuple[str, Span]]:
    for subscript in code.subscripts:
        if not subscript.assigned and not subscript.place.catches(*_ERRORS):
            name = _stepped(subscript) if _has_step(subscript.key) else _subscripted(subscript.value)
            if name:
                yield name, subscript.place.span


def _has_step(key: Value) -> bool:
    step = key.items[2] if isinstance(key, Collection) and key.kind is CollectionKind.SLICE else None
    return isinstance(step, Literal) and step.value not in (None, 1)


def _stepped(subscript: Subscript) -> str:
    value = subscript.value
    if isinstance(value, Literal):
        return _STEPPED.get(type(value.value).__name__, "")
    if isinstance(value, Collection):
        return _STEPPED.get(value.kind, "")
    if isinstance(value, JavaScriptValue):
        return _STEPPED["str"] if value.path[-1:] and value.path[-1] in _TEXTS else ""
    is_string = isinstance(value, Result) and not value.attributes and getattr(value.callee, "name", "") in _STRINGS
    return _STEPPED["str"] if is_string else ""


def _subscripted(value: Value) -> str:
    return "subscripted-builtin" if isinstance(value, PythonName) and value.name in _TYPES else ""


def _patterns(code: Code) -> Iterator[tuple[str, Span]]:
    for call in code.calls:
        pattern = _pattern(call)
        if pattern is not None and not call.place.catches(*_ERRORS) and _OTHER_GROUP.search(pattern):
            yield "regex-named-group-compiles" if "(?P" in pattern else "regex-lookahead", call.arguments[0].span


def _pattern(call: Call) -> str | None:
    """The regular expression that a call gets, if it is written there."""
    if call.name not in _PATTERN_FUNCTIONS:
        return None
    argument = call.argument(0, "pattern")
    value = argument.value if argument else None
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None
