"""Proxies that are missing, too many or gone too early, beyond the examples of the rules' pages."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.projects import page, report_of
from tests.rules.scripts import found, messages, the_one

START = """\
from pyscript import document, window
from pyodide.ffi import create_once_callable, create_proxy, to_js
body = document.body
def show(*all): pass
def other(*all): pass  # it will destroy nothing
"""


def test_a_proxy_is_written_around_the_whole_argument_only() -> None:
    rule = "callback-without-create-proxy"
    whole = the_one(rule, f"{START}body.addEventListener('click', show)")
    assert whole.fix
    assert (whole.fix.title, whole.fix.harmless) == ("Pass a proxy", True)
    assert the_one(rule, f"{START}body.addEventListener('click', {{'handleEvent': show}})").fix is None


# create-proxy-import


@in_one_test(
    [
        ("from pyodide import create_proxy", ["Import it from `pyodide.ffi`"]),
        ("from os import path\nfrom pyodide import create_proxy", ["Import it from `pyodide.ffi`"]),
        ("from pyodide import create_proxy, to_js", ["Import it from `pyodide.ffi`"] * 2),
        ("from pyodide import create_proxy, open_url", ["", ""]),
        ("from pyodide import create_proxy, other", [""]),
        ("import pyodide\npyodide.create_proxy(1)", ["Write `pyodide.ffi.create_proxy`"]),
        ("import pyodide\npyodide.ffi.create_proxy(1)", []),
        ("import open_url\nprint(open_url)  # not that of pyodide", []),
        ("import os\nos.to_js(1)  # not that of pyodide", []),
    ]
)
def test_names_that_moved(source: str, fixes: list[str]) -> None:
    told = [each.finding.fix for each in found("create-proxy-import", source)]
    assert [fix.title if fix else "" for fix in told] == fixes


def test_the_version_matters_only_where_such_a_name_is() -> None:
    for source, skipped in (("from pyodide import ffi", 0), ("from pyodide import create_proxy", 1)):
        config = '{"interpreter": "https://example.com/pyodide.mjs"}'
        html = page(f"<script type=\"py\" config='{config}'>\n{source}\n</script>")
        report = report_of({"index.html": html}, select=frozenset({"create-proxy-import"}))
        assert (report.diagnostics, len(report.skips)) == ((), skipped)


# listener-not-removed


def test_help_names_the_element_that_has_the_listener() -> None:
    rule = "listener-not-removed"
    assert (
        "\nbody.removeEventListener('click', proxy)\n"
        in the_one(rule, f"{START}body.removeEventListener('click', show)").help
    )
    kept = f"{START}remove = body.removeEventListener\nremove('click', show)"
    assert "\nelement.removeEventListener('click', proxy)\n" in the_one(rule, kept).help


# null-is-not-none


@in_one_test(
    [
        ("found is None", "never true"),
        ("None == found", "never true"),
        ("found is not None", "always true"),
        ("None != found", "always true"),
        ("found in None", ""),
        ("found not in None", ""),
        ("found < None", ""),
    ]
)
def test_how_null_compares_with_none(comparison: str, label: str) -> None:
    source = f"{START}print({comparison.replace('found', 'body.querySelector(chr(97))')})"
    assert [each.finding.label for each in found("null-is-not-none", source)] == [label] * bool(label)


# once-callable-reused


def test_the_fix_is_for_the_one_call_that_made_the_function() -> None:
    rule, once = "once-callable-reused", f"{START}once = create_once_callable(show)\n"
    assert the_one(rule, f"{once}window.setInterval(once, 100)").fix
    assert the_one(rule, f"{once}create_once_callable(other)\nwindow.setInterval(once, 100)").fix
    assert the_one(rule, f"{once}create_once_callable(show)\nwindow.setInterval(once, 100)").fix is None


# proxy-destroyed-too-early


@in_one_test(
    [
        ("create_proxy(show)", "body.addEventListener('click', proxy)", "destroy", "addEventListener"),
        ("create_proxy(show)", "window.setTimeout(proxy, 100)", "destroy", "setTimeout"),
        ("create_proxy(show)", "window.fetch('a').then(proxy)", "destroy", "then"),
        ("create_proxy(show)", "window.fetch('a').then(show, proxy)", "destroy", ""),
        ("create_proxy(show)", "window.setTimeout(proxy, 100)", "toString", ""),
        ("create_once_callable(show)", "window.setTimeout(proxy, 100)", "destroy", ""),
        ("to_js(show)", "window.setTimeout(proxy, 100)", "destroy", ""),
        ("create_proxy(show)", "window(proxy)", "destroy", ""),
    ]
)
def test_a_proxy_is_destroyed_at_once(made: str, given: str, method: str, before: str) -> None:
    source = f"{START}proxy = {made}\n{given}\nproxy.{method}()"
    told = messages("proxy-destroyed-too-early", source)
    assert told == [f"the proxy is destroyed before `{before}` can call it"] * bool(before)


# proxy-leak


@in_one_test(
    [
        ("while True:\n    window.setTimeout(create_proxy(show), 1)", 1),
        ("for each in range(2):\n    pass\nwhile True:\n    window.setTimeout(create_proxy(show), 1)", 1),
        ("while True:\n    for each in range(2):\n        window.setTimeout(create_proxy(show), 1)", 1),
        ("window.setTimeout(create_proxy(show), 1)\nwhile True:\n    pass", 0),
        ("for each in range(2):\n    window.setTimeout(create_proxy(show), 1)\nwhile True:\n    pass", 0),
        ("while True:\n    body.onclick = create_proxy(lambda event: window.setTimeout(create_proxy(show), 1))", 0),
        ("def tick(*all):\n    window.setTimeout(create_proxy(tick), 1)\ntick()", 1),
        ("def tick(*all):\n    window.setTimeout(create_proxy(show), 1)\ntick()", 0),
        ("def tick(*all):\n    window.setTimeout(create_proxy(show), 1)\nwindow.setInterval(create_proxy(tick), 9)", 1),
    ]
)
def test_proxies_pile_up_where_code_runs_again_and_again(source: str, count: int) -> None:
    assert len(messages("proxy-leak", START + source)) == count
