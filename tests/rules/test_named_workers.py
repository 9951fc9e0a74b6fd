"""What Python may do with named workers, beyond the examples of the rules' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files

if TYPE_CHECKING:
    from pyscript_doctor import Finding
    from pyscript_doctor.engine.finding import Diagnostic

WORKER = '<script type="py" worker name="helper">\n__export__ = ["greet"]\ndef greet(): return 1\n</script>'
HEAD = "from pyscript import display, document, workers\n"


def found(rule: str, source: str, worker: str = WORKER, tag: str = '<script type="py">') -> list[Diagnostic]:
    """What a rule says of a script beside a worker."""
    return of_body(rule, f"{tag}\n{HEAD}{source}\n</script>\n{worker}")


def the_one(rule: str, source: str, worker: str = WORKER) -> Finding:
    (diagnostic,) = found(rule, source, worker)
    return diagnostic.finding


def marked_code(rule: str, source: str) -> list[str]:
    """The pieces of code that a rule marks."""
    html = page(f'<script type="py">\n{HEAD}{source}\n</script>\n{WORKER}')
    return [html[each.finding.span.start : each.finding.span.end] for each in of_files(rule, {"index.html": html})]


def fixed(rule: str, source: str) -> str:
    """The script as the fix leaves it; "" if there is no fix."""
    html = page(f'<script type="py">\n{HEAD}{source}\n</script>\n{WORKER}')
    (diagnostic,) = of_files(rule, {"index.html": html})
    if diagnostic.finding.fix is None:
        return ""
    for edit in sorted(diagnostic.finding.fix.edits, key=lambda each: each.start, reverse=True):
        html = html[: edit.start] + edit.text + html[edit.end :]
    return html.split(HEAD)[1].split("\n</script>")[0]


NOT_AWAITED = "named-worker-not-awaited"


@in_one_test(
    [
        ('await workers["helper"].greet()', ['workers["helper"].greet']),
        ('helper = workers["helper"]\nawait helper.greet()', ["helper.greet"]),
        ('helper = await workers["helper"]\nprint(helper.greet())', ["helper.greet()"]),
        ('helper = await workers["helper"]\ndisplay(helper.greet(), 1)', ["helper.greet()"]),
        ('helper = await workers["helper"]\nfor each in helper.greet(): pass', ["helper.greet()"]),
        ('helper = await workers["helper"]\ntotal = helper.greet() + 1', ["helper.greet()"]),
        ('helper = await workers["helper"]\nfirst = helper.greet()[0]', ["helper.greet()"]),
        ('helper = await workers["helper"]\ndocument.body.textContent = helper.greet()', ["helper.greet()"]),
    ]
)
def test_a_promise_in_the_place_of_a_value(source: str, expected: list[str]) -> None:
    assert [each.removesuffix("[0]") for each in marked_code(NOT_AWAITED, source)] == expected


@in_one_test(
    [
        'helper = await workers["helper"]\nprint(await helper.greet())',
        'print(await (await workers["helper"]).greet())',
        'workers["helper"].then(print)',
        'helper = workers["helper"]\nhelper.then(print)',
        'helper = await workers["helper"]\nhelper.greet().then(print)',
        'helper = await workers["helper"]\nprint(helper.greet().then(print))',
        'helper = await workers["helper"]\nfor each in await helper.greet(): pass',
        'helper = await workers["helper"]\ntotal = await helper.greet() + 1',
        'helper = await workers["helper"]\npromise = helper.greet()\nprint(await promise)',
        'helper = await workers["helper"]\ndocument.body.plant = helper.greet()',
        'helper = await workers["helper"]\nshow = lambda value: value\nshow(helper.greet())',
        'import asyncio\nhelper = await workers["helper"]\nawait asyncio.gather(helper.greet(), helper.greet())',
        'helper = workers["helper"]\ngreet = (await helper).greet\nawait greet()',
        'print(workers["helper"])',
        'helper = await workers["helper"]\nprint(helper)',
        'helper = await workers["helper"]\nprint(helper.greet().then)',
        'helper = workers["helper"]\nprint(helper.then(print))',
        "print([].copy())\nprint(document.title)",
        # Who calls the worker itself, or what is not one, makes another mistake.
        'workers["helper"]()',
        'helper = workers["helper"]\nhelper()',
        'print(workers["helper"]())',
        'total = workers["helper"]() + 1',
    ]
)
def test_a_promise_that_is_awaited_or_kept(source: str) -> None:
    assert marked_code(NOT_AWAITED, source) == []


def test_only_the_main_thread_has_named_workers() -> None:
    source = 'await workers["helper"].greet()'
    assert len(found(NOT_AWAITED, source)) == 1
    assert found(NOT_AWAITED, source, tag='<script type="py" worker name="other">') == []


@in_one_test(
    [
        ('await workers["helper"].greet()', 'await (await workers["helper"]).greet()'),
        ('workers["helper"].greet()', 'await (await workers["helper"]).greet()'),
        ('def go():\n    workers["helper"].greet()\ngo()', ""),
        ('await (\n    workers["helper"]\n).greet()', ""),
        ('async def go():\n    await (workers["helper"]\n        .greet())\nawait go()', ""),
        ('greet = workers["helper"].greet\nawait greet()', ""),
        (
            'helper = await workers["helper"]\nprint(helper.greet())',
            'helper = await workers["helper"]\nprint(await helper.greet())',
        ),
        ('helper = await workers["helper"]\ndef go():\n    print(helper.greet())\ngo()', ""),
    ]
)
def test_the_fix_awaits_where_python_can(source: str, expected: str) -> None:
    assert fixed(NOT_AWAITED, source) == expected


UNKNOWN = "named-worker-unknown"
SCRIPT = '<script type="py" name="helper">1</script>'


@pytest.mark.parametrize(
    ("worker", "help"),
    [
        (WORKER.replace("helper", "helpers"), "Did you mean `helpers`?"),
        (WORKER.replace("helper", "chart"), "Give a worker this name:"),
        (SCRIPT, "Add the attribute `worker` to the script that is named `helper`."),
        (
            SCRIPT + WORKER.replace("helper", "helpers"),
            "Add the attribute `worker` to the script that is named `helper`.",
        ),
        (SCRIPT.replace("helper", "chart"), "Give a worker this name:"),
    ],
)
def test_what_to_do_about_a_name_that_no_worker_has(worker: str, help: str) -> None:
    assert the_one(UNKNOWN, 'await workers["helper"]', worker).help.startswith(help)


@in_one_test(
    [
        (SCRIPT, True),
        (f"<input name='chart'>{SCRIPT}", True),
        (f"<input name='helper'>{SCRIPT}", True),
        (SCRIPT + SCRIPT, False),
        (WORKER.replace("helper", "chart"), False),
    ]
)
def test_the_one_script_of_that_name_becomes_a_worker(worker: str, is_fixed: bool) -> None:
    finding = the_one(UNKNOWN, 'await workers["helper"]', worker)
    assert bool(finding.fix and "worker" in finding.fix.edits[0].text) == is_fixed


def test_of_two_names_that_are_near_the_fix_takes_one() -> None:
    workers = WORKER.replace("helper", "helpers") + WORKER.replace("helper", "helped")
    finding = the_one(UNKNOWN, 'await workers["helper"]', workers)
    assert finding.fix is not None
    assert finding.fix.edits[0].text in {"helpers", "helped"}


def test_of_two_exports_that_are_near_the_fix_takes_one() -> None:
    worker = of_worker('__export__ = ["greets", "greed"]\ndef greets(): pass\ndef greed(): pass')
    finding = the_one(EXPORT, f"{ASK}await helper.greet()", worker)
    assert finding.fix is not None
    assert finding.fix.edits[0].text in {"greets", "greed"}


def test_the_scripts_that_have_the_name_are_shown() -> None:
    assert len(the_one(UNKNOWN, 'await workers["helper"]', SCRIPT + SCRIPT).related) == 2
    assert len(the_one(UNKNOWN, 'await workers["helper"]', SCRIPT.replace("helper", "other")).related) == 0


WAITS = "import asyncio\ntry:\n    await asyncio.wait_for({}, 5)\nexcept {}:\n    pass"


@in_one_test(
    [
        (WAITS.format('workers["gone"]', "asyncio.TimeoutError"), 0),
        (WAITS.format('workers["gone"]', "TimeoutError"), 0),
        (WAITS.format('workers["gone"]', "ValueError"), 1),
        (f"{WAITS.format('workers[chr(34)]', 'TimeoutError')}\nawait workers['gone']", 1),
        (f"await workers['gone']\n{WAITS.format('workers[chr(34)]', 'TimeoutError')}", 1),
    ]
)
def test_who_waits_for_a_time_only_expects_that_it_is_too_short(source: str, count: int) -> None:
    assert len(found(UNKNOWN, source)) == count


def test_workers_of_workers_are_not_judged() -> None:
    assert found(UNKNOWN, 'await workers["gone"]', tag='<script type="py" worker name="other">') == []


EXPORT = "named-worker-without-export"
ASK = 'helper = await workers["helper"]\n'


@in_one_test(
    [
        ("await helper.greet()", 0),
        ("await helper.gret()", 1),
        ("await helper.other()", 1),
        ("helper.terminate()", 0),
        ("helper.sync.greet()", 0),
        ("helper.gret.then(1)", 0),
    ]
)
def test_the_page_calls_what_the_worker_exports(call: str, count: int) -> None:
    assert len(found(EXPORT, ASK + call)) == count


def test_in_a_worker_nothing_is_said_of_exports() -> None:
    assert found(EXPORT, f"{ASK}await helper.other()", tag='<script type="py" worker name="other">') == []


def of_worker(source: str) -> str:
    return f'<script type="py" worker name="helper">\n{source}\n</script>'


@pytest.mark.parametrize(
    ("worker", "added"),
    [
        ("def greet(): return 1", '__export__ = ["greet"]'),
        ('__export__ = ["other"]\ndef greet(): return 1\ndef other(): return 2', '", "greet'),
        ('__export__ = ["a", "b"]\ndef greet(): return 1\na = b = 2', '", "greet'),
        ("__export__ = []\ndef greet(): return 1", None),
        ("x = 1", None),
    ],
)
def test_a_function_of_the_worker_can_be_exported(worker: str, added: str | None) -> None:
    finding = the_one(EXPORT, f"{ASK}await helper.greet()", of_worker(worker))
    assert bool(finding.fix) == (added is not None)
    if finding.fix and added:
        assert added in finding.fix.edits[-1].text


def test_a_function_of_another_module_is_not_the_workers_own() -> None:
    worker = '<script type="py" worker name="helper" config=\'{"files": {"notes.py": ""}}\'>\nimport notes\n</script>'
    body = f'<script type="py">\n{HEAD}{ASK}await helper.greet()\n</script>\n{worker}'
    (diagnostic,) = of_body(EXPORT, body, files={"notes.py": "def greet(): return 1"})
    assert diagnostic.finding.fix is None


BLOCKS = "worker-loop-blocks-calls"
LOOP = "\nwhile True:\n    pass"


@in_one_test(
    [
        ('__export__ = ["greet"]\ndef greet(): pass' + LOOP, 1),
        ("from pyscript import sync\ndef greet(): pass\nsync.greet = greet" + LOOP, 1),
        ("from pyscript import when\n@when('click', '#a')\ndef greet(event): pass" + LOOP, 1),
        ("from pyscript import when\ndef greet(event): pass\nwhen('click', '#a')(greet)" + LOOP, 1),
        ("from pyscript import document\ndocument.addEventListener('click', print)" + LOOP, 1),
        # Nobody waits.
        ("def greet(): pass" + LOOP, 0),
        ("from pyscript import sync\nsync.greet = 1" + LOOP, 0),
        ("def keep(f): return f\n@keep\ndef greet(event): pass" + LOOP, 0),
        ("from pyscript import document\ndocument.querySelector('click')" + LOOP, 0),
        ("import math\ndef greet(): pass\nmath.greet = greet" + LOOP, 0),
        ("class Own: pass\nown = Own()\ndef greet(): pass\nown.greet = greet" + LOOP, 0),
        # The loop ends, awaits, or runs later.
        ('__export__ = ["greet"]\ndef greet(): pass\nwhile True:\n    break', 0),
        ('__export__ = ["greet"]\ndef greet():\n    while True:\n        pass', 0),
    ]
)
def test_a_loop_that_keeps_a_worker_from_answering(source: str, count: int) -> None:
    assert len(of_body(BLOCKS, of_worker(source))) == count
    assert of_body(BLOCKS, f'<script type="py">\n{source}\n</script><script type="mpy" worker>1</script>') == []


def test_three_of_those_that_wait_are_shown() -> None:
    names = [f"greet_{number}" for number in range(5)]
    functions = "\n".join(f"def {name}(): pass" for name in names)
    (diagnostic,) = of_body(BLOCKS, of_worker(f"__export__ = {names}".replace("'", '"') + f"\n{functions}{LOOP}"))
    assert len(diagnostic.finding.related) == 3
