"""The patterns of `match`: what they read, and which names they bind."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.python.kinds import BindingKind
from pyscript_doctor.parsers.python.nodes import ComparisonExpression, Opaque
from pyscript_doctor.parsers.python.scope_builder import inside
from pyscript_doctor.parsers.python.syntax import Binding

if TYPE_CHECKING:
    from pyscript_doctor.parsers.python.expressions import ExpressionReader
    from pyscript_doctor.parsers.python.nodes import Context, Expression


def asked_by(expressions: ExpressionReader, subject: Expression, case: ast.match_case, context: Context) -> Expression:
    """The condition that a `case` stands for."""
    place = expressions.place(case.pattern)
    return ComparisonExpression(*place, (subject, Opaque(*place)), ("match",), context)


def case_branch(expressions: ExpressionReader, case: ast.match_case, asked: Expression, context: Context) -> Context:
    """The Context of the code in a `case`, with the names that it binds."""
    branch = inside(context, test=asked)
    for part in ast.walk(case.pattern):
        name = getattr(part, "rest", None) or getattr(part, "name", None)
        if isinstance(part, ast.pattern) and isinstance(name, str):
            _, end = expressions.place(part)
            expressions.drafts.bind(name, Binding(BindingKind.OTHER, end, branch))
        if isinstance(part, ast.MatchValue):
            expressions.read(part.value, branch)
        if isinstance(part, ast.MatchClass):
            expressions.read(part.cls, branch)
    return branch if case.guard is None else inside(branch, test=expressions.read(case.guard, branch))
