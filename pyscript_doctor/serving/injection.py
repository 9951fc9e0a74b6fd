"""Puts the doctor's script into pages and workers on their way to the browser. Nothing on disk changes.

Everything goes on one existing line, so that the lines of the user's files keep their numbers.
"""

from __future__ import annotations

import codecs
import re

from pyscript_doctor.parsers.html.tokenizer import Doctype, Run, StartTag, Tokenizer
from pyscript_doctor.parsers.javascript.modules import modules
from pyscript_doctor.parsers.javascript.tokenized import Tokenized
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.patterns import lazy_pattern

PREFIX = "/__pyscript-doctor/"
"""What starts so is the doctor's own; no file of the project is served there."""
PAGE_SCRIPT, WORKER_SCRIPT, EVENTS = PREFIX + "page.js", PREFIX + "worker.js", PREFIX + "events"

_BYTE_ORDER_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OPENING = frozenset({"html", "head"})
_STRICT = lazy_pattern(r"""(?:\s|//[^\n]*\n|/\*.*?\*/)*(?:'use strict'|"use strict")[ \t]*;?""", re.DOTALL)


def with_page_script(content: bytes, nonce: str = "", version: str = "") -> bytes:
    """A page with the doctor's script first in its `<head>`.

    nonce: that of the page's Content-Security-Policy. version: of the script, so that a browser may keep it.
    """
    mark, encoding = _encoding(content)
    page = content[len(mark) :].decode(encoding, errors="surrogateescape")
    at = _start_of_head(page)
    address = f"{PAGE_SCRIPT}?{version}" if version else PAGE_SCRIPT
    tag = f'<script src="{address}"{f" nonce={nonce!r}" if nonce else ""}></script>'
    return mark + (page[:at] + tag + page[at:]).encode(encoding, errors="surrogateescape")


def with_worker_script(content: bytes, script: str) -> bytes:
    """A worker's script that runs the doctor's first. script: the doctor's own, for workers that import nothing.

    A module can import it before everything else. In a classic script it is put in front, but after "use strict".
    """
    source = content.decode("utf-8", errors="surrogateescape")
    if _is_module(source):
        changed = f'import "{WORKER_SCRIPT}";{source}'
    else:
        strict = _STRICT.match(source)
        at = strict.end() if strict else 0
        changed = f"{source[:at]};{script}{source[at:]}"
    return changed.encode("utf-8", errors="surrogateescape")


def _encoding(content: bytes) -> tuple[bytes, str]:
    """The byte order mark and the encoding, as far as it matters where ASCII characters are."""
    found = (each for each in _BYTE_ORDER_MARKS if content.startswith(each[0]))
    return next(found, (b"", "latin-1"))


def _start_of_head(page: str) -> int:
    """Where the first element of the head would be."""
    at = 0
    for token in Tokenizer(page.replace("\r", "\n")):
        opens = isinstance(token, StartTag) and token.name in _OPENING
        if isinstance(token, Doctype) or opens:
            at = token.end
        if isinstance(token, StartTag) and token.name != "html":
            break
        if isinstance(token, Run) and page[token.start : token.end].strip():
            break
    return at


def _is_module(source: str) -> bool:
    return modules(Tokenized.of(Text.whole("worker.js", source))).is_module
