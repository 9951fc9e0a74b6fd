"""Which channels only one part of a project opens, though another name is almost like theirs."""

from __future__ import annotations

import pytest

from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.channels import lonely_channels, may_open_channels
from tests.in_one_test import in_one_test
from tests.projects import page, project_of

PYTHON = "from pyscript import window\nfrom js import BroadcastChannel\n"


def lonely(python: str, javascript: str, other: str = "") -> list[tuple[str, str]]:
    files = {
        "index.html": page(f'<script type="py" src="main.py"></script><script>{javascript}</script>'),
        "other.html": page(f"<script>{other}</script>"),
        "main.py": PYTHON + python,
    }
    return [(own.name, meant.name) for own, meant in lonely_channels(project_of(files))]


@pytest.mark.parametrize(
    ("python", "javascript", "expected"),
    [
        ("BroadcastChannel.new('news')", "new BroadcastChannel('new')", [("news", "new")]),
        ("window.BroadcastChannel.new('news')", "new window.BroadcastChannel('new')", [("news", "new")]),
        ("BroadcastChannel.new('news')", "new BroadcastChannel('news')", []),
        ("BroadcastChannel.new('news')", "new BroadcastChannel('quite another')", []),
        ("BroadcastChannel.new('room1')", "new BroadcastChannel('room2')", []),
        ("BroadcastChannel.new('news')", "", []),
        ("BroadcastChannel.new('news')\nBroadcastChannel.new('new')", "", []),  # one file opens both
        ("BroadcastChannel.other('news')", "new BroadcastChannel('new')", []),
        ("BroadcastChannel.new('news')", "new Other('new')", []),
    ],
)
def test_a_name_almost_like_that_of_another_file(python: str, javascript: str, expected: list[tuple[str, str]]) -> None:
    assert lonely(python, javascript) == expected


def test_python_is_named_first_and_only_once() -> None:
    assert lonely("BroadcastChannel.new('news')", "new BroadcastChannel('newss')") == [("news", "newss")]


def test_a_channel_that_two_files_open_is_not_lonely() -> None:
    opened = "new BroadcastChannel('news')"
    assert lonely("BroadcastChannel.new('news')", "new BroadcastChannel('new')", opened) == [("new", "news")]
    both = "BroadcastChannel.new('news')\nBroadcastChannel.new('new')"
    assert lonely(both, "new BroadcastChannel('news')", "new BroadcastChannel('new')") == []


@in_one_test(
    [
        ("BroadcastChannel.new(input())", "new BroadcastChannel('new')"),
        ("BroadcastChannel.new()", "new BroadcastChannel('new')"),
        ("BroadcastChannel.new('new' + 's')", "new BroadcastChannel('new')"),
        ("BroadcastChannel.new('news')", "new BroadcastChannel(name)"),
        ("BroadcastChannel.new('news')", "new BroadcastChannel(`new${number}`)"),
    ]
)
def test_a_name_that_code_makes_may_be_any(python: str, javascript: str) -> None:
    with pytest.raises(Unknown, match="names of channels that code makes"):
        lonely(python, javascript)


def test_which_pages_may_open_channels() -> None:
    files = {
        "python.html": page(f'<script type="py">\n{PYTHON}BroadcastChannel.new("a")\n</script>'),
        "javascript.html": page('<script>new BroadcastChannel("a")</script><script type="py">print(1)</script>'),
        "one.html": page(
            '<script>console.log(1)</script><script>new BroadcastChannel("a")</script>'
            '<script type="mpy">print(1)</script><script type="py">print(2)</script>'
        ),
        "other.html": page(
            '<script type="mpy">print(1)</script>'
            f'<script type="py">print(1)</script><script type="py">\n{PYTHON}BroadcastChannel.new("a")\n</script>'
        ),
        "none.html": page('<script type="py">print(1)</script><script>console.log(1)</script>'),
    }
    readings = project_of(files).readings
    assert [path for path in sorted(files) if may_open_channels(readings[path])] == [
        *("javascript.html", "one.html", "other.html", "python.html")
    ]
