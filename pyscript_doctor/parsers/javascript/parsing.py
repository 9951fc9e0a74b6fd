"""JavaScript as far as pyscript-doctor needs it: modules, globals, the workers that it starts, events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.browser_calls import native_workers, registrations
from pyscript_doctor.parsers.javascript.calls import DONKEY, WorkerCalls, listeners
from pyscript_doctor.parsers.javascript.globals import Globals
from pyscript_doctor.parsers.javascript.modules import Modules, modules
from pyscript_doctor.parsers.javascript.records import (
    JavaScriptSyntax,
    JsDeclaration,
    JsExport,
    JsImport,
    JsListener,
    JsName,
    JsObject,
    JsProperty,
    JsWorkerCall,
    Style,
)
from pyscript_doctor.parsers.javascript.syntax_faults import first_fault
from pyscript_doctor.parsers.javascript.tokenized import Tokenized
from pyscript_doctor.parsers.javascript.tokens import OPERAND_BEGINS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.text import Span, Text

__all__ = [
    "JavaScriptSyntax",
    "JsDeclaration",
    "JsExport",
    "JsImport",
    "JsListener",
    "JsName",
    "JsObject",
    "JsProperty",
    "JsWorkerCall",
    "Style",
    "parse_javascript",
]


def parse_javascript(text: Text) -> JavaScriptSyntax:
    """What a script or module says. Takes any text, in time that grows linearly with its length, and raises nothing."""
    source = Tokenized.of(text)
    found = modules(source)
    names = Globals(source, found.is_module, _local_names(found))
    style = names.style()
    calls = tuple(WorkerCalls(source, found.imports).find())
    return JavaScriptSyntax(
        text=text,
        imports=tuple(found.imports),
        exports=tuple(found.exports),
        export_stars=tuple(found.export_stars),
        is_module=found.is_module,
        style=style,
        top_level_declarations=tuple(names.declarations(style)),
        worker_calls=tuple(call for call in calls if call.name != DONKEY),
        donkeys=tuple(call for call in calls if call.name == DONKEY),
        native_workers=tuple(native_workers(source)),
        registrations=tuple(registrations(source)),
        listeners=tuple(listeners(source)),
        document_uses=tuple(names.document_uses()),
        top_level_awaits=tuple(_awaits_at_top_level(source)),
        required=tuple(names.required()),
        syntax_error=_syntax_error(source, found),
    )


def _local_names(found: Modules) -> frozenset[str]:
    locals_ = (
        local
        for each in found.imports
        for local in (each.default, each.namespace, *(name.local for name in each.names))
        if local is not None and not each.reexport
    )
    return frozenset(local.value for local in locals_)


def _awaits_at_top_level(source: Tokenized) -> Iterator[Span]:
    """Each `await` with an operand that is outside of all functions."""
    tokens = source.tokens
    for index in tokens.marks:
        if tokens.text(index) != "await" or tokens.is_property(index) or not source.at_top_level(index):
            continue
        if tokens.kind(index + 1) in OPERAND_BEGINS and tokens.text(index + 1) not in ("in", "instanceof", "of"):
            yield source.span(index, index)


def _syntax_error(source: Tokenized, found: Modules) -> Span | None:
    fault = first_fault(source, found.error)
    comment = source.tokens.html_comment
    if found.is_module and comment:
        fault = min(fault, comment) if fault else comment
    return source.text.span(*fault) if fault else None
