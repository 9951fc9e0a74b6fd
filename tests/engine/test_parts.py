"""A large project is judged in parts, so that memory does not grow with it. Its report is that of all pages at once."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pyscript_doctor.engine.session import Session
from pyscript_doctor.project.page.page import Page
from pyscript_doctor.sources.disk import Disk
from pyscript_doctor.sources.memory import Files

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PAGE = '<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>\n'


def reported(source: Disk | Files, at_once: int | None) -> str:
    return repr(Session(source, at_once=at_once).check())


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(each.name for each in FIXTURES.iterdir() if each.is_dir()))
def test_the_size_of_the_parts_changes_nothing(name: str) -> None:
    source = Disk(FIXTURES / name)
    assert reported(source, 1) == reported(source, None)


def test_a_fault_that_pages_share_is_reported_once() -> None:
    pages = {f"page{number}.html": f'{PAGE}<script type="py" src="main.py"></script>' for number in range(5)}
    source = Files(
        {**pages, "main.py": "print(undefined)  \nprint(x)  # pyscript-doctor: ignore[undefined-name] why\n"}
    )
    report = Session(source, at_once=2).check()
    assert [each.pages for each in report.diagnostics] == [tuple(sorted(pages))]
    assert (report.silenced, len(report.pages)) == (1, 5)
    assert repr(report) == reported(source, None)


def test_what_hangs_on_all_pages_sees_them_all() -> None:
    """The fix of a page that is not isolated looks at what the other pages load."""
    worker = f'{PAGE}<script type="py" worker>\nfrom pyscript import document\nprint(document.title)\n</script>'
    image = f'{PAGE}<script type="py">print(1)</script><img src="https://else.example/picture.png">'
    source = Files({"a.html": worker, "b.html": image, "c.html": image, "_redirects": "/old /new\n"})
    assert reported(source, 1) == reported(source, None)


def test_pages_that_one_rule_compares_are_read_together() -> None:
    pages = {
        f"page{name}.html": f'{PAGE}<script>new BroadcastChannel("{name}")</script>' for name in ("update", "updates")
    }
    source = Files({**pages, "other.html": f'{PAGE}<script type="py">print(1)</script>'})
    assert "channel-name-mismatch" in reported(source, 1)
    assert reported(source, 1) == reported(source, None)


def test_pages_are_forgotten_when_they_are_judged() -> None:
    pages = {f"shop/page{number}.html": f'{PAGE}<script type="py">print(1)</script>' for number in range(40)}
    session = Session(Files(pages), at_once=10)
    assert len(session.check().pages) == 40
    paths = {each.path for each in gc.get_objects() if type(each) is Page and each.path.startswith("shop/")}
    assert len(paths) < 20, "a few are still known to caches of questions that were put last"
    assert not any(path.endswith(".html") for path in session.snapshot.resources)


def test_what_pages_share_is_parsed_once_for_all_parts() -> None:
    """A `_headers` file with a line for each page took most of the time where each part parsed it again."""
    pages = {f"page{number}.html": f'{PAGE}<script type="py">print({number})</script>' for number in range(6)}
    session = Session(Files({**pages, "_headers": "/page0.html\n  X-A: b\n"}), at_once=2)
    parsed = []
    for start in range(0, 6, 2):
        session.part([f"page{number}.html" for number in (start, start + 1)])
        parsed.append(session.project().reader.hosting("_headers"))
    assert parsed[0] is not None
    assert parsed[0] is parsed[1] is parsed[2]
