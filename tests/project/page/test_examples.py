"""Code fences of documentation: what they show is checked where that is asked for, and is found where it is written."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.parsers.markdown.example_pages import MOST_EXAMPLES
from pyscript_doctor.project.assumptions import Assumptions
from pyscript_doctor.project.reading import read_project
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from tests.command import doctor
from tests.pace import within
from tests.projects import CORE

if TYPE_CHECKING:
    from pathlib import Path

    from pyscript_doctor.project.project import Project

HEAD = (
    f'<!doctype html>\n<link rel="stylesheet" href="{CORE[:-3]}.css">\n<script type="module" src="{CORE}"></script>\n'
)
TIMER = "import js\njs.setTimeout(lambda: print(1), 10)\n"


def source(**files: str) -> Files:
    return Files({name.replace("_", "."): content for name, content in files.items()})


def project(fences: bool = True, **files: str) -> Project:
    return read_project(source(**files), Assumptions(fences=fences))


def said(fences: bool = True, **files: str) -> list[str]:
    """What the doctor says, as `path:line rule`."""
    report = Session(source(**files), Settings(include_fences=fences)).check()
    return [
        f"{path}:{report.sources[path].count(chr(10), 0, each.finding.span.start) + 1} {each.rule.name}"
        for each in report.diagnostics
        for path in [each.finding.span.path]
    ]


def fence(language: str, content: str, title: str = "") -> str:
    mark = f' title="{title}"' if title else ""
    return f"```{language}{mark}\n{content}```\n\n"


def test_fences_are_only_shown_unless_they_are_asked_for() -> None:
    guide = "# Guide\n\n" + fence("html", f'{HEAD}<script type="py">\n{TIMER}</script>\n')
    assert said(fences=False, guide_md=guide) == []
    assert said(guide_md=guide) == ["guide.md:9 callback-without-create-proxy"]


def test_a_page_is_named_by_its_document_and_line() -> None:
    guide = "# Guide\n\n" + fence("html", f'{HEAD}<script type="py">\nprint(1)\n</script>\n')
    (page,) = project(guide_md=guide).pages
    assert (page.path, page.releases.label, page.excerpt) == ("guide.md:4/example", "2026.7.3", False)


def test_fences_in_lists_and_quotes_keep_their_lines() -> None:
    inner = fence("html", f'{HEAD}<script type="py">\n{TIMER}</script>\n')
    quoted = "".join(f"> {line}\n" for line in inner.splitlines())
    listed = "1. First:\n\n" + "".join(f"   {line}\n" for line in inner.splitlines())
    assert said(a_md=quoted, b_md=listed) == [
        "a.md:7 callback-without-create-proxy",
        "b.md:9 callback-without-create-proxy",
    ]


def test_fences_in_admonitions_and_tabs_of_mkdocs_are_found() -> None:
    inner = fence("html", f'{HEAD}<script type="py">\n{TIMER}</script>\n')
    tab = '=== "HTML"\n\n' + "".join(f"    {line}\n" for line in inner.splitlines())
    assert said(guide_md=tab) == ["guide.md:9 callback-without-create-proxy"]


def test_a_file_that_a_page_names_is_the_fence_of_that_title() -> None:
    guide = (
        fence("html", f'{HEAD}<script type="py" src="./main.py" config="./app.toml"></script>\n', "index.html")
        + "## Later\n\n"
        + fence("python", f"import tools\n{TIMER}", "main.py")
        + fence("toml", 'packages = ["sklearn"]\n[files]\n"./tools.py" = ""\n', "app.toml")
        + fence("python", "print(tools)\n", "tools.py")
    )
    assert said(guide_md=guide) == [
        "guide.md:13 callback-without-create-proxy",
        "guide.md:17 package-import-name",
        "guide.md:23 undefined-name",
    ]


def test_the_only_python_below_a_page_is_the_file_that_it_names() -> None:
    page = fence("html", f'{HEAD}<script type="mpy" src="main.py" config="mpy.json"></script>\n')
    guide = page + fence("python", "import numpy\n") + fence("json", '{"files": ["a.py"]}\n')
    assert said(guide_md=guide) == ["guide.md:9 mpy-missing-module", "guide.md:13 config-type"]
    two = page + fence("python", "import numpy\n") + fence("python", "import numpy\n")
    assert said(guide_md=two) == []


def test_what_is_not_shown_is_not_missing() -> None:
    guide = fence("html", f'{HEAD}<script type="py" src="main.py" config="app.toml"></script>\n')
    assert said(guide_md=guide) == []


def test_a_file_beside_the_document_is_not_what_an_example_means() -> None:
    guide = fence("html", f'{HEAD}<script type="py" src="main.py"></script>\n')
    assert said(guide_md=guide, main_py=TIMER) == []


def test_python_without_html_runs_with_the_config_of_its_section() -> None:
    guide = (
        "# One\n\n"
        + fence("toml", 'packages = ["numpy"]\n')
        + fence("python", "import pandas\nfrom pyscript import document\n")
        + "# Two\n\n"
        + fence("python", "import pandas\nfrom pyscript import document\n")
    )
    assert said(guide_md=guide) == ["guide.md:8 import-without-package"]


def test_python_of_other_places_is_none_of_pyscript() -> None:
    guide = (
        "About PyScript.\n\n" + fence("python", "import numpy\nprint(undefined\n") + fence("toml", "[project]\nx = 1\n")
    )
    assert project(guide_md=guide).pages == ()


def test_an_excerpt_may_leave_out_what_it_does_not_speak_of() -> None:
    guide = fence(
        "html", '<script type="py" worker>\nfrom pyscript import document\ndocument.title = unseen\n</script>\n'
    ) + fence("python", 'from pyscript import when\n\n@when("click", "#unseen")\ndef go(event):\n    unseen(event)\n')
    assert said(guide_md=guide) == []


def test_alternatives_that_an_excerpt_shows_do_not_conflict() -> None:
    loader = '<script type="module" src="https://pyscript.net/releases/{}/core.js"></script>\n'
    both = loader.format("2026.7.3") + loader.format("2026.7.1")
    configs = (
        '<py-config src="a.toml"></py-config>\n<py-config>packages = []</py-config>\n<script type="py"></script>\n'
    )
    named = '<script type="py" worker name="a"></script>\n<script type="py" worker name="a"></script>\n'
    assert said(guide_md=fence("html", both) + fence("html", configs) + fence("html", named)) == []


def test_the_headers_of_an_example_are_unknown() -> None:
    worker = '<script type="py" worker>\nfrom pyscript import window\nwindow.alert(1)\n</script>\n'
    assert said(guide_md=fence("html", HEAD + worker)) == []


def test_python_that_html_would_end_is_left_alone() -> None:
    guide = fence("python", 'from pyscript import display\ndisplay("<script>alert(1)</script>")\n')
    assert project(guide_md=guide).pages == ()


def test_the_documents_own_html_is_checked_beside_its_fences() -> None:
    code = 'from pyscript import window\nwindow.WebSocket("wss://example.org")\n'
    guide = f'<script type="py">\n{code}</script>\n\n' + fence("python", code)
    assert said(guide_md=guide) == ["guide.md:3 js-class-without-new", "guide.md:8 js-class-without-new"]


def test_the_command_takes_it_as_an_option(tmp_path: Path) -> None:
    content = dedent("# Guide\n\n") + fence("html", f'{HEAD}<script type="py">\n{TIMER}</script>\n')
    (tmp_path / "guide.md").write_text(content, encoding="utf-8")
    result = doctor("check", "--include-fences", "--output-format", "concise", "guide.md", cwd=tmp_path)
    assert result.returncode == 1
    assert result.stdout.startswith("guide.md:9:15: error[callback-without-create-proxy]")
    assert doctor("check", "guide.md", cwd=tmp_path).returncode == 0
    moved = doctor("check", "--include-fences", "--as-interpreter", "micropython", "-q", cwd=tmp_path)
    assert "this would vanish: 1 error" in moved.stdout


@pytest.mark.in_turns
def test_a_document_with_very_many_fences_ends_in_time() -> None:
    one = fence("html", '<script type="py" src="main.py"></script>\n', "page{0}.html") + fence(
        "python", "\n", "b{0}.py"
    )
    with within(60):
        pages = project(guide_md="".join(one.format(number) for number in range(2000))).pages
    assert len(pages) == MOST_EXAMPLES
