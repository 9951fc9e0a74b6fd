"""What a Runtime reads from its config."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.parsers.config.json import read_json
from pyscript_doctor.parsers.config.syntax import ConfigSyntax
from pyscript_doctor.parsers.config.toml_dialects import dialect_for, read_toml
from pyscript_doctor.parsers.config.values import Array, Entry, Leaf, Node, Reading, Refusal, Table
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown, known
from pyscript_doctor.project.urls.reference import (
    Base,
    Found,
    Location,
    Missing,
    Reference,
    ReferenceKind,
    UnknownTarget,
    folder_of,
    locate,
)
from pyscript_doctor.records import NamedTuple, compared_by_identity

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text
    from pyscript_doctor.project.page.release import Releases
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.urls.resolver import UrlResolver

FILE_NAME = lazy_pattern(r"\.(\w+)(?:\?\S*)?$")
TEMPLATE = "value in a template"
WORKER_FILE_NAME = lazy_pattern(r"\.(json|toml|txt)$")
ONE_PACKAGE = lazy_pattern(r"\s*[^\s,;]+\s*")
MOST_PACKAGES = 500
TOO_MANY_PACKAGES = f"lists more than {MOST_PACKAGES} packages; they were not checked"
LONGEST = 200_000
TOO_LONG = f"has a config of more than {LONGEST:,} characters; it was not checked"
LAST_WITH_PAGE_AS_BASE = (2024, 1, 1)


class ConfigForm(str, Enum):
    """How a config is given. OPTION: to a worker that code starts."""

    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    OPTION = "option"
    NONE = "none"

    __str__ = str.__str__


@compared_by_identity
class Config(NamedTuple):
    """One config as one kind of Runtime reads it.

    origin: the place of the element or attribute. text: the document. reference: the file that it is in, if it is in
    one. rivals: the places of other configs for the same interpreter, with which it conflicts. base: what its URLs are
    resolved against. reading: what its parser makes of it.
    """

    form: ConfigForm
    origin: Span | None
    syntax: ConfigSyntax
    text: Text | None
    base: Base
    reading: Reading | Unknown
    reference: Reference | None = None
    rivals: tuple[Span, ...] = ()

    @property
    def is_json(self) -> bool:
        """Whether it is written in JSON."""
        return self.syntax is ConfigSyntax.JSON

    @property
    def table(self) -> Table:
        """What was read; raises Unknown if the document is refused, missing or not known."""
        if self.rivals:
            raise Unknown("config that conflicts with another")
        reading = known(self.reading)
        if reading.table is None:
            raise Unknown("config that cannot be read")
        return reading.table

    @property
    def refusal(self) -> Refusal | None:
        """Why PyScript refuses it, if it does; raises Unknown if the document is not known."""
        return known(self.reading).refusal

    def get(self, *names: str) -> Node | None:
        """The value at a route of keys, None if it is not set; raises Unknown if the parser skips one of its lines."""
        node = self.table.get(*names)
        if node is None and self.passes_over(*names):
            raise Unknown("config of which PyScript ignores lines")
        return node

    def passes_over(self, *names: str) -> bool:
        """Whether the parser skips lines, and these keys may be in them.

        What such a line should set is missing when the page runs; the line is the fault, not what needs it.
        """
        if isinstance(self.reading, Unknown) or not self.reading.skipped or self.text is None:
            return False
        return all(name in self.text.value for name in names)

    def string(self, name: str) -> Leaf | None:
        """The value of a key, if it is a string."""
        node = self.get(name)
        return node if isinstance(node, Leaf) and isinstance(node.value, str) else None

    @property
    def packages(self) -> tuple[Leaf, ...]:
        """The entries of `packages` that are strings. Raises Unknown if there are more than anybody lists.

        One name without a list around it counts too. Measured: Pyodide installs it in the releases before 2024.10.1.
        Later releases stop at it, so there it is the only fault.
        """
        node = self.get("packages")
        if isinstance(node, Leaf) and isinstance(node.value, str) and ONE_PACKAGE.fullmatch(node.value):
            return (node,)
        items = node.items if isinstance(node, Array) else ()
        if len(items) > MOST_PACKAGES:
            raise Unknown("package in a very long list")
        return tuple(item for item in items if isinstance(item, Leaf) and isinstance(item.value, str))

    @property
    def has_too_many_packages(self) -> bool:
        """Whether it lists more packages than we check."""
        try:
            node = self.get("packages")
        except Unknown:
            return False
        return isinstance(node, Array) and len(node.items) > MOST_PACKAGES

    def entries(self, *names: str) -> tuple[Entry, ...]:
        """The entries of the table at a route of keys whose value is a string."""
        node = self.table.get(*names)
        entries = node.entries if isinstance(node, Table) else ()
        return tuple(entry for entry in entries if isinstance(entry.value, Leaf) and isinstance(entry.value.value, str))


def no_config(base: Base) -> Config:
    """The config of a Runtime that has none."""
    from pyscript_doctor.parsers.text import Span

    empty = Reading(Table((), Span("", 0, 0)))
    return Config(ConfigForm.NONE, None, ConfigSyntax.TOML, None, base, empty)


def unknown_config(base: Base, reason: str, origin: Span | None = None, form: ConfigForm = ConfigForm.OPTION) -> Config:
    """A config about which nothing is known."""
    return Config(form, origin, ConfigSyntax.TOML, None, base, Unknown(reason))


def page_config(
    value: Text, kind: str, form: ConfigForm, origin: Span, releases: Releases, resolver: UrlResolver
) -> Config:
    """The config of the main thread: the text of an element, or the value of an attribute or of `src`.

    Like PyScript, it takes text that ends like a file name for a URL. `kind` is the `type` attribute.
    """
    plain = resolver.plain(value)
    if plain is None:
        return unknown_config(resolver.base, TEMPLATE, origin, form)
    text = plain.stripped()
    looks_json = text.value.startswith("{") and text.value.endswith("}")
    if not looks_json and (match := FILE_NAME.search(text.value)):
        syntax = next((each for each in ConfigSyntax if each == match[1]), None)
        if syntax and (kind not in tuple(ConfigSyntax) or kind == syntax):
            return _of_file(value, syntax, form, origin, releases, resolver, Thread.MAIN, own=False)
        return _bad_extension(text, form, origin, resolver)
    if not text.value:
        return no_config(resolver.base)._replace(form=form, origin=origin)
    syntax = ConfigSyntax.JSON if looks_json or kind == ConfigSyntax.JSON else ConfigSyntax.TOML
    reading = _read(text, syntax, releases, Thread.MAIN, False, resolver.reader)
    return Config(form, origin, syntax, plain, resolver.of_config().base, reading)


def worker_config(value: Text, form: ConfigForm, origin: Span, releases: Releases, resolver: UrlResolver) -> Config:
    """A worker's own config: a file, or JSON, or TOML."""
    plain = resolver.plain(value)
    if plain is None:
        return unknown_config(resolver.base, TEMPLATE, origin, form)
    if match := WORKER_FILE_NAME.search(plain.value):
        if match[1] == "txt":
            return unknown_config(resolver.base, "config in a text file", origin, form)
        return _of_file(value, ConfigSyntax(match[1]), form, origin, releases, resolver, Thread.WORKER, own=True)
    as_json = _read(value, ConfigSyntax.JSON, releases, Thread.WORKER, True, resolver.reader)
    if isinstance(as_json, Unknown) or as_json.refusal is None:
        return Config(form, origin, ConfigSyntax.JSON, value, resolver.of_config().base, as_json)
    reading = _read(value, ConfigSyntax.TOML, releases, Thread.WORKER, True, resolver.reader)
    return Config(form, origin, ConfigSyntax.TOML, value, resolver.of_config().base, reading)


def editor_config(value: Text, origin: Span, releases: Releases, resolver: UrlResolver) -> Config:
    """The config of an editor: a TOML or JSON file, or else JSON."""
    plain = resolver.plain(value)
    if plain is None:
        return unknown_config(resolver.base, TEMPLATE, origin, ConfigForm.ATTRIBUTE)
    for syntax in ConfigSyntax:
        if plain.value.endswith(f".{syntax}"):
            return _of_file(value, syntax, ConfigForm.ATTRIBUTE, origin, releases, resolver, Thread.MAIN, own=True)
    reading = _read(value, ConfigSyntax.JSON, releases, Thread.MAIN, True, resolver.reader)
    return Config(ConfigForm.ATTRIBUTE, origin, ConfigSyntax.JSON, value, resolver.of_config().base, reading)


def _of_file(
    url: Text,
    syntax: ConfigSyntax,
    form: ConfigForm,
    origin: Span,
    releases: Releases,
    resolver: UrlResolver,
    thread: Thread,
    own: bool,
) -> Config:
    reference = (resolver.of_config() if own else resolver).reference(ReferenceKind.CONFIG, url)
    target = reference.target
    if isinstance(target, Found):
        base = Base(folder_of(target.path)) if own else _base_of_shared(reference, target.path, releases, resolver)
        text = resolver.reader.text(target.path)
        reading = text if isinstance(text, Unknown) else _read(text, syntax, releases, thread, own, resolver.reader)
        document = None if isinstance(text, Unknown) else text
        return Config(form, origin, syntax, document, base, reading, reference)
    if isinstance(target, UnknownTarget):
        reason = target.reason
    else:
        reason = "config file that is missing" if isinstance(target, Missing) else "config file elsewhere"
    return Config(form, origin, syntax, None, resolver.base, Unknown(reason), reference)


def _base_of_shared(reference: Reference, path: str, releases: Releases, resolver: UrlResolver) -> Base:
    """What the URLs in a config file of the main thread are resolved against. Up to 2024.1.1 it was the page.

    The browser fetches the file from where `<base href>` says. Then PyScript resolves the URLs in it as if the file
    were where its URL leads from the page's own address.
    """
    page = resolver.of_config().base
    if releases.options[-1].number <= LAST_WITH_PAGE_AS_BASE:
        return page
    located = locate(reference.url, page, None) if resolver.address else None
    return Base(folder_of(located.path if isinstance(located, Location) else path))


def _bad_extension(text: Text, form: ConfigForm, origin: Span, resolver: UrlResolver) -> Config:
    refusal = Refusal(text.span(), f"(PY1000): Invalid URL: {text.value[-60:]}")
    return Config(form, origin, ConfigSyntax.TOML, text, resolver.base, Reading(None, refusal))


def _read(
    text: Text, syntax: ConfigSyntax, releases: Releases, thread: Thread, own: bool, reader: Reader
) -> Reading | Unknown:
    """What the parsers of the releases make of it: refused only if all of them refuse it.

    Nobody writes a config as long as those that are left out, and reading it would take much memory.
    """
    if len(text) > LONGEST:
        reader.leave_out(text.path, TOO_LONG)
        return Unknown("very long config")
    if syntax is ConfigSyntax.JSON:
        return reader.once_of("json", text, lambda: read_json(text))
    dialects = dict.fromkeys(dialect_for(release.name, thread, own) for release in reversed(releases.options))
    readings = [reader.once_of(f"toml {dialect}", text, partial(read_toml, text, dialect)) for dialect in dialects]
    return next((reading for reading in readings if reading.refusal is None), readings[0])
