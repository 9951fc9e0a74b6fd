"""Which `except` catches which error, held against Python's own classes."""

from __future__ import annotations

import builtins
import socket
import urllib.error

import pytest

from pyscript_doctor.knowledge.exceptions import catching


@pytest.mark.parametrize(
    ("error", "names"),
    [
        ("ImportError", {"*", "BaseException", "Exception", "ImportError"}),
        ("ModuleNotFoundError", {"*", "BaseException", "Exception", "ImportError", "ModuleNotFoundError"}),
        ("NotImplementedError", {"*", "BaseException", "Exception", "RuntimeError", "NotImplementedError"}),
        ("JsException", {"*", "BaseException", "Exception", "JsException"}),
    ],
)
def test_an_error_is_caught_by_its_own_name_and_its_base_classes(error: str, names: set[str]) -> None:
    assert catching(error) == names


def test_an_error_of_the_system_has_several_names() -> None:
    assert catching("FileNotFoundError") >= {"OSError", "IOError", "EnvironmentError", "error"}
    assert socket.error is OSError
    assert builtins.IOError is OSError


def test_an_error_of_a_module_is_the_built_in_one_that_its_class_says() -> None:
    classes = {each.__name__ for each in urllib.error.URLError.__mro__} - {"object"}

    assert classes <= catching("URLError")


def test_a_more_special_error_does_not_catch_it() -> None:
    assert "FileNotFoundError" not in catching("OSError")
    assert "ModuleNotFoundError" not in catching("ImportError")
