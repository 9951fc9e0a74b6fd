"""Which names are read too early, beyond the examples of the rule's page."""

from __future__ import annotations

from tests.projects import in_a_guide, page, report_of
from tests.rules.scripts import found, messages, the_one

RULE = "read-before-set"
EARLY = "print(total)\ntotal = 1"
IN_FUNCTION = "def show():\n    print(total)\n    total = 1\nshow()"


def test_another_script_or_cell_may_set_a_name_of_the_module() -> None:
    assert messages(RULE, EARLY) == ["`total` is read here, but it is set only in a later line"]
    assert messages(RULE, EARLY, '<script type="py-editor">') == []
    unread = '<script type="py" src="https://example.com/other.py"></script>'
    assert messages(RULE, EARLY, body=unread) == []


def test_an_excerpt_may_leave_out_what_sets_a_name_first() -> None:
    script = f'<script type="py">\n{EARLY}\n</script>'
    for html, count in ((page(script), 1), (script, 0)):
        report = report_of(in_a_guide(html), select=frozenset({RULE}), include_fences=True)
        assert len(report.diagnostics) == count


def test_nobody_else_sets_a_name_of_a_function() -> None:
    unread = '<script type="py" src="https://example.com/other.py"></script>'
    for tag, body in (('<script type="py">', ""), ('<script type="py-editor">', ""), ('<script type="py">', unread)):
        told = [each.finding.message for each in found(RULE, IN_FUNCTION, tag, body=body)]
        assert told == ["`show` reads its own `total` before it sets it"]


def test_global_is_for_a_name_of_the_module() -> None:
    own = the_one(RULE, IN_FUNCTION)
    assert own.help == "Set `total` before this line, on every way that leads here."
    assert own.fix is None
    of_module = the_one(RULE, f"total = 2\n{IN_FUNCTION}")
    assert "```python\nglobal total\n```" in of_module.help
    assert of_module.fix
    assert (of_module.fix.title, of_module.fix.harmless) == ("Write `global total`", True)
