"""Where a script for PyScript never runs, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.pages import lines_of_body, of_body, of_files

RULE = "script-in-template"
SCRIPT = '<script type="py">print(1)</script>'
IN_TEMPLATE = f"<template>{SCRIPT}</template>"


@in_one_test(
    [
        (IN_TEMPLATE, "1 warning"),
        ("<template><py-script>print(1)</py-script></template>", "1 warning"),
        (f'<template id="later" class="a" hidden>{SCRIPT}</template>', "1 warning"),
        (f'<div><template shadowrootmode="open"><p>{SCRIPT}</p></template></div>', "1 error"),
        (f"<template><div>\n{SCRIPT}\n</div></template>", "2 warning"),
        (f"<svg>{SCRIPT}</svg>", "1 error"),
        (f"<svg><g>{SCRIPT}</g></svg>", "1 error"),
        (f"<math>{SCRIPT}</math>", "1 error"),
        (f"<noscript>{SCRIPT}</noscript>", "1 error"),
        (f"<textarea>{SCRIPT}</textarea>", "1 warning"),
        (f"{SCRIPT}\n<noscript>{SCRIPT}</noscript>", "2 error"),
    ]
)
def test_a_script_that_never_runs(body: str, expected: str) -> None:
    assert lines_of_body(RULE, body) == [expected]


@in_one_test(
    [
        "<template><script>1</script></template>",
        "<template><p type='py'>Hello</p></template>",
        # The template may be used.
        f'<template data-component="note">{SCRIPT}</template>',
        f"{IN_TEMPLATE}<script>document.body.append(document.querySelector('template').content)</script>",
        f"{IN_TEMPLATE}<script src='https://example.com/library.js'></script>",
        # Beside a script that runs, a template may keep what is not wanted now.
        f"{IN_TEMPLATE}{SCRIPT}",
        # Scripts in HTML inside of a drawing, scripts of workers, and other scripts.
        f"<svg><foreignObject><div>{SCRIPT}</div></foreignObject></svg>",
        '<svg><script type="py" worker>print(1)</script></svg>',
        "<svg><script>1</script></svg>",
        "<svg><p>1</p></svg>",
        f"<p>{SCRIPT}</p>",
        # Text that is not about PyScript, and examples to copy.
        "<noscript>Please allow scripts.</noscript>",
        f"<textarea>{SCRIPT}</textarea>{SCRIPT}",
        f"<template><noscript>{SCRIPT}</noscript></template>{SCRIPT}",
    ]
)
def test_what_runs_or_may_be_meant(body: str) -> None:
    assert lines_of_body(RULE, body) == []


def test_nothing_is_said_of_a_page_without_pyscript() -> None:
    for body in (IN_TEMPLATE, f"<svg>{SCRIPT}</svg>", f"<noscript>{SCRIPT}</noscript>"):
        assert of_files(RULE, {"index.html": f"<!doctype html><body>{body}</body>"}) == []


def test_the_template_around_is_shown() -> None:
    (found,) = of_body(RULE, f"<template><div>{SCRIPT}</div></template>")
    (related,) = found.finding.related
    assert related.message == "the template"
    assert related.span.end - related.span.start == len("template")


def test_the_tag_in_the_text_is_marked() -> None:
    (found,) = of_body(RULE, f"<noscript>{SCRIPT}</noscript>")
    assert found.finding.span.end - found.finding.span.start == len("script")
