"""Workers that code starts with a `type` that does not run their Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, WARNING, Finding, Literal, PageScript, Related, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.spelling import closest
from pyscript_doctor.queries.worker_calls import is_named_worker, type_of_worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Call, Code, Fix, Project, Text

OF_WORKERS = ("pyodide", "micropython")
WITH_PYSCRIPT = {"pyodide": "py", "micropython": "mpy"}
INTERPRETERS = {"pyodide": "Pyodide", "micropython": "MicroPython"}
OTHER_LANGUAGES = frozenset({"ruby-wasm-wasi", "wasmoon", "webr", "dummy"})
MEANT = {"py": "pyodide", "python": "pyodide", "cpython": "pyodide", "mpy": "micropython", "upy": "micropython"}


@rule(severity=ERROR, faq="workers-via-javascript", effect=SCRIPT_DIES, mentions=("worker",))
def worker_type_value(code: Code | PageScript, project: Project) -> Iterator[Finding]:
    """Code starts a worker with a `type` that does not run its Python."""
    if isinstance(code, PageScript):
        yield from _of_javascript(code)
    elif not code.runtime.in_worker:
        yield from _of_python(code, project)


def _of_javascript(script: PageScript) -> Iterator[Finding]:
    """`MPWorker(url, {type: "pyodide"})`: the function alone says which interpreter runs."""
    for call in script.syntax.worker_calls:
        kind = call.options.property("type")
        if kind is not None and kind.string is not None and call.name == "MPWorker" and kind.string.value == "pyodide":
            yield Finding(
                span=kind.string.span(),
                message="`MPWorker` always starts MicroPython and ignores this `type`",
                label="ignored",
                help="Call `PyWorker` for Pyodide, or leave out `type`.",
                severity=WARNING,
            )


def _of_python(code: Code, project: Project) -> Iterator[Finding]:
    for call in code.calls:
        kind = type_of_worker(call)
        if kind is None or not isinstance(kind.value, Literal) or kind.value.text is None:
            continue
        text = kind.value.text
        if is_named_worker(call):
            yield from _of_named_worker(call, text, code, project)
        elif text.value not in OTHER_LANGUAGES.union(OF_WORKERS):
            yield Finding(
                span=text.span(),
                message=f'`PyWorker` knows no type `"{text.value}"`, so PyScript can\'t start an interpreter in it',
                label="no such type",
                help='Write `type="pyodide"` or `type="micropython"`.',
                console="Cannot read properties of undefined (reading 'module')",
                fix=_fix(code, text, _meant(text.value)),
            )


def _of_named_worker(call: Call, text: Text, code: Code, project: Project) -> Iterator[Finding]:
    meant = _meant(text.value)
    if meant is None or text.value in WITH_PYSCRIPT.values():
        return
    if text.value not in OF_WORKERS:
        yield Finding(
            span=text.span(),
            message=f'PyScript knows no type `"{text.value}"`, so this worker never starts, and `await` waits forever',
            label="no such type",
            help=f'Write `type="{WITH_PYSCRIPT[meant]}"`.',
            fix=_fix(code, text, WITH_PYSCRIPT[meant]),
        )
        return
    for worker in project.runtimes_of(code.runtime.page):
        if worker.span != call.callee_span:
            continue
        needing = [
            each
            for its_code in worker.codes
            for each in its_code.imports
            if each.module.partition(".")[0] == "pyscript" and not each.soft
        ]
        if needing:
            right = WITH_PYSCRIPT[text.value]
            yield Finding(
                span=text.span(),
                message=f'a worker of the type `"{text.value}"` has no module `pyscript`, so its Python fails',
                label="without PyScript",
                help=f'Write `type="{right}"`: that is {INTERPRETERS[text.value]} with PyScript.',
                console="o module named 'pyscript'",
                related=(Related(needing[0].place.span, "it imports `pyscript`"),),
                fix=_fix(code, text, right),
            )


def _meant(kind: str) -> str | None:
    """The interpreter that a type is for, by what it is called elsewhere, or by a near name."""
    word = kind.lower()
    known = MEANT.get(word, word)
    return closest(known, OF_WORKERS, 0.75)


def _fix(code: Code, text: Text, kind: str | None) -> Fix | None:
    return respelling(code.runtime.page.resolver.reader, text.span(), text.value, kind or "")
