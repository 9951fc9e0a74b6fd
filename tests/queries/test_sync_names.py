"""Which names a page and its workers ask each other for through `sync`, and which are certainly not there."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body

MISSING, VALUE = "sync-name-missing", "sync-value"
START = 'from pyscript import PyWorker\nworker = PyWorker("helper.py", type="micropython")\nawait worker.ready\n'


def of_worker(source: str, python: str = "", javascript: str = "") -> int:
    """How many names a worker asks its page for that are not there."""
    body = f'<script type="mpy" worker>\nfrom pyscript import sync\n{source}\n</script>'
    body += f'<script type="mpy">\n{python}\n</script>' if python else ""
    body += f'<script type="module">{javascript}</script>' if javascript else ""
    return len(of_body(MISSING, body))


def test_a_worker_of_javascript_may_be_any_file() -> None:
    core = "https://pyscript.net/releases/2026.7.3/core.js"
    script = 'import {{ MPWorker }} from "{}"; const worker = await MPWorker({}); await worker.sync.tea();'
    for address, count in (('"./helper.py"', 1), ("address", 0)):
        body = f'<script type="module">{script.format(core, address)}</script>'
        assert len(of_body(MISSING, body, files={"helper.py": "print(1)"})) == count


def of_page(rule: str, source: str, helper: str) -> int:
    """What a rule says of a page that starts a worker, and of this worker."""
    files = {"helper.py": f"from pyscript import sync\n{helper}"}
    return len(of_body(rule, f'<script type="mpy">\n{START}{source}\n</script>', files=files))


@in_one_test(
    [
        ("sync.tea()", "", "", 1),
        ("sync.tea()", "", "x.sync.pot = () => 1;", 1),
        ("sync.tea()", "worker.sync.pot = print", "", 1),
        ("sync.tea()", "", "x.sync.tea = () => 1;", 0),
        ("sync.tea()", "", "x.sync['t' + 'ea'] = () => 1;", 0),
        ("sync.tea()", "", "Object.assign(x.sync, y);", 0),
        ("sync.tea()", "", "x.sync = y;", 0),
        ("sync.tea()", "", "const tea = 1;", 0),
        ("sync.tea()", "worker.sync.tea = print", "", 0),
        ("sync.tea()", "setattr(worker.sync, name, print)", "", 0),
        ("print(sync.tea)", "", "", 0),
        ("sync.is_pyterminal()", "", "", 0),
        ("sync.pyterminal_read()", "", "", 0),
        ("sync.tea.leaf()", "", "", 0),
        ("print('tea')", "", "", 0),
    ]
)
def test_what_a_worker_asks_its_page_for(source: str, python: str, javascript: str, count: int) -> None:
    assert of_worker(source, python, javascript) == count


@in_one_test(
    [
        ("await worker.sync.tea()", "", 1),
        ("await worker.sync.tea()", "sync.pot = print", 1),
        ("await worker.sync.tea()", "sync.tea = print", 0),
        ("await worker.sync.tea()", "__export__ = ['tea']\ndef tea(): pass", 0),
        ("await worker.sync.tea()", "setattr(sync, 'tea', print)", 0),
        ("await worker.sync.tea()", "exec('1')", 0),
        ("await worker.tea()", "", 0),
        ("await worker.other.tea()", "", 0),
        ("await worker.sync.tea.leaf()", "", 0),
        ("print(worker.sync)", "", 0),
    ]
)
def test_what_a_page_asks_its_worker_for(source: str, helper: str, count: int) -> None:
    assert of_page(MISSING, source, helper) == count


@in_one_test(
    [
        ("worker.sync.tea = 1", "print(sync.tea)", 1),
        ("worker.sync.tea = [1]", "print(sync.tea)", 1),
        ("print(worker.sync.tea)", "sync.tea = 1", 1),
        ("worker.sync.tea = 1", "", 0),
        ("worker.sync.tea = None", "print(sync.tea)", 0),
        ("worker.sync.tea = print", "print(sync.tea)", 0),
        ("worker.sync.tea = 1\nworker.sync.tea = print", "print(sync.tea)", 0),
        ("worker.other.tea = 1", "print(sync.tea)", 0),
        ("worker.tea = 1", "print(sync.tea)", 0),
        ("print(worker.sync.tea)", "sync.tea = print", 0),
        ("print(worker.sync.tea)", "from pyscript import config\nconfig.tea = 1", 0),
        ("print(worker.sync.pot)", "sync.tea = 1", 0),
    ]
)
def test_a_value_that_no_sync_carries(source: str, helper: str, count: int) -> None:
    assert of_page(VALUE, source, helper) == count
