"""The page of a rule, for a reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.reporters.terminal.wrap import wrap

if TYPE_CHECKING:
    from pyscript_doctor.engine.rule import Rule

_FENCE = lazy_pattern(r"^(?P<fence>`{3,}|~{3,})(?P<language>[\w-]+) *(?P<attributes>[^`\n]*)$", re.MULTILINE)
_HEADING = lazy_pattern(r"^(?P<heading>#+ [^{\n]*?) *\{(?P<attributes>[^{}\n]*)\}$", re.MULTILINE)
_EXAMPLES = lazy_pattern(r"^## (?:Flagged|Not flagged)\b", re.MULTILINE)
_ATTRIBUTE = lazy_pattern(r'(\w+)=(?:"([^"]*)"|(\S+))')
_FENCES = ("```", "~~~")
_STANDING = (*_FENCES, "#", "- ", "* ", "|", " ", ">", *(f"{digit}." for digit in range(1, 10)))
_SHOWN = {"console": "The browser's console shows:", "page": "The page shows:"}
_OPTIONS = {"safe": "--fix"}


def page(rule: Rule, markdown: str) -> str:
    """A rule's page with its name and link; what its examples say to the tests is put into words."""
    title, _, body = markdown.strip().partition("\n")
    link = rule.faq_url or rule.guide_url
    about = f"`{rule.name}`, {rule.severity.label}" + (f", {link}" if link else "")
    body = _FENCE.sub(_fence, _HEADING.sub(_heading, body.strip()))
    return f"{title}\n\n{about}\n\n{body}\n"


def guidance(markdown: str) -> str:
    """The part of a rule's page that says why it is a fault and how to fix it, without the examples."""
    _, _, body = markdown.strip().partition("\n")
    return _EXAMPLES.split(body, maxsplit=1)[0].strip()


def wrapped(markdown: str, columns: int) -> str:
    """The page with its paragraphs in lines of that width; code, headings, lists and tables stay as they are."""
    lines: list[str] = []
    paragraph: list[str] = []
    fence = ""
    for source in [*markdown.splitlines(), ""]:
        stands = bool(fence) or not source or source.startswith(_STANDING)
        if not stands:
            paragraph.append(source)
            continue
        lines += wrap(" ".join(paragraph), columns) if paragraph else []
        paragraph = []
        lines.append(source)
        mark = source[:3]
        if mark in _FENCES:
            fence = mark if not fence else "" if mark == fence else fence
    return "\n".join(lines[:-1]) + "\n"


def _fence(found: re.Match[str]) -> str:
    """The start of a block of code, with what it is above it."""
    attributes = _attributes(found["attributes"])
    is_body = "body" in _ATTRIBUTE.sub("", found["attributes"]).split()
    flagged = f", flagged at line {attributes['hl_lines']}" if "hl_lines" in attributes else ""
    file = f"`{attributes['title']}`{', inside `<body>`' if is_body else ''}" if "title" in attributes else ""
    name = f"{file}{flagged}:" if file else _SHOWN.get(found["language"], "")
    if found["language"] == "diff":
        name = f"What `{_OPTIONS.get(found['attributes'], '--fix --unsafe-fixes')}` changes:"
    start = found["fence"] + found["language"]
    return f"{name}\n\n{start}" if name else start


def _heading(found: re.Match[str]) -> str:
    """A heading with the releases that its example holds for."""
    limits = [
        f"{name} {value}" for name, value in _attributes(found["attributes"]).items() if name in {"since", "until"}
    ]
    return found["heading"] + (f" ({' '.join(limits)})" if limits else "")


def _attributes(written: str) -> dict[str, str]:
    return {name: quoted or bare for name, quoted, bare in _ATTRIBUTE.findall(written)}
