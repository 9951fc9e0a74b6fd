"""What is said of JavaScript objects in square brackets, and of bytes that become JavaScript objects."""

from __future__ import annotations

import pytest

from tests.projects import page, report_of
from tests.rules.package_lists import told_of
from tests.rules.scripts import findings

SUBSCRIPT = "proxy-subscript"
IMPORTS = "from pyscript import window, document\nfrom js import localStorage\n"


@pytest.mark.parametrize(
    ("line", "help_text", "fix"),
    [
        ('print(window["name"])', "Write `window.name`.", "Write `window.name`"),
        ('window["name"] = 1', "Write `window.name`.", "Write `window.name`"),
        ('print(window["inner-width"])', 'Write `getattr(..., "inner-width")`, or a dot and the name.', ""),
        ('window["inner-width"] = 1', 'Write `setattr(..., "inner-width")`, or a dot and the name.', ""),
        ('print(window["class"])', 'Write `getattr(..., "class")`, or a dot and the name.', ""),
        ('window["class"] = 1', 'Write `setattr(..., "class")`, or a dot and the name.', ""),
        (
            'print(localStorage["name"])',
            'Write `localStorage.getItem("name")`.',
            'Write `localStorage.getItem("name")`',
        ),
        ('localStorage["name"] = "a"', 'Write `localStorage.setItem("name", ...)`.', ""),
    ],
)
def test_a_property_is_read_and_set_by_a_dot(line: str, help_text: str, fix: str) -> None:
    (found,) = told_of(SUBSCRIPT, source=IMPORTS + line)
    assert found.finding.help == help_text
    assert (found.finding.fix.title if found.finding.fix else "") == fix
    assigned = " = " in line
    assert found.finding.label == ("cannot be set this way" if assigned else "not subscriptable")


def test_a_message_quotes_only_what_is_on_one_line() -> None:
    (one,) = told_of(SUBSCRIPT, source=f'{IMPORTS}print(window["name"])')
    (two,) = told_of(SUBSCRIPT, source=f'{IMPORTS}print(window[\n  "name"\n])')
    assert one.finding.message.startswith('`window["name"]` fails: in Pyodide, square brackets do not read')
    assert two.finding.message.startswith("in Pyodide, square brackets do not read")


BYTES = "mpy-bytes-to-js"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("to_js(b'a')", ["4 error"]),
        ("to_js(bytes(3))", ["4 error"]),
        ("to_js(bytearray(3))", ["4 error"]),
        ("to_js([1, b'a'])", ["4 error"]),
        ("to_js([1, 'a'])", []),
        ("to_js({'data': b'a'})", ["4 error"]),
        ("to_js('a')", []),
        ("to_js(list(3))", []),
        ("to_js(bytes(3).hex)", []),
        ("to_js(bytes(3).decode())", []),
        ("to_js(window.bytes())", []),
        ("import hashlib\nto_js(hashlib.sha256().digest())", []),
        ("to_js(data)", []),
        ("to_js()", []),
        ("try:\n to_js(b'a')\nexcept Exception: pass", []),
        ("window.Uint8Array.new(to_js(b'a'))", []),  # the array goes through them
        ("js.Uint8Array.new(to_js(b'a'))", []),
        ("window.Uint8Array.new(1)\nto_js(b'a')", ["5 error"]),
        ("window.Uint8Array.of(to_js(b'a'))", ["4 error"]),
        ("window.TextDecoder.new(to_js(b'a'))", ["4 error"]),
    ],
)
def test_micropython_gives_no_bytes_to_javascript(call: str, expected: list[str]) -> None:
    source = f"import js\nfrom pyscript import window\nfrom pyscript.ffi import to_js\n{call}"
    assert findings(BYTES, source, '<script type="mpy">') == expected
    assert findings(BYTES, source) == []


@pytest.mark.parametrize(
    ("argument", "help_text", "fixed"),
    [
        ("b'a'", "`window.Uint8Array.new(to_js(list(b'a')))`", True),
        ("[b'a']", "`window.Uint8Array.new(to_js(list(data)))`", False),  # it is not clear what is meant
    ],
)
def test_the_numbers_of_the_bytes_can_be_given(argument: str, help_text: str, fixed: bool) -> None:
    (found,) = told_of(BYTES, source=f"from pyscript.ffi import to_js\nto_js({argument})", kind="mpy")
    assert help_text in (found.finding.help or "")
    assert bool(found.finding.fix) is fixed


NOT_LOADED = "global-not-loaded"


@pytest.mark.parametrize(("name", "expected"), [("Chart", 1), ("documnt", 0), ("document", 0)])
def test_a_slip_in_a_name_of_the_browser_is_no_library(name: str, expected: int) -> None:
    source = f"from pyscript import window\nwindow.{name}.title.strip()"
    assert len(told_of(NOT_LOADED, source=source)) == expected


CLASSIC = "module-syntax-in-classic-script"


@pytest.mark.parametrize(
    ("javascript", "word"),
    [
        ("import './a.js'", "import"),
        ("import('./a.js')", ""),
        ("export const a = 1", "export"),
        ("export { a } from './a.js'", "export"),
        ("export * from './a.js'", "export"),
        ("export { a } from './a.js'\nimport './b.js'", "export"),
        ("import './b.js'\nexport { a } from './a.js'", "import"),
    ],
)
def test_a_classic_script_can_neither_import_nor_export(javascript: str, word: str) -> None:
    html = page(f'<script>\n{javascript}\n</script><script type="py">print(1)</script>')
    for files, expected in (({}, word), ({"vite.config.js": ""}, "")):
        report = report_of({"index.html": html, **files}, select=frozenset({CLASSIC}))
        messages = [each.finding.message for each in report.diagnostics if each.rule.name == CLASSIC]
        assert messages == [f"`{expected}` works only in a module, so the browser refuses the whole script"] * bool(
            expected
        )


def test_a_script_for_old_browsers_or_a_module_is_not_asked() -> None:
    for attribute in ("nomodule", 'type="module"'):
        html = page(f'<script {attribute}>\nexport const a = 1\n</script><script type="py">print(1)</script>')
        assert not report_of({"index.html": html}, select=frozenset({CLASSIC})).diagnostics
