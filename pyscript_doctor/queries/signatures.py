"""How to call what a call reaches: the project's own functions, the standard library's, and PyScript's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.micropython_calls import Counts, argument_counts
from pyscript_doctor.knowledge.packages import known_pyodides
from pyscript_doctor.knowledge.pyscript_calls import pyscript_signature
from pyscript_doctor.knowledge.signatures import Parameter, Signature
from pyscript_doctor.knowledge.standard_library import known_types, signature
from pyscript_doctor.project.program.named_tuples import tuple_type
from pyscript_doctor.project.program.types import type_of
from pyscript_doctor.project.program.values import FunctionKind, PythonFunction, PythonName, Result
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.assigned_attributes import may_be_replaced
from pyscript_doctor.queries.pyscript_api import in_each_release
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from pyscript_doctor.project.program.facts import Call, Code
    from pyscript_doctor.project.program.values import Value
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = [
    "CountedCall",
    "Counts",
    "KnownCall",
    "Signature",
    "counted_call",
    "counts_are_certain",
    "counts_of",
    "is_awaitable",
    "known_call",
    "outline",
    "signatures_of",
]

PRINT = "builtins.print"
WHEN = PythonName("pyscript.when")
FIRST_WITH_WRAPPER = "2026.3.1"
"""The first measured release in which `@when` replaces a function with parameters by one with one parameter."""
HELP_WITH_WHEN = (
    "Behind `@when` is a function that takes the event and nothing else. Give it `None`, or put what it does into a"
    " second function without `@when`, and call that one."
)
OF_THE_EVENT = Signature((Parameter("event", "positional or keyword", None),))


class KnownCall(NamedTuple):
    """What a call reaches.

    name: as a reader knows it, "display" or "json.dumps". signatures: one for each release, or version of the
    interpreter, that the page can load. own: what it is in the project; None if it is not the project's own. help: what
    to do if a call does not fit, if that is not the usual advice.
    """

    name: str
    signatures: tuple[Signature, ...]
    own: PythonFunction | None = None
    help: str = ""


def known_call(call: Call, runtime: Runtime) -> KnownCall | None:
    """The function or class that a call reaches, if we know how to call it. Raises Unknown."""
    if call.signature is not None and isinstance(call.callee, PythonFunction):
        return KnownCall(call.callee.name.rpartition(".")[2], (call.signature,), call.callee)
    if isinstance(call.callee, PythonFunction) and _is_wrapped(call.callee, runtime):
        return KnownCall(call.callee.name.rpartition(".")[2], (OF_THE_EVENT,), call.callee, HELP_WITH_WHEN)
    if call.signature is not None and (made := tuple_type(call.callee)):
        return KnownCall(made.name, (call.signature,))
    name = call.callee.name if isinstance(call.callee, PythonName) else _of_typed(call.callee)
    found = signatures_of(name, runtime)
    return KnownCall(name.removeprefix("builtins."), found) if found else None


class CountedCall(NamedTuple):
    """What a call reaches on MicroPython, which knows how many arguments a function takes, but not their names.

    name: as a reader knows it. outline: the call with the names that Python gives what it needs, "" if there are none.
    """

    name: str
    counts: Counts
    outline: str


def counted_call(call: Call, runtime: Runtime) -> CountedCall | None:
    """The MicroPython function that a call reaches, if it is known how many arguments it takes. Raises Unknown."""
    name = call.name or _of_typed(call.callee)
    counts = counts_of(name, runtime)
    return CountedCall(name.removeprefix("builtins."), counts, _outline_of(name, counts.least)) if counts else None


def counts_of(name: str, runtime: Runtime) -> Counts | None:
    """How many arguments "random.randint" takes on MicroPython, in all builds that a page can load. Raises Unknown."""
    if runtime.is_pyodide:
        return None
    try:
        found = [argument_counts(build, name) for build in runtime.versions]
    except ValueError:
        raise Unknown("version of the interpreter") from None
    known = [each for each in found if each is not None]
    if len(known) < len(found) or may_be_replaced(runtime, name):
        return None
    mosts = [each.most for each in known if each.most is not None]
    return Counts(min(each.least for each in known), max(mosts) if len(mosts) == len(known) else None)


def is_awaitable(name: str) -> bool:
    """Whether the result of "asyncio.sleep" must be awaited, as the newest Pyodide says."""
    known = _of_newest_python(name)
    return known is not None and known.awaitable


def _outline_of(name: str, least: int) -> str:
    """The call as Python would write it, if Python needs as many arguments."""
    known = _of_newest_python(name)
    if known is None or sum(each.required for each in known.parameters) != least:
        return ""
    return outline(name.removeprefix("builtins."), known)


def outline(name: str, known: Signature) -> str:
    """The call with the names of what it must get."""
    parts = [each.name for each in known.parameters if each.required and each.kind != "keyword only"]
    parts += [f"{each.name}=..." for each in known.parameters if each.required and each.kind == "keyword only"]
    return f"{name}({', '.join(parts)})"


def _of_newest_python(name: str) -> Signature | None:
    return signature(name, Interpreter.PYODIDE, known_pyodides()[-1])


def _of_typed(callee: Value) -> str:
    """The method of a standard type that a call reaches, "collections.deque.append"; "" for others."""
    if not isinstance(callee, Result) or not callee.attributes:
        return ""
    *before, method = callee.attributes
    owner = type_of(Result(callee.callee, callee.arguments, tuple(before)))
    return f"{owner}.{method}" if owner else ""


def _is_wrapped(function: PythonFunction, runtime: Runtime) -> bool:
    """Whether `@when` put a function in its place that takes only the event."""
    names = [each.callee if isinstance(each, Result) else each for each in function.decorators]
    is_plain = function.kind is FunctionKind.FUNCTION and function.most != 0
    if not is_plain or not names or any(name != WHEN for name in names):
        return False  # one of several functions tells no decorators
    return runtime.releases.since(FIRST_WITH_WRAPPER)


def signatures_of(name: str, runtime: Runtime) -> tuple[Signature, ...]:
    """How to call "pyscript.display" or "json.dumps" in each release or version; () if not known. Raises Unknown."""
    return _of_pyscript(name, runtime) if name.startswith("pyscript.") else _of_standard_library(name, runtime)


def counts_are_certain(call: Call, code: Code) -> bool:
    """Whether the number of arguments is certain: `str.upper(name)` passes a method what `name.upper()` does not."""
    if isinstance(call.callee, Result) and call.callee.attributes:
        return any(each.settled for each in code.attributes if each.name_span.end == call.callee_span.end)
    if not isinstance(call.callee, PythonName):
        return True
    owner = call.callee.name.rpartition(".")[0]
    if owner not in known_types() and not owner.rpartition(".")[2][:1].isupper():
        return True
    bases = [each.base for each in code.attributes if each.name_span.end == call.callee_span.end]
    return bool(bases) and not isinstance(bases[0], PythonName)


def _of_pyscript(name: str, runtime: Runtime) -> tuple[Signature, ...]:
    """Empty if a release does not have the name, or we do not know how to call it there."""
    found = []
    for known in in_each_release(pyscript_signature, name, runtime):
        if known is None:
            return ()
        found.append(known)
    return tuple(dict.fromkeys(found))


def _of_standard_library(name: str, runtime: Runtime) -> tuple[Signature, ...]:
    """Empty on MicroPython, which does not say how to call its functions. `print` is the same everywhere."""
    if name == PRINT:
        known = _of_newest_python(name)
        return () if known is None else (known,)
    if not runtime.is_pyodide or not _is_known_on_its_thread(name):
        return ()
    found = []
    for version in runtime.versions:
        try:
            known = signature(name, Interpreter.PYODIDE, version)
        except ValueError:
            raise Unknown("version of the interpreter") from None
        if known is None:
            return ()
        found.append(known)
    return tuple(dict.fromkeys(found))


def _is_known_on_its_thread(name: str) -> bool:
    """PyScript replaces `input` in terminals."""
    return name not in {"builtins.input", "builtins.help", "builtins.breakpoint"}
