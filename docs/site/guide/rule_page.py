"""A rule's page for the site: what its examples say to the tests is put into words, and each can be opened."""

from __future__ import annotations

import base64
import html
import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from docs.site.building.examples import files_to_open
from docs.site.guide.links import to_site
from docs.site.guide.pages import page_of_rule
from pyscript_doctor.engine.fix_kind import FixKind, fix_kind
from tests.rule_pages import ATTRIBUTE, BODY, examples, in_standard_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from pyscript_doctor.engine.rule import Rule
    from tests.rule_pages import Example

EXAMPLES = ("Flagged", "Not flagged")
HEADING = re.compile(r"^#{2,3} (?P<title>.*)$")
SHOWN = {"console": "What the console shows", "page": "What the page shows"}
FIXES = {"safe": "What --fix changes", "unsafe": "What --fix --unsafe-fixes changes"}
FIX_KINDS = {
    FixKind.NONE: "no fix",
    FixKind.SAFE: "the doctor fixes it with `--fix`",
    FixKind.UNSAFE: "the doctor fixes it with `--fix --unsafe-fixes`",
    FixKind.SOMETIMES: "the doctor can fix some of it",
}
STANDARD_PAGE = """\
??? note "The page around these examples"
    Where a title says *inside `<body>`*, the whole page is this. It loads PyScript, and nothing else.

    ```html
{page}
    ```
"""


def rule_page(rule: Rule, text: str, proven: str) -> str:
    """The page as MkDocs reads it. text: the rule's own page. proven: what is known of its examples, as Markdown."""
    title, _, body = text.strip().partition("\n")
    return "\n".join([title, "", *_about(rule, text), "", *_Body(rule, body, examples(text)).lines(), "", proven])


def share_fragment(files: Mapping[str, str]) -> str:
    """A project as a link to the playground carries it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(json.dumps(list(files.items())).encode()) + packer.flush()
    return "#project=" + base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _about(rule: Rule, text: str) -> Iterator[str]:
    default = "" if rule.default else f" It is off by default: `--select {rule.name}` runs it."
    yield f"`{rule.name}`, {rule.severity.label}, {FIX_KINDS[fix_kind(text)]}.{default}"
    if link := rule.faq_url or rule.guide_url:
        yield f"[PyScript's own {'FAQ' if rule.faq_url else 'guide'}]({link}) is about this, too."
    yield ""
    yield _button(rule, f"?example={rule.name}", "Open in the playground")


def _button(rule: Rule, address: str, text: str) -> str:
    href = html.escape(to_site(page_of_rule(rule)) + address)
    return f'<a class="md-button playground" href="{href}">{text}</a>'


@dataclass
class _Body:
    """What follows the title of a rule's page."""

    rule: Rule
    text: str
    examples: Sequence[Example]

    def lines(self) -> Iterator[str]:
        """The lines of the page, with what the grammar of the tests says put into words."""
        source = self.text.splitlines()
        fences = {token.map[0]: token for token in MarkdownIt().parse(self.text) if token.type == "fence" and token.map}
        titles = iter(self.examples)
        current: Example | None = None
        number = 0
        while number < len(source):
            heading = HEADING.match(source[number])
            if number in fences:
                yield from self._block(fences[number])
                number = (fences[number].map or [0, 0])[1]
                continue
            if heading and current:
                yield self._link(current)
                yield ""
                current = None
            if heading and source[number].startswith("### "):
                current = next(titles)
                yield from _heading(current)
            elif heading:
                yield from self._part(heading["title"])
            else:
                yield source[number]
            number += 1
        if current:
            yield ""
            yield self._link(current)

    def _part(self, title: str) -> Iterator[str]:
        yield f"## {title}"
        flagged = title == EXAMPLES[0]
        if flagged and re.search(rf"^```html .*\b{BODY}\b", self.text, re.MULTILINE):
            whole = in_standard_page("...\n").rstrip()
            yield ""
            yield STANDARD_PAGE.format(page="\n".join(f"    {line}" for line in whole.splitlines()))

    def _block(self, token: Token) -> Iterator[str]:
        language, _, rest = token.info.strip().partition(" ")
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", token.content) or ["``"]))
        if language in SHOWN:
            limits = _limits(_attributes(rest))
            yield f'{fence}text title="{SHOWN[language]}{f", {limits}" if limits else ""}"'
        elif language == "diff":
            yield f'{fence}diff title="{FIXES.get(rest.strip(), FIXES["unsafe"])}"'
        else:
            yield f"{fence}{language}{_title_and_lines(rest)}"
        yield from token.content.rstrip("\n").split("\n")
        yield fence
        yield ""

    def _link(self, example: Example) -> str:
        if example.flagged:
            own = [each.title for each in self.examples if each.flagged]
            address = f"?example={self.rule.name}:{own.index(example.title) + 1}"
        else:
            address = share_fragment(files_to_open(example))
        return _button(self.rule, address, "Open this example")


def _heading(example: Example) -> Iterator[str]:
    yield f"### {example.title}"
    if limits := _limits({name: value for name in ("since", "until") if (value := getattr(example, name))}):
        yield ""
        yield f"*On PyScript {limits}.*"


def _title_and_lines(rest: str) -> str:
    attributes = _attributes(rest)
    inside = ", inside <body>" if BODY in ATTRIBUTE.sub("", rest).split() else ""
    title = f' title="{attributes["title"]}{inside}"' if "title" in attributes else ""
    lines = f' hl_lines="{attributes["hl_lines"]}"' if "hl_lines" in attributes else ""
    return title + lines


def _limits(attributes: dict[str, str]) -> str:
    """`since 2024.8.1 until 2025.3.1`, "" for every release."""
    return " ".join(f"{name} {attributes[name]}" for name in ("since", "until") if name in attributes)


def _attributes(text: str) -> dict[str, str]:
    return {match["name"]: match["quoted"] or match["plain"] or "" for match in ATTRIBUTE.finditer(text)}
