"""What Python's special methods of the project's own classes give, and Python refuses: `__iter__` that gives a list.

Measured in Pyodide 314 and MicroPython 1.28, which refuses less.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import CallExpression, Name
from pyscript_doctor.project.program.types import DATA, NOTHING, ONE_BY_ONE, TEXT, VIEWS
from pyscript_doctor.project.program.values import PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Definition
    from pyscript_doctor.parsers.python.syntax import Scope
    from pyscript_doctor.project.program.facts import Place, Refusal
    from pyscript_doctor.project.program.refusals import Refusals

SPECIAL = "special method"
"""The operation of these refusals; `function` is the method, and `types` what it gives."""
_ALL = DATA | ONE_BY_ONE | VIEWS
_WHOLE = frozenset({"builtins.int", "builtins.bool"})
_REFUSED = {
    "__init__": _ALL,
    "__iter__": DATA | VIEWS | {"builtins.range"},
    "__str__": _ALL - {TEXT},
    "__repr__": _ALL - {TEXT},
    "__format__": _ALL - {TEXT},
    "__len__": _ALL - _WHOLE,
    "__bool__": _ALL - {"builtins.bool"},
    "__int__": _ALL - _WHOLE,
    "__float__": _ALL - {"builtins.float"},
    "__hash__": _ALL - _WHOLE,
}
"""What each method can't give."""
_OF_BOTH = frozenset({"__init__", "__iter__"})
"""Those of which MicroPython refuses that too."""
_TELLING = frozenset({"__str__", "__repr__"})
_PRINT = PythonName("builtins.print")


def refused_results(refusals: Refusals, event: Definition, source: int, place: Place) -> Iterator[Refusal]:
    """What a special method returns, where Python refuses that."""
    method = refusals.evaluation.modules.scope(source, event.scope)
    name = method.name.rpartition(".")[2]
    refused = _REFUSED.get(name) if refusals.is_pyodide or name in _OF_BOTH else None
    if refused is None or not _is_plain_method(refusals, method, source):
        return
    for returned, context in method.returns:
        types = refusals.types(returned, context, source)
        if types and refused.issuperset(types):
            yield refusals.refusal(SPECIAL, types[:1], (returned,), source, place, function=name)
    if name in _TELLING and not method.returns and _prints(refusals, method, source):
        span = refusals.evaluation.modules.syntaxes[source].text.span(method.name_start, method.name_end)
        yield replace(refusals.refusal(SPECIAL, (NOTHING,), (), source, place, function=name), spans=(span,))


def _is_plain_method(refusals: Refusals, method: Scope, source: int) -> bool:
    if method.kind is not ScopeKind.FUNCTION or method.parent is None or method.decorators:
        return False
    owner = refusals.evaluation.modules.scope(source, method.parent)
    return owner.kind is ScopeKind.CLASS and not method.is_generator and not method.is_async


def _prints(refusals: Refusals, method: Scope, source: int) -> bool:
    """Whether a method prints, and so was meant to return text: one without a body may be there for a type checker."""
    calls = (each for each in method.events if isinstance(each, CallExpression) and isinstance(each.callee, Name))
    return any(refusals.evaluation.value(each.callee, source) == _PRINT for each in calls)
