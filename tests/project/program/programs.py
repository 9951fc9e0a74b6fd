"""Small programs, and their values in few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.parsers.python.parsing import Syntax, parse_python
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.program.analysis import Program, analyse
from pyscript_doctor.project.program.values import (
    Collection,
    Instance,
    JavaScriptValue,
    Literal,
    PythonFunction,
    PythonName,
    Result,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyscript_doctor.project.program.facts import Code, Place


def parsed(source: str, path: str = "main.py") -> Syntax:
    syntax = parse_python(Text.whole(path, source))
    assert isinstance(syntax, Syntax), syntax
    return syntax


def analysed(
    *scripts: str,
    modules: Mapping[str, str] | None = None,
    interpreter: str = "pyodide",
    thread: str = "main",
    opaque_modules: frozenset[str] = frozenset(),
    entry_points: tuple[str, ...] = (),
) -> tuple[Code, ...]:
    """The facts of scripts "script0.py", ... and of modules, by dotted name ("tools.__init__" is a package)."""
    sources = {
        name.removesuffix(".__init__"): parsed(source, name.replace(".", "/") + ".py")
        for name, source in (modules or {}).items()
    }
    program = Program(
        runtime=None,
        interpreter=Interpreter(interpreter),
        thread=Thread(thread),
        scripts=tuple(parsed(source, f"script{number}.py") for number, source in enumerate(scripts)),
        modules=sources,
        opaque_modules=opaque_modules,
        entry_points=entry_points,
    )
    return analyse(program)


def value_of(name: str, source: str, **program: object) -> str:
    """What a top-level name of a script comes to, in words."""
    return words(analysed(source, **program)[0].constants[name])  # type: ignore[arg-type]


def uses(code: Code) -> list[str]:
    """Each value that is used, in words."""
    return [words(use.value) for use in code.uses]


def calls(code: Code) -> list[str]:
    """Each call, in words."""
    return [
        f"{words(call.callee)}({', '.join(words(argument.value) for argument in call.arguments)})"
        for call in code.calls
    ]


def source_at(source: str, place: Place) -> str:
    """The source that a fact is about."""
    return source[place.span.start : place.span.end]


def words(value: Value) -> str:
    """A value in few words; JavaScript begins with its realm: `thread:`, `main:` or `module:`."""
    if isinstance(value, JavaScriptValue):
        return f"{value.realm.value}:{'.'.join(value.path)}"
    if isinstance(value, PythonName):
        return value.name
    if isinstance(value, PythonFunction):
        return f"<{value.kind} {value.name}>"
    if isinstance(value, Instance):
        return f"<instance of {value.of}>"
    if isinstance(value, Literal):
        return repr(value.value)
    if isinstance(value, Result):
        arguments = ", ".join(map(words, value.arguments))
        return ".".join((f"{words(value.callee)}({arguments})", *value.attributes))
    if isinstance(value, Collection):
        return f"{value.kind}[{', '.join(map(words, value.items))}]"
    return "undecided"
