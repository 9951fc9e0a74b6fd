"""Which attributes of JavaScript name a Python function, beyond the examples of the rule's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.in_one_test import in_one_test
from tests.projects import page
from tests.rules.pages import of_body, of_files

if TYPE_CHECKING:
    from pyscript_doctor import Finding

RULE = "onclick-calls-python"
SCRIPT = '<script type="py">\ndef go(event): pass\n</script>'
PLAIN = SCRIPT.replace("event", "")


def found(body: str) -> list[Finding]:
    return [each.finding for each in of_body(RULE, body)]


@in_one_test(
    [
        f'<button onclick="go()">Go</button>{SCRIPT}',
        f'<button onclick="go(event); stop()">Go</button>{SCRIPT}',
        f'<button onclick="go">Go</button>{SCRIPT}',
        f'<button ONCLICK=" go ; ">Go</button>{SCRIPT}',
        f'<input onchange="go()">{SCRIPT}',
        # An id is a name of JavaScript, too, but nobody can call it.
        f'<button id="go" onclick="go()">Go</button>{SCRIPT}',
    ]
)
def test_an_attribute_that_names_a_python_function(body: str) -> None:
    assert len(found(body)) == 1


@in_one_test(
    [
        f'<button onclick="stop()">Go</button>{SCRIPT}',
        f'<button onclick="window.go()">Go</button>{SCRIPT}',
        f'<button id="go" onclick="go">Go</button>{SCRIPT}',
        f'<button data-onclick="go()" click="go()" title="go()">Go</button>{SCRIPT}',
        f'<button onclick="stop()" title="go()">Go</button>{SCRIPT}',
        f'<button py-click="go">Go</button>{SCRIPT}',
        '<button onclick="number">Go</button><script type="py">\nnumber = 1\n</script>',
        # A worker's function is not of this thread.
        f'<button onclick="go()">Go</button>{SCRIPT.replace("py", "py{}").format(chr(34) + " worker=" + chr(34))}',
        # JavaScript has one of that name, or gets Python's.
        f'<button onclick="go()">Go</button><script>function go() {{}}</script>{SCRIPT}',
        '<button onclick="go()">Go</button><script type="py">\nimport js\ndef go(): pass\njs.go = go\n</script>',
        # Whatever the template writes.
        f'{{% if a %}}{{% endif %}}<button onclick="go({{{{ n }}}})">Go</button>{SCRIPT}',
    ]
)
def test_an_attribute_that_names_something_else(body: str) -> None:
    assert found(body) == []


def test_the_interpreter_of_the_function_calls_it() -> None:
    for kind in ("py", "mpy"):
        (finding,) = found(f'<button onclick="go()">Go</button>{SCRIPT.replace("py", kind)}')
        assert f'`{kind}-click="go"`' in finding.help
        assert finding.fix is not None
        assert f"{kind}-click" in [edit.text for edit in finding.fix.edits]


def fixed(body: str) -> str:
    """The body as the fix leaves it; "" if there is no fix."""
    html = page(body)
    (diagnostic,) = of_files(RULE, {"index.html": html})
    if diagnostic.finding.fix is None:
        return ""
    for edit in sorted(diagnostic.finding.fix.edits, key=lambda each: each.start, reverse=True):
        html = html[: edit.start] + edit.text + html[edit.end :]
    return html.split("<body>\n")[1].split("\n</body>")[0]


@in_one_test(
    [
        (f'<i onclick="go()"></i>{SCRIPT}', f'<i py-click="go"></i>{SCRIPT}'),
        (f'<i onclick="go(event);"></i>{SCRIPT}', f'<i py-click="go"></i>{SCRIPT}'),
        (f'<i onclick="go()"></i>{PLAIN}', f'<i py-click="go"></i>{SCRIPT.replace("(event)", "(event=None)")}'),
        (f'<i onclick="go(1)"></i>{SCRIPT}', ""),
        (f'<i onclick="go(); stop()"></i>{SCRIPT}', ""),
        # Which of the two is called is not known.
        (f'<i onclick="go()"></i>{PLAIN}{PLAIN}', f'<i py-click="go"></i>{PLAIN}{PLAIN}'),
        (
            f'<i onclick="go()"></i>{PLAIN.replace("go", "other")}{PLAIN}',
            f'<i py-click="go"></i>{PLAIN.replace("go", "other")}{SCRIPT.replace("(event)", "(event=None)")}',
        ),
    ]
)
def test_the_fix_lets_pyscript_call_it(body: str, expected: str) -> None:
    assert fixed(body) == expected


def test_the_fix_needs_nobody_to_watch() -> None:
    (finding,) = found(f'<button onclick="go()">Go</button>{SCRIPT}')
    assert finding.fix is not None
    assert finding.fix.harmless
