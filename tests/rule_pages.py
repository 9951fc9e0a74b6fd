"""The examples on a rule's page, as data.

A page is a title line, `## Why`, `## How to fix it`, `## Flagged`, `## Not flagged`. Under the last two, each
`###` heading is an example. Its files are the fenced blocks with a `title`; a `console` block must appear in the
browser's console, a `page` block on the page. A `diff safe` or `diff unsafe` block is what the rule's fix makes of a
flagged example (`python -m tests.rule_fixes` writes it). A block that also says `body` shows what is in the body of
the standard page (`in_standard_page`), and its `hl_lines` count the lines that it shows. A heading may end in braces:

    ### Any worker of an old release {until=2024.5.2}
    ### A page of GitHub Pages {proof="Jekyll runs on GitHub only"}

since, until: the releases that the example holds for. proof: why no browser can prove it. fix_proof: why none can
prove what the fix makes of it. click: a selector of
what to click when the page has come to rest. host: the name to open the page under, if not localhost.
served="yes": only a server can tell, so the doctor is given the site, and not the files; "https" says how it is served.
A `console` block may say `since=` and `until=` too, where releases put it otherwise.
patience: the seconds of processor time after which a page is taken to be frozen, for one that never comes to rest.
A JavaScript file that holds but a comment `/* npm: NAME/FILE */` stands for that file of the npm package, or
`/* npm: service-worker */` for the script that a `service-worker` attribute is to name. A block
whose title is a URL is no file of the project: the test's internet has it, for every page or, with
`headers="none"`, without the headers that let other origins use it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from textwrap import indent
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NEWEST_IN_EXAMPLES = "2026.7.3"
FLAGGED, NOT_FLAGGED = "Flagged", "Not flagged"
BODY = "body"
BRACES = re.compile(r"\s*\{(?P<inside>[^{}]*)\}\s*$")
ATTRIBUTE = re.compile(r"""(?P<name>\w+)=(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s"]+))""")
ATTRIBUTES_OF_HEADINGS = frozenset({"since", "until", "proof", "click", "host", "patience", "fix_proof", "served"})

BEFORE_BODY = f"""\
<!doctype html>
<html>
<head>
  <link rel="stylesheet" href="https://pyscript.net/releases/{NEWEST_IN_EXAMPLES}/core.css">
  <script type="module" src="https://pyscript.net/releases/{NEWEST_IN_EXAMPLES}/core.js"></script>
</head>
<body>
"""
AFTER_BODY = """\
</body>
</html>
"""
LINES_BEFORE_BODY = BEFORE_BODY.count("\n")


class PageError(ValueError):
    """A rule's page breaks the grammar; the message says where."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example.

    flagged_lines: file -> the lines (from 1) that the rule flags. remote: URL -> what other hosts have there;
    private: those of them that only their own origin may use. console, page: expected texts. console_ranges: the first
    and the last release of each range that says a text, for texts that not all of the example's releases say. diff:
    what the rule's fix makes of it; safety: how sure the page says that the fix is, "safe" or "unsafe".
    """

    title: str
    flagged: bool
    line: int
    files: Mapping[str, str] = field(default_factory=dict)
    flagged_lines: Mapping[str, frozenset[int]] = field(default_factory=dict)
    remote: Mapping[str, str] = field(default_factory=dict)
    private: frozenset[str] = frozenset()
    since: str | None = None
    until: str | None = None
    proof: str | None = None
    fix_proof: str | None = None
    served: str | None = None
    click: str | None = None
    host: str = "localhost"
    patience: str | None = None
    console: tuple[str, ...] = ()
    page: tuple[str, ...] = ()
    console_ranges: Mapping[str, list[tuple[str | None, str | None]]] = field(default_factory=dict)
    diff: str = ""
    safety: str = ""

    def console_on(self, release: str) -> tuple[str, ...]:
        """The texts that the console must show on a release."""
        return tuple(
            text
            for text in self.console
            if any(_lies_between(release, *ends) for ends in self.console_ranges.get(text, [(None, None)]))
        )

    @property
    def path(self) -> str:
        """The page to open."""
        return "index.html" if "index.html" in self.files else next(p for p in self.files if p.endswith(".html"))

    def holds_for(self, release: str) -> bool:
        """Whether the example is about this release."""
        return _lies_between(release, self.since, self.until)

    def releases(self, known: Iterable[str]) -> list[str]:
        """Those of the releases that it is about."""
        return [release for release in known if self.holds_for(release)]

    def files_for(self, release: str) -> dict[str, str]:
        """The files as they are when the page loads this release."""
        newest, wanted = f"/releases/{NEWEST_IN_EXAMPLES}/", f"/releases/{release}/"
        return {path: text.replace(newest, wanted) for path, text in self.files.items()}


@dataclass(slots=True)
class _Draft:
    title: str
    flagged: bool
    line: int
    attributes: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)
    flagged_lines: dict[str, frozenset[int]] = field(default_factory=dict)
    remote: dict[str, str] = field(default_factory=dict)
    private: set[str] = field(default_factory=set)
    console: list[str] = field(default_factory=list)
    page: list[str] = field(default_factory=list)
    console_ranges: dict[str, list[tuple[str | None, str | None]]] = field(default_factory=dict)
    diff: str = ""
    safety: str = ""

    def add(self, info: str, content: str, line: int) -> None:
        language, _, rest = info.partition(" ")
        attributes, words = _attributes(rest), ATTRIBUTE.sub("", rest).split()
        path = attributes.get("title")
        if language == "diff" and words in (["safe"], ["unsafe"]):
            if self.diff or not self.flagged:
                raise PageError(f"line {line}: one `diff` can follow the files of an example that is flagged")
            self.diff, self.safety = content, words[0]
            return
        if words and (words != [BODY] or language != "html" or not path):
            raise PageError(f"line {line}: {' '.join(words)!r} is not what this block can say")
        if path and "://" in path:
            self.remote[path] = in_standard_page(content) if words else content
            if attributes.get("headers") == "none":
                self.private.add(path)
        elif path:
            if path in self.files:
                raise PageError(f"line {line}: {path} is there twice")
            self._add_file(path, content, _lines(attributes.get("hl_lines", "")), is_body=bool(words))
        elif language == "console":
            self._add_console(content.strip(), attributes.get("since"), attributes.get("until"))
        elif language == "page":
            self.page.append(content.strip())
        else:
            raise PageError(f"line {line}: a block of an example is a file with a title, `console`, `page` or `diff`")

    def _add_file(self, path: str, content: str, flagged: frozenset[int], *, is_body: bool) -> None:
        self.files[path] = in_standard_page(content) if is_body else content
        if flagged:
            self.flagged_lines[path] = frozenset(line + LINES_BEFORE_BODY * is_body for line in flagged)

    def _add_console(self, text: str, since: str | None, until: str | None) -> None:
        if text not in self.console:
            self.console.append(text)
        if since or until:
            self.console_ranges.setdefault(text, []).append((since, until))

    def example(self) -> Example:
        if "index.html" not in self.files and "proof" not in self.attributes and not self._single_page():
            raise PageError(f"line {self.line}: {self.title!r} has no index.html")
        return Example(
            title=self.title,
            flagged=self.flagged,
            line=self.line,
            files=self.files,
            flagged_lines=self.flagged_lines,
            remote=self.remote,
            private=frozenset(self.private),
            console=tuple(self.console),
            page=tuple(self.page),
            console_ranges=self.console_ranges,
            diff=self.diff,
            safety=self.safety,
            **self.attributes,
        )

    def _single_page(self) -> bool:
        return sum(path.endswith(".html") for path in self.files) == 1


def in_standard_page(body: str) -> str:
    """The page that examples have around their body: it loads PyScript, and nothing else."""
    return f"{BEFORE_BODY}{indent(body, '  ')}{AFTER_BODY}"


@cache
def examples(page_text: str) -> tuple[Example, ...]:
    """The examples of a rule's page, in its order. Raises PageError if the page breaks the grammar.

    Ten modules of tests ask for the examples of every page, so each page is read once.
    """
    drafts: list[_Draft] = []
    section = ""
    tokens = MarkdownIt().parse(page_text)
    for index, token in enumerate(tokens):
        line = (token.map or [0])[0] + 1
        if token.type == "heading_open":
            heading = tokens[index + 1].content
            if token.tag == "h2":
                section = heading
            elif token.tag == "h3" and section in (FLAGGED, NOT_FLAGGED):
                title, attributes = _heading(heading, line)
                drafts.append(_Draft(title, section == FLAGGED, line, attributes))
        elif token.type == "fence" and section in (FLAGGED, NOT_FLAGGED):
            if not drafts or drafts[-1].flagged != (section == FLAGGED):
                raise PageError(f"line {line}: a block before the first example's heading")
            drafts[-1].add(token.info.strip(), token.content, line)
    return tuple(draft.example() for draft in drafts)


def _heading(text: str, line: int) -> tuple[str, dict[str, str]]:
    braces = BRACES.search(text)
    if braces is None:
        return text, {}
    attributes = _attributes(braces["inside"])
    unknown = set(attributes) - ATTRIBUTES_OF_HEADINGS
    if unknown or not attributes:
        raise PageError(f"line {line}: {braces[0].strip()} is not what a heading can say")
    return text[: braces.start()], attributes


def _attributes(text: str) -> dict[str, str]:
    return {match["name"]: match["quoted"] or match["plain"] or "" for match in ATTRIBUTE.finditer(text)}


def _lines(text: str) -> frozenset[int]:
    """The numbers of "3 5-7"."""
    numbers: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return frozenset(numbers)


def _lies_between(release: str, lowest: str | None, highest: str | None) -> bool:
    return _number(lowest or release) <= _number(release) <= _number(highest or release)


@cache
def _number(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split("."))
