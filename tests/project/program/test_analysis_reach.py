"""What is run: by function, and whether while a script loads or only later."""

from __future__ import annotations

import pytest

from tests.project.program.programs import analysed, calls, uses


def reached(*scripts: str, **program: object) -> dict[str, bool]:
    """The functions `lib.NAME()` that are called, and whether that happens at load."""
    return {
        name.removeprefix("lib."): call.place.at_load
        for code in analysed(*scripts, **program)  # type: ignore[arg-type]
        for call in code.calls
        if (name := str(getattr(call.callee, "name", ""))).startswith("lib.")
    }


def test_a_function_that_nothing_refers_to_is_not_run() -> None:
    assert reached("import lib\ndef f(): lib.a()\nlib.b()") == {"b": True}


def test_a_function_that_is_called_at_top_level_runs_at_load() -> None:
    assert reached("import lib\ndef f(): g()\ndef g(): lib.a()\nf()") == {"a": True}


def test_a_function_that_is_handed_over_runs_later() -> None:
    assert reached("import lib, js\ndef f(): g()\ndef g(): lib.a()\njs.setTimeout(f, 1)") == {"a": False}


def test_a_function_can_run_both_ways() -> None:
    assert reached("import lib, js\ndef f(): lib.a()\njs.setTimeout(f, 1)\nf()") == {"a": True}


def test_a_lambda_runs_later_unless_it_is_called_there() -> None:
    assert reached("import lib\nx = lambda: lib.a()\n(lambda: lib.b())()") == {"a": False, "b": True}


@pytest.mark.parametrize(
    ("call", "at_load"),
    [
        ("await f()", True),
        ("asyncio.run(f())", True),
        ("await asyncio.gather(f(), f())", True),
        ("asyncio.get_event_loop().run_until_complete(f())", True),
        ("asyncio.create_task(f())", False),
        ("asyncio.ensure_future(f())", False),
        ("f()", False),
        ("x = f()\nawait x", True),
    ],
)
def test_a_coroutine_runs_when_it_is_awaited(call: str, at_load: bool) -> None:
    assert reached(f"import lib, asyncio\nasync def f(): lib.a()\n{call}") == {"a": at_load}


def test_entry_points_run_later() -> None:
    source = "import lib\ndef f(e): lib.a()\nclass C:\n    def m(self, e): lib.b()\nc = C()"

    assert reached(source, entry_points=("f", "c.m", "nothing")) == {"a": False, "b": False}


def test_a_worker_exports_functions() -> None:
    source = "import lib\n__export__ = ['f']\ndef f(): lib.a()\ndef g(): lib.b()"

    assert reached(source, thread="worker") == {"a": False}


def test_a_decorator_may_hand_the_function_to_anyone() -> None:
    source = (
        "import lib, functools\nfrom pyscript import when\n@when('click', '#a')\ndef f(e): lib.a()\n"
        "@functools.cache\ndef g(): lib.b()\n@other.register\ndef h(): lib.c()"
    )

    assert reached(source) == {"a": False, "c": False}


def test_a_function_kept_in_a_collection_is_referred_to() -> None:
    assert reached("import lib\ndef f(): lib.a()\nx = {'f': [f]}") == {"a": False}


def test_a_function_that_a_closure_returns() -> None:
    assert reached("import lib\ndef make():\n    def f(): lib.a()\n    return f\nx = make()") == {"a": False}


def test_a_name_bound_anew_still_refers_to_the_function() -> None:
    assert reached("import lib\ndef f(): lib.a()\nf = wrap(f)\ng = f") == {"a": False}


def test_globals_by_name() -> None:
    functions = "import lib\ndef f(): lib.a()\ndef g(): lib.b()\n"

    assert reached(functions + "globals()['f']()") == {"a": True}
    assert reached(functions + "globals()[name]()") == {"a": False, "b": False}


# Modules


HELPER = "import lib\nfrom pyscript import document\ndef touch(): document.title\ndef quiet(): lib.a()\nlib.top()"


def test_a_module_is_told_as_far_as_it_is_used() -> None:
    main = analysed("import helper\nhelper.touch()", modules={"helper": HELPER})
    worker = analysed("import helper\nhelper.quiet()", modules={"helper": HELPER}, thread="worker")

    assert "main:document.title" in uses(main[1])
    assert "main:document.title" not in uses(worker[1])
    assert calls(worker[1]) == ["lib.a()", "lib.top()"]


def test_a_module_that_nothing_imports_is_not_told() -> None:
    assert [code.module for code in analysed("x = 1", modules={"helper": HELPER})] == ["__main__"]


def test_a_module_that_only_a_dead_function_imports_is_not_told() -> None:
    source = "def f():\n    import helper\n    helper.touch()"

    assert len(analysed(source, modules={"helper": HELPER})) == 1
    assert len(analysed(source + "\nf()", modules={"helper": HELPER})) == 2


def test_a_module_imported_for_another_interpreter_is_not_told() -> None:
    source = "import sys\nif sys.platform == 'emscripten':\n    import helper"

    assert len(analysed(source, modules={"helper": HELPER}, interpreter="micropython")) == 1


def test_importing_runs_a_module_once_at_load() -> None:
    source = "import js\ndef f():\n    import helper\njs.setTimeout(f, 1)"

    assert reached(source, modules={"helper": HELPER}) == {"top": True}


# Classes


def test_methods_run_where_their_name_is_mentioned() -> None:
    source = (
        "import lib\nclass C:\n    def m(self): lib.a()\n    def n(self): lib.b()\n    def __len__(self): lib.c()\n"
        "things.append(C())\nfor thing in things: thing.m()"
    )

    assert reached(source) == {"a": False, "c": False}


def test_methods_of_a_class_that_nothing_refers_to_do_not() -> None:
    assert reached("import lib\nclass C:\n    def m(self): lib.a()\nx.m()") == {}


def test_calling_a_class_runs_its_initializer() -> None:
    source = "import lib\nclass A:\n    def __init__(self): lib.a()\nclass B(A): ...\nB()"

    assert reached(source) == {"a": True}


def test_a_method_of_a_known_instance_runs_when_it_is_called() -> None:
    source = "import lib\nclass C:\n    def m(self): self.n()\n    def n(self): lib.a()\nc = C()\nc.m()"

    assert reached(source) == {"a": True}


def test_a_library_may_call_any_method_of_a_class_derived_from_its_own() -> None:
    source = "import lib\nclass C(lib.Base):\n    def on_event(self): lib.a()\nC()"

    assert reached(source)["a"] is False


def test_a_class_body_runs_where_it_stands() -> None:
    assert reached("import lib\nclass C:\n    x = lib.a()\n    def m(self): lib.b()") == {"a": True}


def test_getattr_with_a_name_made_up_can_be_any_method() -> None:
    source = "import lib\nclass C:\n    def on_a(self): lib.a()\nc = C()\n"

    assert reached(source + "getattr(c, 'on_' + name)()") == {"a": False}
    assert reached(source + "getattr(c, 'on_a')()") == {"a": True}
    assert reached(source + "getattr(c, 'other')()") == {}


def test_an_overriding_method_runs_where_the_base_calls_it() -> None:
    source = "import lib\nclass A:\n    def run(self): self.step()\n    def step(self): ...\n"
    source += "class B(A):\n    def step(self): lib.a()\nB().run()"

    assert "a" in reached(source)


# Scripts of one namespace


def test_scripts_of_one_runtime_share_their_names() -> None:
    codes = analysed("import json\ndef f(): return later", "later = json.loads\nx = f()")

    assert uses(codes[1]) == ["json.loads", "<function f>"]


def test_a_script_sees_what_earlier_scripts_left() -> None:
    codes = analysed("import json\nx = json.loads", "y = x", "x = 1")

    assert "json.loads" in uses(codes[1])


def test_a_function_may_see_what_any_script_sets() -> None:
    codes = analysed("import json\nx = json.loads\ndef f(): x()\nf()", "x = json.dumps")

    assert calls(codes[0]) == ["undecided()", "<function f>()"]


def test_a_script_calls_what_an_earlier_one_defines() -> None:
    assert reached("import lib\ndef f(): lib.a()", "f()") == {"a": True}
