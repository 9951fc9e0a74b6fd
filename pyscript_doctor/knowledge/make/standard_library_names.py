"""standard_library_names.json and standard_library_calls.json: what modules and common types have, in each Pyodide."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.make import written_signature
from pyscript_doctor.knowledge.make.document import write
from pyscript_doctor.knowledge.make.probe import probe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pyscript_doctor.knowledge.make.gather import Cache

NAMES_SOURCE = (
    "Measured in node: each Pyodide from npm, without packages, told with dir() the names of its standard modules and"
    " of one object of each common type (`builtins.str` is what a string has). Names are listed under the places of the"
    " Pyodides that have them: `0-7 9-` is the first eight, and from the tenth on. 'open' lists, in the same way,"
    " modules that answer for any name. 'takes_more' lists types of whose objects a program can set other attributes."
    " Names that begin with an underscore are left out but for `builtins`."
)
CALLS_SOURCE = (
    "Measured in node: how each Pyodide from npm says that its functions and methods are called (inspect.signature),"
    " without `self`. An entry is a text, where it is the same in all, or a list of [first Pyodide, parameters]; null"
    " where that Pyodide does not have it or does not tell. Of a default only the `=` is written."
)
NAMED_ONLY = (
    *("abc", "argparse", "atexit", "code", "codecs", "collections.abc", "colorsys", "concurrent", "concurrent.futures"),
    *("configparser", "contextvars", "email", "email.message", "errno", "fnmatch", "getpass", "graphlib", "hmac"),
    *("html.parser", "http", "http.client", "importlib.metadata", "importlib.resources", "keyword", "locale"),
    *("mimetypes", "numbers", "os.path", "platform", "shelve", "shlex", "signal", "socket", "sqlite3", "string"),
    *("string.templatelib", "subprocess", "tarfile", "threading", "timeit", "tomllib", "typing", "unittest"),
    *("unittest.mock", "urllib", "urllib.error", "weakref", "xml", "xml.dom.minidom", "xml.etree.ElementTree"),
    *("zoneinfo", "ast", "enum", "gc", "importlib", "inspect", "pyodide.webloop", "traceback", "types", "unicodedata"),
    *("asyncore", "cgi", "imp", "distutils", "ssl", "lzma", "bz2", "ctypes", "multiprocessing", "select"),
    *("array", "binascii", "cmath", "difflib", "operator", "pickle", "pprint", "queue", "tempfile", "warnings"),
    *("zipfile", "zlib"),
)
CALLED = (
    *("builtins", "asyncio", "base64", "bisect", "calendar", "collections"),
    *("contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "fractions", "functools"),
    *("glob", "gzip", "hashlib", "heapq", "html", "io", "itertools", "json", "logging", "math", "os"),
    *("pathlib", "random", "re", "secrets", "shutil", "statistics", "struct", "sys"),
    *("textwrap", "time", "urllib.parse", "urllib.request", "uuid"),
    *("pyodide", "pyodide.code", "pyodide.ffi", "pyodide.ffi.wrappers", "pyodide.http"),
)
OBJECTS = {
    "builtins.str": "''",
    "builtins.bytes": "b''",
    "builtins.bytearray": "bytearray()",
    "builtins.memoryview": "memoryview(b'')",
    "builtins.list": "[]",
    "builtins.tuple": "()",
    "builtins.dict": "{}",
    "builtins.set": "set()",
    "builtins.frozenset": "frozenset()",
    "builtins.int": "0",
    "builtins.bool": "True",
    "builtins.float": "0.0",
    "builtins.complex": "0j",
    "builtins.range": "range(0)",
    "builtins.slice": "slice(0)",
    "builtins.object": "object()",
    "builtins.NoneType": "None",
    "builtins.enumerate": "enumerate([])",
    "builtins.zip": "zip()",
    "builtins.map": "map(str, [])",
    "builtins.filter": "filter(None, [])",
    "builtins.reversed": "reversed([0])",
    "builtins.generator": "(x for x in [])",
    "builtins.dict_keys": "{}.keys()",
    "builtins.dict_values": "{}.values()",
    "builtins.dict_items": "{}.items()",
    "builtins.Exception": "Exception()",
    "builtins.ValueError": "ValueError()",
    "builtins.TypeError": "TypeError()",
    "builtins.KeyError": "KeyError()",
    "array.array": "array.array('i')",
    "asyncio.Event": "asyncio.Event()",
    "asyncio.Lock": "asyncio.Lock()",
    "asyncio.Queue": "asyncio.Queue()",
    "asyncio.Semaphore": "asyncio.Semaphore()",
    "collections.ChainMap": "collections.ChainMap()",
    "collections.Counter": "collections.Counter()",
    "collections.OrderedDict": "collections.OrderedDict()",
    "collections.defaultdict": "collections.defaultdict(int)",
    "collections.deque": "collections.deque()",
    "csv.DictReader": "csv.DictReader(['a'])",
    "csv.DictWriter": "csv.DictWriter(io.StringIO(), ['a'])",
    "csv.reader": "csv.reader([])",
    "csv.writer": "csv.writer(io.StringIO())",
    "datetime.date": "datetime.date(2000, 1, 1)",
    "datetime.datetime": "datetime.datetime(2000, 1, 1)",
    "datetime.time": "datetime.time()",
    "datetime.timedelta": "datetime.timedelta()",
    "datetime.timezone": "datetime.timezone.utc",
    "decimal.Decimal": "decimal.Decimal(0)",
    "fractions.Fraction": "fractions.Fraction(0)",
    "functools.partial": "functools.partial(str)",
    "hashlib.sha256": "hashlib.sha256()",
    "io.BytesIO": "io.BytesIO()",
    "io.StringIO": "io.StringIO()",
    "io.TextIOWrapper": "io.TextIOWrapper(io.BytesIO())",
    "json.JSONDecodeError": "json.JSONDecodeError('', '', 0)",
    "json.JSONDecoder": "json.JSONDecoder()",
    "json.JSONEncoder": "json.JSONEncoder()",
    "pathlib.Path": "pathlib.Path()",
    "pathlib.PurePosixPath": "pathlib.PurePosixPath()",
    "random.Random": "random.Random()",
    "re.Match": "re.match('', '')",
    "re.Pattern": "re.compile('')",
    "string.Template": "string.Template('')",
    "struct.Struct": "struct.Struct('i')",
    "time.struct_time": "time.gmtime(0)",
    "uuid.UUID": "uuid.UUID(int=0)",
}


def make(cache: Cache) -> None:
    """Write standard_library_names.json and standard_library_calls.json."""
    versions = list(read("standard_library")["pyodides"])
    writer = Path(written_signature.__file__).read_text("utf-8")
    asked = {"writer": writer, "objects": OBJECTS, "modules": sorted({*NAMED_ONLY, *CALLED}), "called": CALLED}
    answers = {version: probe(cache, version, "standard_library", asked) for version in versions}
    owners = sorted({owner for answer in answers.values() for owner in answer["names"]})
    write(
        "standard_library_names",
        NAMES_SOURCE,
        {
            "pyodides": versions,
            "open": _profiles([answer["open"] for answer in answers.values()]),
            "takes_more": sorted({name for answer in answers.values() for name in answer["takes_more"]}),
            "objects": {owner: _owned(owner, answers) for owner in owners if owner in OBJECTS},
            "modules": {owner: _owned(owner, answers) for owner in owners if owner not in OBJECTS},
        },
    )
    functions = sorted({function for answer in answers.values() for function in answer["calls"]})
    calls = {function: _runs([_call(answer, function) for answer in answers.values()]) for function in functions}
    write("standard_library_calls", CALLS_SOURCE, {"pyodides": versions, "calls": calls})


def _owned(owner: str, answers: Mapping[str, Any]) -> dict[str, str]:
    return _profiles([answer["names"].get(owner, ()) for answer in answers.values()])


def _call(answer: Any, function: str) -> str | None:
    """The parameters of a function, with nothing but the `=` of a default."""
    written = answer["calls"].get(function)
    return None if written is None else re.sub("=[^,]*", "=", written)


def _profiles(present: Sequence[Iterable[str]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name in sorted({name for names in present for name in names}):
        found.setdefault(_places([name in names for names in present]), []).append(name)
    return {places: " ".join(names) for places, names in sorted(found.items())}


def _places(there: Sequence[bool]) -> str:
    """The places that are true: "0-7 9-", where a span that goes on to the last has no end."""
    last = len(there) - 1
    starts = [place for place, is_there in enumerate(there) if is_there and (not place or not there[place - 1])]
    ends = [place for place, is_there in enumerate(there) if is_there and (place == last or not there[place + 1])]
    return " ".join(f"{start}-{'' if end == last else end}" for start, end in zip(starts, ends, strict=True))


def _runs(values: Sequence[str | None]) -> str | list[list[Any]] | None:
    """The value from each Pyodide on at which it changes; the value alone where it never does."""
    changes = [place for place, value in enumerate(values) if not place or values[place - 1] != value]
    if changes == [0]:
        return values[0]
    return [[place, values[place]] for place in changes if place or values[0] is not None]
