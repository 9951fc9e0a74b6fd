"""What a browser really says leads to the line that it came from, and to who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.explain.answer import answer_to, placed
from pyscript_doctor.explain.failing_line import NUMBERS_ARE_THE_USERS
from pyscript_doctor.explain.log import log_of
from pyscript_doctor.knowledge.releases import number
from pyscript_doctor.reporters.positions import Positions
from pyscript_doctor.sources.memory import Files
from tests.browser.runtimes import manifest
from tests.projects import page

if TYPE_CHECKING:
    from tests.browser.outcome import Outcome
    from tests.browser.page import Chromium

ISOLATED = {
    "/*": {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
}
INLINE = '<script type="{kind}"{worker}>\nimport sys\ndef inner():\n    failure\ninner()\n</script>'
FILE = '<script type="{kind}"{worker} src="app/main.py"></script>'
MAIN = "import sys\n\ndef inner():\n    failure\n\ninner()\n"
MODULE = '<script type="{kind}"{worker} config="c.json">\nimport helper\nhelper.go()\n</script>'
SYNTAX = '<script type="{kind}"{worker}>\nx = 1\ny = = 2\n</script>'

BODIES = {
    "inline": (INLINE, "index.html:11:5"),
    "file": (FILE, "app/main.py:4:5"),
    "module": (MODULE, "lib/helper.py:3:5"),
    "syntax": (SYNTAX, "index.html:10:1"),
}
NEWEST = manifest().newest


def cases() -> list[object]:
    return [
        pytest.param(
            release,
            kind,
            worker,
            name,
            marks=[pytest.mark.browser, *([] if release == NEWEST else [pytest.mark.matrix])],
            id=f"{release}-{kind}{worker.replace(' ', '-')}-{name}",
        )
        for release in manifest().releases
        for kind in ("py", "mpy")
        for worker in ("", " worker")
        for name in BODIES
    ]


def console(outcome: Outcome) -> str:
    return "\n".join([*outcome.lines, *outcome.banners])


@pytest.mark.parametrize(("release", "kind", "worker", "name"), cases())
def test_an_error_leads_to_its_line(browser: Chromium, release: str, kind: str, worker: str, name: str) -> None:
    body, place = BODIES[name]
    files = {
        "index.html": page(body.format(kind=kind, worker=worker), release=release),
        "app/main.py": MAIN,
        "lib/helper.py": "def go():\n    x = 1\n    failure\n",
        "c.json": '{"files": {"./lib/helper.py": ""}}',
    }
    outcome = browser.run_page({path: text.encode() for path, text in files.items()}, headers=ISOLATED)
    answer = placed(answer_to(log_of(console(outcome))), Session(Files(files)), "")
    (explained,) = answer.explained
    positions = Positions(answer.sources)
    assert explained.explanation.entry.name == ("syntax-error" if name == "syntax" else "name-error")
    speaker = explained.explanation.speaker
    assert speaker.interpreter == ("Pyodide" if kind == "py" else "MicroPython")
    countable = name == "module" or number(release) >= NUMBERS_ARE_THE_USERS
    assert [positions.place(span) for span in explained.spans] == ([place] if countable else [])
