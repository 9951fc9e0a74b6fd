"""Tags and comments without an end of their own, and what the browser reads as their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.queries.unclosed import unclosed
from tests.in_one_test import in_one_test
from tests.projects import CORE, in_a_guide, told

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

LOADER = f'<script type="module" src="{CORE}"></script>'
OPEN_LOADER = LOADER.removesuffix("</script>")
MPY = '<script type="mpy">print(1)</script>'
FILES = {"show.js": "1;", "main.py": "print(1)"}


def found(html: str, path: str = "index.html") -> list[str]:
    """What has no end, and which line that begins in the page is its text."""
    files = {path: f"<!doctype html>\n{html}" if path == "index.html" else html, **FILES}

    def described(project: Project) -> list[str]:
        (page,) = project.pages
        return [
            f"{each.what}: {files[path][each.eaten.start : each.eaten.end] if each.eaten else 'to the end'}"
            for each in unclosed(page)
        ]

    return told(files, described, include_fences=True)


@in_one_test(
    [
        (f"{OPEN_LOADER}\n{MPY}", 'script: <script type="mpy">'),
        (f'{LOADER}<script src="show.js">\n{MPY}', 'script: <script type="mpy">'),
        (f'<script src="show.js">\n{LOADER}{MPY}', f"script: {OPEN_LOADER}"),
        (f'{LOADER}<script src="show.js">\n<mpy-script>print(1)</mpy-script></script>', "script: <mpy-script>"),
        # The browser does not run a script that never ends.
        (f"{MPY}{OPEN_LOADER}", "script: to the end"),
        (f'{LOADER}{MPY}<script type="module" src="show.js">', "script: to the end"),
        (f"{MPY}{OPEN_LOADER}\n<mpy-script>print(1)</mpy-script>", "script: <mpy-script>"),
        # Python of PyScript must not be in a file and in the page.
        (f'{LOADER}<script type="mpy" src="main.py">\n</body>', "script: to the end"),
        (f"{LOADER}<!-- once\n{MPY}", 'comment: <script type="mpy">'),
        (f"{LOADER}<!-- a --><!-- once\n{MPY}<!-- b", 'comment: <script type="mpy">'),
    ]
)
def test_something_has_no_end(html: str, expected: str) -> None:
    assert found(html) == [expected]


@in_one_test(
    [
        LOADER + MPY,
        f'{LOADER}{MPY}<script src="show.js"></script>',
        # PyScript reads these all the same.
        f'{LOADER}<script type="mpy">print(1)',
        f'{LOADER}<script type="mpy" src="main.py">',
        f'{LOADER}<script type="mpy" src="main.py">\n',
        f'{LOADER}<script type="mpy" worker src="main.py">\n</body>',
        # These do nothing for PyScript.
        f'{LOADER}{MPY}<script src="show.js">',
        f'{LOADER}{MPY}<script type="module">console.log(1);',
        f"{LOADER}{MPY}<!-- the end",
        f"{LOADER}<!-- {MPY} -->",
        f"{LOADER}{MPY}<!-- {MPY} -->",
        f"{LOADER}{MPY}<!-- {MPY} --!>",
    ]
)
def test_all_that_matters_has_an_end(html: str) -> None:
    assert found(html) == []


def test_a_module_of_others_is_not_asked_about() -> None:
    html = f'{LOADER}{MPY}<script type="module" src="https://cdn.example/show.js">'
    assert found(html) == []


def test_something_else_may_write_the_end() -> None:
    assert found(f"{OPEN_LOADER}\n{MPY}", "templates/index.html") == []
    assert found(f"<p>Part</p>{MPY}<!-- once\n{MPY}", "part.html") == []
    ((path, guide),) = in_a_guide(f"{LOADER}{MPY}<!-- once\n{MPY}").items()
    assert found(guide, path) == []
    ((path, guide),) = in_a_guide(f"<!doctype html>\n<title>Tea</title>{LOADER}{MPY}<!-- once\n{MPY}").items()
    assert found(guide, path) == []
