"""What the standard library's modules and common types have, asked of each Pyodide and MicroPython."""

import pytest

from pyscript_doctor.knowledge.data import read
from pyscript_doctor.knowledge.interpreters import Interpreter
from pyscript_doctor.knowledge.modules import pyodide_modules
from pyscript_doctor.knowledge.packages import known_pyodides
from pyscript_doctor.knowledge.standard_library import (
    known_types,
    members_of,
    names_of,
    signature,
    takes_new_attributes,
    versions_with,
)

NEW, OLD = "314.0.3", "0.24.1"
BUILD = "1.28.0-6"


@pytest.mark.parametrize(
    ("module", "right", "wrong"),
    [
        ("math", "sqrt", "sqroot"),
        ("random", "randint", "rand_int"),
        ("datetime", "datetime", "today"),
        ("asyncio", "sleep", "slep"),
        ("time", "sleep", "wait"),
        ("json", "dumps", "stringify"),
        ("os", "path", "paths"),
        ("concurrent", "futures", "future"),
        ("pyodide.ffi", "create_proxy", "createProxy"),
    ],
)
def test_a_misspelt_name_is_not_among_the_names_of_a_module(module: str, right: str, wrong: str) -> None:
    for version in known_pyodides():
        names = names_of(module, Interpreter.PYODIDE, version)
        assert names is not None
        assert right in names
        assert wrong not in names


def test_names_come_with_the_python_that_brought_them() -> None:
    """The standard library's own documentation dates them: 3.11, 3.12, 3.14; `asyncore.dispatcher` went in 3.12."""
    assert versions_with("math", "cbrt")[0] == "0.23.2"
    assert versions_with("itertools", "batched")[0] == "0.26.0"
    assert versions_with("pathlib.Path", "walk")[0] == "0.26.0"
    assert versions_with("functools", "Placeholder")[0] == "314.0.0"
    assert versions_with("asyncore", "dispatcher")[-1] == "0.25.1"
    assert versions_with("math", "sqroot") == ()


def test_a_name_that_only_the_modules_getattr_answers_for_counts() -> None:
    """`calendar.January` is deprecated, `shutil.ExecError` too, and both still work."""
    assert "ExecError" in (names_of("shutil", Interpreter.PYODIDE, NEW) or ())
    assert "January" in (names_of("calendar", Interpreter.PYODIDE, NEW) or ())
    assert "ThreadPoolExecutor" in (names_of("concurrent.futures", Interpreter.PYODIDE, NEW) or ())


@pytest.mark.parametrize("module", ["sqlite3", "ssl", "tkinter", "js", "numpy", "nonsense", ""])
def test_a_module_that_does_not_import_or_has_any_name_has_no_known_names(module: str) -> None:
    assert names_of(module, Interpreter.PYODIDE, OLD) is None


def test_an_unknown_version_stands_for_the_nearest() -> None:
    assert names_of("math", Interpreter.PYODIDE, "0.27.0") == names_of("math", Interpreter.PYODIDE, "0.27.2")
    with pytest.raises(ValueError, match="not a version"):
        names_of("math", Interpreter.PYODIDE, "latest")


def test_every_module_of_which_names_are_known_can_be_imported() -> None:
    for version in (OLD, NEW):
        known = {module for module in read("standard_library_names")["modules"] if "." not in module}
        named = {module for module in known if names_of(module, Interpreter.PYODIDE, version)}
        assert named <= pyodide_modules(version)


def test_the_data_know_the_pyodides_that_have_a_lock() -> None:
    assert tuple(read("standard_library_names")["pyodides"]) == known_pyodides()
    assert tuple(read("standard_library_calls")["pyodides"]) == known_pyodides()


@pytest.mark.parametrize(
    ("type_name", "right", "wrong"),
    [
        ("builtins.str", "upper", "to_upper"),
        ("builtins.str", "removeprefix", "trim"),
        ("builtins.list", "append", "push"),
        ("builtins.list", "extend", "add"),
        ("builtins.dict", "items", "has_key"),
        ("builtins.set", "add", "append"),
        ("builtins.int", "bit_length", "toFixed"),
        ("datetime.datetime", "strftime", "format"),
        ("datetime.timedelta", "total_seconds", "hours"),
        ("pathlib.Path", "read_text", "read"),
        ("collections.Counter", "most_common", "top"),
        ("collections.deque", "popleft", "shift"),
        ("re.Match", "group", "text"),
        ("io.StringIO", "getvalue", "value"),
        ("random.Random", "choice", "pick"),
        ("decimal.Decimal", "quantize", "round"),
        ("fractions.Fraction", "numerator", "top"),
    ],
)
def test_the_names_of_common_objects(type_name: str, right: str, wrong: str) -> None:
    for version in known_pyodides():
        members = members_of(type_name, Interpreter.PYODIDE, version)
        assert members is not None
        assert right in members
        assert wrong not in members


def test_none_has_no_public_names_and_an_unknown_type_is_not_known() -> None:
    assert members_of("builtins.NoneType", Interpreter.PYODIDE, NEW) == frozenset()
    assert members_of("numpy.ndarray", Interpreter.PYODIDE, NEW) is None
    assert "builtins.str" in known_types()


def test_attributes_of_an_object_that_only_the_object_has() -> None:
    """`pos` of an error of JSON is set when it is made: the class itself does not have it."""
    assert "pos" in (members_of("json.JSONDecodeError", Interpreter.PYODIDE, NEW) or ())
    assert takes_new_attributes("collections.Counter")
    assert not takes_new_attributes("builtins.list")


@pytest.mark.parametrize("method", ["zfill", "title", "casefold", "removeprefix", "ljust", "isalnum", "expandtabs"])
def test_micropython_lacks_methods_of_strings(method: str) -> None:
    members = members_of("builtins.str", Interpreter.MICROPYTHON, BUILD)
    assert members is not None
    assert "upper" in members
    assert method not in members
    assert method in (members_of("builtins.str", Interpreter.PYODIDE, NEW) or ())


def test_signatures_tell_a_wrong_call() -> None:
    """What Pyodide itself raises: `sleep() got an unexpected keyword argument 'seconds'`."""
    sleep = signature("asyncio.sleep", Interpreter.PYODIDE, NEW)
    assert sleep is not None
    assert sleep.awaitable
    assert sleep.unknown_keywords(["seconds"]) == ("seconds",)
    randint = signature("random.randint", Interpreter.PYODIDE, NEW)
    assert randint is not None
    assert randint.missing(1, []) == ("b",)
    split = signature("builtins.str.split", Interpreter.PYODIDE, NEW)
    assert split is not None
    assert split.keywords == ("sep", "maxsplit")
    assert split.too_many(3)


def test_a_signature_differs_by_version() -> None:
    """`create_proxy` took `capture_this` from Pyodide 0.22 on."""
    old, new = (signature("pyodide.ffi.create_proxy", Interpreter.PYODIDE, version) for version in ("0.21.3", NEW))
    assert old is None or not old.accepts_keyword("capture_this")
    assert new is not None
    assert new.accepts_keyword("capture_this")


def test_where_python_does_not_tell_nothing_is_known() -> None:
    assert signature("builtins.max", Interpreter.PYODIDE, NEW) is None
    assert signature("math.sqroot", Interpreter.PYODIDE, NEW) is None
    assert signature("json.dumps", Interpreter.MICROPYTHON, BUILD) is None
