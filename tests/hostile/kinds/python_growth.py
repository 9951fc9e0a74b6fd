"""Hostile Python: very much of one thing."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, config_of, kind, nested, page_of, python_of, repeated


@kind
def calls_of_one_function(size: int) -> Files:
    return python_of("def f(x): return open(x)\n" + repeated("f('a#')\n", size))


@kind
def calls_of_one_async_function(size: int) -> Files:
    return python_of("async def f(x): return open(x)\n" + repeated("await f('a#')\n", size))


@kind
def calls_of_one_method(size: int) -> Files:
    return python_of("class A:\n def f(self, x): return open(x)\na = A()\n" + repeated("a.f('a#')\n", size))


@kind
def functions_that_call_one(size: int) -> Files:
    return python_of("def f(x): return x\n" + repeated("def g#(): return f(#)\n", size) + "open(g1())\n")


@kind
def chain_of_functions(size: int) -> Files:
    count = size // 28
    lines = ["def f0(x): return open(x)"] + [f"def f{index + 1}(x): return f{index}(x)" for index in range(count)]
    return python_of("\n".join(lines) + f"\nf{count}('a')\n")


@kind
def chain_of_names(size: int) -> Files:
    count = size // 12
    return python_of(
        "a0 = 'a'\n" + "".join(f"a{index + 1} = a{index}\n" for index in range(count)) + f"open(a{count})\n"
    )


@kind
def chain_of_classes(size: int) -> Files:
    count = size // 26
    return python_of(
        "class A0: pass\n"
        + "".join(f"class A{index + 1}(A{index}): pass\n" for index in range(count))
        + f"A{count}().f()\n"
    )


@kind
def chain_of_classes_that_ask_above(size: int) -> Files:
    count = size // 60
    classes = "".join(f"class A{index + 1}(A{index}):\n def f(self): return super().f()\n" for index in range(count))
    return python_of("class A0:\n def f(self): return open('a')\n" + classes + f"A{count}().f()\n")


@kind
def classes_of_many_bases(size: int) -> Files:
    return python_of(
        "class A: pass\n"
        + repeated("class B#(A): pass\n", size // 2)
        + "class C("
        + repeated("B#,", size // 8)
        + "): pass\nC().f()\n"
    )


@kind
def diamonds_of_classes(size: int) -> Files:
    lines = ["class A0: pass", "class B0: pass"]
    lines += [
        f"class A{index + 1}(A{index}, B{index}): pass\nclass B{index + 1}(A{index}, B{index}): pass"
        for index in range(min(size // 50, 300))
    ]
    return python_of("\n".join(lines) + f"\nA{len(lines) - 2}().f()\n")


@kind
def classes_that_are_their_own_bases(size: int) -> Files:
    count = size // 40
    return python_of(
        "".join(f"class A{index}(A{(index + 1) % count}):\n x = A{(index + 2) % count}.x\n" for index in range(count))
        + "A1().f()\nopen(A1.x)\n"
    )


@kind
def mutual_recursion(size: int) -> Files:
    count = size // 50
    return python_of(
        "".join(
            f"def f{index}(x): return f{(index + 1) % count}(x) or f{(index + 7) % count}(x)\n"
            for index in range(count)
        )
        + "open(f0('a'))\n"
    )


@kind
def mutual_recursion_of_all(size: int) -> Files:
    count = int((size / 6) ** 0.5)
    calls = ";".join(f"f{index}()" for index in range(count))
    return python_of("".join(f"def f{index}(): {calls}\n" for index in range(count)) + "f0()\n")


@kind
def mutual_recursion_of_names(size: int) -> Files:
    count = size // 30
    return python_of(
        "while 1:\n"
        + "".join(f" a{index} = a{(index + 1) % count} or a{(index + 3) % count}\n" for index in range(count))
        + "open(a0)\n"
    )


@kind
def mutual_recursion_of_coroutines(size: int) -> Files:
    count = size // 70
    return python_of(
        "".join(
            f"async def f{index}(x): return await f{(index + 1) % count}(x) or await f{(index + 7) % count}(x)\n"
            for index in range(count)
        )
        + "open(await f0('a'))\n"
    )


@kind
def events(size: int) -> Files:
    return python_of(
        "from pyscript import when\n"
        + repeated("@when('click', '#a')\ndef f#(e): e.x\n".replace("'#a'", "'\\x23a'"), size)
    )


@kind
def events_of_one_function(size: int) -> Files:
    return python_of("from pyscript import when\ndef f(e): e.target.x\n" + repeated("when('click', 'a#')(f)\n", size))


@kind
def listeners(size: int) -> Files:
    return python_of(
        "from pyscript import document\ndef f(e): e.x\n" + repeated("document.addEventListener('a#', f)\n", size)
    )


@kind
def proxies(size: int) -> Files:
    return python_of(
        "from pyodide.ffi import create_proxy\nfrom js import document, setTimeout\n"
        + repeated("setTimeout(create_proxy(lambda: #), 1)\n", size)
    )


@kind
def displays(size: int) -> Files:
    return python_of("from pyscript import display\n" + repeated("display(#)\n", size))


@kind
def displays_in_targets(size: int) -> Files:
    return python_of("from pyscript import display\n" + repeated("display(#, target='t#')\n", size))


@kind
def star_imports(size: int) -> Files:
    return python_of(repeated("from math import *\n", size) + "x\n")


@kind
def star_imports_of_modules(size: int) -> Files:
    count = max(size // 60, 1)
    modules = {f"m{index}.py": f"from m{(index + 1) % count} import *\nx{index} = 1\n" for index in range(count)}
    table = "[files]\n" + "".join(f'"m{index}.py" = ""\n' for index in range(count))
    return config_of(table, "from m0 import *\nx1\nx\n", **modules)


@kind
def imports_in_a_chain(size: int) -> Files:
    count = max(size // 40, 1)
    modules = {f"m{index}.py": f"import m{index + 1}\n" for index in range(count)}
    return config_of("[files]\n" + "".join(f'"m{index}.py" = ""\n' for index in range(count)), "import m0\n", **modules)


@kind
def imports_in_a_cycle(size: int) -> Files:
    count = max(size // 60, 1)
    modules = {
        f"m{index}.py": f"import m{(index + 1) % count}\nx = m{(index + 1) % count}.x\n" for index in range(count)
    }
    return config_of(
        "[files]\n" + "".join(f'"m{index}.py" = ""\n' for index in range(count)), "import m0\nopen(m0.x)\n", **modules
    )


@kind
def imports(size: int) -> Files:
    return python_of(repeated("import a#\n", size))


@kind
def imports_of_one_module(size: int) -> Files:
    return python_of(repeated("import numpy\n", size))


@kind
def imports_on_micropython(size: int) -> Files:
    return python_of(repeated("import a#\n", size), "mpy")


@kind
def unknown_names(size: int) -> Files:
    return python_of(repeated("a#\n", size))


@kind
def one_unknown_name(size: int) -> Files:
    return python_of(repeated("aaa\n", size))


@kind
def global_names(size: int) -> Files:
    return python_of("def f():\n" + repeated(" global a#\n", size))


@kind
def bindings_of_one_name(size: int) -> Files:
    return python_of(repeated("a = #\n", size) + "open(a)\n")


@kind
def bindings_and_reads_of_one_name(size: int) -> Files:
    return python_of(repeated("a = '#'\nopen(a)\n", size))


@kind
def bindings_under_conditions(size: int) -> Files:
    return python_of("import b\n" + repeated("if b.x: a = '#'\n", size // 2) + repeated("open(a)\n", size // 2))


@kind
def nonlocal_names(size: int) -> Files:
    return python_of("def g():\n a = 0\n" + repeated(" def f#():\n  nonlocal a\n  a = #\n", size) + " open(a)\n")


@kind
def lambdas(size: int) -> Files:
    return python_of("a = [" + repeated("lambda x: x,", size) + "]\n")


@kind
def generators(size: int) -> Files:
    return python_of(repeated("[x for x in y#]\n", size))


@kind
def coroutines_that_nobody_awaits(size: int) -> Files:
    return python_of("import asyncio\n" + repeated("asyncio.sleep(#)\n", size))


@kind
def sleeps(size: int) -> Files:
    return python_of("import time\n" + repeated("time.sleep(1)\n", size))


@kind
def opened_files(size: int) -> Files:
    return python_of(repeated("open('a#.txt')\n", size))


@kind
def one_opened_file(size: int) -> Files:
    return python_of(repeated("open('a.txt')\n", size))


@kind
def fetched_files(size: int) -> Files:
    return python_of("from pyscript import fetch\n" + repeated("await fetch('a#.txt').text()\n", size))


@kind
def made_files(size: int) -> Files:
    return python_of(repeated("open('a#.txt', 'w').write('')\nopen('b#.txt')\n", size))


@kind
def selectors(size: int) -> Files:
    return python_of("from pyscript import document\n" + repeated("document.querySelector('.a#').x = 1\n", size))


@kind
def one_long_selector(size: int) -> Files:
    return python_of(
        "from pyscript import document\ndocument.querySelector('" + repeated("a > b ~ ", size) + "c').x = 1\n"
    )


@kind
def nested_selector(size: int) -> Files:
    return python_of(
        "from pyscript import document\ndocument.querySelector('" + nested(":not(", size, "a", ")") + "').x = 1\n"
    )


@kind
def workers_of_python(size: int) -> Files:
    return {
        **python_of("from pyscript import PyWorker\n" + repeated("await PyWorker('w.py', type='pyodide')\n", size)),
        "w.py": "import js\n",
    }


@kind
def workers_that_start_themselves(size: int) -> Files:
    return {**python_of("from pyscript import PyWorker\n" + repeated("PyWorker('main.py')\n", size))}


@kind
def workers_in_a_chain(size: int) -> Files:
    count = max(size // 70, 1)
    files = {f"w{index}.py": f"from pyscript import PyWorker\nPyWorker('w{index + 1}.py')\n" for index in range(count)}
    return {**files, **python_of("from pyscript import PyWorker\nPyWorker('w0.py')\n")}


@kind
def worker_calls(size: int) -> Files:
    calls = repeated("await w.f#()\n", size)
    return {
        **page_of(
            '<script type="py" worker name="w" src="w.py"></script>'
            f'<script type="py">from pyscript import workers\nw = await workers["w"]\n{calls}</script>'
        ),
        "w.py": "__export__ = ['f1']\ndef f1(): pass\n",
    }


@kind
def run_javascript(size: int) -> Files:
    return python_of("from pyodide.code import run_js\n" + repeated("run_js('a#()')\n", size))


@kind
def constructs_for_micropython(size: int) -> Files:
    return python_of(repeated("match a:\n case 1: pass\nx: int = 1\nf'{x!r:>10}'\n", size), "mpy")


@kind
def installs(size: int) -> Files:
    return python_of("import micropip\n" + repeated("await micropip.install('a#')\n", size))


@kind
def python_suppressions(size: int) -> Files:
    return python_of(repeated("import a#  # pyscript-doctor: ignore[missing-module]\n", size))


@kind
def comments(size: int) -> Files:
    return python_of("# a\n" * (size // 4) + "1\n")


@kind
def one_file_of_two_pages(size: int) -> Files:
    page = page_of('<script type="py" src="main.py"></script>')["index.html"]
    return {
        **{f"p{index}.html": page for index in range(20)},
        "main.py": repeated("import a#\nopen('b#')\n", max(size - 2000, 100)),
    }


@kind
def keys_that_a_large_dict_does_not_have(size: int) -> Files:
    keys = repeated("'k#': 1, ", size // 2)
    return python_of(f"d = {{{keys}}}\n" + "d['z']\n" * (size // 14))


@kind
def counters_that_are_added_to(size: int) -> Files:
    return python_of("x = 0\n" + "x += 1\n" * (size // 7) + "print('a' + x)\n")


@kind
def ids_that_code_makes(size: int) -> Files:
    made = repeated("e.id = 'a#'\n", size // 2)
    asked = repeated("document.getElementById('a#').x = 1\n", size // 2)
    return python_of("from pyscript import document\ne = document.createElement('p')\n" + made + asked)


@kind
def ids_in_strings(size: int) -> Files:
    made = repeated("e.innerHTML = '<p id=a#>'\n", size // 2)
    asked = repeated("document.getElementById('a#').x = 1\n", size // 2)
    return python_of("from pyscript import document\ne = document.createElement('p')\n" + made + asked)


@kind
def functions_that_listen(size: int) -> Files:
    functions = repeated("def f#(e): e.x\n", size // 2)
    return python_of(
        "from pyscript import document\n" + functions + repeated("document.addEventListener('a', f#)\n", size // 2)
    )


@kind
def getattr_in_one_line(size: int) -> Files:
    names = repeated("window.a#\n", size // 2)
    return python_of("from js import window\n" + names + "b = [" + repeated("getattr(window, b), ", size // 2) + "]\n")


@kind
def escaped_quotes(size: int) -> Files:
    asked = "document.getElementById('a').x = 1\n"
    return python_of("from pyscript import document\n" + asked + "# " + repeated("'\\", size) + "\n")


@kind
def slashes_in_a_string(size: int) -> Files:
    asked = "document.getElementById('a').x = 1\n"
    return python_of("from pyscript import document\n" + asked + "b = '" + repeated("a/", size) + "'\n")


@kind
def one_long_line_that_is_not_ascii(size: int) -> Files:
    return python_of("a = ['\u00e9', " + repeated("1, ", size) + "]\n")


@kind
def modules_of_one_line(size: int) -> Files:
    count = max(size // 40, 1)
    modules = {f"m{index}.py": "x\n" for index in range(count)}
    table = "[files]\n" + "".join(f'"m{index}.py" = ""\n' for index in range(count))
    return config_of(table, "".join(f"import m{index}\n" for index in range(count)), **modules)
