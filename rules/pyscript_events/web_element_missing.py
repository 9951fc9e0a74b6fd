"""Elements that Python takes from `pyscript.web.page` and that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, Finding, Literal, PythonName, Related, Result, lazy_pattern, rule
from pyscript_doctor.queries.edits import respelling
from pyscript_doctor.queries.page_elements import page_elements
from pyscript_doctor.queries.web_objects import ITEM, PAGE, finds_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import AttributeUse, Code, Fix, Project, Text, Value
    from pyscript_doctor.queries.page_elements import PageElements

IDENTIFIER = lazy_pattern(r"#?[A-Za-z_][\w-]*")
SELECTOR = lazy_pattern(r"[.\[*:>~+]|.*[\s>,~+\[*]")


@rule(severity=ERROR, guide="dom/", effect=ACTION_FAILS, mentions=("page",))
def web_element_missing(code: Code, project: Project) -> Iterator[Finding]:
    """Python takes an element from `pyscript.web.page` that is not on the page, or not by its id."""
    if not any("page" in _name(each.value) for each in code.subscripts):
        return
    if not finds_one(code.runtime):
        return
    page = code.runtime.page
    elements = page_elements(page, project.runtimes_of(page))
    seen = set[str]()
    for use in code.attributes:
        key = _key(use)
        if key is None or key.value in seen or not use.settled or use.place.catches("AttributeError"):
            continue
        if IDENTIFIER.fullmatch(key.value) and elements.certainly_lacks(f"#{key.value.removeprefix('#')}"):
            seen.add(key.value)
            if _is_passed_on(use.base, code):
                continue
            yield _missing(key, use, elements, code)
    for subscript in code.subscripts:
        key = subscript.key.text if isinstance(subscript.key, Literal) else None
        if _name(subscript.value) == PAGE and key is not None and SELECTOR.match(key.value):
            yield _selector(key)


def _name(value: object) -> str:
    """The Python name that a value is, "" for another one."""
    return value.name if isinstance(value, PythonName) else ""


def _key(use: AttributeUse) -> Text | None:
    """The key of `page[...]`, if that is what the attribute is asked of."""
    base = use.base
    if not isinstance(base, Result) or base.made_by != f"{PAGE}.{ITEM}" or base.attributes or len(base.arguments) != 1:
        return None
    key = base.arguments[0]
    return key.text if isinstance(key, Literal) else None


def _is_passed_on(value: Value, code: Code) -> bool:
    """Whether code asks whether the element is there, or something else gets it and may do so."""
    for each in code.runtime.codes:
        targets = {assignment.place.span.start for assignment in each.assignments}
        if any(use.value == value and use.place.span.start not in targets for use in each.uses):
            return True
    return False


def _missing(key: Text, use: AttributeUse, elements: PageElements, code: Code) -> Finding:
    identifier = key.value.removeprefix("#")
    meant = elements.likely_meant(identifier)
    return Finding(
        span=key.span(),
        message=f"no element of the page has the id `{identifier}`, so `page[...]` gives None, and `.{use.name}` fails",
        label="not on the page",
        related=(Related(use.name_span, f"`{use.name}` is used here"),),
        help=_help(key.value, identifier, meant, elements),
        console=f"'NoneType' object has no attribute '{use.name}'",
        fix=_fix(key, identifier, meant, code),
    )


def _fix(key: Text, identifier: str, meant: str, code: Code) -> Fix | None:
    return respelling(code.runtime.page.resolver.reader, key.span(), identifier, meant)


def _help(key: str, identifier: str, meant: str, elements: PageElements) -> str:
    if meant:
        return f"The page has an element with the id `{meant}`. Write this id."
    if elements.found(key):
        return f'Since 2026.1.1 `page[...]` takes an id. For a selector write `page.find("{key}")[0]`.'
    return f'Correct the id, or add an element with `id="{identifier}"` to the page.'


def _selector(key: Text) -> Finding:
    return Finding(
        span=key.span(),
        message=f"`page[...]` takes an id since 2026.1.1, and `{key.value}` is a selector",
        label="not an id",
        console=f"'#{key.value}' is not a valid selector",
        help=f'Write `page.find("{key.value}")`: it gives all elements that it finds. Add `[0]` to get the first one.',
    )
