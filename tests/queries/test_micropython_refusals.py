"""What MicroPython refuses while it runs, and what it takes."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import messages

STEP, TYPE = "a step in a slice of {}", "a type with `[]`, outside of annotations"
NAMED, OTHER = "named groups", "groups other than `(...)` and `(?:...)`"


def refused(source: str) -> list[str]:
    found = messages(
        "mpy-unsupported-syntax", f"import re\nfrom pyscript import window\n{source}", '<script type="mpy">'
    )
    return [each.removeprefix("MicroPython refuses ") for each in found]


@in_one_test(
    [
        ("'tea'[::2]", STEP.format("a string")),
        ("'tea'[::-1]", STEP.format("a string")),
        ("b'tea'[::-1]", STEP.format("bytes")),
        ("(1, 2)[::-1]", STEP.format("a tuple")),
        ("str(3)[::-1]", STEP.format("a string")),
        ("'tea'.upper()[::-1]", STEP.format("a string")),
        ("window.document.body.innerText[::-1]", STEP.format("a string")),
        ("list[int]", TYPE),
        ("dict[str, int]", TYPE),
        ("try:\n    list[int]\nexcept KeyError:\n    pass", TYPE),
        ("re.compile('(?P<leaf>a)')", NAMED),
        ("re.compile('(?=a)')", OTHER),
        (r"re.compile(r'\\(?=a')", OTHER),
        ("re.match(pattern='(?=a)', string='tea')", OTHER),
        ("try:\n    re.sub('(?=a)', 'b', 'tea')\nexcept KeyError:\n    pass", OTHER),
    ]
)
def test_what_is_refused(source: str, what: str) -> None:
    (found,) = refused(source)
    assert found.startswith(what)


@in_one_test(
    [
        "'tea'[::1]",
        "'tea'[0:2]",
        "'tea'[::None]",
        "'tea'[0]",
        "[1, 2][::-1]",
        "int(3)[::-1]",
        "input().leaf[::-1]",
        "window.document.body.children[::-1]",
        "window[::-1]",
        "window.tea[::-1]",
        "tea = 'tea'\ntea[::2] = 3",
        "tea: list[int] = []",
        "int[3]",
        "leaf[3]",
        "try:\n    list[int]\nexcept TypeError:\n    pass",
        "try:\n    'tea'[::-1]\nexcept NotImplementedError:\n    pass",
        "re.compile('(?:a)')",
        "re.compile('(a)')",
        r"re.compile(r'\(?a')",
        "re.escape('(?=a)')",
        "re.compile(input())",
        "re.compile(3)",
        "re.compile()",
        "try:\n    re.compile('(?=a)')\nexcept ValueError:\n    pass",
    ]
)
def test_what_is_not_refused(source: str) -> None:
    assert refused(source) == []
