"""Items that a list, dict or string in the program certainly does not have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.parsers.python.kinds import BindingKind, CollectionKind
from pyscript_doctor.parsers.python.nodes import Attribute, Constant, Display, Name, SubscriptExpression
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.facts import MissingItem
from pyscript_doctor.project.program.values import Literal, PythonName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.python.nodes import Event, Expression, ImportStatement
    from pyscript_doctor.project.program.certainty import Certainty
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.facts import Place
    from pyscript_doctor.project.program.scopes import Bound

MOST_KEYS = 200
"""The keys of a larger dict are not compared with what is asked for."""

ENVIRONMENT = frozenset({"USER", "LOGNAME", "PATH", "PWD", "HOME", "LANG", "PYTHONINSPECT", "_"})
"""The variables of Pyodide. Measured from PyScript 2024.1.1 to 2026.7.3, on both threads."""
_ENVIRON = lazy_pattern(
    r"\bdel\s[^\n]*environ|dotenv|putenv"
    r"|\benviron\b(?!\s*(?:\[[^\]\n]*\](?!\s*[+|]?=(?!=))|\.\s*get\b))(?<!import environ)"
)
_ARGV = lazy_pattern(r"\bdel\s[^\n]*\bargv\b|\bargv\b(?!\s*\[[^\]\n:]*\](?!\s*[+|]?=(?!=)))(?<!import argv)")
"""What does more than read items of them."""
_BY_KEY = frozenset({"dict", "environ"})
_GROWING = frozenset({CollectionKind.LIST, CollectionKind.DICT})
_SEQUENCES = frozenset({CollectionKind.LIST, CollectionKind.TUPLE})


def missing_items(
    evaluation: Evaluation, certainty: Certainty, event: Event, source: int, place: Place
) -> Iterator[MissingItem]:
    """The missing item of `value[key]`, if the value is written in the program and nothing changes it."""
    if isinstance(event, SubscriptExpression) and not certainty.sets_names:
        for found in _missing(evaluation, certainty, event, source, place):
            if not place.catches("KeyError" if found.kind in _BY_KEY else "IndexError"):
                yield found


def _missing(
    evaluation: Evaluation, certainty: Certainty, event: SubscriptExpression, source: int, place: Place
) -> Iterator[MissingItem]:
    holder, key = event.value, event.key
    asked = evaluation.value(key, source)
    if isinstance(holder, (Name, Attribute)) and isinstance(asked, Literal):
        yield from _of_the_system(evaluation, holder, asked.value, key, source, place)
    found = shown(evaluation, certainty, holder, source)
    if found is None or not isinstance(asked, Literal) or not certainty.is_settled(key, source, event.context):
        return
    written, home = found
    span = evaluation.modules.syntaxes[source].text.span(key.start, key.end)
    value = asked.value
    one = value if isinstance(value, str) and isinstance(key, Constant) else None
    if any(certainty.asks_about(each, source, event.context, one) for each in (holder, key)):
        return
    if isinstance(written, Constant):
        size = len(written.value) if isinstance(written.value, str) else 0
        if isinstance(value, int) and not -size <= value < size:
            yield MissingItem("str", value, (), size, span, place)
    elif written.kind in _SEQUENCES and None not in written.items and isinstance(value, int):
        size = len(written.items)
        if not -size <= value < size:
            yield MissingItem(written.kind.value, value, (), size, span, place)
    elif written.kind is CollectionKind.DICT and isinstance(value, (str, int)) and len(written.keys) <= MOST_KEYS:
        keys = [None if each is None else evaluation.value(each, home) for each in written.keys]
        known = [each.value for each in keys if isinstance(each, Literal)]
        if len(known) == len(keys) and value not in known:
            names = tuple(each for each in known if isinstance(each, str))
            yield MissingItem("dict", value, names, len(keys), span, place)


def _of_the_system(
    evaluation: Evaluation, holder: Expression, asked: object, key: Expression, source: int, place: Place
) -> Iterator[MissingItem]:
    """`os.environ["API_KEY"]`, `sys.argv[1]`: a page gets no variables and no arguments, unless it sets them itself."""
    value = evaluation.value(holder, source)
    span = evaluation.modules.syntaxes[source].text.span(key.start, key.end)
    is_pyodide = evaluation.program.interpreter is Interpreter.PYODIDE
    if value == PythonName("os.environ") and isinstance(asked, str) and is_pyodide:
        if asked not in ENVIRONMENT and _is_only_read(evaluation, _ENVIRON) and not _looks_for(evaluation, asked):
            yield MissingItem("environ", asked, (), 0, span, place)
    elif value == PythonName("sys.argv") and isinstance(asked, int) and _is_only_read(evaluation, _ARGV):
        size = 1 if is_pyodide else 0
        if not -size <= asked < size:
            yield MissingItem("argv", asked, (), size, span, place)


def _is_only_read(evaluation: Evaluation, otherwise: re.Pattern[str]) -> bool:
    """Whether the sources of the program only read items: none checks first, and none sets anything."""
    return not any(otherwise.search(syntax.text.value) for syntax in evaluation.modules.syntaxes)


def _looks_for(evaluation: Evaluation, variable: str) -> bool:
    """Whether the program checks somewhere whether there is such a variable: `if os.environ.get("API_KEY"):`."""
    asks = re.compile(rf"\b(?:environ\s*\.\s*get|getenv)\s*\(\s*([\"']){re.escape(variable)}\1")
    return any(asks.search(syntax.text.value) for syntax in evaluation.modules.syntaxes)


def shown(
    evaluation: Evaluation, certainty: Certainty, holder: Expression, source: int
) -> tuple[Display | Constant, int] | None:
    """The display or string that a value certainly is, as it was written, and the source that it is in."""
    if isinstance(holder, Display) or (isinstance(holder, Constant) and isinstance(holder.value, str)):
        return holder, source
    if not isinstance(holder, Name):
        return None
    bounds = evaluation.modules.bindings(holder, source)
    if len(bounds) == 1 and bounds[0].binding.statement is not None:
        bounds = _imported(evaluation, bounds[0].binding.statement, bounds[0].source)
    if len(bounds) != 1 or certainty.may_change(holder, source):
        return None
    binding = bounds[0].binding
    is_one = binding.kind is BindingKind.VALUE and not binding.steps and not binding.outside
    if not is_one or not isinstance(binding.value, (Display, Constant)):
        return None
    if isinstance(binding.value, Display) and binding.value.kind in _GROWING and holder.name in certainty.changed:
        return None
    return shown(evaluation, certainty, binding.value, bounds[0].source)


def _imported(evaluation: Evaluation, statement: ImportStatement, source: int) -> tuple[Bound, ...]:
    """What a module of the project binds to the name that an import takes from it, under the same name."""
    namespace = evaluation.modules.namespaces.get(evaluation.modules.absolute(statement, source))
    if namespace is None or statement.name is None or statement.renamed:
        return ()
    return tuple(evaluation.modules.at_the_end(namespace, statement.name))
