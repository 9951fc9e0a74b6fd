"""Scripts that a browser refuses: JavaScript that cannot be read, and Python that is taken for JavaScript."""

from __future__ import annotations

from pyscript_doctor.queries.javascript_faults import python_as_javascript, refused_scripts, repeated_declarations
from tests.in_one_test import in_one_test
from tests.projects import in_a_guide, page, told

BROKEN, MPY = "const = 1;", '<script type="mpy">1</script>'
VITE = {"package.json": '{"devDependencies": {"vite": "^5"}}'}


def refused(body: str, **files: str) -> list[str]:
    """The paths of the scripts of a page that no browser can read."""
    project = {"index.html": page(body + MPY), **{name.replace("_", "."): text for name, text in files.items()}}
    return told(project, lambda it: [script.path for script, _ in refused_scripts(it.pages[0], it)])


def taken_for_javascript(html: str, path: str = "index.html") -> int:
    return told({path: page(html + MPY)}, lambda it: len(list(python_as_javascript(it.pages[0]))))


@in_one_test(
    [
        (f"<script>{BROKEN}</script>", ["index.html"]),
        ('<script src="show.js"></script>', ["show.js"]),
        ('<script type="module" src="show.js"></script>', ["show.js"]),
        ('<script>alert("hi") # greet</script>', ["index.html"]),
        ("<script>const a = 1;</script>", []),
        # Python: something else says so.
        ("<script>\ndef go():\n    print(1)\n</script>", []),
    ]
)
def test_a_script_that_cannot_be_read(html: str, expected: list[str]) -> None:
    assert refused(html, show_js=BROKEN) == expected


def repeated(body: str, **files: str) -> list[str]:
    """The names that two scripts of a page declare."""
    project = {"index.html": page(body + MPY), **{name.replace("_", "."): text for name, text in files.items()}}
    return told(project, lambda it: [each.name for each in repeated_declarations(it.pages[0], it)])


def test_the_browser_reads_a_script_until_the_first_name_that_is_declared_already() -> None:
    scripts = ("let tea = 1, pot = 1;", "let tea = 2, pot = 2; let cup = 2;", "let cup = 3;")
    assert repeated("".join(f"<script>{each}</script>" for each in scripts)) == ["tea"]


def test_what_makes_a_page_may_leave_out_a_script() -> None:
    twice = "<script>let tea = 1;</script><script>let tea = 2;</script>"
    assert repeated(twice) == ["tea"]
    assert repeated(twice, package_json=VITE["package.json"]) == []
    assert repeated(f"{{% if open %}}{{% endif %}}{twice}") == []
    part = told({"part.html": f"<p>{twice}{MPY}</p>"}, lambda it: list(repeated_declarations(it.pages[0], it)))
    assert part == []
    shown = told(
        in_a_guide(page(twice + MPY)), lambda it: len(list(repeated_declarations(it.pages[0], it))), include_fences=True
    )
    assert shown == 0  # an example may show two ways to do something


def test_a_module_of_the_config_is_told_of_as_such() -> None:
    config = '<mpy-config>\n[js_modules.main]\n"./show.js" = "show"\n</mpy-config>'
    assert refused(config + '<script type="module" src="show.js"></script>', show_js=BROKEN) == []


@in_one_test(
    [
        ("main_tsx", BROKEN),
        ("main_ts", BROKEN),
        ("main_js", "export const App = () => <p>Hello</p>;"),
    ]
)
def test_what_a_tool_makes_javascript_of(name: str, source: str) -> None:
    html = f'<script type="module" src="{name.replace("_", ".")}"></script>'
    assert refused(html, **{name: source}) == []


def test_a_bundler_may_read_more_than_javascript() -> None:
    project = {"index.html": page(f"<script>{BROKEN}</script>{MPY}"), **VITE}
    assert told(project, lambda it: list(refused_scripts(it.pages[0], it))) == []


@in_one_test(
    [
        ('<script src="main.py"></script>', 1),
        ('<script type="module" src="main.py"></script>', 1),
        ('<script type="text/plain" src="main.py"></script>', 0),
        ('<script src="main.pyramid.js"></script>', 0),
        ('<script>\nprint("hello")\nimport math\n</script>', 1),
        ('<script type="module">\nimport math\nprint(math.pi)\n</script>', 1),
        ('<script type="text/plain">\nimport math\n</script>', 0),
        # Comments of Python do not make Python of it, nor what both languages can read.
        ('<script>alert("hi") # greet</script>', 0),
        ('<script>\nprint("hello")\n</script>', 0),
        ("<script>\nimport math\nconst a = {;\n</script>", 0),
    ]
)
def test_python_in_a_script_without_a_type_of_pyscript(html: str, expected: int) -> None:
    assert taken_for_javascript(html) == expected


def test_a_template_may_write_values_into_python_or_into_javascript() -> None:
    python, javascript = 'import math\nprint("{{ name }}")', "import {{ what }}"
    assert taken_for_javascript(f"<script>\n{python}\n</script>", "templates/index.html") == 1
    assert taken_for_javascript(f"<script>\n{javascript}\n</script>", "templates/index.html") == 0
