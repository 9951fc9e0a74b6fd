"""Calls whose arguments do not fit the function."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor import (
    ACTION_FAILS,
    ERROR,
    SCRIPT_DIES,
    UNSAFE,
    Finding,
    FunctionKind,
    JavaScriptValue,
    Related,
    Span,
    fix_of,
    rule,
)
from pyscript_doctor.queries.edits import respelling, with_parameter
from pyscript_doctor.queries.javascript_types import JavaScriptFunction, type_of
from pyscript_doctor.queries.named_workers import access_of, exported_function
from pyscript_doctor.queries.own_modules import nearest
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.signatures import counted_call, counts_are_certain, known_call, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Effect, Fix, Project, Runtime
    from pyscript_doctor.queries.named_workers import Access
    from pyscript_doctor.queries.signatures import CountedCall, Counts, KnownCall

MOST_BETWEEN = len(" = ")
OTHERS_SPEAK = {"pyscript.PyWorker"}
"""What worker-options-not-keywords says more of."""
STRICTER = {"collections.deque", "time.strftime", "builtins.next", "builtins.iter"}
"""What MicroPython refuses and Python takes: mpy-missing-name says more of it."""


@rule(severity=ERROR, faq="reading-error-messages", effect=SCRIPT_DIES)
def call_arguments(code: Code, project: Project) -> Iterator[Finding]:
    """Python calls a function with an argument that it does not take, or without one that it needs."""
    for call in code.calls:
        if (call.decorates and not _has_arguments(call)) or call.place.catches("TypeError"):
            continue
        if call.without_self:
            yield _without_self(call, code)
        elif isinstance(call.callee, JavaScriptValue):
            yield from _of_the_browser(call, call.callee, code, project)
        elif access := access_of(call.callee):
            yield from _of_a_worker(call, access, project.runtimes_of(code.runtime.page))
        elif (known := known_call(call, code.runtime)) and call.name not in OTHERS_SPEAK:
            yield from _misfits(call, known, code)
        elif (counted := counted_call(call, code.runtime)) and call.name not in STRICTER:
            yield from _miscounted(call, counted, code)


def _has_arguments(call: Call) -> bool:
    """Whether a decorator is a call itself, as in `@when("click", "#go")`, of a function that is not the project's."""
    return call.place.span != call.callee_span and bool(call.name)


def _without_self(call: Call, code: Code) -> Finding:
    name = getattr(call.callee, "name", "").rpartition(".")[2]
    definition = getattr(call.callee, "span", None)
    return Finding(
        span=call.callee_span,
        message=f"`{name}` is called on an object, but its `def` has no `self`",
        label="gets the object, but takes nothing",
        help=f"Write `self` first:\n\n```python\ndef {name}(self):\n```",
        console="takes 0 positional arguments but 1 was given",
        related=(Related(definition, "defined here"),) if definition else (),
        effect=_effect(call),
        fix=_with_self(definition, code) if definition else None,
    )


def _with_self(definition: Span, code: Code) -> Fix | None:
    """Give the method a parameter for its object."""
    syntaxes = [each.syntax.text for each in code.runtime.codes if each.path == definition.path]
    return fix_of(UNSAFE, "Write `self` first", lambda: [with_parameter(syntaxes[0], definition, "self")])


def _of_the_browser(call: Call, callee: JavaScriptValue, code: Code, project: Project) -> Iterator[Finding]:
    """Too few arguments for a method of the browser, which ignores too many."""
    if call.place.catches("JsException") or any(each.starred or each.keyword for each in call.arguments):
        return
    elements = page_elements(code.runtime.page, project.runtimes_of(code.runtime.page))
    found = type_of(callee, code.runtime, elements)
    given = len(call.arguments)
    if not isinstance(found, JavaScriptFunction) or not all(method.signatures for method in found.methods):
        return
    signatures = [signature for method in found.methods for signature in method.signatures]
    if given >= min(signature.fewest for signature in signatures):
        return
    shortest = min(signatures, key=lambda each: each.fewest)
    names = [argument.name for argument in shortest.arguments[: shortest.fewest]]
    plural = "" if len(names) == 1 else "s"
    yield Finding(
        span=call.place.span,
        message=f"`{found.name}` needs {len(names)} argument{plural}, but this call gives {given}",
        label="does not fit",
        help=f"Write it as `{found.name}({', '.join(names)})`.",
        console=f"required, but only {given} present",
        effect=_effect(call),
    )


def _of_a_worker(call: Call, access: Access, runtimes: tuple[Runtime, ...]) -> Iterator[Finding]:
    """A function of a named worker gets more or fewer arguments than it takes; it has no names for them there."""
    function = exported_function(access, runtimes)
    if function is None or function.decorators or function.kind is not FunctionKind.FUNCTION:
        return
    given = len(call.arguments)
    if any(each.starred or each.keyword for each in call.arguments):
        return
    too_many = function.most is not None and given > function.most
    if too_many or given < function.required:
        wanted = function.most if too_many else function.required
        yield Finding(
            span=call.place.span,
            message=f"`{function.name}` of the worker `{access.name}` {'takes' if too_many else 'needs'} {wanted} "
            f"argument{'' if wanted == 1 else 's'}, but this call gives {given}",
            label="does not fit",
            help=f"Give `{function.name}` what its `def` in the worker asks for.",
            console="positional argument",
            related=(Related(function.span, "defined here"),),
            effect=_effect(call),
        )


def _misfits(call: Call, known: KnownCall, code: Code) -> Iterator[Finding]:
    """The first thing about a call that no signature of its function accepts."""
    keywords = [each.keyword for each in call.arguments if each.keyword and each.keyword != "**"]
    positional = sum(each.keyword is None and not each.starred for each in call.arguments)
    unknown = _in_all([set(each.unknown_keywords(keywords)) for each in known.signatures])
    twice = _in_all([set(each.given_twice(positional, keywords)) for each in known.signatures])
    for argument in call.arguments:
        if argument.keyword in unknown:
            yield _unknown_keyword(call, known, argument.keyword, code)
        elif argument.keyword in twice:
            yield _finding(
                call,
                known,
                f"`{known.name}` gets `{argument.keyword}` twice: by its place and by its name",
                f"Give `{argument.keyword}` only once.",
                f"got multiple values for argument '{argument.keyword}'",
            )
    if not unknown and not twice and counts_are_certain(call, code):
        yield from _counts(call, known, positional, keywords)


def _counts(call: Call, known: KnownCall, positional: int, keywords: list[str]) -> Iterator[Finding]:
    newest = known.signatures[-1]
    if all(each.too_many(positional) for each in known.signatures):
        most = newest.most_positional
        amount = f"takes {most} argument{'' if most == 1 else 's'} by position" if most else "takes no argument"
        if most == 0 and newest.parameters:
            amount = "takes arguments only by name"
        yield _finding(
            call,
            known,
            f"`{known.name}` {amount}, but this call gives {positional}",
            f"Write it as `{outline(known.name, newest)}`.",
            "positional argument",
        )
    if any(each.starred or each.keyword == "**" for each in call.arguments):
        return
    missing = _in_all([set(each.missing(positional, keywords)) for each in known.signatures])
    names = [parameter.name for parameter in newest.parameters if parameter.name in missing]
    if names:
        yield _finding(
            call,
            known,
            f"`{known.name}` is called without {' and '.join(f'`{name}`' for name in names)}",
            f"Write it as `{outline(known.name, newest)}`.",
            f"missing {len(names)} required" if known.own else "argument",
        )


def _miscounted(call: Call, counted: CountedCall, code: Code) -> Iterator[Finding]:
    """Another number of arguments than a function of MicroPython takes."""
    given = sum(each.keyword is None and not each.starred for each in call.arguments)
    may_give_more = any(each.starred or each.keyword for each in call.arguments)
    too_few = given < counted.counts.least
    if counted.counts.fits(given) or (too_few and may_give_more) or not counts_are_certain(call, code):
        return
    amount = _amount(counted.counts)
    yield Finding(
        span=call.place.span,
        message=f"MicroPython's `{counted.name}` takes {amount}, but this call gives {given}",
        label="does not fit",
        help=f"Write it as `{counted.outline}`." if counted.outline else f"Give it {amount}.",
        console="argument",
        effect=_effect(call),
    )


def _amount(counts: Counts) -> str:
    """ "no argument", "2 arguments", "1 or 2 arguments", "at most 3 arguments", "at least 1 argument"."""
    least, most = counts
    if most == 0:
        return "no argument"
    if most is None:
        amount = f"at least {least}"
    elif least == most:
        amount = f"{most}"
    elif least == 0:
        amount = f"at most {most}"
    else:
        amount = f"{least} {'or' if most == least + 1 else 'to'} {most}"
    return f"{amount} argument{'' if (most or least) == 1 else 's'}"


def _in_all(found: list[set[str]]) -> set[str]:
    return set.intersection(*found)


def _unknown_keyword(call: Call, known: KnownCall, keyword: str, code: Code) -> Finding:
    names = known.signatures[-1].keywords
    near = nearest(keyword, names)
    listed = [f"`{name}=`" for name in names]
    parts = [part for part in (", ".join(listed[:-1]), *listed[-1:]) if part]
    takes = f"It takes {' and '.join(parts)}." if parts else "It takes no argument by name."
    span = next(each.span for each in call.arguments if each.keyword == keyword)
    console = f"unexpected keyword argument '{keyword}'"
    found = _finding(
        call,
        known,
        f"`{known.name}` does not take `{keyword}=`",
        f"Did you mean `{near}=`?" if near else takes,
        console if code.runtime.is_pyodide or known.own else "TypeError",
        span,
    )
    return replace(
        found, fix=respelling(code.runtime.page.resolver.reader, _name_before(span, keyword), keyword, near or "")
    )


def _name_before(value: Span, keyword: str) -> Span:
    """Where the name of an argument is: before its value, and perhaps some white space."""
    return Span(value.path, max(0, value.start - len(keyword) - MOST_BETWEEN), value.start)


def _finding(call: Call, known: KnownCall, message: str, help: str, console: str, span: Span | None = None) -> Finding:
    return Finding(
        span=span or call.place.span,
        message=message,
        label="does not fit",
        help=known.help or help,
        console=console,
        related=(Related(known.own.span, "defined here"),) if known.own else (),
        effect=_effect(call),
    )


def _effect(call: Call) -> Effect:
    return SCRIPT_DIES if call.place.at_load else ACTION_FAILS
