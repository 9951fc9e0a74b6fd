"""Statements of `ast` read into records."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.annotations import annotation_of
from pyscript_doctor.parsers.python.cases import asked_by, case_branch
from pyscript_doctor.parsers.python.expressions import ExpressionReader
from pyscript_doctor.parsers.python.flow import awaits_inside, caught_names, expected_by, last_name, leaves, leaves_loop
from pyscript_doctor.parsers.python.kinds import BindingKind, Role, ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    Attribute,
    AttributeAssignment,
    CallExpression,
    Constant,
    Context,
    Definition,
    Expression,
    Imports,
    ImportStatement,
    LoopStatement,
)
from pyscript_doctor.parsers.python.operators import BINARY
from pyscript_doctor.parsers.python.scope_builder import MOST_GUARDS, Draft, Drafts, inside
from pyscript_doctor.parsers.python.syntax import Binding, Field
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyscript_doctor.parsers.python.offsets import Places

_DEFINITION = lazy_pattern(r"(?:async(?:\s|\\\r?\n)+)?(?:def|class)(?:\s|\\\r?\n)+")
_FROM = lazy_pattern(r"from(?:\s|\\\r?\n)*(?P<dots>(?:\.[.\s]*)?)(?P<module>[\w.]*)")
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException", "*"})

# Decorators that do not call the function, and do not pass it to anyone.
_QUIET_DECORATORS = frozenset(
    {"staticmethod", "classmethod", "property", "setter", "getter", "deleter", "cached_property", "wraps", "lru_cache"}
    | {"cache", "contextmanager", "asynccontextmanager", "abstractmethod", "overload", "override", "final"}
    | {"dataclass", "total_ordering", "singledispatch", "singledispatchmethod", "no_type_check"}
)


class StatementReader:
    """Reads the statements of one source into drafts of its scopes."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.drafts = Drafts()
        self.expressions = ExpressionReader(places, self.drafts)

    def read_module(self, module: ast.Module) -> None:
        """Reads everything."""
        self.block(module.body, Context(0))

    def block(self, statements: Sequence[ast.stmt], context: Context) -> Context:
        """Reads statements that follow one another, and returns the Context of their end.

        After a way out, the rest runs only if the way out was not taken.
        """
        for statement in statements:
            following = self.statement(statement, context)
            context = inside(context, test=Constant(0, 0, False)) if leaves([statement]) else following
        return context

    def statement(self, node: ast.stmt, context: Context) -> Context:
        """Reads one statement, and returns the Context of what follows it."""
        if isinstance(node, ast.Expr):
            self.expressions.read_as(Role.STATEMENT, node.value, context)
        elif isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            self._assignment(node, context)
        elif isinstance(node, ast.If):
            return self._if(node, context)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            self._function(node, context)
        elif isinstance(node, ast.ClassDef):
            self._class(node, context)
        elif isinstance(node, ast.Return):
            self._return(node, context)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            self._import(node, context)
        elif isinstance(node, (ast.For, ast.AsyncFor, ast.While)):
            self._loop(node, context)
        elif isinstance(node, (ast.With, ast.AsyncWith)):
            self._with(node, context)
        elif isinstance(node, ast.Global):
            self.drafts[context.scope].shared.update(node.names)
        elif isinstance(node, ast.Nonlocal):
            self.drafts[context.scope].outer.update(node.names)
        elif isinstance(node, ast.Match):
            return self._match(node, context)
        elif isinstance(node, ast.Raise):
            self._raise(node, context)
        elif isinstance(node, ast.Assert):
            return self._assert(node, context)
        elif isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
            self._try(node, context)
        else:
            self._other(node, context)
        return context

    def _other(self, node: ast.stmt, context: Context) -> None:
        """`del` (which reads only the object that its target belongs to), `pass`, and newer statements."""
        if type(node).__name__ == "TypeAlias":
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Attribute) and isinstance(node, ast.Delete):
                self.expressions.read(child.value, context)
            elif isinstance(child, ast.Subscript) and isinstance(node, ast.Delete):
                operands = (self.expressions.read(child.value, context), self.expressions.read(child.slice, context))
                self.expressions.operation(child, "delete item", operands, context)
            elif isinstance(child, ast.expr) and not isinstance(node, ast.Delete):
                self.expressions.read(child, context)

    def _assert(self, node: ast.Assert, context: Context) -> Context:
        """In a function, what follows it runs only if the test holds; at the top level most of them are tests."""
        test = self.expressions.read(node.test, context)
        if node.msg is not None:
            self.expressions.read(node.msg, context)
        in_function = self.drafts[context.scope].kind is ScopeKind.FUNCTION
        return inside(context, test=test) if in_function else context

    def _raise(self, node: ast.Raise, context: Context) -> None:
        if node.exc is not None:
            self.expressions.operation(node.exc, "raise", (self.expressions.read(node.exc, context),), context)
        if node.cause is not None:
            self.expressions.read(node.cause, context)

    def _return(self, node: ast.Return, context: Context) -> None:
        value = Constant(*self.expressions.place(node), None)
        returned = value if node.value is None else self.expressions.read(node.value, context)
        self.drafts.runner(context).returns.append((returned, context))

    # Assignments and imports

    def _assignment(self, node: ast.Assign | ast.AnnAssign | ast.AugAssign, context: Context) -> None:
        end = self.places.end(node)
        if isinstance(node, ast.Assign):
            value = self.expressions.read(node.value, context)
            for target in node.targets:
                self.expressions.bind_target(target, value, (), context, end)
        elif isinstance(node, ast.AnnAssign):
            default = None if node.value is None else self.expressions.read(node.value, context)
            if default is not None:
                self.expressions.bind_target(node.target, default, (), context, end)
            if isinstance(node.target, ast.Name):
                self._field(node, node.target.id, default, context)
            self._annotate(node, context)
        else:
            self._augmented(node, context, end)

    def _field(self, node: ast.AnnAssign, name: str, value: Expression | None, context: Context) -> None:
        draft = self.drafts[context.scope]
        if value is None:
            draft.declared.add(name)
        if draft.kind is ScopeKind.CLASS:
            written = self.places.source[self.places.start(node.annotation) : self.places.end(node.annotation)]
            draft.fields.append(Field(name, written, value))

    def _annotate(self, node: ast.AnnAssign, context: Context) -> None:
        """Notes the type of a name, or of an attribute that a method sets on its `self`."""
        draft, annotation = self.drafts[context.scope], annotation_of(node.annotation)
        target = node.target
        if annotation is None:
            return
        if isinstance(target, ast.Name):
            draft.types.setdefault(target.id, annotation)
        elif isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and draft.parent is not None:
            around = self.drafts[draft.parent]
            if around.kind is ScopeKind.CLASS and target.value.id == draft.parameters.first:
                around.types.setdefault(target.attr, annotation)

    def _augmented(self, node: ast.AugAssign, context: Context, end: int) -> None:
        value = self.expressions.read(node.value, context)
        operator = f"{BINARY[type(node.op)]}="
        if isinstance(node.target, ast.Attribute):
            base = self.expressions.read(node.target.value, context)
            place = self.expressions.place(node.target)
            self.drafts.record(context, AttributeAssignment(*place, base, node.target.attr, None, (), context))
            target: Expression = Attribute(*place, base, node.target.attr, context)
            self.expressions.operation(node, operator, (target, value), context)
            return
        target = self.expressions.read(node.target, context)
        operation = self.expressions.operation(node, operator, (target, value), context)
        self.expressions.bind_target(node.target, operation, (), context, end)

    def _import(self, node: ast.Import | ast.ImportFrom, context: Context) -> None:
        end = self.places.end(node)
        for statement in self._import_statements(node, context):
            self.drafts.record(context, statement)
            if statement.name == "*":
                self.drafts[context.scope].imported_all.append(statement)
            else:
                self.drafts.bind(statement.alias, Binding(BindingKind.IMPORT, end, context, statement=statement))

    def _import_statements(self, node: ast.Import | ast.ImportFrom, context: Context) -> Iterator[ImportStatement]:
        start = self.places.start(node)
        named = self._module_place(node, start) if isinstance(node, ast.ImportFrom) else None
        for alias in node.names:
            start, end = self.expressions.place(alias)
            if self.places.source.startswith(alias.name, start):
                end = start + len(alias.name)
            module = named or (start, end)
            renamed = alias.asname is not None
            if isinstance(node, ast.Import):
                bound = alias.asname or alias.name.partition(".")[0]
                yield ImportStatement(start, end, *module, alias.name, 0, None, bound, renamed, context)
            else:
                bound = alias.asname or alias.name
                yield ImportStatement(
                    start, end, *module, node.module or "", node.level, alias.name, bound, renamed, context
                )

    def _module_place(self, node: ast.ImportFrom, start: int) -> tuple[int, int] | None:
        match = _FROM.match(self.places.source, start)
        if match is None:
            return None
        if node.module is None:
            dots = match["dots"].rstrip()
            return match.start("dots"), match.start("dots") + len(dots)
        return match.start("dots"), match.end("module")

    # Functions and classes

    def _open(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, kind: ScopeKind, context: Context
    ) -> Draft:
        start = self.places.start(node)
        match = _DEFINITION.match(self.places.source, start)
        name_start = match.end() if match else start
        return self.drafts.open(kind, node.name, context.scope, (name_start, name_start + len(node.name)))

    def _decorate(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, number: int, context: Context
    ) -> list[Expression]:
        return [self._decorator(decorator, number, context) for decorator in node.decorator_list]

    def _decorator(self, node: ast.expr, number: int, context: Context) -> Expression:
        if isinstance(node, ast.Call):
            return self.expressions.read_call(node, context, decorates=number)
        expression = self.expressions.read(node, context)
        call = CallExpression(expression.start, expression.end, expression, (), context, decorates=number)
        self.drafts.record(context, call)
        return expression

    def _define(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, draft: Draft, context: Context
    ) -> None:
        decorated = any(last_name(decorator) not in _QUIET_DECORATORS for decorator in node.decorator_list)
        place = (draft.name_start, draft.name_end)
        self.drafts.record(context, Definition(*place, draft.number, decorated, context))
        kind = BindingKind.CLASS if draft.kind is ScopeKind.CLASS else BindingKind.FUNCTION
        bound_at = self.places.start(node.body[0])  # `class Card(Card):` still reads what had the name before
        self.drafts.bind(node.name, Binding(kind, bound_at, context, scope=draft.number))

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, context: Context) -> None:
        draft = self._open(node, ScopeKind.FUNCTION, context)
        draft.decorators = self._decorate(node, draft.number, context)
        draft.is_async = isinstance(node, ast.AsyncFunctionDef)
        draft.parameters = self.expressions.read_parameters(node.args, context)
        draft.gives = annotation_of(node.returns)
        self._define(node, draft, context)
        body = Context(draft.number)
        self.expressions.bind_parameters(node.args, body)
        draft.end = self.block(node.body, body)

    def _class(self, node: ast.ClassDef, context: Context) -> None:
        draft = self._open(node, ScopeKind.CLASS, context)
        draft.decorators = self._decorate(node, draft.number, context)
        draft.bases = [self.expressions.read(base, context) for base in node.bases]
        draft.has_keywords = bool(node.keywords)
        for keyword in node.keywords:
            self.expressions.read(keyword.value, context)
        self._define(node, draft, context)
        self.block(node.body, inside(context, scope=draft.number))

    # Branches

    def _if(self, node: ast.If, context: Context) -> Context:
        """A loop goes through a chain of `elif`, which may be long.

        What follows it runs only if no branch was taken that leaves.
        """
        test = self.expressions.read_as(Role.CONDITION, node.test, context)
        self.block(node.body, inside(context, test=test))
        following = inside(context, test=test) if leaves(node.orelse) else context
        leaving = leaves(node.body)
        following = inside(context, test=test, holds=False) if leaving else following
        while len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
            node = node.orelse[0]
            context = inside(context, test=test, holds=False) if len(context.guards) < MOST_GUARDS else context
            test = self.expressions.read_as(Role.CONDITION, node.test, context)
            self.block(node.body, inside(context, test=test))
            leaving = leaving and leaves(node.body)
            following = inside(following, test=test, holds=False) if leaving else following
        self.block(node.orelse, inside(context, test=test, holds=False))
        return following

    def _match(self, node: ast.Match, context: Context) -> Context:
        """What follows it runs only if no case was taken that leaves."""
        subject, following = self.expressions.read(node.subject, context), context
        for case in node.cases:
            asked = asked_by(self.expressions, subject, case, context)
            self.block(case.body, case_branch(self.expressions, case, asked, context))
            following = inside(following, test=asked, holds=False) if leaves(case.body) else following
        return following

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While, context: Context) -> None:
        within = inside(context, loop=self.drafts.loop())
        test: Expression | None = None
        if isinstance(node, ast.While):
            test = self.expressions.read_as(Role.CONDITION, node.test, within)
            header = test.end
            body = inside(within, test=test)
        else:
            header = self._iterate(node, within, context).end
            body = within
        self.drafts.record(
            context,
            LoopStatement(
                self.places.start(node),
                header,
                self.places.end(node.body[-1]),
                test,
                awaits=isinstance(node, ast.AsyncFor) or awaits_inside(node.body),
                leaves=leaves_loop(node.body),
                context=context,
            ),
        )
        self.block(node.body, body)
        self.block(node.orelse, inside(context))

    def _iterate(self, node: ast.For | ast.AsyncFor, within: Context, context: Context) -> Expression:
        if isinstance(node, ast.AsyncFor):
            self.expressions.awaits.note(node, node.iter, self.drafts.runner(context))
        role = Role.ITERATED if isinstance(node, ast.For) else Role.OTHER
        iterated = self.expressions.read_as(role, node.iter, context)
        operator = "async iterate" if isinstance(node, ast.AsyncFor) else "iterate"
        self.expressions.operation(node.iter, operator, (iterated,), context)
        self.expressions.bind_target(node.target, iterated, ("iterate",), within, iterated.end)
        return iterated

    def _with(self, node: ast.With | ast.AsyncWith, context: Context) -> None:
        suppressed: set[str] = set()
        for item in node.items:
            if isinstance(node, ast.AsyncWith):
                self.expressions.awaits.note(node, item.context_expr, self.drafts.runner(context))
            value = self.expressions.read(item.context_expr, context)
            operator = "async with" if isinstance(node, ast.AsyncWith) else "with"
            self.expressions.operation(item.context_expr, operator, (value,), context)
            suppressed.update(expected_by(item.context_expr))
            if item.optional_vars is not None:
                self.expressions.bind_target(item.optional_vars, value, ("enter",), context, value.end)
        self.block(node.body, inside(context, tried=frozenset(suppressed)) if suppressed else context)

    def _try(self, node: ast.stmt, context: Context) -> None:
        body: list[ast.stmt] = getattr(node, "body", [])
        handlers: list[ast.ExceptHandler] = getattr(node, "handlers", [])
        final: list[ast.stmt] = getattr(node, "finalbody", [])
        tried = frozenset(name for handler in handlers for name in caught_names(handler.type))
        if final and isinstance(final[-1], (ast.Return, ast.Break, ast.Continue)):
            tried |= {"*"}  # it ends there, whatever was raised
        imports = self._attempted(body, context) if tried & _IMPORT_ERRORS else None
        within = inside(context, tried=tried, test=imports)
        self.block(body, within)
        for handler in handlers:
            self._handler(handler, context, imports)
        self.block(getattr(node, "orelse", []), inside(context, test=imports))
        self.block(final, context)

    def _handler(self, handler: ast.ExceptHandler, context: Context, imports: Imports | None) -> None:
        caught = frozenset(caught_names(handler.type))
        test = imports if caught & _IMPORT_ERRORS else None
        branch = inside(context, test=test, holds=False, handled=caught)
        if handler.type is not None:
            caught_by = self.expressions.read(handler.type, branch)
            if not isinstance(handler.type, (ast.Name, ast.Attribute, ast.Tuple)):
                self.expressions.operation(handler.type, "except", (caught_by,), branch)
        if handler.name:
            self.drafts.bind(handler.name, Binding(BindingKind.CAUGHT, self.places.start(handler), branch))
        self.block(handler.body, branch)

    def _attempted(self, body: list[ast.stmt], context: Context) -> Imports | None:
        """The imports that are directly in the body of a `try`."""
        statements = tuple(
            statement
            for node in body
            if isinstance(node, (ast.Import, ast.ImportFrom))
            for statement in self._import_statements(node, context)
        )
        alone = all(isinstance(node, (ast.Import, ast.ImportFrom)) or _is_harmless(node) for node in body)
        return Imports(statements, alone) if statements else None


def _is_harmless(node: ast.stmt) -> bool:
    """Whether a statement cannot fail: a constant is assigned to a name, or `pass`."""
    if isinstance(node, ast.Assign):
        return isinstance(node.value, ast.Constant) and all(isinstance(target, ast.Name) for target in node.targets)
    return isinstance(node, (ast.Pass, ast.FunctionDef, ast.AsyncFunctionDef))
