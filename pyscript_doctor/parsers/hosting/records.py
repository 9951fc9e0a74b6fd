"""What `parse_hosting` gives back, and how a host makes one set of headers of several rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.hosting.paths import LONGEST_PATH
from pyscript_doctor.parsers.hosting.patterns import Language, literal_start, matches
from pyscript_doctor.parsers.text import Piece, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.parsers.config.values import Refusal
    from pyscript_doctor.parsers.text import Span


class Merging(Enum):
    """What happens to a header that several rules send for one path."""

    LAST_WINS = "the last one counts"
    JOINED = "all values, with commas between: Cloudflare"
    FIRST_ROUTE = "the first route that matches alters what is sent everywhere: Azure Static Web Apps"


@dataclass(frozen=True, slots=True)
class Header:
    """One header with its value. certain: false if it depends on a condition, or on which host reads the file."""

    name: Text
    value: Text
    certain: bool = True


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """Headers, and the pattern of the paths that get them.

    removed: the names of headers that are taken away again. conditional: whether it depends on more than the path.
    """

    pattern: Text
    headers: tuple[Header, ...]
    language: Language
    span: Span
    removed: tuple[Text, ...] = ()
    conditional: bool = False

    def covers(self, url_path: str) -> bool | None:
        """Whether it covers a URL path, which starts with a slash; None if that is not known."""
        covered = matches(self.language, self.pattern.value, url_path)
        return None if covered and self.conditional else covered


@dataclass(frozen=True)
class HostingFile:
    """What one such file says.

    publish: the folder that the host serves, relative to the file's own; None if the file does not say. elsewhere: the
    same file as another host that may read it understands it. others: further sites that it sets up.
    """

    path: str
    host: str
    rules: tuple[HeaderRule, ...]
    refusal: Refusal | None = None
    publish: str | None = None
    merging: Merging = Merging.LAST_WINS
    elsewhere: HostingFile | None = None
    others: tuple[HostingFile, ...] = ()

    @cached_property
    def header_names(self) -> frozenset[str]:
        """The names of all headers that it sends, in lower case."""
        return frozenset(header.name.value.lower() for rule in self.rules for header in rule.headers)

    def headers_for(self, url_path: str) -> tuple[Header, ...]:
        """The headers that are sent with a URL path, one of each name, as far as this file decides that."""
        sent = self._sent(url_path)
        if self.elsewhere is not None:
            other = self.elsewhere._sent(url_path)
            sent = {name: _agreed(sent.get(name), other.get(name)) for name in {**sent, **other}}
        return tuple(sent.values())

    def _sent(self, url_path: str) -> dict[str, Header]:
        sent: dict[str, Header] = {}
        for rule, certain in self._covering(url_path):
            for name in rule.removed:
                _remove(sent, name.value.lower(), certain)
            here: dict[str, Header] = {}
            for header in rule.headers:
                _send(here, header, True, Merging.JOINED if rule.language in _JOINED_WITHIN else Merging.LAST_WINS)
            for header in here.values():
                _send(sent, header, certain, self.merging)
        return sent

    def _covering(self, url_path: str) -> Iterator[tuple[HeaderRule, bool]]:
        """The rules that cover the path, and whether it is certain that they do."""
        certain = True
        for rule in self._that_may_cover(url_path):
            covered = rule.covers(url_path)
            if covered is False:
                continue
            yield rule, certain and covered is True
            if self.merging is Merging.FIRST_ROUTE and rule.language is not Language.EVERYWHERE:
                if covered:
                    return
                certain = False

    def _that_may_cover(self, url_path: str) -> Iterable[HeaderRule]:
        """The rules without those for other paths: a site may have as many rules as pages."""
        if len(url_path) > LONGEST_PATH:
            return self.rules
        path = url_path.casefold()
        numbers = (number for end in range(len(path) + 1) for number in self._by_start.get(path[:end], ()))
        return [self.rules[number] for number in sorted(numbers)]

    @cached_property
    def _by_start(self) -> dict[str, list[int]]:
        """The numbers of the rules, by the text with which the paths they may cover begin."""
        found: dict[str, list[int]] = {}
        for number, rule in enumerate(self.rules):
            found.setdefault(literal_start(rule.language, rule.pattern.value), []).append(number)
        return found


_JOINED_WITHIN = (Language.NETLIFY, Language.CLOUDFLARE)


def _send(sent: dict[str, Header], header: Header, certain: bool, merging: Merging) -> None:
    name = header.name.value.lower()
    before = sent.get(name)
    if before is None:
        sent[name] = replace(header, certain=header.certain and certain)
    elif not certain:
        sent[name] = before if before.value.value == header.value.value else replace(before, certain=False)
    elif merging is Merging.JOINED:
        sent[name] = Header(before.name, _joined(before.value, header.value), before.certain and header.certain)
    else:
        sent[name] = header


def _remove(sent: dict[str, Header], name: str, certain: bool) -> None:
    if certain:
        sent.pop(name, None)
    elif name in sent:
        sent[name] = replace(sent[name], certain=False)


def _agreed(one: Header | None, other: Header | None) -> Header:
    """A header that is certain only if both hosts send it alike."""
    header = one or other
    assert header is not None
    alike = one is not None and other is not None and one.value.value == other.value.value
    return replace(header, certain=alike and one is not None and one.certain and other is not None and other.certain)


def _joined(first: Text, second: Text) -> Text:
    """Two values with a comma between."""
    end = first.span().end
    start = len(first) + 2
    pieces = (
        *first.pieces,
        Piece(len(first), 2, end, 0),
        *(piece._replace(start=piece.start + start) for piece in second.pieces),
    )
    return Text(first.path, f"{first.value}, {second.value}", pieces)
