"""Expressions of `ast` read into records."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from pyscript_doctor.parsers.python.annotations import annotations_of
from pyscript_doctor.parsers.python.awaits import Awaits
from pyscript_doctor.parsers.python.format_strings import fixed_form, is_plain, is_well_placed
from pyscript_doctor.parsers.python.kinds import BindingKind, CollectionKind, Role, ScopeKind
from pyscript_doctor.parsers.python.nodes import (
    ArgumentSyntax,
    Attribute,
    AttributeAssignment,
    AwaitExpression,
    Boolean,
    CallExpression,
    ComparisonExpression,
    Comprehension,
    Conditional,
    Constant,
    Context,
    Display,
    Expression,
    FormatString,
    LambdaExpression,
    Name,
    Negation,
    Opaque,
    Operation,
    Step,
    SubscriptExpression,
    Sum,
)
from pyscript_doctor.parsers.python.operators import BINARY, COMPARISONS, MOST_OPERATORS, UNARY
from pyscript_doctor.parsers.python.scope_builder import Drafts, inside
from pyscript_doctor.parsers.python.syntax import Binding, Parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pyscript_doctor.parsers.python.offsets import Placed, Places

# A deeper expression is not followed: records must be small enough for pickle and for recursion.
MOST_DEPTH = 80

_DISPLAYS: dict[type[ast.expr], CollectionKind] = {
    ast.List: CollectionKind.LIST,
    ast.Tuple: CollectionKind.TUPLE,
    ast.Set: CollectionKind.SET,
}
_WITHOUT_HASH = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_COMPREHENSIONS: dict[type[ast.expr], CollectionKind] = {
    ast.ListComp: CollectionKind.LIST,
    ast.SetComp: CollectionKind.SET,
    ast.DictComp: CollectionKind.DICT,
    ast.GeneratorExp: CollectionKind.GENERATOR,
}


class ExpressionReader:
    """Reads expressions, notes what happens in them, and binds the names that they bind."""

    def __init__(self, places: Places, drafts: Drafts) -> None:
        self.places = places
        self.drafts = drafts
        self.awaits = Awaits()
        self._depth = 0
        self._whole: tuple[int, int] | None = None
        self._role: tuple[ast.expr | None, Role] = (None, Role.OTHER)
        self._earliest: int | None = None  # where a name is set already: `print(name) if (name := ask()) else None`
        self._readers: dict[type[ast.expr], Callable[[Any, Context], Expression]] = {
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Call: self.read_call,
            ast.Constant: self._constant,
            ast.List: self._display,
            ast.Tuple: self._display,
            ast.Set: self._display,
            ast.Dict: self._dict,
            ast.Subscript: self._subscript,
            ast.Slice: self._slice,
            ast.Compare: self._compare,
            ast.BoolOp: self._boolean,
            ast.BinOp: self._binary,
            ast.UnaryOp: self._unary,
            ast.Await: self._await,
            ast.Lambda: self._lambda,
            ast.IfExp: self._conditional,
            ast.NamedExpr: self._named,
            ast.ListComp: self._comprehension,
            ast.SetComp: self._comprehension,
            ast.GeneratorExp: self._comprehension,
            ast.DictComp: self._comprehension,
            ast.JoinedStr: self._format_string,
        }

    def place(self, node: Placed) -> tuple[int, int]:
        """The offsets of a node; those of the f-string around it if its own are not known."""
        return self._whole or (self.places.start(node), self.places.end(node))

    def read(self, node: ast.expr, context: Context) -> Expression:
        """The record of an expression; what happens in it is noted."""
        expression = self._read(node, context)
        if isinstance(expression, (Name, Attribute)):
            self.drafts.record(context, expression)
        return expression

    def read_as(self, role: Role, node: ast.expr, context: Context) -> Expression:
        """As `read`, for an expression that is something on its own, such as a statement."""
        self._role = (node, role)
        return self.read(node, context)

    def _read(self, node: ast.expr, context: Context) -> Expression:
        """As `read`, but a name or attribute is not noted yet: a longer one may follow."""
        if self._depth >= MOST_DEPTH:
            return Opaque(*self.place(node))
        self._depth += 1
        reader = self._readers.get(type(node), self._other)
        expression = reader(node, context)
        self._depth -= 1
        return expression

    def _name(self, node: ast.Name, context: Context) -> Name:
        return Name(*self.place(node), node.id, context, self._role_of(node))

    def _attribute(self, node: ast.Attribute, context: Context) -> Attribute:
        role = self._role_of(node)
        return Attribute(*self.place(node), self._read_base(node.value, context), node.attr, context, role)

    def _role_of(self, node: ast.expr) -> Role:
        return self._role[1] if node is self._role[0] else Role.OTHER

    def _constant(self, node: ast.Constant, context: Context) -> Constant:
        return Constant(*self.place(node), None if node.value is ... else node.value)

    def _display(self, node: ast.List | ast.Tuple | ast.Set, context: Context) -> Display:
        items = tuple(self._items(node.elts, context))
        if isinstance(node, ast.Set):
            self._keys(node.elts, items, context)
        return Display(*self.place(node), _DISPLAYS[type(node)], items)

    def _keys(self, nodes: Sequence[ast.expr | None], items: Sequence[Expression | None], context: Context) -> None:
        """Notes the keys of a dict, or the items of a set, that are written as a list, a dict or a set."""
        for node, item in zip(nodes, items, strict=True):
            if item is not None and isinstance(node, _WITHOUT_HASH):
                self.operation(node, "key", (item,), context)

    def _unary(self, node: ast.UnaryOp, context: Context) -> Expression:
        if isinstance(node.op, ast.Not):
            return Negation(*self.place(node), self.read_as(Role.CONDITION, node.operand, context))
        operand = self.read(node.operand, context)
        value = operand.value if isinstance(operand, Constant) else None
        if isinstance(node.op, ast.USub) and isinstance(value, (int, float, complex)):
            return Constant(*self.place(node), -value)
        return self.operation(node, UNARY[type(node.op)], (operand,), context)

    def _read_base(self, node: ast.expr, context: Context) -> Expression:
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self._read(node, context)
        return self.read(node, context)

    def _items(self, nodes: Iterable[ast.expr], context: Context) -> Iterable[Expression | None]:
        for node in nodes:
            if isinstance(node, ast.Starred):
                self.read(node.value, context)
                yield None
            else:
                yield self.read(node, context)

    def _dict(self, node: ast.Dict, context: Context) -> Display:
        keys = tuple(None if key is None else self.read(key, context) for key in node.keys)
        self._keys(node.keys, keys, context)
        return Display(
            *self.place(node), CollectionKind.DICT, tuple(self.read(value, context) for value in node.values), keys
        )

    # Calls and what awaits them

    def read_call(self, node: ast.Call, context: Context, decorates: int | None = None) -> CallExpression:
        """Reads a call; `decorates` is the number of the scope that it decorates."""
        role = self._role_of(node)
        self.awaits.note_call(node, self.drafts.runner(context))
        callee = self.read(node.func, context)
        arguments = [*(self._argument(argument, context) for argument in node.args)]
        arguments += [self._keyword(keyword, context) for keyword in node.keywords]
        call = CallExpression(
            *self.place(node),
            callee,
            tuple(arguments),
            context,
            awaited=self.awaits.is_awaited(node),
            scheduled=self.awaits.is_scheduled(node),
            decorates=decorates,
            role=role,
        )
        self.drafts.record(context, call)
        return call

    def _argument(self, node: ast.expr, context: Context) -> ArgumentSyntax:
        starred = isinstance(node, ast.Starred)
        value = self.read(node.value if isinstance(node, ast.Starred) else node, context)
        return ArgumentSyntax(*self.place(node), value, None, starred)

    def _keyword(self, node: ast.keyword, context: Context) -> ArgumentSyntax:
        value = self.read(node.value, context)
        return ArgumentSyntax(value.start, value.end, value, node.arg or "**", False)

    def _await(self, node: ast.Await, context: Context) -> AwaitExpression:
        self.awaits.note(node, node.value, self.drafts.runner(context))
        operand = self.read(node.value, context)
        self.operation(node, "await", (operand,), context)
        return AwaitExpression(*self.place(node), operand)

    # Operators

    def _subscript(self, node: ast.Subscript, context: Context) -> SubscriptExpression:
        value, key = self.read(node.value, context), self.read(node.slice, context)
        subscript = SubscriptExpression(*self.place(node), value, key, context)
        self.drafts.record(context, subscript)
        return subscript

    def _slice(self, node: ast.Slice, context: Context) -> Display:
        bounds = (node.lower, node.upper, node.step)
        place = self.place(node)
        items = tuple(self.read(each, context) if each else Constant(*place, None) for each in bounds)
        return Display(*place, CollectionKind.SLICE, items)

    def _compare(self, node: ast.Compare, context: Context) -> ComparisonExpression:
        operands = tuple(self.read(operand, context) for operand in (node.left, *node.comparators))
        operators = tuple(COMPARISONS[type(operator)] for operator in node.ops)
        comparison = ComparisonExpression(*self.place(node), operands, operators, context)
        self.drafts.record(context, comparison)
        return comparison

    def _boolean(self, node: ast.BoolOp, context: Context) -> Boolean:
        conjunction = isinstance(node.op, ast.And)
        operands: list[Expression] = []
        for operand in node.values:
            expression = self.read(operand, context)
            operands.append(expression)
            context = inside(context, test=expression, holds=conjunction)
        return Boolean(*self.place(node), "and" if conjunction else "or", tuple(operands))

    def _conditional(self, node: ast.IfExp, context: Context) -> Conditional:
        self._earliest, outer = self.place(node)[0], self._earliest
        test = self.read_as(Role.CONDITION, node.test, context)
        self._earliest = outer
        body = self.read(node.body, inside(context, test=test))
        return Conditional(
            *self.place(node), test, body, self.read(node.orelse, inside(context, test=test, holds=False))
        )

    def _binary(self, node: ast.BinOp, context: Context) -> Expression:
        """A loop goes through a chain of operators on the left side: long sums of strings are common."""
        chain: list[ast.BinOp] = []
        current: ast.expr = node
        while isinstance(current, ast.BinOp):
            chain.append(current)
            current = current.left
        chain.reverse()
        read = (self.read(current, context), *(self.read(each.right, context) for each in chain))
        if all(isinstance(each.op, ast.Add) for each in chain):
            self.operation(node, "+", read, context)
            return Sum(*self.place(node), read)
        if len(chain) > MOST_OPERATORS:
            return Opaque(*self.place(node))
        found = read[0]
        for each, operand in zip(chain, read[1:], strict=True):
            found = self.operation(each, BINARY[type(each.op)], (found, operand), context)
        return found

    def operation(
        self,
        node: Placed,
        operator: str,
        operands: tuple[Expression, ...],
        context: Context,
        steps: tuple[Step, ...] = (),
        names: int = 0,
    ) -> Operation:
        """Notes an operation that its operands must be suited for."""
        found = Operation(*self.place(node), operator, operands, context, steps, names)
        self.drafts.record(context, found)
        return found

    def _named(self, node: ast.NamedExpr, context: Context) -> Expression:
        value = self.read(node.value, context)
        home = context
        while self.drafts[home.scope].kind is ScopeKind.COMPREHENSION and home.parent is not None:
            home = home.parent
        position = self.place(node)[1] if self._earliest is None else self._earliest
        binding = Binding(BindingKind.VALUE, position, inside(home, loop=context.loop), value=value)
        self.drafts.bind(node.target.id, binding)
        return value

    # Scopes inside expressions

    def _lambda(self, node: ast.Lambda, context: Context) -> LambdaExpression:
        parameters = self.read_parameters(node.args, context)
        place = self.place(node)
        draft = self.drafts.open(ScopeKind.LAMBDA, "<lambda>", context.scope, place)
        body = Context(draft.number)
        draft.parameters = parameters
        self.bind_parameters(node.args, body)
        draft.returns.append((self.read(node.body, body), body))
        expression = LambdaExpression(*place, draft.number, context)
        self.drafts.record(context, expression)
        return expression

    def read_parameters(self, arguments: ast.arguments, context: Context) -> Parameters:
        """The parameters of a function. Their defaults are read where the function is defined."""
        positional = [parameter.arg for parameter in (*arguments.posonlyargs, *arguments.args)]
        required = len(positional) - len(arguments.defaults)
        named = [*zip(positional[required:], arguments.defaults, strict=True)]
        named += [
            (parameter.arg, default)
            for parameter, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
            if default is not None
        ]
        defaults = tuple((name, self.read(default, context)) for name, default in named)
        return Parameters(
            tuple(positional),
            required,
            None if arguments.vararg else len(positional),
            defaults,
            len(arguments.posonlyargs),
            tuple(parameter.arg for parameter in arguments.kwonlyargs),
            arguments.kwarg is not None,
            annotations_of(arguments),
        )

    def bind_parameters(self, arguments: ast.arguments, context: Context) -> None:
        """Notes the parameters of a function in its own scope."""
        plain = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for parameter in plain:
            self.drafts.bind(parameter.arg, Binding(BindingKind.PARAMETER, -1, context))
        for rest in (arguments.vararg, arguments.kwarg):
            if rest is not None:
                self.drafts.bind(rest.arg, Binding(BindingKind.OTHER, -1, context))

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp, context: Context
    ) -> Comprehension:
        place = self.place(node)
        role = Role.OTHER if isinstance(node, ast.GeneratorExp) else self._role_of(node)
        draft = self.drafts.open(ScopeKind.COMPREHENSION, "", context.scope, place)
        within = inside(context, scope=draft.number, loop=self.drafts.loop())
        for index, generator in enumerate(node.generators):
            if generator.is_async:
                self.awaits.note(generator.iter, generator.iter, self.drafts.runner(context))
            purpose = Role.OTHER if generator.is_async else Role.ITERATED
            around = context if index == 0 else within
            iterated = self.read_as(purpose, generator.iter, around)
            self.operation(generator.iter, "async iterate" if generator.is_async else "iterate", (iterated,), around)
            self.bind_target(generator.target, iterated, ("iterate",), within, iterated.end)
            for condition in generator.ifs:
                within = inside(within, test=self.read(condition, within))
        key = self.read(node.key, within) if isinstance(node, ast.DictComp) else None
        purpose = Role.STATEMENT if role is Role.STATEMENT else Role.OTHER
        item = self.read_as(purpose, node.value if isinstance(node, ast.DictComp) else node.elt, within)
        return Comprehension(*place, _COMPREHENSIONS[type(node)], item, key)

    # Everything else

    def _other(self, node: ast.expr, context: Context) -> Expression:
        """Expressions whose value is not followed: slices, yields, starred expressions, newer syntax."""
        place = self.place(node)
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            self.drafts.runner(context).is_generator = True
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.read(child, context)
        return Opaque(*place)

    def _format_string(self, node: ast.JoinedStr, context: Context) -> Expression:
        place = self.place(node)
        if all(isinstance(part, ast.Constant) for part in node.values):
            return Constant(*place, "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant)))
        around = self._whole
        operands: list[Expression] = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                operands.append(Constant(*place, str(part.value)))
            elif isinstance(part, ast.FormattedValue):
                self._whole = around or (None if is_well_placed(part, self.places) else place)
                operands.append(self.read(part.value, context))
                if part.format_spec is not None:
                    self._form(part, part.format_spec, operands[-1], context)
                    self._whole = around or place
                    self.read(part.format_spec, context)
        self._whole = around
        return FormatString(*place, tuple(operands) if is_plain(node) else ())

    def _form(self, part: ast.FormattedValue, form: ast.expr, value: Expression, context: Context) -> None:
        """Notes that a value is formatted, as in `{price:.2f}`, if the format is known and the value is not changed."""
        written = fixed_form(form) if part.conversion == -1 else None
        if written:
            self.operation(part, "format", (value, Constant(*self.place(part), written)), context)

    # Targets of assignments

    def bind_target(
        self, target: ast.expr, value: Expression | None, steps: tuple[Step, ...], context: Context, position: int
    ) -> None:
        """Binds what is left of `=`, after `for` or after `as`; value is None if it is not known."""
        if isinstance(target, ast.Name):
            kind = BindingKind.OTHER if value is None else BindingKind.VALUE
            self.drafts.bind(target.id, Binding(kind, position, context, value=value, steps=steps))
        elif isinstance(target, (ast.Tuple, ast.List)):
            if value is not None and not any(isinstance(each, ast.Starred) for each in target.elts):
                self.operation(target, "unpack", (value,), context, steps, len(target.elts))
            self._bind_items(target.elts, value, steps, context, position)
        elif isinstance(target, ast.Starred):
            self.bind_target(target.value, value, steps, context, position)
        elif isinstance(target, ast.Attribute):
            base = self.read(target.value, context)
            assignment = AttributeAssignment(*self.place(target), base, target.attr, value, steps, context)
            self.drafts.record(context, assignment)
        elif isinstance(target, ast.Subscript):
            base, key = self.read(target.value, context), self.read(target.slice, context)
            self.operation(target, "set item", (base, key), context)

    def _bind_items(
        self,
        targets: list[ast.expr],
        value: Expression | None,
        steps: tuple[Step, ...],
        context: Context,
        position: int,
    ) -> None:
        starred = False
        for index, target in enumerate(targets):
            starred = starred or isinstance(target, ast.Starred)
            self.bind_target(target, value, (*steps, "rest" if starred else index), context, position)
