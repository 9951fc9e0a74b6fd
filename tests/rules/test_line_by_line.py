"""Scripts in which each line that a rule flags says so, `# ! message`, and the others run."""

from __future__ import annotations

from tests.rules.scripts import found, marked


def test_arguments_of_own_functions_and_of_the_library() -> None:
    told, expected = marked(
        "call-arguments",
        """
        import json

        def draw(x, y, size=1): pass
        def paint(*, color): pass
        def one(x): pass
        def point(): return 1, 2

        draw(1, 2)
        draw(1)  # ! `draw` is called without `y`
        draw(1, 2, x=3)  # ! `draw` gets `x` twice: by its place and by its name
        draw(1, x=3)  # ! `draw` gets `x` twice: by its place and by its name
        draw(1, colour=3)  # ! `draw` does not take `colour=`
        draw(*point())
        draw(*point(), x=1)
        draw(1, 2, **json.loads("{}"))
        draw(**json.loads("{}"))
        paint(1)  # ! `paint` takes arguments only by name, but this call gives 1
        paint(color=1)
        one(1, 2)  # ! `one` takes 1 argument by position, but this call gives 2
        json.dumps()  # ! `json.dumps` is called without `obj`
        str.upper("a")
        try:
            draw(1)
        except TypeError:
            pass
        """,
    )
    assert told == expected


def test_arguments_of_the_browsers_functions() -> None:
    told, expected = marked(
        "call-arguments",
        """
        from pyscript import document, window
        from pyscript.ffi import JsException

        names = document.title.split()
        document.createElement()  # ! `createElement` needs 1 argument, but this call gives 0
        document.body.setAttribute("id")  # ! `setAttribute` needs 2 arguments, but this call gives 1
        document.body.setAttribute(name="id")
        document.body.setAttributeNS("", *names)
        window.atob()
        window.Math.max()
        window.btoa()  # ! `btoa` needs 1 argument, but this call gives 0
        try:
            document.createElement()
        except JsException:
            pass
        """,
        body="<script>function atob() { return 1; }</script>",
    )
    assert told == expected


def test_workers_have_a_rule_of_their_own_for_their_arguments() -> None:
    told, expected = marked(
        "call-arguments", 'from pyscript import PyWorker\nPyWorker("./work.py", {"type": "pyodide"})'
    )
    assert told == expected


def test_handlers_that_are_called_at_once() -> None:
    told, expected = marked(
        "handler-called",
        """
        from pyscript import document, window
        from pyscript.ffi import create_proxy, to_js

        def greet(*all):
            print("hello")
        async def wait(*all):
            print("later")
        def keep(function):
            return lambda *all: print(all)
        @keep
        def kept(*all):
            print("kept")
        def make():
            return greet
        def number():
            return 1
        class Handler:
            def __call__(self, *all):
                print("called")

        button = document.createElement("button")
        window.setTimeout(greet(), 100)  # ! this calls `greet` at once, ...
        window.setTimeout(greet, greet())
        window.setTimeout(make(), 100)
        window.setTimeout(wait(), 100)
        window.setTimeout(kept(), 100)
        window.setTimeout(number(), 100)
        window.setInterval(greet(), 100)  # ! this calls `greet` at once, ...
        window.requestAnimationFrame(greet())  # ! this calls `greet` at once, ...
        window.queueMicrotask(greet())  # ! this calls `greet` at once, ...
        window.setTimeout(Handler(), 100)
        window.setTimeout(create_proxy(greet(1)), 100)  # ! this calls `greet` at once, ...
        window.setTimeout(to_js(greet()), 100)
        button.onclick = greet()  # ! this calls `greet` at once, ...
        button.addEventListener("click", greet())  # ! this calls `greet` at once, ...
        button.onclick = make()
        button.title = greet()
        Handler.onclick = greet()
        import js
        js(greet())
        """,
    )
    assert told == expected


MODULES = ("shapes.py", "random.py", "pack/__init__.py", "pack/data/a.csv")


def test_names_of_own_modules_and_classes() -> None:
    told, expected = marked(
        "own-name-missing",
        """
        import shapes
        import random
        from shapes import cirkle  # ! your module `shapes` has no `cirkle`, so this import fails
        import shapes.py  # ! there is no module `py` in `shapes`, so this import fails
        try:
            from shapes import triangle
        except ImportError:
            triangle = None
        try:
            shapes.square()
        except AttributeError:
            pass
        shapes.square()  # ! your module `shapes` has no `square`
        random.shuffled
        from pack import data
        class queue: pass
        queue.size  # ! your class `queue` has no `size`
        """,
        tag='<script type="py" config="./pyscript.toml">',
        files={
            "pyscript.toml": "[files]\n" + "".join(f'"{name}" = "./{name}"\n' for name in MODULES),
            "shapes.py": "def circle(): pass\n",
            "random.py": "def shuffle(): pass\n",
            "pack/__init__.py": "",
            "pack/data/a.csv": "",
        },
    )
    assert told == expected


def test_loops_that_are_started_again() -> None:
    told, expected = marked(
        "asyncio-run",
        """
        import asyncio

        async def main(): pass
        class Runner:
            def run_until_complete(self, what): pass

        asyncio.run(main())  # ! `asyncio.run` works only in browsers that can switch stacks (JSPI)
        asyncio.get_event_loop().run_until_complete(main())  # ! `run_until_complete` works only in browsers ...
        await asyncio.run(main())
        asyncio.get_event_loop().create_task(main())
        asyncio.new_event_loop().run_in_executor(None, main)
        Runner().run_until_complete(main())
        asyncio.Queue().run_until_complete(main())
        try:
            asyncio.run(main())
        except RuntimeError:
            pass
        """,
    )
    assert told == expected


def test_an_archive_may_bring_what_a_module_lacks() -> None:
    told, _ = marked(
        "own-name-missing",
        "import shapes\nshapes.square()",
        tag='<script type="py" config="./pyscript.toml">',
        files={
            "pyscript.toml": '[files]\n"shapes.py" = ""\n"https://example.org/more.zip" = "./*"\n',
            "shapes.py": "def circle(): pass\n",
        },
    )
    assert told == []


LOOPS = """
import asyncio
from pyscript import when

async def main(): pass

@when("click", "#go")
def start():
    asyncio.run(main()){later}

asyncio.run(main()){run}
asyncio.get_event_loop().run_until_complete(main()){until}
print("done")
"""
RUN = "import asyncio\nasync def main(): pass\nasyncio.run(main())"


def test_loops_of_a_script_that_is_not_async() -> None:
    script = LOOPS.format(
        later="  # ! `asyncio.run` works only ...",
        run="  # ! `asyncio.run` cannot wait in a script that is not async",
        until="  # ! `run_until_complete` cannot wait in a script that is not async",
    )
    told, expected = marked("asyncio-run", script, '<script type="py" async="false">')
    assert told == expected
    sync, other = '<script type="py" async="false">', '<script type="py">print(1)</script>'
    for tag, body in (('<script type="py" async="true">', ""), (sync, other)):
        told, _ = marked("asyncio-run", RUN, tag, body=body)
        assert [message.partition("only")[0] for _, message in told] == ["`asyncio.run` works "]


def test_nothing_says_that_the_script_of_a_worker_that_code_starts_is_not_async() -> None:
    source = 'from pyscript import PyWorker\nPyWorker("./helper.py", type="pyodide")'
    (finding,) = (each.finding for each in found("asyncio-run", source, files={"helper.py": RUN}))
    assert finding.message.startswith("`asyncio.run` works only in browsers")


def test_loops_of_an_old_pyodide_and_of_micropython() -> None:
    fails, returns = "  # ! `asyncio.run()` fails ...", "  # ! `run_until_complete` does not wait here: ..."
    told, expected = marked("asyncio-run", LOOPS.format(later=fails, run=fails, until=returns), release="2025.5.1")
    assert told == expected
    lacks = "  # ! MicroPython's event loop has no `run_until_complete`"
    small = LOOPS.format(later="", run="", until=lacks)
    told, expected = marked("asyncio-run", small, '<script type="mpy">')
    assert told == expected
    assert marked("asyncio-run", small, '<script type="mpy">', release="2024.1.1")[0] == []


def test_results_of_unknown_objects_that_can_be_null() -> None:
    told, expected = marked(
        "null-is-not-none",
        """
        from js import document, window
        print(window.tree.exec("a") is None)  # ! `window.tree.exec("a") is None` is never true...
        print(window.tree.match("a") is None)  # ! `window.tree.match("a") is None` is never true...
        print(window.tree.getItem("a") is None)  # ! `window.tree.getItem("a") is None` is never true...
        print(window.tree.querySelector("p") is None)  # ! `window.tree.querySelector("p") is None` is never true...
        print(window.exec("a") is None)  # ! `window.exec("a") is None` is never true...
        print(window.tree.find("a") is None)
        print(window.tree.exec is None)
        print(window.tree("exec") is None)
        print(window.tree.exec("a")() is None)
        print(window.tree.exec("a").exec is None)
        print(window() is None)
        print(window is None)
        """,
    )
    assert told == expected


def test_values_that_are_not_functions() -> None:
    told, expected = marked(
        "not-callable",
        """
        import random
        import shapes

        shapes(1)  # ! `shapes` is a module, and you can't call a module
        random(1)  # ! `random` is a module, and you can't call a module
        try:
            random(1)
        except TypeError:
            pass
        """,
        tag='<script type="py" config="./pyscript.toml">',
        files={"pyscript.toml": '[files]\n"shapes.py" = ""\n', "shapes.py": "def circle(): pass\n"},
    )
    assert told == expected


def test_names_of_the_library_that_are_missing() -> None:
    told, expected = marked(
        "python-name-missing",
        """
        import math
        import random
        import string
        from math import sqroot  # ! `math` has no `sqroot`
        from math import _hidden
        from math import *
        try:
            from math import sqroot
        except Exception:
            sqroot = None

        math.tau2  # ! `math` has no `tau2`
        math.own = 1
        math.own
        math._hidden
        string.anything
        try:
            math.tau2
        except AttributeError:
            pass
        if hasattr(random, "shuffled"):
            random.shuffled
        {}.has_key("a")  # ! a `dict` has no `has_key`
        """,
        tag='<script type="py" config="./pyscript.toml">',
        files={"pyscript.toml": '[files]\n"string.py" = ""\n', "string.py": "def other(): pass\n"},
    )
    assert told == expected


def test_elements_that_are_not_on_the_page() -> None:
    told, expected = marked(
        "element-is-null",
        """
        from pyscript import document, window

        def by_id(name):
            return document.getElementById(name)

        document.getElementById("note").textContent = "x"
        document.querySelector("#gone").remove()  # ! no element of the page has the id `gone`, so `.remove` fails
        document.querySelector("#gone").focus()
        document.querySelector(".gone").remove()
        document.getElementById("#note").click()  # ! `getElementById` takes an id without `#`, and gets ...
        document.querySelector("#set").title = "x"  # ! no element of the page has the id `set`, so setting ...
        by_id("away").remove()  # ! no element of the page has the id `away`, so `.remove` fails
        by_id("note").remove()
        by_id(1).remove()
        by_id().remove()
        print("away")
        if document.getElementById("first"):
            document.getElementById("first").remove()
        tested = document.getElementById("tested")
        if tested:
            tested.remove()
        given = document.getElementById("given")
        print(given)
        given.remove()
        unused = document.getElementById("unused")
        window.chart.getElementById("other").remove()
        window.chart.find("other").remove()
        document.getElementById("caught").title
        try:
            document.getElementById("caught").remove()
        except AttributeError:
            pass
        window.parent.document.getElementById("asked").remove()
        document.getElementById(window.name).remove()
        window("none").remove()
        """,
        body='<p id="note">One</p>',
    )
    assert told == expected
