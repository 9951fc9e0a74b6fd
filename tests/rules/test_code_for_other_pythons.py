"""Code that also runs elsewhere: on an old Python, on Windows, in a notebook. Nothing of it fails on a page."""

from __future__ import annotations

import textwrap

import pytest

from tests.projects import page, report_of

SOUND = {
    "a name that moved, imported from where it was": """
        try:
            from collections.abc import MutableSet
        except ImportError:
            from collections import MutableSet
        print(MutableSet)
    """,
    "a function that has another name in an old Python": """
        import time
        try:
            now = time.perf_counter()
        except AttributeError:
            now = time.clock()
    """,
    "a name that Python 2 has": """
        try:
            text = unicode
        except NameError:
            text = str
        print(text)
    """,
    "the version of Python decides": """
        import sys
        if sys.version_info[0] >= 3:
            text = str
        else:
            text = unicode
        if sys.version_info >= (3, 99):
            print(newtype)
        print(text)
    """,
    "a name for the version of Python": """
        import sys
        PY3 = sys.version_info[0] == 3
        def read(value):
            return str(value) if PY3 else unicode(value)
        print(read(1))
    """,
    "Windows alone": """
        import os, platform, sys
        def show(path):
            if os.name == "nt":
                os.startfile(path)
            elif sys.platform[:3] == "win" or platform.system() == "Windows":
                os.startfile(path)
            else:
                print(path)
        show("report.html")
    """,
    "a notebook, if it is one": """
        try:
            get_ipython().run_line_magic("matplotlib", "inline")
        except Exception:
            print("not in a notebook")
    """,
    "names of the system that come together": """
        import os
        def copy(path):
            if hasattr(os, "listxattr"):
                print(os.getxattr(path, "user"))
        copy("a.txt")
    """,
    "names that a library brings in place of Python's": """
        from numpy import *
        print(sum([[1, 2]], axis=0), max([1, 2], axis=0), abs([1, -2]))
    """,
    "a function that is deleted when it has done its work": """
        def double(value):
            return 2 * value
        def table(size):
            return [double(each) for each in range(size)]
        TABLE = table(3)
        del double
        print(TABLE)
    """,
    "a name that the condition behind it sets": """
        def rows():
            return [f"{name}!"] if (name := "Ada") else []
        print(rows())
    """,
    "members of an enumeration that become names": """
        import enum
        @enum.global_enum
        class Mode(enum.IntFlag):
            FAST = 1
        print(FAST)
    """,
}
FAULTY = {
    "a handler of another error": ("import time\ntry:\n    print(1)\nexcept ValueError:\n    time.clock()", "clock"),
    "the other branch": ("import os\nif os.name != 'nt':\n    os.startfile('a')", "startfile"),
    "where nothing catches it": ("try:\n    get_ipython()\nexcept Exception:\n    pass\nget_ipython()", "5: nothing"),
    "another module": ("import os, sys\nif hasattr(sys, 'winver'):\n    pass\nos.startfile('a')", "startfile"),
    "a library without such a name": ("from math import *\nprint(sum([1], axis=0))", "axis"),
}


def messages(source: str) -> list[str]:
    files = {
        "index.html": page('<script type="py" src="main.py" config="pyscript.toml"></script>'),
        "main.py": source,
        "pyscript.toml": 'packages = ["numpy"]\n',
    }
    return [
        f"{files['main.py'].count(chr(10), 0, each.finding.span.start) + 1}: {each.finding.message}"
        for each in report_of(files).diagnostics
        if each.finding.span.path == "main.py"
    ]


@pytest.mark.parametrize("source", SOUND.values(), ids=SOUND)
def test_what_runs_on_a_page_is_not_flagged(source: str) -> None:
    assert messages(textwrap.dedent(source)) == []


@pytest.mark.parametrize(("source", "word"), FAULTY.values(), ids=FAULTY)
def test_what_fails_on_a_page_is_still_flagged(source: str, word: str) -> None:
    assert any(word in message for message in messages(source))
