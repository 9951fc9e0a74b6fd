"""Reads what a Snapshot holds as parsed records, and remembers the questions and answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from pyscript_doctor.parsers.decoding import Decoded, Undecodable, decode_html, decode_python, decode_utf8, has_trace
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.page_names import is_page_name
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.site import Site, find_site
from pyscript_doctor.records import NamedTuple, compared_by_class
from pyscript_doctor.sources.addresses import is_web_address
from pyscript_doctor.sources.snapshot import Fetch, Request, Resource, Search, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyscript_doctor.parsers.hosting.parsing import HostingFile
    from pyscript_doctor.parsers.html.document import Document
    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax
    from pyscript_doctor.parsers.python.micropython_constructs import Construct
    from pyscript_doctor.parsers.python.parsing import SyntaxFault
    from pyscript_doctor.parsers.python.syntax import Syntax
    from pyscript_doctor.parsers.templates.masking import Template
    from pyscript_doctor.project.declared import Declared
    from pyscript_doctor.project.desk import Desk
    from pyscript_doctor.sources.file_names import FileNames
    from pyscript_doctor.sources.snapshot import Response, Snapshot

LONGEST_PYTHON = 500_000
TOO_LONG = f"has more than {LONGEST_PYTHON:,} characters of Python; it was not checked"
DECODINGS = ("markup", "text", "module text")

Parsed = TypeVar("Parsed")
Answer = TypeVar("Answer")


@compared_by_class
class ShownText(NamedTuple):
    """Asks for the text of an example with its place: the same words may move in their document."""

    path: str


@dataclass(eq=False)
class Reader:
    """A view of what is on a Desk. It keeps what it was asked and what it answered.

    What was made from its answers is valid while `is_current`. `wanted` are the requests that it could not answer,
    `parsed` the paths whose characters were asked for. sees_all: a page other than its own was looked at. left_out: the
    paths that were not judged completely, with the reasons, which complete a sentence ("has more than 100 scripts").
    """

    desk: Desk
    wanted: set[Request] = field(default_factory=set)
    parsed: set[str] = field(default_factory=set)
    answers: dict[Request | ShownText, object] = field(default_factory=dict)
    sees_all: bool = False
    left_out: dict[tuple[str, str], None] = field(default_factory=dict)
    _complete: dict[object, object] = field(default_factory=dict)
    _said_of_names: list[tuple[Callable[[FileNames], object], object]] = field(default_factory=list)
    _listing: FileNames | None = None

    @property
    def snapshot(self) -> Snapshot:
        """Everything that was asked so far, by anyone."""
        return self.desk.snapshot

    @property
    def declared(self) -> Declared:
        """What the settings say of the project."""
        return self.desk.declared

    @property
    def is_live(self) -> bool:
        """Whether a web server answers: what it sends is what browsers get, and the files behind it are its own."""
        return bool(self.snapshot.origin)

    def path_of_remote(self, url: str) -> str | None:
        """The path for asking for another server's file; None if no other servers are asked."""
        scheme = self.snapshot.origin.partition("//")[0] or "https:"
        full = f"{scheme}{url.strip()}" if url.strip().startswith("//") else url.strip()
        is_asked = self.snapshot.online and is_web_address(full)
        return full if is_asked else None

    @property
    def consulted(self) -> frozenset[str]:
        """The paths that were asked for."""
        return frozenset(each.path for each in self.answers if isinstance(each, Fetch))

    @property
    def texts(self) -> frozenset[str]:
        """The paths whose text was read."""
        return self.consulted & (self.parsed | self.desk.examples.files.keys())

    def unanswered(self) -> set[Request]:
        """Requests that were answered once, and whose answer was forgotten since."""
        asked = (each for each in self.answers if not isinstance(each, ShownText))
        return {each for each in asked if not self._is_shown(each) and not self.snapshot.answers(each)}

    def is_current(self) -> bool:
        """Whether every question would get the same answer now."""
        if any(self._answer(question) != answer for question, answer in self.answers.items()):
            return False
        listing = self.snapshot.listing
        if listing is not self._listing and listing is not None:
            if any(listing.answer(question) != answer for question, answer in self._said_of_names):
                return False
            self._listing = listing
        return True

    def of_listing(self, question: Callable[[FileNames], Answer]) -> Answer:
        """What the names of the project's files say. Raises Unknown if nobody can list them."""
        listing = self.snapshot.listing
        if listing is None:
            raise Unknown("names of the files on a server")
        self._listing = listing
        answer = listing.answer(question)
        self._said_of_names.append((question, answer))
        return answer

    def lists(self, path: str) -> bool:
        """Whether a file is known to be in the project."""
        return self.snapshot.listing is not None and self.of_listing(lambda names: path in names)

    def files_named(self, *names: str) -> tuple[str, ...]:
        """The files that have one of these names, in any folder; none if nobody can list them."""
        return self.of_listing(lambda listing: listing.named(*names)) if self.snapshot.listing is not None else ()

    def site(self, page: str, urls: Iterable[str]) -> Site | None:
        """The web root that the settings give a page, or else the one that makes its absolute URL paths resolve.

        On a live site it is the server's own.
        """
        declared = self.declared.web_root_of(page)
        if declared is not None:
            return Site(declared)
        asked = tuple(urls)
        return self.of_listing(partial(find_site, page, asked)) if self.snapshot.listing is not None else Site("")

    def resource(self, path: str) -> Resource | None:
        """What the source says about a path; None if it was not asked yet."""
        if path in self.desk.examples.files:
            self.answers[ShownText(path)] = self.desk.examples.files[path]
        resource = self._resource(path)
        self.answers[Fetch(path)] = resource
        if resource is None:
            self.wanted.add(Fetch(path))
        return resource

    def status(self, path: str) -> Status | None:
        """Whether a path exists; None if the source was not asked yet."""
        resource = self.resource(path)
        return resource.status if resource else None

    def response(self, path: str) -> Response | None:
        """How a web server answered for a path; None if none was asked, or none answered."""
        resource = self.resource(path)
        return resource.response if resource else None

    def is_served(self, path: str) -> bool:
        """Whether a web server sent a file, so that it is what browsers get and not a template."""
        return self.response(path) is not None

    def search(self, phrase: str) -> tuple[str, ...]:
        """The files that hold a phrase."""
        found = self.answers[Search(phrase)] = self.snapshot.matches.get(phrase)
        if found is None:
            self.wanted.add(Search(phrase))
        return found or ()

    def once(self, kind: object, path: str, make: Callable[[], Parsed]) -> Parsed:
        """What is made from a file, made once while its content stays the same."""
        made = self.desk.parses.of(path, self._content(path))
        if kind not in made:
            made[kind] = make()
        return made[kind]  # type: ignore[return-value]

    def once_complete(self, key: object, make: Callable[[], Parsed]) -> Parsed:
        """The answer to a question about the page, worked out once as soon as everything that it reads is there."""
        if key not in self._complete:
            before, self.wanted = self.wanted, set()
            try:
                made = make()
                if self.wanted:
                    return made
            finally:
                before |= self.wanted
                self.wanted = before
            self._complete[key] = made
        return self._complete[key]  # type: ignore[return-value]

    def forget(self) -> None:
        """Forgets what was worked out: it holds the page, and the page holds this Reader."""
        self._complete.clear()

    def leave_out(self, path: str, reason: str) -> None:
        """Notes that a file is not judged completely, and why."""
        self.left_out[path, reason] = None

    def once_of(self, kind: str, text: Text, make: Callable[[], Parsed]) -> Parsed:
        """What is made from a piece of a file, made once while the file stays the same."""
        return self.once((kind, text.span().start, text.value), text.path, make)

    def _content(self, path: str) -> bytes | Text:
        resource = self.snapshot.resources.get(path)
        return self.desk.examples.files.get(path) or (resource.content if resource else b"")

    def _answer(self, question: Request | ShownText) -> object:
        if isinstance(question, Fetch):
            return self._resource(question.path)
        if isinstance(question, Search):
            return self.snapshot.matches.get(question.phrase)
        return self.desk.examples.files.get(question.path)

    def _resource(self, path: str) -> Resource | None:
        text = self.desk.examples.files.get(path)
        if text is not None:
            return Resource(path, Status.FOUND, text.value.encode("utf-8", "surrogatepass"))
        if self.desk.examples.cover(path):
            return Resource(path, Status.UNSHOWN)
        return self.snapshot.resources.get(path)

    def _is_shown(self, request: Request) -> bool:
        """Whether an example answers, and not the source."""
        return isinstance(request, Fetch) and self.desk.examples.cover(request.path)

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
        return self.once("trace", resource.path, lambda: has_trace(resource.content))

    def page_problem(self, path: str) -> str:
        """Why a file with the name of a page cannot be read; "" if it can."""
        resource = self.resource(path)
        if resource is None or resource.status is not Status.FOUND:
            return ""
        return self.once("problem", path, lambda: _undecodable_reason(resource.content))

    def _text(self, path: str, kind: str, decode: Callable[[bytes], Decoded]) -> Text | Unknown:
        resource = self.resource(path)
        if path in self.desk.examples.files:
            return self.desk.examples.files[path]
        self.parsed.add(path)
        if resource is None or resource.status is not Status.FOUND:
            return Unknown(resource.status.value if resource else "file not read yet")

        def make() -> Text | Unknown:
            try:
                return Text.whole(path, decode(resource.content).value)
            except Undecodable:
                return Unknown("file that is not text")

        return self.once(kind, path, make)

    def shown(self, path: str) -> Text | Unknown:
        """A file's text with the offsets that findings in it have."""
        made = self.desk.parses.of(path, self._content(path))
        found = (made.get(kind) for kind in DECODINGS)
        text = next((text for text in found if isinstance(text, Text)), None)
        return text or self._decoded_as(self.desk.decoded.get(path) or _usual(path), path)

    def _decoded_as(self, kind: str, path: str) -> Text | Unknown:
        if kind == "markup":
            return self.markup(path)
        return self.module_text(path) if kind == "module text" else self.text(path)

    def decoded_otherwise(self) -> Iterator[tuple[str, str]]:
        """The files that were decoded in another way than their names say, and how."""
        for path in sorted(self.parsed):
            made = self.desk.parses.of(path, self._content(path))
            kind = next((kind for kind in DECODINGS if isinstance(made.get(kind), Text)), None)
            if kind is not None and kind != _usual(path):
                yield path, kind

    def template(self, path: str) -> Template | Unknown:
        """A page in which what its template engine writes is masked."""
        text = self.markup(path)
        if isinstance(text, Unknown):
            return text
        if self.is_served(path):
            from pyscript_doctor.parsers.templates.masking import Template

            return Template(text)
        return self.once("template", path, lambda: _mask(text, path))

    def html(self, path: str) -> Document | Unknown:
        """A page's elements."""
        from pyscript_doctor.parsers.html.document import parse_html

        template = self.template(path)
        if isinstance(template, Unknown):
            return template
        return self.once("html", path, lambda: parse_html(template.text))

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
        if len(text) > LONGEST_PYTHON:
            self.leave_out(path, TOO_LONG)
            return Unknown("very long Python file")
        return self.once(kind, path, lambda: parse_python(text))

    def inline_python(self, text: Text) -> Syntax | SyntaxFault:
        """What the Python inside a page says."""
        from pyscript_doctor.parsers.python.parsing import parse_python

        return self.once_of("inline python", text, lambda: parse_python(text))

    def constructs(self, text: Text) -> tuple[Construct, ...]:
        """The constructs of a piece of Python that MicroPython may refuse."""
        from pyscript_doctor.parsers.python.micropython_constructs import constructs

        return self.once_of("constructs", text, lambda: constructs(text))

    def inline_javascript(self, text: Text) -> JavaScriptSyntax:
        """What the JavaScript inside a page says."""
        from pyscript_doctor.parsers.javascript.parsing import parse_javascript

        return self.once_of("inline javascript", text, lambda: parse_javascript(text))

    def javascript(self, path: str) -> JavaScriptSyntax | Unknown:
        """What a JavaScript file says."""
        from pyscript_doctor.parsers.javascript.parsing import parse_javascript

        text = self.text(path)
        if isinstance(text, Unknown):
            return text
        return self.once("javascript", path, lambda: parse_javascript(text))

    def hosting(self, path: str) -> HostingFile | None:
        """What a hosting file says about headers; None if it is not a hosting file."""
        from pyscript_doctor.parsers.hosting.parsing import parse_hosting

        text = self.text(path)
        if isinstance(text, Unknown):
            return None
        return self.once("hosting", path, lambda: parse_hosting(text, path))


def _usual(path: str) -> str:
    return "markup" if is_page_name(path) else "text"


def _undecodable_reason(content: bytes) -> str:
    try:
        decode_html(content)
    except Undecodable as error:
        return error.reason
    return ""


def _mask(text: Text, path: str) -> Template:
    from pyscript_doctor.parsers.templates.masking import mask

    template = mask(text)
    if path.lower().endswith((".md", ".markdown")):
        from pyscript_doctor.parsers.markdown.masking import mask_markdown

        return template._replace(text=mask_markdown(template.text))
    return template
