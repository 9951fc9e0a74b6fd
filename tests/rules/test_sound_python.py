"""Python that runs without an error, as the Python of these tests shows: no rule says anything about it.

On MicroPython each runs without an error too, if the module is there. Measured in node, on each build that a release
of PyScript brings.
"""

from __future__ import annotations

import pytest

from tests.projects import page, said

SOUND = {
    "a list takes the items of anything": """
        rooms = [1]
        rooms += range(3)
        rooms += "ab"
        rooms += (4, 5)
        rooms += {6: 7}
        rooms *= 2
        """,
    "what comes next, in its parts": """
        number, room = next(enumerate(["hall"]))
        print(number + 1, room.upper())
        number, other = next(zip([1], [2]))
        print(number + other)
        number = next(iter([1, 2]))
        print(number + 1)
        for number in next(iter([[1, 2]])):
            print(number + 1)
        number, room = next(iter([]), (1, "hall"))
        print(number + 1)
        """,
    "members of an Enum": """
        from enum import Enum, IntEnum
        class Tea(Enum):
            GREEN = "green"
            BLACK = "black"
        class Size(IntEnum):
            SMALL = 1
        for tea in (Tea.GREEN, Tea.BLACK):
            print(tea.value, tea.name)
        for tea, size in [(Tea.GREEN, Size.SMALL)]:
            print(tea.name, size.value, size + 1)
        for tea in {Tea.BLACK: 1}:
            print(tea.value)
        """,
    "tests that expect an error": """
        import unittest
        class Tests(unittest.TestCase):
            def test_errors(self):
                with self.assertRaises(TypeError):
                    1 + "a"
                with self.assertRaises((KeyError, ValueError)):
                    {}[0]
                with self.assertRaisesRegex(ValueError, "values"):
                    first, second = 1, 2, 3
        Tests("test_errors").test_errors()
        """,
    "sets in place": """
        rooms = {1}
        rooms |= {2}
        rooms &= {2, 3}
        rooms -= {3}
        rooms ^= {4}
        """,
    "a part of a range is a range": """
        for number in range(10)[2:]:
            print(number)
        print(sum(range(10)[::2]), list(range(7, -2, -4)[1:]))
        """,
    "one letter for a letter": """
        print("%c" % "T", "%c" % 65, "%04d%c" % (7, "T"))
        """,
    "names of fields do not count among those without a number": """
        print("{} {name} {}".format(1, 2, name=3))
        print("{name:>3} {:.2f} {:d}".format(1.5, 2, name="x"))
        print("{:{width}} {:{}} {}".format(1, 2, 3, 4, width=3))
        """,
    "an error that the code expects": """
        try:
            first, second, third = (1, 2)
        except ValueError:
            print("two")
        try:
            print({1: 2}[0])
        except KeyError:
            print("no such key")
        try:
            print({}[0])
        except LookupError:
            print("no such key")
        try:
            print([1][1])
        except IndexError:
            print("no such item")
        """,
    "a function that is defined under a condition": """
        import sys
        if sys.version_info[0] == 3:
            def show(text):
                return text
        else:
            def show(text):
                return unicode(text)
        if sys.version_info[0] == 3:
            class Shown:
                def tell(self):
                    return show("a")
        else:
            class Shown:
                def tell(self):
                    return unicode("a")
        print(show("a"), Shown().tell())
        """,
    "methods of a class get their object first": """
        words = ["a", "b"]
        print(str.join(" ", words), str.split("a b", " "), str.count("aa", "a"), str.format("{} {}", 1, 2))
        print(str.startswith("ab", "a"), str.replace("a", "b", "c"), list(map(str.strip, words)))
        list.append(words, "c")
        """,
    "a template takes its values in place": """
        message = "%s of %s"
        message %= ("a", "b")
        count = "%d"
        count %= 3
        """,
    "the code asks whether there is such a name": """
        def is_notebook():
            try:
                get_ipython
            except NameError:
                return False
            return get_ipython().__class__.__name__ != ""
        print(is_notebook())
        """,
    "an annotation that names an object, and a class is assigned": """
        class Texture:
            region: "Region"
            def part(self):
                return self.region(1)
        class Region(Texture):
            def __init__(self, width):
                self.width = width
        Texture.region = Region
        print(Texture().part().width)
        """,
    "a lesson about an error": """
        def divide(total, count):
            return total / count
        def share(total, count):
            assert count != 0, "nobody is here"
            return total / count
        try:
            divide(4, 0)
        except Exception as error:
            print(error)
        try:
            share(4, 0)
        except AssertionError as error:
            print(error)
        """,
    "__import__ gives the package around a module": """
        print(__import__("os.path").sep)
        """,
    "the module of the script itself": """
        import __main__
        print(__main__ is not None)
        """,
    "the name of a class": """
        class Main:
            pass
        print(Main.__name__ == "Main", "__name__" == "Main")
        """,
    "arguments that are looked at first": """
        import sys
        if sys.argv[1:] and sys.argv[1] == "-v":
            del sys.argv[1:2]
        """,
}
OF_PYODIDE = {"members of an Enum", "tests that expect an error"}


@pytest.mark.parametrize("title", SOUND)
def test_nothing_is_said(title: str) -> None:
    source = "".join(f"{line.removeprefix(' ' * 8)}\n" for line in SOUND[title].splitlines())

    exec(compile(source, title, "exec"), {"__name__": "__main__"})

    for interpreter in ("py",) if title in OF_PYODIDE else ("py", "mpy"):
        assert (
            said({"index.html": page(f'<script type="{interpreter}" src="main.py"></script>'), "main.py": source}) == []
        )


def test_a_package_may_add_to_its_own_path() -> None:
    """Python sets `__path__` before it runs the package. Measured with `extend_path` on Pyodide."""
    files = {
        "index.html": page('<script type="py" src="main.py" config="pyscript.toml"></script>'),
        "pyscript.toml": '[files]\n"./tea/__init__.py" = "tea/__init__.py"\n',
        "main.py": "import tea\n",
        "tea/__init__.py": "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
    }

    assert said(files) == []
