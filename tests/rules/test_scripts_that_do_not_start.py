"""Scripts that Python or PyScript refuses as a whole, beyond the examples of the rules' pages."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.projects import page, report_of
from tests.rules.pages import of_files
from tests.served import ORIGINS, served_report


def said(rule: str, body: str, **files: str) -> list[tuple[str, str, str]]:
    """Severity, console and the fix of what a rule says of a page."""
    modules = {f"{name}.py": text for name, text in files.items()}
    report = report_of({"index.html": page(body), **modules}, select=frozenset({rule}))
    return [
        (each.severity.label, each.finding.console, each.finding.fix.title if each.finding.fix else "")
        for each in report.diagnostics
    ]


@pytest.mark.parametrize(
    ("python", "rule", "console"),
    [
        ("print(", "python-syntax", "SyntaxError"),
        ("\nif 1:\nprint(1)", "python-syntax", "IndentationError"),
        ("  print(1)\n print(2)", "inconsistent-indentation", "IndentationError"),
        ("  if 1:\n    print(1)\n\tprint(2)", "inconsistent-indentation", "TabError"),
    ],
)
def test_python_that_cannot_be_read_is_one_thing_or_the_other(python: str, rule: str, console: str) -> None:
    body = f'<script type="py">{python}</script>'
    for each in ("python-syntax", "inconsistent-indentation", "python-eaten-by-html"):
        assert said(each, body) == ([("error", console, "")] if each == rule else [])
        assert said(each, f"<py-script>{python}</py-script>") == ([("error", console, "")] if each == rule else [])


def test_what_is_written_for_html_is_not_moved_into_a_script() -> None:
    assert said("python-eaten-by-html", '<py-script>name = "<b>"</py-script>') == [
        ("error", "SyntaxError", 'Write `<script type="py">`')
    ]
    assert said("python-eaten-by-html", '<py-script>name = "<b>&amp;"</py-script>') == [("error", "SyntaxError", "")]


REFUSED = ("error", "(PY0409) Invalid content", "")
IGNORED = ("warning", "", "")


@pytest.mark.parametrize(
    ("script", "finding"),
    [
        ('<script type="py" src="./main.py">print(1)</script>', REFUSED),
        ('<py-script src="./main.py">print(1)</py-script>', REFUSED),
        ('<script type="py" src="./main.py">/* old\n */ print(1)</script>', REFUSED),
        ('<script type="py" src="./main.py" worker>print(1)</script>', IGNORED),
        ('<script type="py-editor" src="./main.py">print(1)</script>', IGNORED),
        ('<script type="py-game" src="./main.py">print(1)</script>', IGNORED),
        ('<script type="py" src="./main.py">/* old\n code */\n# and\n// so on</script>', None),
        ('<script type="py" src="./main.py">print(1)', None),  # tag-not-closed
    ],
)
def test_a_file_and_python_inside(script: str, finding: tuple[str, str, str] | None) -> None:
    assert said("src-and-content", script, main="print(2)") == ([] if finding is None else [finding])


@pytest.mark.parametrize(
    ("url", "refused"),
    [
        ("http://library.example/chart.css", True),
        ("HTTP://library.example/chart.css", True),
        ("http://localhost:8000/chart.css", False),
        ("http://127.0.0.1/chart.css", False),
        ("https://library.example/chart.css", False),
        ("ftp://library.example/chart.css", False),
        ("data:text/css,", False),
        ("chart.css", False),
    ],
)
def test_a_page_on_https_refuses_plain_http(url: str, refused: bool) -> None:
    html = page(f'<link rel="stylesheet" href="{url}"><script type="py">print(1)</script>')
    settings = {"select": frozenset({"mixed-content"})}
    for origin, count in ((ORIGINS["https"], int(refused)), (ORIGINS["yes"], 0)):
        report = served_report({"index.html": html, "chart.css": ""}, "index.html", origin, **settings)
        assert len(report.diagnostics) == count


CORE = '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>'
PYTHON = '<script type="py" src="./main.py"></script>'


@in_one_test(
    [
        (f"<!-- PyScript ->\n{CORE}\n{PYTHON}", ["this comment has no `-->`"]),
        (f"<title>Tea\n{CORE}\n{PYTHON}", ["this `<title>` has no `</title>`"]),
        (f"<style>p {{}}\n{CORE}\n{PYTHON}", ["this `<style>` has no `</style>`"]),
        (f"<textarea>Tea\n{CORE}\n{PYTHON}", ["this `<textarea>` has no `</textarea>`"]),
        (f"{CORE}\n<iframe src='tea.html'>\n{PYTHON}", ["this `<iframe>` has no `</iframe>`"]),
        (f"{CORE}\n<p class='note>Tea</p>\n{PYTHON.replace(chr(34), chr(39))}", ["this value has no closing quote"]),
        (f'<script src="tea.js">\n{CORE}\n{PYTHON}', ["this script has no `</script>`"]),
        (f"<!-- PyScript --!>\n{CORE}\n{PYTHON}\n<!-- the end", []),
        (f"<title>Tea</title>\n{CORE}\n{PYTHON}\n<style>p {{}}", []),
        (f"{CORE}\n<textarea>Tea\n{PYTHON}", []),  # script-in-template
        (f"{CORE}\n<p title='<script type='>Tea</p>\n{PYTHON}", []),
        (f"<style>p {{}}\n{CORE.replace('core', 'tea')}", []),
    ]
)
def test_what_has_no_end_holds_the_rest_of_the_page(page: str, told: list[str]) -> None:
    files = {"index.html": f"<!doctype html>\n{page}", "main.py": "print(1)", "tea.js": "", "tea.html": ""}
    messages = [each.finding.message for each in of_files("tag-not-closed", files)]
    assert [each.partition(", so")[0] for each in messages] == told
    assert not told or of_files("pyscript-not-loaded", files) == []


@in_one_test(
    [
        ("<script>let tea = 1;</script><script>let tea = 2;</script>", 1),
        ("<script>function tea() {}</script><script>const tea = 2;</script>", 1),
        ("<script>class Tea {}</script><script>var Tea = 2;</script>", 1),
        ('<script>let tea = 1;</script><script src="tea.js"></script>', 1),
        ("<script>var tea = 1;</script><script>var tea = 2; function cup() {}</script>", 0),
        ("<script>{ let tea = 1; }</script><script>let tea = 2;</script>", 0),
        ("<script>window.tea = 1;</script><script>let tea = 2;</script>", 0),
        ("<script>let tea = 1;</script><script>tea = 2;</script>", 0),
        ('<script type="module">let tea = 1;</script><script>let tea = 2;</script>', 0),
        ('<script>let tea = 1;</script><script nomodule src="tea.js"></script>', 0),
        ("<script>let tea = 1;</script><script>let cup = ;</script><script>let cup = 1;</script>", 1),
    ]
)
def test_scripts_of_a_page_share_their_names(scripts: str, count: int) -> None:
    files = {"index.html": page(f'{scripts}<script type="py">print(1)</script>'), "tea.js": "let tea = 3;"}
    assert len(of_files("javascript-syntax", files)) == count


def test_a_name_that_two_scripts_declare() -> None:
    scripts = '<script>let tea = 1;</script><script src="tea.js"></script><script type="py">print(1)</script>'
    (found,) = of_files("javascript-syntax", {"index.html": page(scripts), "tea.js": "let tea = 3;"})
    assert found.finding.message == "an earlier script of the page declares `tea` too, so nothing of `tea.js` runs"
    assert found.finding.span.path == "tea.js"
    assert [each.span.path for each in found.finding.related] == ["index.html"]
    inline = '<script>let tea = 1;</script><script>let tea = 2;</script><script type="py">print(1)</script>'
    (found,) = of_files("javascript-syntax", {"index.html": page(inline)})
    assert found.finding.message.endswith("so nothing of this script runs")
