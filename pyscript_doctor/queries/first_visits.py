"""What Python does with an entry of the browser's storage, although the first visit finds none there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.project.page.page_scripts import page_scripts
from pyscript_doctor.project.program.values import JavaScriptValue, Literal, PythonName
from pyscript_doctor.queries.foreign_calls import NEEDS_A_VALUE
from pyscript_doctor.queries.javascript_types import JavaScriptObject, type_of
from pyscript_doctor.queries.source_text import source_text
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.program.facts import Call, Code, ForeignCall
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.queries.page_elements import PageElements


class FirstVisit(NamedTuple):
    """A call that gets null on the first visit: the function, and the key of the entry."""

    call: ForeignCall
    function: str
    key: str


def first_visits(code: Code, project: Project, elements: PageElements) -> Iterator[FirstVisit]:
    """`int(localStorage.getItem("score"))`, if nothing checks first whether the entry exists, or writes it first."""
    for call in code.foreign_calls:
        value = call.arguments[0] if len(call.arguments) == 1 else None
        if not isinstance(call.callee, PythonName) or call.callee.name not in NEEDS_A_VALUE:
            continue
        if not isinstance(value, JavaScriptValue) or value.path[1:][-2:] != ("getItem", "()") or not value.given[-1]:
            continue
        written, key = source_text(code, call.spans[0]), value.given[-1]
        found = type_of(value._replace(path=value.path[:-2], given=value.given[:-1]), code.runtime, elements)
        is_storage = isinstance(found, JavaScriptObject) and found.interfaces == ("Storage",)
        is_first = is_storage and not call.conditional
        if is_first and "getItem" in written and _only_reads(key, code, project):
            yield FirstVisit(call, call.callee.name.removeprefix("builtins."), key)


def _only_reads(key: str, code: Code, project: Project) -> bool:
    """Whether the key is only in calls that read it at once, and in calls that store it later."""
    runtime = code.runtime
    texts = [syntax.text.value for syntax in runtime.syntaxes]
    others = [script.syntax.text.value for page in project.pages for script in page_scripts(page)]
    quoted = rf"(['\"]){re.escape(key)}\1"
    if any(re.search(quoted, text) for text in others):
        return False
    reads = r"(?:\bint|\bfloat|\bloads)\(\s*[\w.]*\bgetItem\(\s*"
    allowed = rf"(?:{reads}|\b(?:set|remove)Item\(\s*){quoted}"
    if sum(len(re.findall(quoted, text)) - len(re.findall(allowed, text)) for text in texts):
        return False
    stores = (call for each in runtime.codes for call in each.calls_of_javascript("setItem"))
    return not any((call.place.at_load or call.place.looped) and _may_have_key(call, key) for call in stores)


def _may_have_key(call: Call, key: str) -> bool:
    given = call.argument(0)
    return given is None or not isinstance(given.value, Literal) or given.value.value == key
