"""PyScript APIs that exist but do not work in some releases, although the same page works in others.

`pyscript_api` says what does not exist at all. What needs isolation, or another interpreter, is not the fault of a
release, so it is not here. Each entry says how we know: seen to fail in the browser, or read in the sources of the
releases.
"""

from __future__ import annotations

from typing import Literal

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.knowledge.releases import number, releases
from pyscript_doctor.records import NamedTuple

Use = Literal["await", "call", "config key", "keyword", "set attribute", "start", "tag"]
"""await: `await name(...)`. call: `name(...)`. keyword: `name(..., detail=...)`. set attribute: `object.detail = ...`,
where the object is one of that class. start: what the page starts an interpreter for. tag: `<script type="name">`.
config key: `name` in the configuration."""

Value = Literal[
    "", "dict", "path", "no config", "inline config", "relative URL", "nothing or a line feed", "isolated page"
]
"""relative URL: one that begins with `./`, `../` or a name, so the page's own address completes it. nothing or a line
feed: how a prompt ends. isolated page: it fails only if the page is cross-origin isolated."""
BOTH_INTERPRETERS = frozenset(Interpreter)
BOTH_THREADS = frozenset(Thread)


class BrokenApi(NamedTuple):
    """A use of an API that fails.

    name: "pyscript.fetch", or the type of a tag. use: in which use it fails; details: the keywords or attributes of
    that, empty if there are none. value: what must be given for it to fail; empty for anything. first, last: the
    releases from and until which it fails; None if it always did, or still does. error: what Pyodide says, or what
    JavaScript does; empty if nobody read it. happens, instead: for people: a clause that can follow "on PyScript
    2024.9.1,", and one that can follow "Or". source: how we know this. sometimes: it fails only on some runs. cosmetic:
    it works, and looks odd.
    """

    name: str
    use: Use
    first: str | None
    last: str | None
    error: str
    happens: str
    instead: str
    source: str
    details: frozenset[str] = frozenset()
    value: Value = ""
    interpreters: frozenset[Interpreter] = BOTH_INTERPRETERS
    threads: frozenset[Thread] = BOTH_THREADS
    sometimes: bool = False
    cosmetic: bool = False

    def is_broken_in(self, release: str) -> bool:
        """Whether it fails in a release. Raises ValueError if the name is not a version."""
        after_first = self.first is None or number(release) >= number(self.first)
        return after_first and (self.last is None or number(release) <= number(self.last))


BROKEN = (
    BrokenApi(
        name="pyscript.WebSocket",
        use="set attribute",
        details=frozenset({"onopen", "onmessage", "onerror", "onclose", "binaryType"}),
        first="2024.5.1",
        last="2024.9.1",
        interpreters=frozenset({Interpreter.PYODIDE}),
        error="TypeError: 'pyodide.ffi.JsProxy' object does not support item assignment",
        happens="Pyodide cannot set an attribute of a WebSocket that is already made",
        instead="give the handler when you make the socket: `WebSocket(url=..., onmessage=handler)`.",
        source="Seen in Chromium with 2024.5.2 and 2024.9.1 (fails), 2024.11.1 and MicroPython of 2024.5.2 (runs); the"
        " sources of 2024.9.2 are the first that use setattr.",
    ),
    BrokenApi(
        name="pyscript.fetch",
        use="await",
        first="2024.3.1",
        last="2024.3.1",
        error="TypeError: object _Fetch can't be used in 'await' expression",
        happens="`fetch` returns an object that cannot be awaited",
        instead="await one of its methods: `await fetch(url).text()`.",
        source="The class that fetch returns in the sources of 2024.3.1 has no __await__; from 2024.3.2 on it is a"
        " promise.",
    ),
    BrokenApi(
        name="pyscript.PyWorker",
        use="keyword",
        details=frozenset({"config"}),
        value="dict",
        first="2024.1.1",
        last="2025.7.3",
        threads=frozenset({Thread.MAIN}),
        error="could not be cloned",
        happens="PyScript cannot send the worker a dictionary, so the worker never starts",
        instead='make the worker with a tag: `<script type="py" worker config="..." name="...">`.',
        source="Seen in Chromium: `config={'files': ...}` fails with 2024.1.1, 2024.5.2, 2024.9.1, 2025.3.1 and core"
        " 0.6.66, and runs with 2025.10.1 and 2026.7.3. The sources of 2025.8.1 are the first that convert it.",
    ),
    BrokenApi(
        name="pyscript.PyWorker",
        use="keyword",
        details=frozenset({"path of a config"}),
        value="path",
        first="2024.11.1",
        last="2025.11.1",
        threads=frozenset({Thread.MAIN}),
        error="",
        happens="`config=` of a worker takes an object, and not the path of a file",
        instead='name the file as `configURL="..."`.',
        source="Seen in Chromium: `config='./worker.toml'` fails with 2024.11.1, 2025.2.2, 2025.3.1, 2025.10.1 and"
        " 2025.11.1, and runs with 2024.9.1 and 2026.3.1; `configURL=` runs with all of them from 2024.11.1 on.",
    ),
    BrokenApi(
        name="interpreter",
        use="config key",
        value="relative URL",
        first="2024.9.1",
        last="2024.11.1",
        threads=frozenset({Thread.WORKER}),
        error="Failed to resolve module specifier",
        happens="a worker does not find an interpreter whose address is relative, so it never starts",
        instead="write the whole URL of the interpreter's module.",
        source="Seen in Chromium: `./rt/micropython.mjs` and `./rt/pyodide.mjs` in the config of a worker fail"
        " with 2024.11.1, the first also with 2024.9.1; both run on the main thread of 2024.11.1 and in a worker of"
        " 2025.2.2, the first also in one of 2024.5.2, core 0.4.56 and 2025.2.1.",
    ),
    BrokenApi(
        name="wheel at a relative URL",
        use="start",
        details=frozenset({"with a dot"}),
        value="relative URL",
        first="2025.2.2",
        last="2025.2.3",
        interpreters=frozenset({Interpreter.PYODIDE}),
        threads=frozenset({Thread.MAIN}),
        error="",
        happens="micropip does not install a wheel from this relative URL",
        instead="write the whole URL of the wheel, with `https://`.",
        source="Seen in Chromium: on the main thread `./wheels/x.whl` fails with 2025.2.2 and runs with 2024.11.1,"
        " 2025.3.1 and later; the sources of 2025.2.4 are the first that complete it.",
    ),
    BrokenApi(
        name="wheel at a relative URL",
        use="start",
        details=frozenset({"without a dot"}),
        value="relative URL",
        first="2025.2.2",
        last="2025.10.3",
        interpreters=frozenset({Interpreter.PYODIDE}),
        threads=frozenset({Thread.MAIN}),
        error="",
        happens="micropip does not install a wheel from this relative URL",
        instead="write the whole URL of the wheel, with `https://`.",
        source="Seen in Chromium: on the main thread `wheels/x.whl` fails with 2025.2.2 and 2025.3.1, and runs with"
        " 2024.11.1, 2025.11.1 and later; micropip 0.8, of 2025.2.2, is the first that refuses it. 2025.10.1 to"
        " 2025.10.3 install no wheels.",
    ),
    BrokenApi(
        name="py-game",
        use="tag",
        first="2025.8.1",
        last="2025.8.1",
        interpreters=frozenset({Interpreter.PYODIDE}),
        threads=frozenset({Thread.MAIN}),
        error="",
        happens="PyScript's own Pyodide does not have `pygame-ce`, so no game starts",
        instead="load 2025.7.3.",
        source="The lock files of the Pyodides of every release from 2025.2.1 on, the first with py-game: all have"
        " pygame-ce but that of 0.28.1. src/plugins/py-game.js asks for it in each.",
    ),
    BrokenApi(
        name="function of a worker",
        use="call",
        value="isolated page",
        first="2024.2.1",
        last="2025.3.1",
        threads=frozenset({Thread.MAIN}),
        error=".value.then is not a function",
        happens="a call of a worker's function fails whenever the worker answers too fast",
        instead="let the worker put its results on the page by itself.",
        source="Seen in Chromium on isolated pages, each call by chance: core 0.4.0, 0.4.56, 2024.9.1, 2024.11.1 and"
        " 2025.3.1 fail, with Pyodide and MicroPython, named workers and PyWorker, also where the function returns"
        " None. 2024.1.1, 2024.1.3, core 0.6.40, 0.6.47 and 2025.10.1 run; so does 2025.3.1 without isolation.",
        sometimes=True,
    ),
    BrokenApi(
        name="worker that code starts",
        use="start",
        value="no config",
        first="2024.5.1",
        last="2024.5.2",
        threads=frozenset({Thread.WORKER}),
        error="TypeError: the JSON object must be str, bytes or bytearray, not NoneType",
        happens="a worker that `PyWorker` starts without a config cannot import `pyscript`",
        instead='start it with a tag: `<script type="py" worker src="..."></script>`.',
        source="Seen in Chromium: PyWorker of Python and of JavaScript fails with 2024.5.1 (built) and 2024.5.2, on"
        " Pyodide and MicroPython; it runs with core 0.4.23, 2024.6.1 (built) and core 0.4.48.",
    ),
    BrokenApi(
        name="editor",
        use="start",
        value="no config",
        first="2024.5.1",
        last="2024.5.1",
        threads=frozenset({Thread.WORKER}),
        error="TypeError: the JSON object must be str, bytes or bytearray, not NoneType",
        happens="an editor without a config shows an error instead of running its code",
        instead='give the editor a config, a file that holds only `{}`: `config="./editor.json"`.',
        source="Seen in Chromium: py-editor and mpy-editor fail with 2024.5.1 (built), and run with core 0.4.23 and"
        " 2024.5.2.",
    ),
    BrokenApi(
        name="editor's config",
        use="start",
        value="inline config",
        first="2024.4.2",
        last="2024.6.2",
        threads=frozenset({Thread.WORKER}),
        error="is not valid JSON",
        happens="an editor takes its config for the URL of a file, even where it is JSON",
        instead='write the config to a file, and name it: `config="./editor.json"`.',
        source="Seen in Chromium: `config='{...}'` of a py-editor asks the server for a file of that name with"
        " 2024.4.2, 2024.5.1, 2024.6.1, 2024.6.2 (built), 2024.5.2 and core 0.4.51; it runs with 2024.3.1 and"
        " 2024.3.2 (built), core 0.4.56 and 2024.9.1. Nobody tried 2024.4.1 and 2024.7.1.",
    ),
    BrokenApi(
        name="builtins.input",
        use="call",
        value="nothing or a line feed",
        first="2024.1.1",
        last="2024.10.2",
        interpreters=frozenset({Interpreter.PYODIDE}),
        threads=frozenset({Thread.WORKER}),
        error="",
        happens="the terminal repeats the last line when a prompt is empty or ends with a line feed",
        instead='print the question first, then ask with a short prompt: `input("> ")`.',
        source="Seen in Chromium: the line is there twice with 2024.1.1, 2024.5.2, 2024.9.1, core 0.5.16, 0.6.0 and"
        " 0.6.16; once with 2024.11.1 and later, and on MicroPython.",
        cosmetic=True,
    ),
    BrokenApi(
        name="fraction of JavaScript",
        use="call",
        first=None,
        last="2023.12.1",
        interpreters=frozenset({Interpreter.MICROPYTHON}),
        error="",
        happens="MicroPython cuts a fraction that JavaScript returns to a whole number",
        instead="compute it with MicroPython's own `random` or `math`.",
        source="Seen in Chromium: Math.random() is 0 and Math.PI is 3 with core 0.3.8 and 2023.12.1 (built); right with"
        " core 0.3.13 and 2024.1.1.",
    ),
)


def broken_apis(release: str) -> tuple[BrokenApi, ...]:
    """What fails in a release. Raises ValueError if the name is not a version."""
    return tuple(api for api in BROKEN if api.is_broken_in(release))


def broken_use(
    release: str, name: str, use: Use, interpreter: Interpreter, thread: Thread = Thread.MAIN, detail: str = ""
) -> BrokenApi | None:
    """The entry for a use of an API, or None if nothing is known to be wrong with it.

    Look at its `value` before you report it. Raises ValueError if the name of the release is not a version.
    """
    for api in broken_apis(release):
        here = interpreter in api.interpreters and thread in api.threads
        if here and (api.name, api.use) == (name, use) and (not api.details or detail in api.details):
            return api
    return None


def works_since(api: BrokenApi) -> str:
    """The first release in which it works again; "" if there is none yet."""
    later = [release.name for release in releases() if api.last and release.number > number(api.last)]
    return later[0] if later else ""
