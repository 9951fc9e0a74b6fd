"""The characters that bytes stand for, as a browser or an interpreter reads them.

A byte order mark stays, as U+FEFF at offset 0, so that offsets are those of the file.
"""

from __future__ import annotations

import codecs
import re

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

PRESCANNED = 1024  # bytes in which a browser looks for a declaration, by the HTML standard
BINARY_HEAD = 8192

# Labels of the Encoding standard, and Python's name for what browsers mean by each; iso-8859-1 is windows-1252 to them.
_LABELS = {
    "windows-1252": "cp1252 ansi_x3.4-1968 ascii cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 "
    "iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 "
    "utf-16 utf-16le utf-16be unicode csunicode iso-10646-ucs-2 ucs-2 unicodefeff unicodefffe",
    "iso8859-2": "csisolatin2 iso-8859-2 iso8859-2 l2 latin2",
    "iso8859-3": "iso-8859-3 l3 latin3",
    "iso8859-4": "iso-8859-4 l4 latin4",
    "iso8859-5": "cyrillic iso-8859-5",
    "iso8859-6": "arabic iso-8859-6",
    "iso8859-7": "greek greek8 iso-8859-7 iso8859-7",
    "iso8859-8": "hebrew iso-8859-8 iso-8859-8-i visual logical",
    "iso8859-10": "iso-8859-10 l6 latin6",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi koi8 koi8-r cskoi8r",
    "koi8-u": "koi8-u koi8-ru",
    "cp866": "866 cp866 ibm866",
    "mac-roman": "mac macintosh x-mac-roman",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "cp874": "iso-8859-11 tis-620 windows-874 dos-874",
    "cp1250": "cp1250 windows-1250 x-cp1250",
    "cp1251": "cp1251 windows-1251 x-cp1251",
    "cp1253": "cp1253 windows-1253 x-cp1253",
    "cp1254": "cp1254 windows-1254 x-cp1254 iso-8859-9 latin5 l5",
    "cp1255": "cp1255 windows-1255 x-cp1255",
    "cp1256": "cp1256 windows-1256 x-cp1256",
    "cp1257": "cp1257 windows-1257 x-cp1257",
    "cp1258": "cp1258 windows-1258 x-cp1258",
    "gb18030": "chinese gb18030 gb2312 gb_2312-80 gbk x-gbk csgb2312",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "euc-jp": "euc-jp x-euc-jp",
    "iso2022-jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr korean ks_c_5601-1987 ksc5601 ksc_5601 windows-949 cseuckr",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}

_COMMENT = lazy_pattern(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = lazy_pattern(rb"<meta[\s/][^>]*?charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)

# In lower case. Nearly everything that PyScript reacts to has "py" in it: a word that this search finds quickly.
_TRACE = lazy_pattern(
    rb"""py(?:
        script | odide | worker | (?<=micropy)thon                           # loaders, interpreters, PyWorker
        | (?: (?<![\w-]py) | (?<=mpy)(?<![\w-]mpy) ) -
          (?: script | config | env | repl | editor | game | terminal        # elements, also where a script names them
            | [a-z][\w:.-]{0,200}\s*= )                                      # py-click= and the like
        | (?: (?<=["'`=\s]py) | (?<=["'`=\s]mpy) ) (?: ["'`>/\s] | \Z )      # type=py
    )""",
    re.VERBOSE,
)
_OTHER_TRACES = (b"mpworker", b"polyscript")


class Undecodable(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Raised for bytes that are not text; `reason` completes a sentence: "is a binary file"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Decoded(NamedTuple):
    """Characters, and Python's name of the encoding that they came in."""

    value: str
    encoding: str


def decode_html(content: bytes) -> Decoded:
    """A page, decoded by its byte order mark, as UTF-8, as the page declares, or as windows-1252, as browsers do.

    Valid UTF-8 is read as UTF-8 whatever the page declares, because an editor shows it that way and counts its columns
    so. Raises Undecodable for a binary file.
    """
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Undecodable("is in UTF-32, which browsers do not read")
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return _replaced(content, encoding)
    if b"\0" in content[:BINARY_HEAD]:
        raise Undecodable("is a binary file")
    if content.startswith(codecs.BOM_UTF8):
        return _replaced(content, "utf-8")
    declared = declared_encoding(content)
    if declared != "iso2022-jp":  # which consists of ASCII bytes, and so passes as UTF-8
        try:
            return Decoded(content.decode(), "utf-8")
        except UnicodeDecodeError:
            pass
    return _replaced(content, declared or "windows-1252")


def decode_utf8(content: bytes) -> Decoded:
    """What PyScript fetches as text (Python, TOML, JSON): always read as UTF-8, with U+FFFD for what is not UTF-8.

    This is what `Response.text()` does. It also drops a byte order mark, which is kept here.
    """
    return _replaced(content, "utf-8")


def decode_python(content: bytes) -> Decoded:
    """A module that Python imports from its file system: by its byte order mark, its coding cookie, or as UTF-8.

    Raises Undecodable if Python refuses it.
    """
    import io
    import tokenize

    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        encoding = encoding.removesuffix("-sig")
        return Decoded(content.decode(encoding), encoding)
    except (SyntaxError, UnicodeError, LookupError) as error:
        raise Undecodable(f"is not the text that Python expects: {error}") from error


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the head of a page declares, by `charset` or `http-equiv`; None if no known one is declared."""
    match = _META.search(_COMMENT.sub(b"", content[:PRESCANNED]))
    return _CODECS.get(match[1].decode("latin-1").lower()) if match else None


def has_trace(content: bytes) -> bool:
    """Whether a file may have to do with PyScript: a quick look at its bytes that misses no PyScript page."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.replace(b"\0", b"")
    content = content.lower()
    return bool(_TRACE.search(content)) or any(trace in content for trace in _OTHER_TRACES)


def _replaced(content: bytes, encoding: str) -> Decoded:
    return Decoded(content.decode(encoding, "replace"), encoding)
