"""How Python of the main thread and a worker ask each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.program.values import Result
from pyscript_doctor.queries.sync_calls import asked_by_worker, calls_of_worker, given_to_worker, started_worker
from tests.in_one_test import in_one_test
from tests.projects import page, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.project.program.facts import Code
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.runtime.runtime import Runtime

START = "from pyscript import PyWorker, window\ndef go(): pass\n"
WORKER = 'worker = PyWorker("./work.py", type="micropython")\n'
HELPER = "from pyscript import sync\nsync.tea()\nsync.pot()\nsync.tea.leaf()\n"


def of_page(source: str, question: Callable[[Code, tuple[Runtime, ...]], list[str]]) -> list[str]:
    html = page(f'<script type="mpy">\n{START}{source}\n</script>')
    files = {"index.html": html, "work.py": HELPER, "more.py": HELPER}

    def asked(project: Project) -> list[str]:
        main, *_ = project.runtimes
        (code,) = main.codes
        return question(code, project.runtimes)

    return told(files, asked)


def given(source: str) -> list[str]:
    """What a worker is given, with the file of the worker as far as that is known."""

    def described(code: Code, runtimes: tuple[Runtime, ...]) -> list[str]:
        found = []
        for worker, name, function in given_to_worker(code):
            started = started_worker(worker, code, runtimes)
            reference = started.scripts[0].reference if started else None
            found.append(f"{name}={function.name} of {reference.path if reference else 'nobody'}")
        return found

    return of_page(source, described)


@in_one_test(
    [
        (WORKER + "worker.sync.tea = go", ["tea=go of work.py"]),
        (WORKER + 'more = PyWorker("./more.py", type="micropython")\nmore.sync.tea = go', ["tea=go of more.py"]),
        (WORKER + WORKER.replace("worker =", "more =") + "more.sync.tea = go", ["tea=go of work.py"]),
        (
            'url = "./" + window.name\nworker = PyWorker(url, type="micropython")\nworker.sync.tea = go',
            ["tea=go of nobody"],
        ),
        ("worker = PyWorker()\nworker.sync.tea = go", ["tea=go of nobody"]),
        ('worker = print("./work.py")\nworker.sync.tea = go', ["tea=go of nobody"]),
        ('worker = PyWorker("./work.py", type="micropython")\nprint("./work.py").sync.tea = go', ["tea=go of nobody"]),
        ('print("./work.py")\n' + WORKER + "worker.sync.tea = go", ["tea=go of work.py"]),
        (
            'url = "./work.py"\nprint(url)\nworker = PyWorker(url, type="micropython")\nworker.sync.tea = go',
            ["tea=go of work.py"],
        ),
        (WORKER + "worker.tea = go", []),
        (WORKER + "worker.sync.more.tea = go", []),
        (WORKER + "worker.sync.tea = 1", []),
        ("window.sync.tea = go", []),
    ]
)
def test_what_a_worker_is_given(source: str, expected: list[str]) -> None:
    assert given(source) == expected


def called(source: str) -> list[str]:
    """What is called of the worker that gets a function, from its `sync` on."""

    def described(code: Code, _runtimes: tuple[Runtime, ...]) -> list[str]:
        ((worker, *_),) = given_to_worker(code)
        calls = calls_of_worker(code, worker)
        return [".".join(call.callee.attributes) for call in calls if isinstance(call.callee, Result)]

    return of_page(f"{WORKER}worker.sync.tea = go\n{source}", described)


@in_one_test(
    [
        ("worker.sync.pour()", ["sync.pour"]),
        ("await worker.sync.pour()\nawait worker.sync.stir()", ["sync.pour", "sync.stir"]),
        ("worker.terminate()", []),
        ("worker.port.pour()", []),
        ("worker.sync.pour.leaf()", []),
        ('more = PyWorker("./more.py", type="micropython")\nmore.sync.pour()', []),
        ('print("./work.py").sync.pour()', []),
        ("go()\nwindow.sync.pour()", []),
    ]
)
def test_what_is_called_of_a_worker(source: str, expected: list[str]) -> None:
    assert called(source) == expected


@in_one_test([("tea", 1), ("pot", 1), ("leaf", 0), ("cup", 0)])
def test_what_a_worker_asks_the_page_for(name: str, count: int) -> None:
    def asked(_code: Code, runtimes: tuple[Runtime, ...]) -> list[str]:
        (worker,) = (each for each in runtimes if each.in_worker)
        return [call.name for call in asked_by_worker(worker, name)]

    assert len(of_page(WORKER, asked)) == count
