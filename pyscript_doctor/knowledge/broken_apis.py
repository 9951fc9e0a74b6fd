"""APIs of PyScript that are there and do not work in some releases, although the same page works in others.

`pyscript_api` says what is not there at all. What needs isolation, or another interpreter, is not the fault of a
release, so it is not here. Each entry says how it was found out: seen to fail in the browser, or read in the sources
of the releases.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.knowledge.releases import number

Use = Literal["await", "config key", "keyword", "set attribute", "tag"]
"""await: `await name(...)`. keyword: `name(..., detail=...)`. set attribute: `object.detail = ...`, where the object is
one of that class. tag: `<script type="name">`. config key: `name` in the configuration."""

Value = Literal["", "dict", "relative URL"]
"""relative URL: one that begins with `./`, `../` or a name, so that the page's own address completes it."""
BOTH_INTERPRETERS = frozenset(Interpreter)
BOTH_THREADS = frozenset(Thread)


@dataclass(frozen=True, slots=True)
class BrokenApi:
    """A use of an API that fails.

    name: "pyscript.fetch", or the type of a tag. use: in which use it fails; details: the keywords or attributes of
    it, empty where there are none. value: what must be given for it to fail; empty for anything. first, last:
    the releases from and until which it fails; None where it always did, and where it still does. error: what Pyodide
    says, or what JavaScript does; empty where nobody read it. happens, instead: for people. source: how this is known.
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
        happens="Pyodide cannot set an attribute of a WebSocket that is already made.",
        instead="Give the handler when you make the socket: WebSocket(url=..., onmessage=handler).",
        source="Seen in Chromium with 2024.5.2 and 2024.9.1 (fails), 2024.11.1 and MicroPython of 2024.5.2 (runs); the"
        " sources of 2024.9.2 are the first that use setattr.",
    ),
    BrokenApi(
        name="pyscript.fetch",
        use="await",
        first="2024.3.1",
        last="2024.3.1",
        error="TypeError: object _Fetch can't be used in 'await' expression",
        happens="This fetch gives an object that cannot be awaited.",
        instead="Await one of its methods: await fetch(url).text().",
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
        happens="A dictionary cannot be sent to the worker, which never starts.",
        instead="Make the worker with a tag: <script type=... worker config=...>, or use 2025.8.1 or newer.",
        source="Seen in Chromium: `config={'files': ...}` fails with 2024.1.1, 2024.5.2, 2024.9.1, 2025.3.1 and core"
        " 0.6.66, and runs with 2025.10.1 and 2026.7.3. The sources of 2025.8.1 are the first that convert it.",
    ),
    BrokenApi(
        name="interpreter",
        use="config key",
        value="relative URL",
        first="2024.9.1",
        last="2024.11.1",
        threads=frozenset({Thread.WORKER}),
        error="Failed to resolve module specifier",
        happens="The worker does not find an interpreter whose address is relative, and never starts.",
        instead="Write the whole URL of the interpreter's module.",
        source="Seen in Chromium: `./rt/micropython.mjs` and `./rt/pyodide.mjs` in the config of a worker fail"
        " with 2024.11.1, the first also with 2024.9.1; both run on the main thread of 2024.11.1 and in a worker of"
        " 2025.2.2, the first also in one of 2024.5.2, core 0.4.56 and 2025.2.1.",
    ),
    BrokenApi(
        name="py-game",
        use="tag",
        first="2025.8.1",
        last="2025.8.1",
        interpreters=frozenset({Interpreter.PYODIDE}),
        threads=frozenset({Thread.MAIN}),
        error="",
        happens="PyScript loads pygame-ce by itself, and the Pyodide 0.28.1 of this release does not have it.",
        instead="Use another release, as 2025.7.3 or 2025.10.1.",
        source="The lock files of the Pyodides of every release from 2025.2.1 on, the first with py-game: all have"
        " pygame-ce but that of 0.28.1. src/plugins/py-game.js asks for it in each.",
    ),
)


def broken_apis(release: str) -> tuple[BrokenApi, ...]:
    """What fails in a release. Raises ValueError if the name is not a version."""
    return tuple(api for api in BROKEN if api.is_broken_in(release))


def broken_use(
    release: str, name: str, use: Use, interpreter: Interpreter, thread: Thread = Thread.MAIN, detail: str = ""
) -> BrokenApi | None:
    """The entry for a use of an API, or None where nothing is known to be wrong with it.

    Look at its `value` before you speak of it. Raises ValueError if the name of the release is not a version.
    """
    for api in broken_apis(release):
        here = interpreter in api.interpreters and thread in api.threads
        if here and (api.name, api.use) == (name, use) and (not api.details or detail in api.details):
            return api
    return None
