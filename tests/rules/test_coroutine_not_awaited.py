"""What is said of a coroutine that nothing awaits, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.projects import page
from tests.rules.pages import of_files
from tests.rules.scripts import CONFIGURED, messages, the_one, with_modules

RULE = "coroutine-not-awaited"
GET = "async def get():\n    return [1]\n"


def test_a_script_may_expect_that_a_promise_has_no_such_name() -> None:
    tried = GET + "try:\n    get(){}\nexcept {}:\n    pass"
    for used in (".total", "[0]"):
        assert messages(RULE, tried.format(used, "AttributeError")) == []
        assert messages(RULE, tried.format(used, "TypeError")) == []
        assert len(messages(RULE, tried.format(used, "KeyError"))) == 1
    assert len(messages(RULE, tried.format("", "TypeError"))) == 1  # it does not run all the same


def test_only_a_function_that_is_async_can_await() -> None:
    at_once = the_one(RULE, f"{GET}get()[0]")
    assert at_once.help == "Write:\n\n```python\nawait get()\n```"
    assert at_once.fix
    in_function = the_one(RULE, f"{GET}class Page:\n    def show(self):\n        get()[0]\nPage().show()")
    assert in_function.help.endswith("and `async def show`, because only an `async def` can await.")
    assert in_function.fix is None


def test_awaiting_does_no_harm_to_other_pages_that_share_the_file() -> None:
    finding = the_one(RULE, f"{GET}async def show():\n    get()\nawait show()")
    assert finding.fix
    assert finding.fix.harmless


ON_MICROPYTHON = '<script type="mpy">'
RESPONSE = "import js\nresponse = await js.fetch('data.txt')\n"
DATA = "from pyodide.http import pyfetch\ndata = await pyfetch('data.json')\n"
FETCH = "from pyscript import fetch\n"
STORAGE = "from pyscript import storage\n"
WORKER = "from pyscript import PyWorker\nworker = PyWorker('worker.py', type='pyodide')\n"


def told(source: str, tag: str = '<script type="py">', body: str = "", release: str = "2026.7.3") -> list[str]:
    """What the rule says of a script that does not end with this."""
    return messages(RULE, f"{source}\nprint('done')", tag, body=body, release=release, files={"worker.py": ""})


def dropped(name: str) -> str:
    return f"nothing awaits `{name}()`, so it does not run"


def used(name: str) -> str:
    return f"`{name}()` is not awaited, so this gets a promise, not the result"


@pytest.mark.parametrize(
    "use", ["get().close()", "get().send(None)", "get().cr_frame", "get().__class__", "get().__await__()"]
)
def test_what_a_coroutine_has_by_itself(use: str) -> None:
    assert told(GET + use) == []


@pytest.mark.parametrize("use", ["get().total", "get().items()", "get().get('a')", "get().append(1)"])
def test_what_only_the_result_has(use: str) -> None:
    assert told(GET + use) == [used("get")]


@pytest.mark.parametrize(
    "use", ["for one in get():\n    pass", "list(get())", "sum(get())", "sum(get() for one in 'ab')"]
)
def test_a_loop_runs_a_coroutine_of_micropython(use: str) -> None:
    assert told(GET + use) == [used("get")]
    assert told(GET + use, ON_MICROPYTHON) == []
    assert told(f"{GET}len(get())", ON_MICROPYTHON) == [used("get")]


@pytest.mark.parametrize(
    "use",
    [
        *("response.text().then(print)", "response.text().finally_(print)"),
        *("response.text().add_done_callback(print)", "response.text().done()", "response.text().result()"),
        *("response.text().to_py()", "response.text().js_id"),
        # The browser shows it as [object Promise].
        *("print(response.text())", "str(response.text())", "list(response.text())"),
        # Several interfaces have a `close`, and only some of them give a promise.
        "def show(event):\n    event.target.close().ok\njs.window.addEventListener('click', show)",
    ],
)
def test_what_a_promise_of_the_browser_has_by_itself(use: str) -> None:
    assert told(RESPONSE + use) == []


@pytest.mark.parametrize("use", ["response.text().split()", "len(response.text())", "response.text() + '!'"])
def test_what_only_text_has(use: str) -> None:
    assert told(RESPONSE + use) == [used("text")]


def test_a_page_may_have_a_function_of_that_name() -> None:
    assert told(f"{RESPONSE}response.text().split()", body="<script>function text() {}</script>") == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        # One word about a line is enough, though what it gets goes on.
        ("pyfetch('data.json').json()", [used("pyfetch")]),
        ("pyfetch('data.json').json()[0]", [used("pyfetch")]),
        ("data.json()", [dropped("json")]),
        ("data.json().total", [used("json")]),
        ("data.clone()", []),
        ("data.raise_for_status()", []),
        ("data.headers.text()", []),
        ("file = open('data.json')\nfile.json()", []),
    ],
)
def test_what_pyfetch_gives(source: str, said: list[str]) -> None:
    assert told(DATA + source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("fetch('data.json').json()", [dropped("json")]),
        ("fetch('data.json').json()[0]", [used("json")]),
        ("fetch('data.json').ok", [used("fetch")]),
        ("len(fetch('data.json'))", [used("fetch")]),
        ("fetch('data.json').then(print)", []),
        ("data = await fetch('data.json')\ndata.json()", [dropped("json")]),
        ("data = await fetch('data.json')\ndata.ok", []),
    ],
)
def test_what_fetch_gives(source: str, said: list[str]) -> None:
    assert told(FETCH + source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("storage('notes').sync()", [used("storage")]),
        ("notes = await storage('notes')\nnotes.sync()", [dropped("sync")]),
        ("notes = await storage('notes')\nnotes.clear()", []),
        ("notes = await storage('notes')\nnotes.sync.more()", []),
    ],
)
def test_what_a_storage_gives(source: str, said: list[str]) -> None:
    assert told(STORAGE + source) == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("worker.sync.add(1)[0]", [used("add")]),
        ("worker.sync.add.more(1)[0]", []),
        ("worker.other.add(1)[0]", []),
        ("worker.sync().total", []),
        ("import json\nvalue = json.loads('{}')\nvalue.sync.add(1)[0]", []),
    ],
)
def test_what_a_worker_gives(source: str, said: list[str]) -> None:
    assert told(WORKER + source) == said


def test_only_the_end_of_a_script_is_awaited() -> None:
    assert messages(RULE, f"{GET}get()") == []
    assert messages(RULE, "import shapes", CONFIGURED, files=with_modules(shapes=f"{GET}get()\n")) == [dropped("get")]
    handler = "from pyscript import when\n@when('click', '#go')\nasync def go(event):\n    get()"
    assert messages(RULE, GET + handler) == [dropped("get")]


def test_a_folder_of_that_name_may_be_the_module() -> None:
    source = "import asyncio\nasyncio.sleep(1)"
    config = """config='{"files": {"./data.txt": "./asyncio/data.txt"}}'"""
    assert told(source, ON_MICROPYTHON) == [dropped("sleep")]
    assert told(source, f'<script type="mpy" {config}>') == []


def test_of_a_release_that_nobody_knows_nothing_is_said_of_what_the_first_ones_did_not_have() -> None:
    script = f'<script type="py">\n{FETCH}fetch("data.json").ok\nprint("done")\n</script>'
    assert len(of_files(RULE, {"index.html": page(script)})) == 1
    own = page(script).replace("https://pyscript.net/releases/2026.7.3/", "./")
    assert of_files(RULE, {"index.html": own}) == []


def test_a_task_has_no_items_before_it_is_awaited() -> None:
    gathered = f"{GET}import asyncio\nall = asyncio.gather(get(), get())\n"
    for use in ("all[0]", "for each in all: pass", "len(all)", "sorted(all)"):
        assert len(messages(RULE, gathered + use)) == 1
    for use in ("all.done()", "print(all)", "await all", "for each in await all: pass"):
        assert messages(RULE, gathered + use) == []
