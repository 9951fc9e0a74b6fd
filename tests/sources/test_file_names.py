"""The names of a project's files, by what is asked of them."""

from __future__ import annotations

import pickle
from functools import partial

from pyscript_doctor.sources.file_names import FileNames

NAMES = FileNames(["b.html", "app/main.py", "app/lib/main.py", "app/lib/a.txt", "a.html"])


def test_they_are_a_set_in_order() -> None:
    assert list(NAMES) == ["a.html", "app/lib/a.txt", "app/lib/main.py", "app/main.py", "b.html"]
    assert "a.html" in NAMES
    assert "app" not in NAMES
    assert len(NAMES) == 5


def test_files_of_a_name_in_any_folder() -> None:
    assert NAMES.named("main.py", "a.txt") == ("app/lib/a.txt", "app/lib/main.py", "app/main.py")


def test_files_whose_path_ends_so() -> None:
    assert NAMES.ending("lib/main.py") == ("app/lib/main.py",)
    assert NAMES.ending("/main.py") == ("app/lib/main.py", "app/main.py")
    assert NAMES.ending("ain.py") == ()


def test_files_in_a_folder_and_below() -> None:
    assert NAMES.in_folder("app") == ("app/main.py",)
    assert NAMES.in_folder("") == ("a.html", "b.html")
    assert NAMES.below("app") == ("app/lib/a.txt", "app/lib/main.py", "app/main.py")
    assert NAMES.has_folder("app/lib")
    assert not NAMES.has_folder("ap")


def test_a_change_that_changes_nothing_is_the_same_object() -> None:
    assert NAMES.changed("a.html", there=True) is NAMES
    assert "a.html" not in NAMES.changed("a.html", there=False)
    assert "c.html" in NAMES.changed("c.html", there=True)


def test_files_but_for_capital_letters() -> None:
    assert NAMES.in_any_case("APP/Main.py") == ("app/main.py",)
    assert NAMES.in_any_case("main.py") == ()


def test_a_question_that_depends_on_nothing_else_is_answered_once() -> None:
    names = FileNames(["a", "b"])
    assert (names.answer(counted), names.answer(counted), COUNTED) == (2, 2, [2])


def test_a_question_of_something_is_answered_for_that() -> None:
    assert [held(path) for path in ("a.html", "c.html")] == [True, False]


def test_a_question_with_strings_is_answered_once_for_these() -> None:
    names = FileNames(["a/x", "a/y", "b/z"])
    found = [names.answer(partial(files_in, folder)) for folder in ("a", "b", "a", "b")]
    assert (found, ASKED) == ([2, 1, 2, 1], ["a", "b"])


COUNTED: list[int] = []
ASKED: list[str] = []


def counted(names: FileNames) -> int:
    COUNTED.append(len(names))
    return len(names)


def files_in(folder: str, names: FileNames) -> int:
    ASKED.append(folder)
    return len(names.in_folder(folder))


def held(path: str) -> bool:
    return NAMES.answer(lambda names: path in names)


def test_they_can_be_sent_to_another_process_whatever_was_asked() -> None:
    names = FileNames(["b.py", "a/c.html"])
    assert names.answer(lambda listing: [path for path in listing if path > "b"]) == ["b.py"]
    assert list(pickle.loads(pickle.dumps(names))) == list(names)
