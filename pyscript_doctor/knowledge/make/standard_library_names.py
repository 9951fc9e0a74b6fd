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
    from collections.abc import Iterable, Mapping

    from pyscript_doctor.knowledge.make.gather import Cache

NAMES_SOURCE = (
    "Measured in node: each Pyodide from npm, without packages, told with dir() the names of its standard modules and"
    " of one object of each common type (`builtins.str` is what a string has). A profile has one character for each"
    " Pyodide: 1 it has these names, 0 it does not. 'open' lists, by profile, modules that answer for any"
    " name. 'takes_more' lists types of whose objects a program can set other attributes. Names that begin with"
    " an underscore are left out but for `builtins`."
)
CALLS_SOURCE = (
    "Measured in node: how each Pyodide from npm says that its functions and methods are called (inspect.signature),"
    " without `self`. An entry is a list of [first Pyodide, parameters]; null where that Pyodide does not have it or"
    " does not tell. `...` is a default that is too long to write."
)
UNWANTED = re.compile(
    r"(encodings|distutils|multiprocessing|ctypes|pydoc_data|lib2to3|wsgiref|curses|msilib|idlelib)\."
    r"|(js|pyodide_js|this|antigravity|turtledemo|lib2to3)$|sre_|nturl2path|.*\b_"
)
CALLED = (
    *("builtins", "array", "ast", "asyncio", "base64", "binascii", "bisect", "calendar", "cmath", "collections"),
    *("contextlib", "copy", "csv", "dataclasses", "datetime", "decimal", "difflib", "enum", "fractions", "functools"),
    *("gc", "glob", "gzip", "hashlib", "heapq", "html", "importlib", "inspect", "io", "itertools", "json"),
    *("logging", "math", "operator", "os", "os.path", "pathlib", "pickle", "pprint", "queue", "random", "re"),
    *("secrets", "shutil", "statistics", "string", "struct", "sys", "tempfile", "textwrap", "time", "traceback"),
    *("types", "typing", "unicodedata", "urllib.parse", "urllib.request", "uuid", "warnings", "zipfile", "zlib"),
    *("pyodide", "pyodide.code", "pyodide.ffi", "pyodide.ffi.wrappers", "pyodide.http", "pyodide.webloop"),
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
    asked = {"writer": writer, "objects": OBJECTS, "modules": _modules(), "called": CALLED}
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
    calls = {function: _runs([answer["calls"].get(function) for answer in answers.values()]) for function in functions}
    write("standard_library_calls", CALLS_SOURCE, {"pyodides": versions, "calls": calls})


def _modules() -> list[str]:
    profiles = read("standard_library")["profiles"].items()
    names = {name for profile, names in profiles if "p" in profile for name in names.split()}
    return sorted(name for name in names | {"builtins"} if not UNWANTED.match(name))


def _owned(owner: str, answers: Mapping[str, Any]) -> dict[str, str]:
    return _profiles([answer["names"].get(owner, ()) for answer in answers.values()])


def _profiles(present: list[Iterable[str]]) -> dict[str, str]:
    profiles: dict[str, list[str]] = {}
    for name in sorted({name for names in present for name in names}):
        profiles.setdefault("".join(str(int(name in names)) for names in present), []).append(name)
    return {profile: " ".join(names) for profile, names in sorted(profiles.items())}


def _runs(values: list[str | None]) -> list[list[Any]]:
    """The value from each Pyodide on at which it changes."""
    changes = [place for place, value in enumerate(values) if not place or values[place - 1] != value]
    return [[place, values[place]] for place in changes if place or values[0] is not None]
