"""What of a Markdown page runs in a browser, and what its fences hold."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.html.document import parse_html
from pyscript_doctor.parsers.markdown.masking import fences, fences_by_section, mask_markdown
from pyscript_doctor.parsers.templates.masking import MASK
from pyscript_doctor.parsers.text import Text
from tests.pace import within

MASK_SECONDS = 5.0


def masked(source: str) -> str:
    """The masked page, with `@` for each character masked as unknown."""
    return mask_markdown(Text.whole("page.md", source)).value.replace(MASK, "@")


def live(source: str) -> list[str]:
    """The elements that a browser sees."""
    return [element.name for element in parse_html(mask_markdown(Text.whole("page.md", source))).all()]


@pytest.mark.parametrize(
    ("source", "elements"),
    [
        ("# <b>a</b>\n\n<i>", ["b", "i"]),
        ("a `<b>` <i>", ["i"]),
        ("`` <b> ` `` <i>", ["i"]),
        ("`<b>\n<u>` <i>", ["i"]),
        ("`<b>\n\n`<i>", ["b", "i"]),
        ("\\`<b>`<i>`", ["b"]),
        ("```\n<b>\n```\n<i>", ["i"]),
        ("```html\n<b>", []),
        ("~~~\n<b>\n```\n~~~\n<i>", ["i"]),
        ("````\n```\n<b>\n````\n<i>", ["i"]),
        ("- a\n\n  ```\n  <b>\n  ```\n- <i>", ["i"]),
        ("> ```\n> <b>\n> ```\n> <i>", ["i"]),
        ("> - ~~~\n>   <b>\n>   ~~~\n\n<i>", ["i"]),
        ("    <b>\n\n<i>", ["i"]),
        ("\t<b>\n\n<i>", ["i"]),
        ("- a\n\n      <b>\n", []),
        ("a\n    <b>", ["b"]),
        ("<!-- <b> --> <i>", ["i"]),
        ("<!--\n\n<b>\n\n-->\n\n<i>", ["i"]),
        ("a <!-- <b> --> <i>", ["i"]),
        ("a <!-- b\n\n<i>", ["i"]),
        ("\\<b> <i>", ["i"]),
        ("use the <script tag\n\n<i>", ["i"]),
        ("a < b <https://x.test> <i>", ["i"]),
        ("---\ntitle: <b>\n---\n<i>", ["i"]),
        ("+++\ntitle = '<b>'\n+++\n<i>", ["i"]),
        ("<div>\n```\n<b>\n```\n</div>", ["div", "b"]),
        ("<div>\n\n```\n<b>\n```\n\n</div>", ["div"]),
        ("| a | `<b>` |\n|---|---|\n| ` | <i> |\n| ` | c |", ["i"]),
        ("<script type=py>\nx\n\n    y = '<b>'\n</script>\n\n<i>", ["script", "i"]),
    ],
)
def test_raw_html_is_live_and_code_is_not(source: str, elements: list[str]) -> None:
    assert live(source) == elements


def test_what_is_masked_becomes_spaces_and_newlines_are_kept() -> None:
    assert masked("a `b`\r\n\n```py\r\nx\n```\nc") == "a    \r\n\n     \r\n \n   \nc"


def test_every_character_keeps_its_place() -> None:
    source = "`<b>`\n\n<script src='a.py'></script>"
    script = next(parse_html(mask_markdown(Text.whole("page.md", source))).all("script"))
    attribute = script.attribute("src")
    assert attribute
    span = attribute.value.span()
    assert source[span.start : span.end] == "a.py"


def test_the_mark_of_a_block_quote_is_no_part_of_a_script() -> None:
    assert masked("> <script type=py>\n> x\n> </script>") == "  <script type=py>\n  x\n  </script>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<py-script>\nx\n</py-script>", "<py-script>\nx\n</py-script>"),
        ("<py-script>\nx\n\n    y\n</py-script>", "<py-script>\n@\n\n@@@@@\n</py-script>"),
        ("a <script type=py>*b*</script>", "a <script type=py>@@@</script>"),
        ("the <py-script> tag\n\n<py-script>\nx\n</py-script>", "the <py-script>@@@@\n\n<py-script>\nx\n</py-script>"),
        ("the <py-script>\ntag\n\n<i>", "the <py-script>\n@@@\n\n<i>"),
    ],
)
def test_code_that_markdown_rewrites_is_unknown(source: str, expected: str) -> None:
    assert masked(source) == expected


@pytest.mark.parametrize(
    ("source", "language", "information", "content"),
    [
        ("```py\nx\ny\n```", "py", "py", "x\ny\n"),
        ("~~~ HTML title=\"a b\"\n<b>\n~~~", "html", 'HTML title="a b"', "<b>\n"),
        ("```{.python .x}\nx\n```", "python", "{.python .x}", "x\n"),
        ("```\nx", "", "", "x"),
        ("```\n```", "", "", ""),
        ("- a\n\n  ```py\n  if x:\n      y\n  ```", "py", "py", "if x:\n    y\n"),
        ("> ```py\r\n> x\r\n>\r\n> y\r\n> ```", "py", "py", "x\n\ny\n"),
        ("  ```py\n  x\n y\n  ```", "py", "py", "x\ny\n"),
    ],
)  # fmt: skip
def test_a_fence_holds_its_code(source: str, language: str, information: str, content: str) -> None:
    (fence,) = fences(Text.whole("page.md", source))
    assert (fence.language, fence.information, fence.text.value) == (language, information, content)


def test_the_lines_of_a_fence_know_their_place() -> None:
    source = "> ```py\r\n> x = 1\r\n> y\r\n> ```"
    (fence,) = fences(Text.whole("page.md", source))
    spans = [fence.text.span(0, 5), fence.text.span(5, 6), fence.text.span(6, 7)]
    assert [source[span.start : span.end] for span in spans] == ["x = 1", "\r\n", "y"]


def test_fences_are_found_in_order_and_only_outside_of_raw_html() -> None:
    source = "```a\n```\n\n- ```b\n  ```\n\n<div>\n```c\n```\n</div>\n\n`` ```d ``\n"
    assert [fence.language for fence in fences(Text.whole("page.md", source))] == ["a", "b"]


@pytest.mark.long
@pytest.mark.parametrize(
    "source",
    [
        "`" * 50_000,
        "`` ` " * 20_000,
        "<" * 50_000,
        "a <!--" * 20_000,
        "a <?" * 20_000,
        "a <a " * 20_000,
        "a <a b='" * 20_000,
        "a <a " + "b " * 50_000,
        "a <script>" * 15_000,
        "".join(f"a <py-{'abcdefghij'[index % 10] * (index % 50)}> " for index in range(10_000)),
        "a <py-x>" + "\n" * 50_000,
        "\\" * 50_000,
        "> " * 20_000,
        "- " * 20_000,
        "- a\n" * 5_000,
        ("> " * 20 + "a\n") * 3_000,
        "|a|\n|-|\n" + "|`|\n" * 10_000,
        "```\n" * 20_000,
        "<div>\n\n" * 10_000,
        "[a\n" * 10_000,
    ],
    ids=lambda source: source[:12],
)
def test_hostile_pages_take_no_longer_than_others(source: str) -> None:
    text = Text.whole("page.md", source)
    with within(MASK_SECONDS):
        mask_markdown(text)
        fences(text)


def test_fences_are_told_section_by_section() -> None:
    source = "```a\n```\n# One\ntext\n# Two\n```b\n```\n> ```c\n> ```\n"
    found = fences_by_section(Text.whole("page.md", source))
    assert [[fence.language for fence in section] for section in found] == [["a"], ["b", "c"]]
