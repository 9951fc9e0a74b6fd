"""The page of a rule, for a reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyscript_doctor.engine.rule import Rule

_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<language>[\w-]+) *(?P<attributes>[^`\n]*)$", re.MULTILINE)
_HEADING = re.compile(r"^(?P<heading>#+ [^{\n]*?) *\{(?P<attributes>[^{}\n]*)\}$", re.MULTILINE)
_ATTRIBUTE = re.compile(r'(\w+)=(?:"([^"]*)"|(\S+))')
_SHOWN = {"console": "The browser's console shows:", "page": "The page shows:"}


def page(rule: Rule, markdown: str) -> str:
    """A rule's page with its name and link; what its examples say to the tests is put into words."""
    title, _, body = markdown.strip().partition("\n")
    link = rule.faq_url or rule.guide_url
    about = f"`{rule.name}`, {rule.severity.label}" + (f", {link}" if link else "")
    body = _FENCE.sub(_fence, _HEADING.sub(_heading, body.strip()))
    return f"{title}\n\n{about}\n\n{body}\n"


def _fence(found: re.Match[str]) -> str:
    """The start of a block of code, with what it is above it."""
    attributes = _attributes(found["attributes"])
    flagged = f", flagged at line {attributes['hl_lines']}" if "hl_lines" in attributes else ""
    name = f"`{attributes['title']}`{flagged}:" if "title" in attributes else _SHOWN.get(found["language"], "")
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
