"""What `parse_javascript` returns."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pyscript_doctor.records import compared_by_class

if TYPE_CHECKING:
    from pyscript_doctor.parsers.text import Span, Text

Style: TypeAlias = Literal["esm", "umd", "commonjs", "amd", "script"]


class DeclarationKind(str, Enum):
    """How a script declares a name. GLOBAL: it sets the name on the global object."""

    VAR = "var"
    LET = "let"
    CONST = "const"
    FUNCTION = "function"
    CLASS = "class"
    GLOBAL = "global"

    __str__ = str.__str__


@compared_by_class
class JsName(NamedTuple):
    """A name that is imported, and its name here; the same Text if it keeps its name."""

    imported: Text
    local: Text


@compared_by_class
class JsImport(NamedTuple):
    """`import ... from`, `export ... from`, or `import("literal")`.

    default, namespace: the local names of `import default from` and `import * as namespace from`; of a dynamic
    import the name of `const namespace = await import(...)`, and `names` those of `const {...} = await import(...)`.
    """

    specifier: Text
    names: tuple[JsName, ...]
    default: Text | None
    namespace: Text | None
    dynamic: bool
    reexport: bool
    span: Span


@compared_by_class
class JsExport(NamedTuple):
    """A name that a module exports, "default" for its default.

    local: its name inside, None if it has none. specifier: the module that it comes from, None if that is this one.
    """

    name: Text
    local: Text | None
    specifier: Text | None
    span: Span


@compared_by_class
class JsDeclaration(NamedTuple):
    """A name that a script declares at its top level, or sets on the global object."""

    name: Text
    kind: DeclarationKind

    @property
    def is_class(self) -> bool:
        """Whether it is a class."""
        return self.kind is DeclarationKind.CLASS

    @property
    def is_global(self) -> bool:
        """Whether the script sets it on the global object."""
        return self.kind is DeclarationKind.GLOBAL

    @property
    def span(self) -> Span:
        """Where the name is."""
        return self.name.span()


@compared_by_class
class JsProperty(NamedTuple):
    """`name: value` in an object literal, or an element of an array literal: then the name is empty.

    value: as written. string: the text, if it is a literal string. properties: if it is an object literal itself.
    items: its elements, if it is an array literal.
    """

    name: Text
    value: Text
    string: Text | None
    properties: JsObject | None
    items: tuple[JsProperty, ...] | None = None


@compared_by_class
class JsObject(NamedTuple):
    """An object literal, or an expression where one is expected.

    open: it may hold more than `properties`: because of a spread or a computed key, or because it is no literal.
    """

    properties: tuple[JsProperty, ...]
    open: bool
    span: Span

    def property(self, name: str) -> JsProperty | None:
        """The property that counts: the last of that name."""
        return next((each for each in reversed(self.properties) if each.name.value == name), None)

    def get(self, name: str) -> Text | None:
        """The value of a property: the text of a literal string, or what is written."""
        found = self.property(name)
        return None if found is None else found.string or found.value


@compared_by_class
class JsWorkerCall(NamedTuple):
    """A call of PyWorker, MPWorker or donkey.

    name: which of them, whatever its name is here. callee: as written, `core.PyWorker`. source: the first argument if
    it is a literal string. options: those of the second argument, for donkey those of the first; empty if there is
    none. awaited: by `await` or `.then`. top_level: it runs while its script or module runs. after_when_defined: it
    comes after an `await whenDefined(...)` that does so too. specifier: the module that the name was imported from,
    None if this source does not say so. asked: the functions of the worker's `sync` that this source calls:
    `worker.sync.add(1, 2)`.
    """

    name: Literal["PyWorker", "MPWorker", "donkey"]
    callee: Text
    span: Span
    new: bool
    source: Text | None
    options: JsObject
    awaited: bool
    top_level: bool
    after_when_defined: bool
    specifier: Text | None
    asked: tuple[Text, ...] = ()


@compared_by_class
class JsNativeWorker(NamedTuple):
    """`new Worker("...")`, the browser's own kind.

    source: the address. relative_to_script: it is in `new URL("...", import.meta.url)`, and not relative to the page.
    """

    source: Text
    relative_to_script: bool


@compared_by_class
class JsRegistration(NamedTuple):
    """`navigator.serviceWorker.register("...", {scope: "..."})`; its source is like that of a JsNativeWorker."""

    source: Text
    relative_to_script: bool
    options: JsObject


@compared_by_class
class JsListener(NamedTuple):
    """`target.addEventListener("event", ...)` or `target.onevent = ...`.

    target: as written, `document.body`; "window" if the function is called without an object, "" for a longer
    expression.
    """

    event: Text
    target: str
    span: Span


@compared_by_class
class JavaScriptSyntax(NamedTuple):
    """A script or module.

    is_module: only a module parses as this, for it has `import`, `export` or `import.meta`. style: what it is made
    for; "umd" where it looks for a module system first, "script" where it does without. export_stars: the modules of
    `export * from`; where there is one, more names than `exports` are exported. top_level_declarations: also what is
    set on the global object anywhere. document_uses: where `document` and `window` are reached while it runs, in
    sources that do not first look whether they exist. top_level_awaits: the word itself, outside of all functions.
    required: of every `require("literal")`. syntax_error: the first place that a browser certainly refuses.
    """

    text: Text
    imports: tuple[JsImport, ...]
    exports: tuple[JsExport, ...]
    export_stars: tuple[Text, ...]
    is_module: bool
    style: Style
    top_level_declarations: tuple[JsDeclaration, ...]
    worker_calls: tuple[JsWorkerCall, ...]
    donkeys: tuple[JsWorkerCall, ...]
    native_workers: tuple[JsNativeWorker, ...]
    registrations: tuple[JsRegistration, ...]
    listeners: tuple[JsListener, ...]
    document_uses: tuple[Span, ...]
    top_level_awaits: tuple[Span, ...]
    required: tuple[Text, ...]
    syntax_error: Span | None

    @property
    def top_level_await(self) -> bool:
        """Whether it awaits something outside of all functions, which only a module may do."""
        return bool(self.top_level_awaits)

    @property
    def exports_are_open(self) -> bool:
        """Whether it exports names that only another module knows."""
        return bool(self.export_stars)
