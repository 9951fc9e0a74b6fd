"""Calls in JavaScript that concern PyScript: workers that it starts, and events that it listens for."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Literal, cast

from pyscript_doctor.parsers.javascript.records import JsListener, JsObject, JsProperty, JsWorkerCall
from pyscript_doctor.parsers.javascript.tokenized import DEEPEST, elements, expression_end
from pyscript_doctor.parsers.javascript.tokens import CLOSE, NAME, NUMBER, OBJECT, OPEN, PARAMETERS, STRING
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.javascript.records import JsImport
    from pyscript_doctor.parsers.javascript.tokenized import Tokenized
    from pyscript_doctor.parsers.text import Text

DONKEY = "donkey"
WORKERS = ("PyWorker", "MPWorker", DONKEY)
LONGEST = 200
"""So many tokens of an argument, or of a value in a literal, are skipped on the way to the next one."""
LONGEST_VALUE = 20_000
"""Values of a literal with more characters are left out."""
DEEPEST_LITERAL = 8
MOST_CALLS = 200
MOST_FOLLOWED = 20
"""For so many workers, the functions that the code calls on them are known."""

_HANDLER = lazy_pattern(r"(?<![\w$])on(?!(?:ce|e|ly|to)\b)([a-z]+)\s*=(?![=>])")


class WorkerCalls:
    """Finds the calls of PyWorker, MPWorker and donkey, under whatever name they were imported."""

    def __init__(self, source: Tokenized, imports: Iterable[JsImport]) -> None:
        self.source = source
        self.tokens = source.tokens
        self.workers: dict[str, tuple[str, Text | None]] = {}
        self.waits: set[str] = set()
        self.namespaces: dict[str, Text] = {}
        for each in imports:
            self._take_import(each)
        self._take_patterns()
        self.others = {self.tokens.text(index) for index in self._named(WORKERS) if self._is_declared(index)}

    def find(self) -> Iterator[JsWorkerCall]:
        """The calls, in the order of the source."""
        waited = min(self._awaited_waits(), default=len(self.tokens))
        called = (index for index in self._named((*WORKERS, *self.workers)) if self._is_called(index))
        for number, index in enumerate(islice(called, MOST_CALLS)):
            call = self._call(index, waited)
            if call:
                yield call._replace(asked=tuple(self._asked(index))) if number < MOST_FOLLOWED else call

    def _take_import(self, each: JsImport) -> None:
        if each.reexport:
            return
        if each.namespace is not None:
            self.namespaces[each.namespace.value] = each.specifier
        for name in each.names:
            if name.imported.value in WORKERS:
                self.workers[name.local.value] = (name.imported.value, each.specifier)
            elif name.imported.value == "whenDefined":
                self.waits.add(name.local.value)

    def _take_patterns(self) -> None:
        """`const { PyWorker: name } = namespace`, and parameters such as `({ PyWorker: name }) => ...`."""
        for index in self._named((*WORKERS, "whenDefined")):
            container = self.tokens.container(index)
            if self.tokens.role(container) != OBJECT or self.tokens.is_property(index):
                continue
            close = self.tokens.frame_closes[container]
            outside = self.tokens.container(close) if close < len(self.tokens) else 0
            is_pattern = self.tokens.text(close + 1) == "=" or self.tokens.role(outside) == PARAMETERS
            local = index + 2 if self.tokens.text(index + 1) == ":" else index
            if is_pattern and self.tokens.kind(local) == NAME:
                self._take_pattern(index, local, self.namespaces.get(self.tokens.text(close + 2)))

    def _take_pattern(self, index: int, local: int, specifier: Text | None) -> None:
        if self.tokens.text(index) == "whenDefined":
            self.waits.add(self.tokens.text(local))
        else:
            self.workers.setdefault(self.tokens.text(local), (self.tokens.text(index), specifier))

    def _named(self, names: Iterable[str]) -> Iterator[int]:
        """Where names are, in order."""
        alternatives = "|".join(re.escape(name) for name in sorted(set(names)))
        for found in re.finditer(rf"(?<![\w$#])(?:{alternatives})(?![\w$])", self.source.text.value):
            index = self.source.at(found.start())
            if index is not None and self.tokens.kind(index) == NAME:
                yield index

    def _is_declared(self, index: int) -> bool:
        return self.tokens.text(index - 1) in ("function", "class", "var", "let", "const")

    def _is_called(self, index: int) -> bool:
        """Whether a name is called, and is not the name of a function or method that is defined here."""
        if self.tokens.text(index + 1) != "(" or self.tokens.text(index - 1) in ("function", "*"):
            return False
        return self.tokens.role(self.tokens.frames[index + 1]) != PARAMETERS

    def _awaited_waits(self) -> Iterator[int]:
        """Each `await whenDefined(` that the module itself waits for."""
        for index in self._named(("whenDefined", *self.waits)):
            start = self._callee_start(index)
            is_own = self.tokens.text(index - 2) != "customElements"
            if is_own and self.tokens.text(start - 1) == "await" and self.source.runs_at_once(index):
                yield index

    def _call(self, index: int, waited: int) -> JsWorkerCall | None:
        start = self._callee_start(index)
        name, specifier = self._origin(index, start)
        if name is None:
            return None
        close = self.tokens.close(index + 1)
        new = self.tokens.text(start - 1) == "new"
        awaited = self.tokens.text(start - 1 - new) == "await"
        then = self.tokens.text(close + 1) == "." and self.tokens.text(close + 2) == "then"
        return JsWorkerCall(
            name=cast("Literal['PyWorker', 'MPWorker', 'donkey']", name),
            callee=self.source.cut(start, index),
            span=self.source.span(start - new, close),
            new=new,
            source=self._first_argument(index + 1),
            options=(first_options if name == DONKEY else options_of)(self.source, index + 1),
            awaited=awaited or then,
            top_level=self.source.runs_at_once(index),
            after_when_defined=waited < index and self.source.runs_at_once(index),
            specifier=specifier,
        )

    def _callee_start(self, index: int) -> int:
        """The first token of `name`, `namespace.name` or `(await import(...)).name`."""
        if not self.tokens.is_property(index):
            return index
        before = index - 2
        return self.tokens.open(before) if self.tokens.kind(before) == CLOSE else max(before, 0)

    def _origin(self, index: int, start: int) -> tuple[str | None, Text | None]:
        """Which worker a callee is, and the module that it comes from."""
        word = self.tokens.text(index)
        if start == index:
            return self.workers.get(word, (None if word in self.others else word, None))
        if word not in WORKERS:
            return None, None
        if self.tokens.text(start) == "(" and self.tokens.text(start + 2) == "import":
            return word, self.source.literal(start + 4)
        return word, self.namespaces.get(self.tokens.text(start))

    def _asked(self, index: int) -> Iterator[Text]:
        """The functions that a source calls on the `sync` of a worker, if one name means that worker and no other."""
        binding = self._binding(index)
        if binding is None:
            return
        name = self.tokens.text(binding)
        uses = [use for use in self._named((name,)) if not self.tokens.is_property(use)]
        if [use for use in uses if self.tokens.text(use + 1) != "."] != [binding]:
            return
        way = ["."] if name == "sync" else [".", "sync", "."]
        for use in uses:
            called = use + len(way) + 1
            if [self.tokens.text(place) for place in range(use + 1, called)] == way and self._is_called(called):
                yield self.source.name(called)

    def _binding(self, index: int) -> int | None:
        """The name of a worker that a call starts, or of its `sync`: from a `const`, or the parameter of `.then`."""
        close = self.tokens.close(index + 1)
        if [self.tokens.text(close + step) for step in (1, 2, 3)] == [".", "then", "("]:
            first = close + 4 + (self.tokens.text(close + 4) == "async")
            first += self.tokens.text(first) == "("
            return self._bound(first)
        start = self._callee_start(index)
        start -= self.tokens.text(start - 1) == "new"
        start -= self.tokens.text(start - 1) == "await"
        if self.tokens.text(start - 1) != "=":
            return None
        first = self.tokens.open(start - 2) if self.tokens.text(start - 2) == "}" else start - 2
        return self._bound(first) if self.tokens.text(first - 1) == "const" else None

    def _bound(self, first: int) -> int | None:
        """The name at a place, or `sync` in the pattern `{ sync }` there."""
        if self.tokens.kind(first) == NAME:
            return first
        is_pattern = self.tokens.text(first) == "{" and self.tokens.text(first + 2) == "}"
        return first + 1 if is_pattern and self.tokens.text(first + 1) == "sync" else None

    def _first_argument(self, opener: int) -> Text | None:
        literal = self.source.literal(opener + 1)
        return literal if self.tokens.text(opener + 2) in (",", ")") else None


def first_options(source: Tokenized, opener: int) -> JsObject:
    """The first argument of the call that opens at a bracket; without properties if there is none."""
    return _options(source, opener, opener + 1)


def options_of(source: Tokenized, opener: int) -> JsObject:
    """The second argument of the call that opens at a bracket; without properties if there is none."""
    tokens = source.tokens
    close = tokens.close(opener)
    comma = expression_end(tokens, opener + 1, tokens.frames[opener], LONGEST)
    if comma < close and tokens.text(comma) != ",":
        return JsObject((), open=True, span=source.span(comma, close - 1))
    return _options(source, opener, comma + 1)


def _options(source: Tokenized, opener: int, first: int) -> JsObject:
    """The argument that begins at a token."""
    tokens = source.tokens
    close = tokens.close(opener)
    if first >= close:
        end = tokens.ends[min(first, close) - 1]
        return JsObject((), open=False, span=source.text.span(end, end))
    if tokens.text(first) == "{":
        return object_literal(source, first)
    return JsObject((), open=True, span=source.span(first, close - 1))


def object_literal(source: Tokenized, opener: int, depth: int = 0) -> JsObject:
    """The properties of the object literal that opens at a brace."""
    tokens = source.tokens
    properties: list[JsProperty] = []
    is_open = depth >= DEEPEST_LITERAL
    for index in elements(tokens, opener, LONGEST) if not is_open else ():
        end = expression_end(tokens, index, tokens.frames[opener], LONGEST) - 1
        is_named = tokens.kind(index) in (NAME, STRING, NUMBER)
        value = index + 2 if tokens.text(index + 1) == ":" else index
        is_short = tokens.ends[min(end, len(tokens) - 1)] - tokens.starts[index] <= LONGEST_VALUE
        if is_named and is_short and value <= end and (value != index or index == end):
            properties.append(_property(source, index, value, end, depth))
        elif not is_named or tokens.text(index + 1) != "(":
            is_open = True
    return JsObject(tuple(properties), is_open, source.span(opener, tokens.close(opener)))


def _property(source: Tokenized, key: int, first: int, last: int, depth: int) -> JsProperty:
    return _literal(source, source.name(key), first, last, depth, is_short=first == key)


def _literal(source: Tokenized, name: Text, first: int, last: int, depth: int, *, is_short: bool = False) -> JsProperty:
    """What a value is. is_short: the name in `{ name }` is also the variable with the value."""
    tokens = source.tokens
    bracket = tokens.text(first) if tokens.kind(first) == OPEN and tokens.close(first) == last else ""
    return JsProperty(
        name=name,
        value=source.cut(first, last),
        string=source.literal(first) if first == last and not is_short else None,
        properties=object_literal(source, first, depth + 1) if bracket == "{" else None,
        items=_array_literal(source, first, depth + 1) if bracket == "[" else None,
    )


def _array_literal(source: Tokenized, opener: int, depth: int) -> tuple[JsProperty, ...] | None:
    """The elements of the array literal that opens at a bracket; None if there are too many, or they are too deep."""
    tokens = source.tokens
    close = tokens.close(opener)
    if depth >= DEEPEST_LITERAL or tokens.ends[close] - tokens.starts[opener] > LONGEST_VALUE:
        return None
    found: list[JsProperty] = []
    for index in elements(tokens, opener):
        end = expression_end(tokens, index, tokens.frames[opener]) - 1
        empty = source.text.cut(tokens.starts[index], tokens.starts[index])
        found.append(_literal(source, empty, index, end, depth))
    return tuple(found)


def listeners(source: Tokenized) -> Iterator[JsListener]:
    """Each `addEventListener` with a literal event, and each assignment to `on...`."""
    tokens = source.tokens
    for index in tokens.marks:
        if tokens.text(index) == "addEventListener" and tokens.text(index + 1) == "(":
            event = source.literal(index + 2)
            if event is not None and tokens.text(index + 3) in (",", ")"):
                yield JsListener(event, _target(source, index), source.span(index, tokens.close(index + 1)))
    for found in _HANDLER.finditer(source.text.value):
        handler = source.at(found.start())
        if handler is None or tokens.text(handler - 1) in ("var", "let", "const"):
            continue
        if tokens.is_property(handler) or not tokens.container(handler):
            event = source.text.cut(found.start(1), found.end(1))
            yield JsListener(event, _target(source, handler), source.span(handler, handler))


def _target(source: Tokenized, index: int) -> str:
    tokens = source.tokens
    if not tokens.is_property(index):
        return "window"
    first = index
    for _ in range(DEEPEST):
        if not tokens.is_property(first) or tokens.kind(first - 2) != NAME:
            break
        first -= 2
    return "" if tokens.is_property(first) else tokens.value[tokens.starts[first] : tokens.ends[index - 2]]
