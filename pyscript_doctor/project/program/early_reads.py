"""Names that are read before anything sets them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import ScopeKind
from pyscript_doctor.parsers.python.nodes import Attribute, Name, Operation
from pyscript_doctor.project.program.facts import EarlyRead
from pyscript_doctor.project.program.platform_names import BUILTINS
from pyscript_doctor.project.program.scopes import MAIN, MOST_BINDINGS, reaching

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.nodes import Event, Expression
    from pyscript_doctor.parsers.python.syntax import Binding, Scope
    from pyscript_doctor.project.program.evaluation import Evaluation
    from pyscript_doctor.project.program.facts import Place


def reads_unbound(evaluation: Evaluation, source: int, event: Event) -> bool:
    """Whether an expression starts with a name that its source binds nowhere, and that is not Python's own."""
    name = _name_in(event)
    if name is None or name.name in BUILTINS:
        return False
    return _home(evaluation, evaluation.modules.scope(source, name.context.scope), name.name, source) is None


def _name_in(event: Event | Expression) -> Name | None:
    """The name that an expression starts with: `a` of `a.b.c`."""
    while isinstance(event, Attribute):
        event = event.base
    return event if isinstance(event, Name) else None


def early_read(evaluation: Evaluation, source: int, event: Event, place: Place) -> EarlyRead | None:
    """The read of a name before it is set: the name belongs to its function, and each line that sets it comes later."""
    read = _name_in(event)
    if read is None or place.catches("UnboundLocalError"):
        return None
    modules = evaluation.modules
    scope = modules.scope(source, read.context.scope)
    home = _home(evaluation, scope, read.name, source)
    if home is None or home.runs_in != scope.runs_in:
        return None
    bindings = home.bindings[read.name]
    if len(bindings) > MOST_BINDINGS or any(binding.outside for binding in bindings):
        return None
    if reaching(bindings, read.start, read.context) and not _is_added_to_itself(read, bindings):
        return None
    if home.kind is ScopeKind.FUNCTION:
        namespace = modules.namespace_of(source)
        return EarlyRead(read.name, place, is_global=bool(modules.globals(namespace, read.name)))
    if _is_of_every_module(read.name) or not _is_unset(evaluation, source, read):
        return None
    return EarlyRead(read.name, place, is_global=False)


def _is_of_every_module(name: str) -> bool:
    """Whether the import may set a name before the module runs: `__path__ = extend_path(__path__, __name__)`."""
    return name.startswith("__") and name.endswith("__")


def _is_added_to_itself(read: Name, bindings: tuple[Binding, ...]) -> bool:
    """Whether it is read in `count += 1` or `row = add(row)`, in a loop, and nothing else sets it."""
    only = bindings[0]
    if len(bindings) == 1 and only.value is not None and only.context.guards == read.context.guards:
        return only.value.start <= read.start < only.value.end
    additions = [
        each.value for each in bindings if isinstance(each.value, Operation) and each.value.operator[-1] == "="
    ]
    return len(additions) == len(bindings) and any(each.operands[0] is read for each in additions)


def _home(evaluation: Evaluation, scope: Scope, name: str, source: int) -> Scope | None:
    """The function or module that a name belongs to; None for names of classes, and shared ones."""
    current: Scope | None = scope
    while current is not None:
        if name in current.shared or name in current.outer:
            return None
        if name in current.bindings:
            return current if current.kind in {ScopeKind.FUNCTION, ScopeKind.MODULE} else None
        current = None if current.parent is None else evaluation.modules.scope(source, current.parent)
    return None


def _is_unset(evaluation: Evaluation, source: int, read: Name) -> bool:
    """Whether nothing else gives the top level of a source such a name: an earlier script, a star import, Python."""
    modules = evaluation.modules
    namespace = modules.namespace_of(source)
    if read.name in BUILTINS or any(True for _ in modules.star_imports(namespace)):
        return False
    if namespace.name == MAIN and len(namespace.sources) > 1:
        return False
    return not _says_globals(modules.syntaxes[source].text.value)


@lru_cache(maxsize=256)
def _says_globals(text: str) -> bool:
    return "globals" in text
