"""Python that its interpreter cannot parse, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.module_names import with_packages
from pyscript_doctor.parsers.python.parsing import SyntaxFault, parse_python
from pyscript_doctor.parsers.python.syntax import Syntax
from pyscript_doctor.parsers.python.versions import OWN, fault_in
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.page.script import ScriptKind
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.html.document import Element
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.page.script import Script
    from pyscript_doctor.project.runtime.runtime import Runtime

INDENTATION = ("unexpected indent", "unindent does not match", "inconsistent use of tabs")
# What MicroPython refuses as CPython does; of the rest it takes much: tabs mixed with spaces, odd characters in names.
REFUSED_BY_BOTH = (
    "unexpected indent", "unindent does not match", "expected an indented block", "expected ':'", "unterminated",
    "invalid syntax", "unmatched", "closing parenthesis", "Missing parentheses in call", "unexpected EOF",
    "'(' was never closed", "'[' was never closed", "'{' was never closed", "expecting '", "single '}' is not allowed",
    "empty expression not allowed", "valid expression required", "invalid conversion character",
)  # fmt: skip
# What both refuse only when they compile, though it follows the grammar. MicroPython takes `await` anywhere.
REFUSED_WHEN_COMPILED = (
    "nonlocal declaration not allowed at module level", "no binding for nonlocal", "'return' outside function",
    "'yield' outside function", "'break' outside loop", "'continue' not properly in loop", "duplicate argument",
    "import * only allowed at module level", "positional argument follows keyword argument", "non-default argument",
    "parameter without a default", "cannot assign to",
)  # fmt: skip
REFUSED_IN_EVERY_WAY = REFUSED_BY_BOTH + REFUSED_WHEN_COMPILED
IN_FORMAT_STRING = "f-string: "
QUOTES = "\"'"
FIRST_UNKNOWN = (3, 0)
LAZY_ANNOTATIONS = (3, 14)


class PythonFault(NamedTuple):
    """The place where an interpreter gives up reading.

    cause: "html" if the HTML parser changed the Python, "indentation" if PyScript's dedent leaves it crooked, else
    "syntax". script: None for a module that is imported.
    """

    cause: str
    span: Span
    message: str
    script: Script | None


def python_faults(runtime: Runtime) -> Iterator[PythonFault]:
    """The faults of a Runtime's scripts and of the modules that they import.

    In the end raises Unknown if our own Python is too old to know.
    """
    untold = False
    for script in runtime.scripts:
        if isinstance(script.syntax, SyntaxFault):
            if is_certain(script.syntax, runtime):
                cause = _cause(script, script.syntax, runtime)
                if cause == "html" or not is_exercise(script):
                    yield PythonFault(cause, script.syntax.span, script.syntax.message, script)
            untold = untold or script.syntax.host_too_old
        elif isinstance(script.syntax, Syntax):
            yield from _older(script.syntax, script, runtime)
    for syntax in imported_sources(runtime):
        if isinstance(syntax, Syntax):
            yield from _older(syntax, None, runtime)
        elif is_certain(syntax, runtime):
            yield PythonFault("syntax", syntax.span, syntax.message, None)
    if untold:
        raise Unknown("Python newer than the doctor's own")


def is_exercise(script: Script) -> bool:
    """Whether readers may change it before it runs, as in an editor: gaps and mistakes may be on purpose."""
    return script.kind is ScriptKind.EDITOR and not script.has("setup")


def changed_by_html(script: Script) -> bool:
    """Whether the HTML parser dropped a part of a `<py-script>`, or added one, and Python can still read it.

    With a `src` PyScript fetches the file, and no HTML parser sees the Python.
    """
    element = script.element
    if (
        element is None
        or script.kind is not ScriptKind.ELEMENT
        or script.reference
        or not isinstance(script.text, Text)
    ):
        return False
    return _as_written(element).value.count("<") != script.text.value.count("<")


def is_certain(fault: SyntaxFault, runtime: Runtime) -> bool:
    """Whether the interpreter refuses it as our Python does."""
    if not runtime.is_pyodide:
        return not fault.host_too_old and fault.message.removeprefix(IN_FORMAT_STRING).startswith(REFUSED_IN_EVERY_WAY)
    if not fault.host_too_old:
        return True
    first = fault.newer or FIRST_UNKNOWN
    return all(version <= OWN or version < first for version in python_versions(runtime))


def _older(syntax: Syntax, script: Script | None, runtime: Runtime) -> Iterator[PythonFault]:
    """Grammar that the Python of every possible Pyodide lacks."""
    if not runtime.is_pyodide:
        return
    try:
        versions = python_versions(runtime)
    except Unknown:
        return
    faults = [fault_in(syntax.text, version) for version in versions]
    if faults and all(faults) and (fault := faults[-1]):
        yield PythonFault("syntax", fault.span, fault.message, script)


def python_versions(runtime: Runtime) -> tuple[tuple[int, int], ...]:
    """The versions of Python that a Runtime's Pyodide can have; raises Unknown if its config hides it."""
    from pyscript_doctor.knowledge.packages import pyodide_tags

    texts = {pyodide_tags(version).python for version in runtime.versions}
    return tuple(sorted((int(text.split(".")[0]), int(text.split(".")[1])) for text in texts))


def evaluates_annotations(runtime: Runtime) -> bool:
    """Whether it surely evaluates the annotations of parameters, results, attributes and globals when it runs them.

    Measured: MicroPython never does, and Python does not since 3.14.
    """
    try:
        return runtime.is_pyodide and all(version < LAZY_ANNOTATIONS for version in python_versions(runtime))
    except Unknown:
        return False


def imported_sources(runtime: Runtime) -> Iterator[Syntax | SyntaxFault]:
    """The local modules that reachable code imports, read or not."""
    wanted = {
        name for code in runtime.codes for each in code.imports if not each.soft for name in with_packages(each.module)
    }
    reader = runtime.page.resolver.reader
    for name, placed in runtime.filesystem.modules():
        path = placed.source.path if placed.source else None
        if name in wanted and path:
            syntax = reader.module(path) if runtime.is_pyodide else reader.python(path)
            if not isinstance(syntax, Unknown):
                yield syntax


def _cause(script: Script, fault: SyntaxFault, runtime: Runtime) -> str:
    if script.element is None or script.reference is not None:
        return "syntax"
    if _is_eaten(script, script.element, fault, runtime):
        return "html"
    return "indentation" if fault.message.startswith(INDENTATION) else "syntax"


def _is_eaten(script: Script, element: Element, fault: SyntaxFault, runtime: Runtime) -> bool:
    if script.kind is ScriptKind.ELEMENT:
        return not element.closed or isinstance(parse_python(_as_written(element)), Syntax)
    if not fault.message.startswith("unterminated"):
        return False
    text = element.text
    last_line = text.span(text.value.rfind("\n") + 1).start
    after = runtime.page.document.text.value[element.content_end :].partition(">")[2].partition("\n")[0]
    return fault.span.start >= last_line and any(quote in after for quote in QUOTES)


def _as_written(element: Element) -> Text:
    """What is between the tags, as if it were text: only its character references are decoded, and it is dedented."""
    from pyscript_doctor.parsers.html.character_references import decoded
    from pyscript_doctor.parsers.python.dedent import dedent

    markup = element.markup
    return dedent(markup.spliced(decoded(markup.value, 0, len(markup))))
