"""Script types that PyScript does not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, SCRIPT_DIES, UNSAFE, WARNING, Finding, ReferenceKind, fix_of, lazy_pattern, rule
from pyscript_doctor.queries.edits import set_attribute
from pyscript_doctor.queries.misspelt_tags import intended_type, unquoted
from pyscript_doctor.queries.pages import TYPES, is_masked
from pyscript_doctor.queries.python_sources import Syntax, dedent, parse_python
from pyscript_doctor.queries.source_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Attribute, Element, Fix, Page

LOOKS_LIKE_PYTHON = lazy_pattern(r"(?:text/|application/|x-)*(?:py(?:thon3?|script|odide|-script)?|mpy|micropython)$")
QUOTE_LEFT_OUT = lazy_pattern(r"(?P<type>m?py(?:-editor|-game)?)\s+(?:[a-z-]+\s+)*[a-z-]+=")
"""What the browser takes for a type where the quote behind it is missing: `type="py src="`."""
NAMES_PYTHON = lazy_pattern(r"\.py(?:$|[?#])")
OTHER_TOOLS = ("brython", "skulpt", "transcrypt")


@rule(severity=WARNING, faq="pyscript-latest", effect=SCRIPT_DIES)
def script_type_ignored(page: Page) -> Iterator[Finding]:
    """A script has a type that looks like Python, but PyScript does not know it and ignores the script."""
    if not page.loaders or any(tool in page.text.value.lower() for tool in OTHER_TOOLS):
        return
    for element in page.document.all("script"):
        kind = element.attribute("type")
        if kind is None or unquoted(kind) is not None:
            continue
        left_out = QUOTE_LEFT_OUT.fullmatch(kind.value.value)
        if left_out:
            yield _without_quote(kind, left_out["type"])
        elif _is_ignored(kind.value.value.lower()) and _holds_python(element, page):
            right = intended_type(kind.value.value) or _otherwise(kind.value.value)
            yield Finding(
                span=kind.value.span(),
                message=f"PyScript does not know {_written(kind)}, so it ignores the script and shows no error",
                label="never runs",
                help=f'Write `type="{right}"`.',
                fix=_fix(element, right),
            )


def _without_quote(kind: Attribute, right: str) -> Finding:
    written = quoted(kind.value.value, "more than the type")
    return Finding(
        span=kind.value.span(),
        message=f"a quote is missing, so the type of this script is {written}, and PyScript ignores it",
        label="the quote is missing here",
        help=f'Write a quote after `{right}`: `type="{right}"`.',
        severity=ERROR,
    )


def _fix(element: Element, right: str) -> Fix | None:
    return fix_of(UNSAFE, f'Write `type="{right}"`', lambda: [set_attribute(element, "type", right)])


def _written(kind: Attribute) -> str:
    return quoted(f'type="{kind.value.value}"', "this type")


def _otherwise(kind: str) -> str:
    return "mpy" if kind.strip().lower().endswith(("mpy", "micropython")) else "py"


def _is_ignored(kind: str) -> bool:
    return kind not in TYPES and bool(LOOKS_LIKE_PYTHON.match(kind.strip()) or intended_type(kind))


def _holds_python(element: Element, page: Page) -> bool:
    source = element.attribute("src")
    if source is not None:
        return bool(NAMES_PYTHON.search(page.resolver.reference(ReferenceKind.PYTHON, source.value).url))
    text = element.text
    return bool(text.value.strip()) and not is_masked(text.value) and isinstance(parse_python(dedent(text)), Syntax)
