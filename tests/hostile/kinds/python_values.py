"""Hostile Python: values that grow."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, kind, python_of, repeated


@kind
def strings_that_double(size: int) -> Files:
    return python_of('a = "0123456789"\n' + repeated("a = a + a\n", min(size, 3000)) + "open(a)\n")


@kind
def names_that_double(size: int) -> Files:
    lines = ['a0 = "0123456789"'] + [f"a{index + 1} = a{index} + a{index}" for index in range(min(size // 14, 200))]
    return python_of("\n".join(lines) + f"\nopen(a{len(lines) - 1})\n")


@kind
def strings_that_double_in_place(size: int) -> Files:
    return python_of('a = "0123456789"\n' + repeated("a += a\n", min(size, 3000)) + "open(a)\n")


@kind
def formatted_strings_that_double(size: int) -> Files:
    lines = ['a0 = "0123456789"'] + [
        f'a{index + 1} = f"{{a{index}}}{{a{index}}}"' for index in range(min(size // 20, 200))
    ]
    return python_of("\n".join(lines) + f"\nopen(a{len(lines) - 1})\n")


@kind
def joined_strings_that_double(size: int) -> Files:
    lines = ['a0 = "0123456789"'] + [
        f'a{index + 1} = "%s%s" % (a{index}, a{index})\nb{index} = "{{}}{{}}".format(a{index}, a{index})\n'
        f'c{index} = "".join([a{index}, a{index}])\nd{index} = a{index}.replace("0", a{index})'
        for index in range(min(size // 100, 100))
    ]
    return python_of("\n".join(lines) + f"\nopen(a{len(lines) - 1})\n")


@kind
def multiplied_strings(size: int) -> Files:
    return python_of(
        'a = "a" * 10 ** 9\nb = [0] * 10 ** 9\nc = b"a" * 1000000000000\nopen(a)\nd = 9 ** 9 ** 9\ne = 1 << 10 ** 10\n'
    )


@kind
def strings_of_one_character_more(size: int) -> Files:
    lines = ['a0 = "a"'] + [f'a{index + 1} = a{index} + "b"' for index in range(size // 16)]
    return python_of("\n".join(lines) + f"\nopen(a{len(lines) - 1})\n")


@kind
def paths_that_double(size: int) -> Files:
    lines = ["from pathlib import Path", 'a0 = Path("0123456789")']
    lines += [f"a{index + 1} = a{index} / a{index}" for index in range(min(size // 20, 200))]
    return python_of("\n".join(lines) + f"\nopen(a{len(lines) - 2})\n")


@kind
def calls_of_calls(size: int) -> Files:
    lines = ["def f(x): return (x, x)", "a0 = f(0)"] + [
        f"a{index + 1} = f(a{index})" for index in range(min(size // 15, 300))
    ]
    return python_of("\n".join(lines) + "\nopen(a1)\n")


@kind
def collections_that_double(size: int) -> Files:
    lines = ["a0 = [1, 1]"] + [f"a{index + 1} = [a{index}, a{index}]" for index in range(min(size // 20, 300))]
    return python_of("\n".join(lines) + f"\nopen(a{len(lines) - 1})\nfor x in a{len(lines) - 1}: open(x)\n")


@kind
def alternatives_that_double(size: int) -> Files:
    lines = ["import random", "a0 = 'a' if random.random() else 'b'"]
    lines += [f"a{index + 1} = a{index} + ('c' if random.random() else 'd')" for index in range(min(size // 45, 500))]
    return python_of("\n".join(lines) + f"\nopen(a{len(lines) - 2})\n")


@kind
def functions_that_double(size: int) -> Files:
    lines = ["def f0(x): return x"] + [
        f"def f{index + 1}(x): return f{index}(x) + f{index}(x)" for index in range(min(size // 40, 300))
    ]
    return python_of("\n".join(lines) + f"\nopen(f{len(lines) - 1}('a'))\n")


@kind
def parameters_that_double(size: int) -> Files:
    lines = ["def f0(x): open(x)"] + [
        f"def f{index + 1}(x):\n f{index}(x + 'a')\n f{index}(x + 'b')" for index in range(min(size // 40, 300))
    ]
    return python_of("\n".join(lines) + f"\nf{len(lines) - 1}('a')\n")


@kind
def results_that_double(size: int) -> Files:
    lines = ["import a", "x0 = a.f()"] + [
        f"x{index + 1} = a.f(x{index}, x{index})" for index in range(min(size // 25, 300))
    ]
    return python_of("\n".join(lines) + f"\nopen(x{len(lines) - 2})\n")


@kind
def javascript_results_that_double(size: int) -> Files:
    lines = ["from js import document as x0"] + [
        f"x{index + 1} = x{index}.a(x{index})[x{index}]" for index in range(min(size // 25, 300))
    ]
    return python_of("\n".join(lines) + f"\nopen(x{len(lines) - 1})\n")
