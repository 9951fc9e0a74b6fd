"""The picture as a person sees it, 80 columns wide."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest

from pyscript_doctor.inspection.pages import picture_of
from pyscript_doctor.project.reading import read_project
from pyscript_doctor.reporters.inspect.json import picture_to_json
from pyscript_doctor.reporters.inspect.text import MOST_ROWS, write_picture
from pyscript_doctor.sources.disk import Disk
from tests.projects import page, project_of

FIXTURES = Path(__file__).parents[2] / "fixtures"
TODAY = date(2026, 11, 22)


class Output(io.TextIOWrapper):
    """A pipe of some encoding."""

    def __init__(self, encoding: str = "utf-8") -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, errors="replace", newline="\n")

    @property
    def text(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


def fixture(name: str, *named: str, encoding: str = "utf-8") -> str:
    project = read_project(Disk(FIXTURES / name))
    output = Output(encoding)
    write_picture(picture_of(project, named=frozenset(named) or None), output, TODAY, color=False)
    return output.text


def shown(files: dict[str, str], *, color: bool = False) -> str:
    output = Output()
    write_picture(picture_of(project_of(files)), output, TODAY, color=color)
    return output.text


def test_a_page_with_everything() -> None:
    assert (
        fixture("observatory", "index.html")
        == """\
index.html
├── PyScript 2026.7.3, 3 months old; the newest
├── cross-origin isolated: yes
│   └── Netlify or Cloudflare sends the isolation headers (_headers:3)
├── main thread: Pyodide 314.0.3, Python 3.14.2
│   ├── runs python/main.py (index.html:15)
│   ├── config python/pyscript.toml (index.html:15)
│   ├── packages
│   │   ├── numpy          2.4.3      comes with Pyodide
│   │   ├── pillow         12.2.0     comes with Pyodide
│   │   ├── scikit-learn   1.8.0      comes with Pyodide, brings joblib, scipy,
│   │   │   threadpoolctl and 1 more
│   │   └── opencv-python  4.11.0.86  comes with Pyodide, brings numpy
│   ├── files that Python sees
│   │   └── /home/pyodide  the working directory
│   │       └── observatory/
│   │           ├── __init__.py  from python/observatory/__init__.py
│   │           ├── model.py  from python/observatory/model.py
│   │           └── view.py  from python/observatory/view.py
│   └── JavaScript modules, under pyscript.js_modules
│       ├── sky is javascript/sky.js
│       └── d3 is https://esm.run/d3@7.9.0
└── worker "catalogue": Pyodide 314.0.3, Python 3.14.2
    ├── runs python/catalogue.py (index.html:16)
    ├── config python/worker.toml (index.html:16)
    ├── packages
    │   └── numpy  2.4.3  comes with Pyodide
    ├── files in its working directory, /home/pyodide: none
    └── needs an isolated page: it reaches `document` of the main thread
        (python/catalogue.py:9)

"""
    )


def test_a_project_with_faults() -> None:
    assert (
        fixture("school-garden")
        == """\
chart.html
├── PyScript 2026.7.3, 3 months old; the newest
├── cross-origin isolated: no, as far as can be seen; no worker here asks for it
└── main thread: MicroPython 1.28.0-6
    ├── runs 3 lines of Python in the page (chart.html:16)
    ├── config in the page (chart.html:12)
    ├── files in its working directory, /: none
    └── JavaScript modules, under pyscript.js_modules
        └── chart is chart.js

growth.html
├── PyScript 2026.7.3, 3 months old; the newest
├── cross-origin isolated: no, unless its server sends the headers
└── worker: Pyodide 314.0.3, Python 3.14.2
    ├── runs growth.py (growth.html:12)
    ├── config: none
    ├── files in its working directory, /home/pyodide: none
    └── needs an isolated page: it reaches `document` of the main thread
        (growth.py:5)

index.html
├── PyScript 2026.7.3, 3 months old; the newest
├── cross-origin isolated: no, as far as can be seen; no worker here asks for it
└── main thread: Pyodide 314.0.3, Python 3.14.2
    ├── runs main.py (index.html:13)
    ├── config pyscript.toml (index.html:13)
    ├── packages
    │   ├── numpy    2.4.3  comes with Pyodide
    │   └── sklearn  version unknown: the package index decides
    └── files that Python sees
        └── /home/pyodide  the working directory
            └── garden.py

old.html
├── PyScript (latest): release unknown, `pyscript.js` is older than 2023.11,
│   later releases do not have it
└── the doctor does not follow what PyScript before 2023.11 does with a page

"""
    )


def test_an_output_that_is_not_unicode_gets_guides_of_ascii() -> None:
    text = fixture("observatory", "index.html", encoding="ascii")
    assert "?" not in text
    assert text.splitlines()[1:4] == [
        "+-- PyScript 2026.7.3, 3 months old; the newest",
        "+-- cross-origin isolated: yes",
        "|   `-- Netlify or Cloudflare sends the isolation headers (_headers:3)",
    ]


@pytest.mark.parametrize("name", sorted(each.name for each in FIXTURES.iterdir() if each.is_dir()))
def test_every_fixture_fits_into_80_columns(name: str) -> None:
    assert max(map(len, fixture(name).splitlines())) <= 80


def test_colour_changes_no_word_and_comes_only_where_it_is_wanted() -> None:
    import re

    files = {"index.html": page('<script type="py" src="gone.py"></script>')}
    colored = shown(files, color=True)
    assert "\x1b[" in colored
    assert "\x1b[" not in shown(files)
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == shown(files)


def test_nothing_in_a_project_is_taken_for_markup_or_obeyed() -> None:
    text = shown({"index.html": page('<script type="py" src="[bold]\x1b[31m.py"></script>')})
    assert "runs [bold]\\x1b[31m.py, which is missing" in text


def test_what_is_unknown_is_said_to_be() -> None:
    text = shown({"index.html": page('<script type="py" src="{{ file }}"></script>', release="{{ release }}")})
    assert "├── PyScript: release unknown, one of 46, 2023.11.1 to 2026.7.3" in text
    assert "runs ..., unknown: value in a template" in text


def test_pages_without_pyscript_are_named_in_short() -> None:
    plain = {f"p{number:02}.html": "<p>Hello" for number in range(20)}
    assert shown(plain) == (
        "20 pages without PyScript: p00.html, p01.html, p02.html, p03.html, p04.html,\n"
        "p05.html, p06.html, p07.html and 12 more.\n"
    )
    assert shown({"readme.txt": ""}) == "No page that runs PyScript was found.\n"


def test_many_pages_get_a_line_each_and_a_named_one_its_tree() -> None:
    files = {f"class/{number:03}/index.html": page('<script type="mpy">pass</script>') for number in range(400)}
    project = project_of(files)
    output, narrowed = Output(), Output()
    write_picture(picture_of(project), output, TODAY, color=False)
    lines = output.text.splitlines()
    assert lines[:2] == ["in class/", "  000/index.html  2026.7.3  MicroPython"]
    assert lines[-4:] == [
        f"... and {400 - MOST_ROWS} more",
        "",
        "400 pages, so a line for each. To see one in full:",
        "`pyscript-doctor inspect class/000/index.html`",
    ]
    write_picture(picture_of(project, "", frozenset({"class/007/index.html"})), narrowed, TODAY, color=False)
    assert narrowed.text.startswith("class/007/index.html\n├── PyScript 2026.7.3")


def test_a_page_with_very_much_on_it_stays_bounded() -> None:
    scripts = "".join(f'<script type="py" worker>print({number})</script>' for number in range(40))
    packages = ", ".join(f'"package-{number}"' for number in range(100))
    entries = "".join(f'"./{number}.py" = "a/{number}.py"\n' for number in range(100))
    config = f"<py-config>packages = [{packages}]\n[files]\n{entries}</py-config>"
    lines = shown({"index.html": page(config + scripts)}).splitlines()
    assert len(lines) < 1500
    assert "└── ... and 21 more" in lines
    assert any("... and 71 more" in each for each in lines)


def test_json_holds_the_same() -> None:
    project = read_project(Disk(FIXTURES / "observatory"))
    document = json.loads(picture_to_json(picture_of(project, "sky/"), "1.0", "2026-11-22"))
    index = document["pages"][1]
    main, worker = index["runtimes"]
    assert (document["version"], document["tool"]) == (1, {"version": "1.0", "knowledge": "2026-11-22"})
    assert (index["path"], index["release"]["name"], index["isolation"]["state"]) == (
        "sky/index.html", "2026.7.3", "isolated",
    )  # fmt: skip
    assert (main["interpreter"], main["interpreter_version"], main["thread"]) == ("pyodide", "314.0.3", "main")
    assert main["scripts"][0]["origin"] == {
        "state": "found", "path": "sky/python/main.py", "url": None, "unknown": None,
    }  # fmt: skip
    assert main["packages"][0] == {
        "written": "numpy", "name": "numpy", "version": "2.4.3", "source": "pyodide", "brings": [], "note": None,
        "installed_by": None,
    }  # fmt: skip
    assert (worker["name"], worker["needs_isolation"]["path"], worker["needs_isolation"]["start"]["line"]) == (
        "catalogue", "sky/python/catalogue.py", 9,
    )  # fmt: skip


def test_json_says_what_is_unknown_and_why() -> None:
    body = '<py-config>packages = ["cowsay"]</py-config><script type="py">pass</script>'
    picture = picture_of(project_of({"index.html": page(body, release="{{ release }}")}))
    found = json.loads(picture_to_json(picture, "1.0", "2026-11-22"))["pages"][0]
    assert found["release"]["name"] == {"unknown": "one of 46, 2023.11.1 to 2026.7.3"}
    assert found["runtimes"][0]["packages"][0]["version"] == {"unknown": "the package index decides"}
