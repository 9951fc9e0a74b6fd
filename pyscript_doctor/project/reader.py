"""Reads what a Snapshot holds as parsed records, and remembers what it does not hold yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from pyscript_doctor.parsers.decoding import Decoded, Undecodable, decode_html, decode_python, decode_utf8, has_trace
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.site import ancestors
from pyscript_doctor.sources.snapshot import Fetch, Request, Resource, Search, Snapshot, Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.parsers.hosting.parsing import HostingFile
    from pyscript_doctor.parsers.html.document import Document
    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax
    from pyscript_doctor.parsers.python.micropython_constructs import Construct
    from pyscript_doctor.parsers.python.parsing import SyntaxFault
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.templates.masking import Template

Parsed = TypeVar("Parsed")


@dataclass
class Parses:
    """What was parsed so far, so that nothing is parsed twice while a Snapshot grows."""

    made: dict[tuple[str, str], object] = field(default_factory=dict)

    def once(self, kind: str, path: str, make: Callable[[], Parsed]) -> Parsed:
        """The parse of that kind of that path."""
        if (kind, path) not in self.made:
            self.made[kind, path] = make()
        return self.made[kind, path]  # type: ignore[return-value]


@dataclass
class Reader:
    """A view of one Snapshot.

    `wanted` collects the requests that it could not answer, `parsed` the paths whose characters were asked for.
    `shown_only` holds files that a document shows as examples; in `example_folders` there are no others.
    """

    snapshot: Snapshot
    parses: Parses = field(default_factory=Parses)
    wanted: set[Request] = field(default_factory=set)
    parsed: set[str] = field(default_factory=set)
    shown_only: dict[str, Text] = field(default_factory=dict)
    example_folders: frozenset[str] = frozenset()

    def resource(self, path: str) -> Resource | None:
        """What the source says of a path; None where it was not asked yet."""
        if path in self.shown_only:
            return Resource(path, Status.FOUND, self.shown_only[path].value.encode("utf-8", "surrogatepass"))
        if self.example_folders and not self.example_folders.isdisjoint(ancestors(path)):
            return Resource(path, Status.UNSHOWN)
        resource = self.snapshot.resources.get(path)
        if resource is None:
            self.wanted.add(Fetch(path))
        return resource

    def status(self, path: str) -> Status | None:
        """Whether a path can be had; None where the source was not asked yet."""
        resource = self.resource(path)
        return resource.status if resource else None

    def search(self, phrase: str) -> tuple[str, ...]:
        """The files that hold a phrase."""
        if phrase not in self.snapshot.matches:
            self.wanted.add(Search(phrase))
        return self.snapshot.matches.get(phrase, ())

    def text(self, path: str) -> Text | Unknown:
        """A file's text, decoded as the browser decodes what PyScript fetches."""
        return self._text(path, "text", decode_utf8)

    def markup(self, path: str) -> Text | Unknown:
        """An HTML file's text, decoded as the browser decodes a page."""
        return self._text(path, "markup", decode_html)

    def module_text(self, path: str) -> Text | Unknown:
        """A file's text, decoded as Python decodes what it imports from its file system."""
        return self._text(path, "module text", decode_python)

    def has_trace(self, resource: Resource) -> bool:
        """Whether a file's bytes hold any trace of PyScript."""
        return self.parses.once("trace", resource.path, lambda: has_trace(resource.content))

    def page_problem(self, path: str) -> str:
        """Why a file whose name is that of a page cannot be read; "" where it can."""
        resource = self.resource(path)
        if resource is None or resource.status is not Status.FOUND:
            return ""
        return self.parses.once("problem", path, lambda: _undecodable_reason(resource.content))

    def _text(self, path: str, kind: str, decode: Callable[[bytes], Decoded]) -> Text | Unknown:
        if path in self.shown_only:
            return self.shown_only[path]
        self.parsed.add(path)
        resource = self.resource(path)
        if resource is None or resource.status is not Status.FOUND:
            return Unknown(f"{resource.status.value} file" if resource else "file not read yet")

        def make() -> Text | Unknown:
            try:
                return Text.whole(path, decode(resource.content).value)
            except Undecodable:
                return Unknown("file that is no text")

        return self.parses.once(kind, path, make)

    def shown(self, path: str) -> Text | Unknown:
        """A file's text with the offsets that its findings have."""
        made = (self.parses.made.get((kind, path)) for kind in ("markup", "text", "module text"))
        return next((text for text in made if isinstance(text, Text)), None) or self.text(path)

    def template(self, path: str) -> Template | Unknown:
        """A page with what its template engine writes into it masked."""
        text = self.markup(path)
        if isinstance(text, Unknown):
            return text
        return self.parses.once("template", path, lambda: _mask(text, path))

    def html(self, path: str) -> Document | Unknown:
        """A page's elements."""
        from pyscript_doctor.parsers.html.document import parse_html

        template = self.template(path)
        if isinstance(template, Unknown):
            return template
        return self.parses.once("html", path, lambda: parse_html(template.text))

    def python(self, path: str) -> Syntax | SyntaxFault | Unknown:
        """What a Python file says that PyScript fetches."""
        return self._parsed_python(path, "python", self.text(path))

    def module(self, path: str) -> Syntax | SyntaxFault | Unknown:
        """What a Python file says that Python imports from its file system."""
        return self._parsed_python(path, "module", self.module_text(path))

    def _parsed_python(self, path: str, kind: str, text: Text | Unknown) -> Syntax | SyntaxFault | Unknown:
        from pyscript_doctor.parsers.python.parsing import parse_python

        if isinstance(text, Unknown):
            return text
        return self.parses.once(kind, path, lambda: parse_python(text))

    def inline_python(self, text: Text) -> Syntax | SyntaxFault:
        """What the Python inside a page says."""
        from pyscript_doctor.parsers.python.parsing import parse_python

        return self.parses.once("inline python", f"{text.path}:{text.span().start}", lambda: parse_python(text))

    def constructs(self, text: Text) -> tuple[Construct, ...]:
        """The constructs of a piece of Python that MicroPython may refuse."""
        from pyscript_doctor.parsers.python.micropython_constructs import constructs

        return self.parses.once("constructs", f"{text.path}:{text.span().start}", lambda: constructs(text))

    def inline_javascript(self, text: Text) -> JavaScriptSyntax:
        """What the JavaScript inside a page says."""
        from pyscript_doctor.parsers.javascript.parsing import parse_javascript

        return self.parses.once("inline javascript", f"{text.path}:{text.span().start}", lambda: parse_javascript(text))

    def javascript(self, path: str) -> JavaScriptSyntax | Unknown:
        """What a JavaScript file says."""
        from pyscript_doctor.parsers.javascript.parsing import parse_javascript

        text = self.text(path)
        if isinstance(text, Unknown):
            return text
        return self.parses.once("javascript", path, lambda: parse_javascript(text))

    def hosting(self, path: str) -> HostingFile | None:
        """What a hosting file says of headers; None where it is none."""
        from pyscript_doctor.parsers.hosting.parsing import parse_hosting

        text = self.text(path)
        if isinstance(text, Unknown):
            return None
        return self.parses.once("hosting", path, lambda: parse_hosting(text, path))


def _undecodable_reason(content: bytes) -> str:
    try:
        decode_html(content)
    except Undecodable as error:
        return error.reason
    return ""


def _mask(text: Text, path: str) -> Template:
    from pyscript_doctor.parsers.markdown.masking import mask_markdown
    from pyscript_doctor.parsers.templates.masking import mask

    template = mask(text)
    if path.lower().endswith((".md", ".markdown")):
        return replace(template, text=mask_markdown(template.text))
    return template
