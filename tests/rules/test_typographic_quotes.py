"""Which values of attributes are in curly quotes, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "typographic-quotes"


def found(body: str) -> list[Finding]:
    return [each.finding for each in of_body(RULE, body)]


def without_pyscript(body: str) -> list[Finding]:
    return [
        each.finding
        for each in of_files(RULE, {"index.html": f"<!doctype html><title>My PyScript</title><body>{body}</body>"})
    ]


@in_one_test(
    [
        "<script type=“py”>print(1)</script>",
        "<script type=“PY”>print(1)</script>",
        "<script type=“module”>1</script>",
        "<script type=&ldquo;py&rdquo;>print(1)</script>",
        "<script type='py' src=“main.py”></script>",
        "<p id=“output”></p>",
        "<p class=“note”></p>",
        "<button py-click=“go”>Go</button>",
        "<button mpy-click=“go”>Go</button>",
        '<p id="“output”"></p>',
    ]
)
def test_a_value_in_curly_quotes(body: str) -> None:
    assert len(found(body)) == 1


@in_one_test(
    [
        "<p title=“output”>in “quotes”</p>",
        '<p id="output">in “quotes”</p>',
        '<p id="größe">in “quotes”</p>',
        "<input type=“text”>",
        "<button type=“py”>Go</button>",
        "<script type=“text/plain”>x</script>",
        '<script type="py" py-click=“go”>print(1)</script>',
    ]
)
def test_what_is_not_for_pyscript(body: str) -> None:
    assert found(body) == []


SCRIPT = "<script type=“py”>print(1)</script>"


def test_on_a_page_that_loads_no_pyscript_only_pyscripts_own_tags_matter() -> None:
    assert len(without_pyscript(SCRIPT)) == 1
    assert len(without_pyscript(SCRIPT + "<p id=“output”></p>")) == 1
    assert len(without_pyscript(SCRIPT + "<script src=“https://pyscript.net/releases/2026.7.3/core.js”></script>")) == 2


def test_a_page_of_curly_quotes_is_recognized() -> None:
    """A word processor changes all of them, also those of what loads PyScript."""
    lines = (
        "<link rel=“stylesheet” href=“https://pyscript.net/releases/2026.7.3/core.css”>",
        "<script type=“module” src=“https://pyscript.net/releases/2026.7.3/core.js”></script>",
        SCRIPT,
    )
    assert len(without_pyscript("\n".join(lines))) == 4


def test_a_long_value_is_not_repeated_at_the_code() -> None:
    for length, label in ((39, f'not "{39 * "a"}"'), (40, "not a quote")):
        (finding,) = found(f"<p id=“{length * 'a'}”></p>")
        assert finding.label == label


def test_the_fix_leaves_one_pair_of_straight_quotes() -> None:
    for written in ("<p id=“output”>", '<p id="“output”">', "<p id='“output”'>", "<p id=&ldquo;output&rdquo;>"):
        (finding,) = found(f"{written}</p>")
        assert finding.fix is not None
        (edit,) = finding.fix.edits
        html = page(f"{written}</p>")
        fixed = html[: edit.start] + edit.text + html[edit.end :]
        quote = "'" if "='" in written else '"'
        assert f"<p id={quote}output{quote}></p>" in fixed
