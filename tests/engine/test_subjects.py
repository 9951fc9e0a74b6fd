"""What a rule visits."""

from __future__ import annotations

from pyscript_doctor import Code, Interpreter, PageScript, Runtime
from pyscript_doctor.engine.subjects import visits
from tests.projects import page, project_of


def test_a_rule_can_visit_two_kinds_of_subjects() -> None:
    body = '<script type="mpy">print(1)</script>\n<script>console.log(1)</script>'
    project = project_of({"index.html": page(body)})
    found = [visit.subject for visit in visits(project.readings["index.html"], ("Code", "PageScript"), legacy=False)]
    assert [type(subject) for subject in found] == [Code, PageScript]


def test_a_rule_can_leave_out_one_interpreter() -> None:
    project = project_of({"index.html": page('<script type="py">1</script>\n<script type="mpy">2</script>')})

    def visited(interpreter: Interpreter | None) -> list[Interpreter]:
        runtimes = [
            visit.subject
            for visit in visits(project.readings["index.html"], ["Runtime"], legacy=False, interpreter=interpreter)
        ]
        assert all(isinstance(runtime, Runtime) for runtime in runtimes)
        return [runtime.interpreter for runtime in runtimes]

    assert visited(None) == [Interpreter.PYODIDE, Interpreter.MICROPYTHON]
    assert visited(Interpreter.MICROPYTHON) == [Interpreter.MICROPYTHON]


def test_what_runs_on_no_interpreter_is_visited_for_each() -> None:
    project = project_of({"index.html": page('<script type="mpy">1</script>\n<script>alert(1)</script>')})
    found = [
        visit.subject for visit in visits(project.readings["index.html"], ["PageScript"], False, Interpreter.PYODIDE)
    ]
    assert len(found) == 1
