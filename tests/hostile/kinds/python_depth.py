"""Hostile Python: depth, long lines, and broken syntax."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, kind, nested, python_of, repeated


@kind
def nested_parentheses(size: int) -> Files:
    return python_of(nested("(", size, "1", ")"))


@kind
def nested_calls(size: int) -> Files:
    return python_of(nested("f(", size, "1", ")"))


@kind
def stacked_calls(size: int) -> Files:
    return python_of("f" + "()" * (size // 2))


@kind
def stacked_attributes(size: int) -> Files:
    return python_of("import js\njs" + ".a" * (size // 2))


@kind
def stacked_subscripts(size: int) -> Files:
    return python_of("import js\njs" + "[0]" * (size // 3))


@kind
def stacked_decorators(size: int) -> Files:
    return python_of("import b\n" + "@b.c\n" * (size // 5) + "def f(): pass\n")


@kind
def stacked_decorators_of_the_project(size: int) -> Files:
    return python_of("def b(f):\n def g(): return f()\n return g\n" + "@b\n" * (size // 3) + "def f(): pass\nf()\n")


@kind
def stacked_when(size: int) -> Files:
    return python_of("from pyscript import when\n" + repeated("@when('click', 'a#')\n", size) + "def f(e): e.x\n")


@kind
def nested_comprehensions(size: int) -> Files:
    return python_of(nested("[", size, "x", " for x in y]"))


@kind
def comprehension_of_many(size: int) -> Files:
    return python_of("[x " + repeated("for x in y ", size) + "]")


@kind
def nested_sources_of_comprehensions(size: int) -> Files:
    return python_of(nested("[x for x in ", size, "y", "]"))


@kind
def nested_lambdas(size: int) -> Files:
    return python_of("a = " + repeated("lambda x: ", size) + "x\n")


@kind
def nested_conditions(size: int) -> Files:
    depth = int((size * 2) ** 0.5)
    return python_of("".join(" " * index + "if a:\n" for index in range(min(depth, 99))) + " " * min(depth, 99) + "b\n")


@kind
def nested_conditions_many_times(size: int) -> Files:
    one = "".join(" " * index + f"if a{index}:\n" for index in range(90)) + " " * 90 + "b = 1\n"
    return python_of(repeated(one, size) + "open(b)\n")


@kind
def conditions_with_many_branches(size: int) -> Files:
    return python_of("import b\nif b.x: a = ''\n" + repeated("elif b.x == #: a = '#'\n", size) + "open(a)\n")


@kind
def conditional_expressions(size: int) -> Files:
    return python_of("import b\na = " + repeated("'#' if b.x else ", size) + "''\nopen(a)\n")


@kind
def nested_functions(size: int) -> Files:
    lines = "".join(" " * index + f"def f{index}():\n" for index in range(90)) + " " * 90 + "open(a)\n"
    return python_of(repeated(lines, size))


@kind
def nested_classes(size: int) -> Files:
    lines = "".join(" " * index + f"class A{index}:\n" for index in range(90)) + " " * 90 + "x = 1\n"
    return python_of(repeated(lines, size) + "A0.A1.A2.x\n")


@kind
def nested_tries(size: int) -> Files:
    lines = (
        "".join(" " * index + "try:\n" for index in range(18))
        + " " * 18
        + "import a\n"
        + "".join(" " * index + "except ImportError: import b\n" for index in reversed(range(18)))
    )
    return python_of(repeated(lines, size))


@kind
def nested_loops(size: int) -> Files:
    lines = "".join(" " * index + f"for x{index} in y{index}:\n" for index in range(18)) + " " * 18 + "open(x1)\n"
    return python_of(repeated(lines, size))


@kind
def binary_operators(size: int) -> Files:
    return python_of("a = " + repeated("'a' + ", size) + "''\nopen(a)\n")


@kind
def boolean_operators(size: int) -> Files:
    return python_of("a = " + repeated("b# and c or ", size) + "0\n")


@kind
def negations(size: int) -> Files:
    return python_of("import sys\nif " + repeated("not ", size) + "sys.platform: import a\n")


@kind
def comparisons(size: int) -> Files:
    return python_of("import sys\nif " + repeated("sys.platform == ", size) + "1: import a\n")


@kind
def awaits(size: int) -> Files:
    return python_of("async def f(): return f()\nx = " + repeated("await ", size // 2) + "f()\n")


@kind
def one_long_list(size: int) -> Files:
    return python_of("a = [" + repeated("'a#',", size) + "]\nfor x in a: open(x)\n")


@kind
def one_long_dictionary(size: int) -> Files:
    return python_of("a = {" + repeated("'a#': #,", size) + "}\n" + repeated("open(a['a#'])\n", size // 2))


@kind
def one_long_string(size: int) -> Files:
    return python_of("a = '" + "a" * size + "'\nopen(a)\n")


@kind
def one_long_string_of_lines(size: int) -> Files:
    return python_of("a = '''" + "a\n" * (size // 2) + "'''\nopen(a)\n")


@kind
def adjacent_strings(size: int) -> Files:
    return python_of("a = (" + "'a' " * (size // 4) + ")\nopen(a)\n")


@kind
def nested_formatted_strings(size: int) -> Files:
    return python_of("a = f'" + repeated("{x#}", size) + "'\nopen(a)\n")


@kind
def one_long_number(size: int) -> Files:
    return python_of("a = " + "1" * size + "\nopen(a)\n")


@kind
def one_long_name(size: int) -> Files:
    return python_of("a" * size + "\nimport " + "b" * size + "\n")


@kind
def one_long_line(size: int) -> Files:
    return python_of(repeated("a=1;", size))


@kind
def line_continuations(size: int) -> Files:
    return python_of("a = 1" + repeated("\\\n", size) + "\n")


@kind
def form_feeds_and_separators(size: int) -> Files:
    return python_of("a = '''" + "\x0c\u2028\x85" * (size // 3) + "'''\nimport b\n")


@kind
def arguments(size: int) -> Files:
    return python_of("def f(" + repeated("a#,", size // 2) + "): pass\nf(" + repeated("#,", size // 2) + ")\n")


@kind
def dotted_import(size: int) -> Files:
    return python_of("import a" + ".a" * (size // 2) + "\n")


@kind
def relative_import(size: int) -> Files:
    return python_of("from " + "." * size + " import a\n")


@kind
def assignments_in_a_row(size: int) -> Files:
    return python_of(repeated("a# = ", size) + "1\n")


@kind
def tuples_that_swap(size: int) -> Files:
    return python_of("a, b = 'a', 'b'\n" + repeated("a, b = b, a\n", size) + "open(a)\n")


@kind
def walruses(size: int) -> Files:
    return python_of(nested("(a := ", size, "1", ")"))


@kind
def syntax_errors(size: int) -> Files:
    return python_of(repeated("def (:\n", size))


@kind
def open_brackets(size: int) -> Files:
    return python_of(repeated("([{", size))


@kind
def open_quotes(size: int) -> Files:
    return python_of(repeated("'''\n\"\"\"\n", size) + "'")


@kind
def matches(size: int) -> Files:
    return python_of("match a:\n" + repeated(" case {'a': [#, *_]}: b = '#'\n", size) + "open(b)\n")


@kind
def legacy_proxies(size: int) -> Files:
    return python_of(
        "from js import document, fetch, window\n"
        + repeated("document.getElementById('a#').onclick = lambda e: e\n", size)
    )
