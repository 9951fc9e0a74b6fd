"""The files that Python opens by a name in its source, and those that it may write itself."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.program.values import JavaScriptValue, Literal, PythonName, Result, Value
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from pyscript_doctor.parsers.text import Span
    from pyscript_doctor.project.program.facts import Call, Code, Place
    from pyscript_doctor.project.runtime.runtime import Runtime

OPENERS = {"builtins.open", "io.open", "codecs.open"}
PANDAS = ("csv", "table", "excel", "json", "fwf", "parquet", "feather", "pickle", "xml", "stata", "sas", "spss", "hdf")
READERS = {f"pandas.read_{kind}" for kind in PANDAS} | {
    *("numpy.load", "numpy.loadtxt", "numpy.genfromtxt", "numpy.fromfile"),
    *("PIL.Image.open", "cv2.imread", "imageio.imread", "imageio.v3.imread", "skimage.io.imread"),
    *("matplotlib.pyplot.imread", "matplotlib.image.imread", "joblib.load", "geopandas.read_file"),
    *("pygame.image.load", "pygame.mixer.Sound", "pygame.mixer.music.load", "pygame.font.Font"),
}
"""What reads the file that its first argument names."""
LISTING = {"os.listdir", "os.scandir"}
PATHS = {"pathlib.Path", "pathlib.PurePath", "pathlib.PosixPath"}
PATH_READERS = {"read_text", "read_bytes", "open"}
HOMES = {Interpreter.PYODIDE: "/home/pyodide/", Interpreter.MICROPYTHON: "/"}
# What brings in files under names that its arguments do not say, or makes relative paths lead somewhere else.
BRINGS_FILES = lazy_pattern(r"(?:chdir|mount\w*|extract\w*|unpack\w*|copytree|move|rename|symlink\w*|ZipFile)$")
# What writes a file whose name is an argument.
WRITES = lazy_pattern(
    r"(?:urlretrieve|copy|copy2|copyfile|writeFile|write_\w+|to_(?:csv|excel|json|parquet|feather|pickle|hdf)"
    r"|save\w*|imwrite|download\w*|mkstemp|NamedTemporaryFile)$"
)
LOOKS = {"exists", "isfile", "is_file", "stat", "getsize", "access", "lexists"}
BUFFERS = {"io.BytesIO", "io.StringIO"}
READ_ONLY = lazy_pattern(r"[rbtU]+$")


class FileUse(NamedTuple):
    """A file that is opened for reading; `path` is normalised, relative to the working directory."""

    path: str
    written: str
    span: Span
    place: Place


def files_read(code: Code) -> Iterator[FileUse]:
    """The files that a piece of Python reads by a literal relative path, or one below the working directory."""
    for call in code.calls:
        literal = _path_read(call)
        if literal is None or literal.text is None:
            continue
        path = relative_path(str(literal.value), code.runtime.interpreter)
        if path:
            yield FileUse(path, str(literal.value), literal.text.span(), call.place)


def folders_listed(code: Code) -> Iterator[FileUse]:
    """Where a piece of Python asks what is in a folder, by a literal path."""
    for call in code.calls:
        path = call.argument(0, "path")
        literal = _string(path.value) if path and call.name in LISTING else None
        if literal is None or literal.text is None:
            continue
        relative = relative_path(str(literal.value).rstrip("/"), code.runtime.interpreter)
        if relative:
            yield FileUse(relative, str(literal.value), literal.text.span(), call.place)


def addresses_opened(code: Code) -> Iterator[tuple[Call, Literal]]:
    """The calls of `open` and the like that get the URL of a file on a web server."""
    for call in code.calls:
        argument = call.argument(0, "file") or call.argument(0, "fp")
        literal = _string(argument.value) if argument and call.name in (*OPENERS, "PIL.Image.open") else None
        if literal is not None and str(literal.value).startswith(("https://", "http://")):
            yield call, literal


def files_written(code: Code) -> frozenset[str]:
    """The files that a piece of Python writes with `open`, by a literal path."""
    return frozenset(use.path for use in writings(code))


def writings(code: Code) -> Iterator[FileUse]:
    """Where a piece of Python writes a file with `open`, by a literal path."""
    for call in code.calls:
        mode, path = call.argument(1, "mode"), call.argument(0, "file")
        literal = _string(path.value) if path else None
        if call.name not in OPENERS or not mode or _reads(mode.value) or literal is None or literal.text is None:
            continue
        relative = relative_path(str(literal.value), code.runtime.interpreter)
        if relative:
            yield FileUse(relative, str(literal.value), literal.text.span(), call.place)


def relative_path(path: str, interpreter: Interpreter) -> str | None:
    """A path from the working directory; None for URLs, other absolute paths, and what is not the name of a file."""
    if "://" in path or not path.strip() or path.endswith("/") or "\n" in path:
        return None
    home = HOMES[interpreter]
    if path.startswith("/"):
        if not path.startswith(home) or (home == "/" and path.count("/") > 1):
            return None
        path = path[len(home) :]
    normal = posixpath.normpath(path)
    return None if normal.startswith("..") or normal == "." else normal


def may_make_files(runtime: Runtime) -> bool:
    """Whether something in the Python may bring in files whose names are not known."""
    if runtime.opaque_modules or any(True for _ in runtime.unread):
        return True
    return any(_brings_files(call) for code in runtime.codes for call in code.calls)


@lru_cache(maxsize=4)
def mentioned(runtime: Runtime) -> frozenset[str]:
    """The paths that are mentioned elsewhere than where a file is read: code may write it there, or look for it."""
    paths = set()
    read = {use.span for code in runtime.codes for use in files_read(code)}
    for code in runtime.codes:
        values = [value for comparison in code.comparisons for value in (comparison.left, comparison.right)]
        made: list[Value] = []
        for call in code.calls:
            if _path_read(call) is None:
                found = [*(argument.value for argument in call.arguments), *_own_arguments(call.callee)]
                (made if _makes_or_looks(call) else values).extend(found)
        strings = [each for each in map(_string, made) if each]
        strings += [each for each in map(_string, values) if each and _is_new(each, read)]
        paths |= {posixpath.normpath(str(each.value)) for each in strings}
    return frozenset(paths)


def _makes_or_looks(call: Call) -> bool:
    """Whether a call that does not read a file writes it, or asks whether it exists."""
    name = _last_name(call.callee)
    return call.name in OPENERS or bool(WRITES.match(name)) or name in LOOKS


def _is_new(literal: Literal, read: Set[Span]) -> bool:
    """Whether it is not the same string as the one that reads a file, passed through a function of the project."""
    return literal.text is None or literal.text.span() not in read


def _path_read(call: Call) -> Literal | None:
    """The literal path of a file that a call reads."""
    callee = call.callee
    if isinstance(callee, Result) and callee.made_by in PATHS:
        method = callee.attributes[0] if len(callee.attributes) == 1 else ""
        mode = call.argument(0, "mode") if method == "open" else None
        if method not in PATH_READERS or (mode and not _reads(mode.value)) or len(callee.arguments) != 1:
            return None
        return _string(callee.arguments[0])
    if call.name in OPENERS:
        mode = call.argument(1, "mode")
        path = call.argument(0, "file")
        return _string(path.value) if path and (mode is None or _reads(mode.value)) else None
    if call.name in READERS and (path := call.argument(0)):
        return _string(path.value)
    return None


def _reads(mode: Value) -> bool:
    return isinstance(mode, Literal) and isinstance(mode.value, str) and bool(READ_ONLY.match(mode.value))


def _string(value: Value) -> Literal | None:
    return value if isinstance(value, Literal) and isinstance(value.value, str) else None


def _own_arguments(callee: Value) -> tuple[Value, ...]:
    """The arguments of the path whose method is called."""
    if isinstance(callee, Result) and callee.made_by in PATHS:
        return callee.arguments
    return ()


def _brings_files(call: Call) -> bool:
    callee = call.callee
    values = [argument.value for argument in call.arguments]
    if call.name in OPENERS:
        mode = call.argument(1, "mode")
        return mode is not None and not _reads(mode.value) and not _is_told(values[:1])
    name = _last_name(callee)
    return bool(BRINGS_FILES.match(name)) or (
        bool(WRITES.match(name)) and not _is_told(_own_arguments(callee) or values)
    )


def _is_told(values: Sequence[Value]) -> bool:
    """Whether a string or a buffer among the arguments says where something is written."""
    return any(_string(value) or _is_buffer(value) for value in values)


def _is_buffer(value: Value) -> bool:
    return isinstance(value, Result) and value.made_by in BUFFERS


def _last_name(callee: Value) -> str:
    if isinstance(callee, PythonName):
        return callee.name.rpartition(".")[2]
    if isinstance(callee, Result) and callee.attributes:
        return callee.attributes[-1]
    if isinstance(callee, JavaScriptValue) and callee.path:
        return callee.path[-1]
    return ""
