"""What a function that `py-click` names is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.project.program.values import JavaScriptValue, Realm
from tests.projects import page, project_of

if TYPE_CHECKING:
    from pyscript_doctor.project.program.values import Value


def values_read(body: str) -> list[Value]:
    """What the names that a page's Python reads come to."""
    (runtime,) = project_of({"index.html": page(body)}).runtimes
    return [use.value for code in runtime.codes for use in code.uses]


def test_a_function_that_an_attribute_names_is_given_an_event_of_that_type() -> None:
    body = """
        <button py-click="move">Go</button>
        <script type="py">
        def move(event):
            print(event.target)
        </script>
    """

    assert JavaScriptValue(Realm.EVENT, ("click", "target")) in values_read(body)


def test_an_attribute_of_the_other_interpreter_gives_nothing() -> None:
    body = """
        <button mpy-click="move">Go</button>
        <script type="py">
        def move(event):
            print(event.target)
        </script>
    """

    assert JavaScriptValue(Realm.EVENT, ("click", "target")) not in values_read(body)


@pytest.mark.parametrize("value", ["move()", "move( event );", " move ", "window.move"])
def test_a_function_that_an_attribute_calls_or_names_is_judged(value: str) -> None:
    """PyScript runs no code there, but whoever writes it means the function: its own faults count too."""
    body = f"""
        <button py-click="{value}">Go</button>
        <script type="py">
        import json
        def move(event=None):
            json.dumps(1)
        </script>
    """
    (runtime,) = project_of({"index.html": page(body)}).runtimes

    assert bool([call for code in runtime.codes for call in code.calls]) is (value != "window.move")
