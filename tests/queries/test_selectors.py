"""Which selectors no browser can read; `tests/browser/test_selectors.py` asks Chromium about the same ones."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.selectors import broken

BROKEN = (
    "",
    " ",
    "#1st",
    ".2x",
    "#a #2b",
    "#out..x",
    "##go",
    "# go",
    "#",
    ".",
    "#a.",
    "a:",
    "#go]",
    "a)",
    "//button",
    "a:not([b])..x",
    "#1st[a",
    "#1st:is(a",
    "div/p",
    "#go!",
    "$x",
    "a=b",
    "#go%",
    "a;b",
    "<li>",
    "a > ",
    "> a",
    "a,",
    ",a",
    "a,,b",
    "a , > b",
    "a > > b",
    "button:contains(Go)",
    "li:eq(1)",
    "button:first",
    "p:visible",
    "option:selected",
    ":checkbox",
    "1go",
    "h1 2x",
    "a,1b",
    "-1",
    "*1",
    "[",
    "#a[",
    "[]",
    "[ ]",
    "[1a]",
    "p[id=1]",
    "p[id=-1]",
    "p[id==a]",
    "p[id!=a]",
    "p[id=a b]",
    "p[a b]",
    "p[id=a x]",
    "p[a=]",
    "p[=a]",
    "p[width=5px]",
    "a[href=/x]",
    "a[href^=http://x]",
)
READ = (
    "#go",
    "\n#go\n",
    ".a.b",
    r"#a\.b",
    r"#\31 st",
    "[id='1st']",
    "[id='go'], #first",
    "a[href^='http']",
    'a[href$=".png"]',
    "[data-x='a]b']",
    '[data-x="("]',
    "[href='x'",
    "li:nth-child(2n+1)",
    "li:nth-child(2",
    "a:not([href*='/'])",
    "a:has(> img)",
    "a:is(h1, h2) > b",
    "a ~ b + c",
    "*",
    "::before",
    ":root",
    "p:first-line",
    "a:first-child",
    "input[type=checkbox]:checked",
    "#über",
    "#-x",
    "._x",
    "my-tag",
    "h1, h2 , h3",
    "p[id=a1]",
    "p[id=-a]",
    "p[id=--a]",
    "p[ id = a ]",
    "p[id='1' i]",
    "p[id=a i]",
    "p[id|=a]",
    "p[id*='a b'][title]",
    '[data-x="[1 2]"]',
    "#a h2",
    "a.b-1",
    "li:nth-child(2) b",
    "p:is([a=1])",
)


@pytest.mark.parametrize("selector", BROKEN)
def test_a_selector_that_no_browser_can_read(selector: str) -> None:
    found = broken(selector)
    assert found is not None
    assert found.reason


@pytest.mark.parametrize("selector", READ)
def test_a_selector_that_browsers_read(selector: str) -> None:
    assert broken(selector) is None


@pytest.mark.parametrize(
    ("selector", "instead"),
    [
        ("##go", "#go"),
        ("# go", "#go"),
        ("#1st", '[id="1st"]'),
        ("#go]", "#go"),
        ("li[data-n=1] b", "li[data-n='1'] b"),
        ("a[href^=/x]", "a[href^='/x']"),
    ],
)
def test_what_to_write_instead(selector: str, instead: str) -> None:
    found = broken(selector)
    assert found is not None
    assert found.instead == instead
    assert broken(instead) is None


@pytest.mark.parametrize("selector", ["#{{ id }}", "#<%= id %>", "#${id}", "a & b", "svg|rect"])
def test_templates_nesting_and_namespaces_are_not_read(selector: str) -> None:
    assert broken(selector) is None


@pytest.mark.parametrize(
    ("selector", "instead"),
    [
        ("#1 st", ""),
        ("#1-st_2", '[id="1-st_2"]'),
        (".2x", ""),
        ("#a #2b", ""),
        ("#go..x", ""),
        ("##go now", ""),
        (" # go", "#go"),
        ("..go", ".go"),
        ("##go-now", "#go-now"),
    ],
)
def test_only_what_is_certain_to_be_meant_is_written_instead(selector: str, instead: str) -> None:
    found = broken(selector)
    assert found is not None
    assert found.instead == instead


def test_the_reason_names_what_begins_with_a_digit() -> None:
    assert [each.reason for each in map(broken, ("#1st", ".2x")) if each] == [
        "in a selector, an id can't begin with a digit",
        "in a selector, a class can't begin with a digit",
    ]


def test_a_stranger_is_left_out_once() -> None:
    found = broken("#go]]")
    assert found is not None
    assert found.instead == "#go]"


@pytest.mark.parametrize(
    "selector", ["p:is(:not([a='x']))", "p:is(:not(.b)), #go", "[a]:is([b]:not([c]))", "p[title", "li:nth-child(2"]
)
def test_brackets_in_brackets_and_open_ones_are_read(selector: str) -> None:
    assert broken(selector) is None


def test_a_very_long_selector_is_not_read() -> None:
    assert broken("#" + "a" * 299 + "]") is None
    assert broken("#" + "a" * 298 + "]") is not None
