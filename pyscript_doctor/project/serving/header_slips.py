"""Isolation headers that are written somewhere but never sent, because of a small mistake."""

from __future__ import annotations

import posixpath
import re
import string
from difflib import get_close_matches
from enum import Enum
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.hosting_files import FOR_ONES_OWN_COMPUTER, HEADER_FILES
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.hosting.records import HostingFile
    from pyscript_doctor.parsers.html.document import Document
    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.sources.file_names import FileNames

OPENER = "cross-origin-opener-policy"
EMBEDDER = "cross-origin-embedder-policy"
NAMES = {OPENER: "Cross-Origin-Opener-Policy", EMBEDDER: "Cross-Origin-Embedder-Policy"}
OF_HEADERS_FILE = lazy_pattern(r"[._-]?headers?(?:\.(?:txt|toml|conf|md))?", re.IGNORECASE)
OTHER_HEADERS = frozenset(
    {"cross-origin-resource-policy", *(f"{name}-report-only" for name in NAMES), "origin-agent-cluster"}
)
_HEADER_LINE = lazy_pattern(rf"^[ \t]*(?:{OPENER}|{EMBEDDER})[ \t]*:", re.IGNORECASE | re.MULTILINE)
_PATH_LINE = lazy_pattern(r"^(?:/|https?://)", re.MULTILINE)
_QUOTED_NAME = lazy_pattern(rf"\b(?:{OPENER}|{EMBEDDER})\b(?!-)", re.IGNORECASE)
_COMMENT_OF_JSON = lazy_pattern(r"(?m)(?:^|\s)(?://|/\*)")
READ_WHOLE = frozenset({"netlify.toml", "vercel.json", "firebase.json", "staticwebapp.config.json"})
_NEAR = 0.87
_SHORTEST = len("cross-origin-opener")
_MISTAKABLE = {name: frozenset(name) for name in sorted(set(HEADER_FILES) - {"_headers"} - FOR_ONES_OWN_COMPUTER)}
"""The names that others are compared with, and their letters."""
_WITHOUT_LETTERS = str.maketrans("", "", string.ascii_lowercase + "._-")


class SlipKind(Enum):
    """What keeps a header from being sent."""

    META = "a `<meta>` tag can't send this header"
    FILE_NAME = "no host reads a file of this name"
    HEADER_NAME = "there is no header of this name"
    INDENTATION = "some hosts skip a line that is not indented"
    SYNTAX = "the host cannot read the file"
    SHAPE = "the host looks for its headers in another place of the file"
    VALUE = "this value does not isolate the page"
    ALONE = "nothing in the project sends the other header"


class HeaderSlip(NamedTuple):
    """A place with such a mistake.

    meant: what was meant: the name of a file or of a header, or a header with its value; the missing header; or the
    host.
    """

    kind: SlipKind
    span: Span
    meant: str


def intended_name(path: str) -> str | None:
    """The hosting file that a file's name was probably meant to be; None if it is one, or is not like one."""
    name = posixpath.basename(path)
    if name in HEADER_FILES:
        return None
    if OF_HEADERS_FILE.fullmatch(name):
        return "_headers"
    written = name.lower()
    possible = [each for each in _MISTAKABLE if _can_be_near(written, each)]
    near = get_close_matches(written, possible, n=1, cutoff=_NEAR) if possible else []
    return near[0] if near else None


def _can_be_near(written: str, meant: str) -> bool:
    """Whether enough letters can be the same: much faster than comparing what is surely another name."""
    enough = _NEAR * (len(written) + len(meant))
    if 2 * min(len(written), len(meant)) < enough:
        return False
    same = min(len(meant), len(written) - len(set(written) - _MISTAKABLE[meant]))
    return 2 * same >= enough


def is_headers_file(text: str) -> bool:
    """Whether a text looks like `_headers`: a path on a line of its own, and isolation headers."""
    return bool(_PATH_LINE.search(text) and _HEADER_LINE.search(text))


def slips_of_tags(document: Document) -> Iterator[HeaderSlip]:
    """The `<meta http-equiv>` tags of a page that name an isolation header."""
    for element in document.all("meta"):
        attribute = element.attribute("http-equiv")
        if attribute and attribute.value.value.strip().lower() in NAMES:
            yield HeaderSlip(SlipKind.META, attribute.value.span(), NAMES[attribute.value.value.strip().lower()])


def slips_of_files(reader: Reader) -> Iterator[HeaderSlip]:
    """The files and lines of the project that send no header, though they look as if they did."""
    for path, meant in reader.of_listing(_files_like_hosting_files) if not reader.is_live else ():
        if meant:
            yield from _slips_of_name(path, meant, reader)
        else:
            file = reader.hosting(path)
            yield from reader.once("header slips", path, partial(_slips_of_hosting_file, file, reader)) if file else ()


def unindented_headers(reader: Reader) -> Iterator[HeaderSlip]:
    """The first isolation header of each `_headers` file that is not indented.

    Netlify and Cloudflare read it all the same (their own parsers need no indentation); others that know the file take
    such a line for a path. None if the settings name a host that reads it.
    """
    if reader.declared.host and reader.declared.host.reads_unindented:
        return
    for path in reader.files_named("_headers"):
        text = reader.text(path)
        if isinstance(text, Unknown):
            continue
        found = next((each for each in _HEADER_LINE.finditer(text.value) if each[0][0] not in " \t"), None)
        if found:
            name = found[0].rstrip(": \t")
            yield HeaderSlip(SlipKind.INDENTATION, text.span(found.start(), found.start() + len(name)), f"  {name}")


def _files_like_hosting_files(listing: FileNames) -> tuple[tuple[str, str | None], ...]:
    """The hosting files, each with None, and those that were probably meant to be one, each with the right name."""
    written = ((path, None) for path in listing.named(*HEADER_FILES))
    slips = ((path, intended_name(path)) for path in listing.whose_name(_may_be_meant))
    return tuple(sorted((*written, *((path, meant) for path, meant in slips if meant)), key=itemgetter(0)))


def _may_be_meant(name: str) -> bool:
    """Whether a name has few characters that no name of a hosting file has, such as the digits of data files."""
    others = len(name.lower().translate(_WITHOUT_LETTERS))
    return others <= (1 - _NEAR) * (2 * len(name) - others)


def _headers_not_read(file: HostingFile, reader: Reader) -> Iterator[HeaderSlip]:
    """Where a file has isolation headers and its host reads none of them.

    Firebase allows comments in its JSON, so a file with comments is skipped.
    """
    text = reader.text(file.path)
    if isinstance(text, Unknown) or any(_has_isolation(each) for each in (file, *file.others)):
        return
    written = next((each for each in _QUOTED_NAME.finditer(text.value) if not _in_comment(text.value, each)), None)
    if written is None or (file.refusal is not None and _COMMENT_OF_JSON.search(text.value)):
        return
    if file.refusal is not None:
        yield HeaderSlip(SlipKind.SYNTAX, file.refusal.span, file.host)
    else:
        yield HeaderSlip(SlipKind.SHAPE, text.span(*written.span()), file.host)


def _has_isolation(file: HostingFile) -> bool:
    return any(header.name.value.strip().lower() in NAMES for rule in file.rules for header in rule.headers)


def _in_comment(value: str, found: re.Match[str]) -> bool:
    return "#" in value[value.rfind("\n", 0, found.start()) + 1 : found.start()]


def _slips_of_name(path: str, meant: str, reader: Reader) -> Iterator[HeaderSlip]:
    text = reader.text(path)
    if isinstance(text, Unknown):
        return
    found = _HEADER_LINE.search(text.value) if meant == "_headers" else re.search(EMBEDDER, text.value, re.IGNORECASE)
    if found and (meant != "_headers" or is_headers_file(text.value)):
        start = found.end() - len(found[0].lstrip())
        yield HeaderSlip(SlipKind.FILE_NAME, text.span(start, found.end()), meant)


def _slips_of_hosting_file(file: HostingFile, reader: Reader) -> tuple[HeaderSlip, ...]:
    whole = _headers_not_read(file, reader) if posixpath.basename(file.path) in READ_WHOLE else ()
    return (*whole, *_misspelt_headers(file))


def _misspelt_headers(file: HostingFile) -> Iterator[HeaderSlip]:
    for rule in file.rules:
        for header in rule.headers:
            if meant := header_meant(header.name.value.strip()):
                yield HeaderSlip(SlipKind.HEADER_NAME, header.name.span(), meant)


def header_meant(written: str) -> str:
    """The isolation header that a name was probably meant to be; "" if it is one, or is not like one."""
    name = written.lower().replace("_", "-")
    if written.lower() in NAMES or name in OTHER_HEADERS:
        return ""
    whole = [each for each in NAMES if each.startswith(name) and len(name) >= _SHORTEST]
    near = whole if len(whole) == 1 else get_close_matches(name, NAMES, n=1, cutoff=_NEAR)
    return NAMES[near[0]] if near else ""
