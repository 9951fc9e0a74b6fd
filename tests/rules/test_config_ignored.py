"""Why a config is ignored, and configs of pages that a template makes."""

from __future__ import annotations

import pytest

from tests.projects import page, report_of, said

RULE = "config-ignored"
BODY = """
    <py-config>name = "x"</py-config>
    <script type="mpy">print(1)</script>
"""


def test_a_config_for_the_other_interpreter_is_ignored() -> None:
    assert said({"index.html": page(BODY)}) == ["index.html:9 warning config-ignored"]


def test_the_layout_of_a_page_may_have_the_script_that_reads_the_config() -> None:
    files = {
        "base.html": page('{% block main %}{% endblock %}<script type="py">print(2)</script>'),
        "index.html": '{% extends "base.html" %}{% block main %}' + BODY + "{% endblock %}",
    }

    assert said(files, select=frozenset({RULE})) == []


def test_a_template_may_get_the_script_that_reads_the_config() -> None:
    files = {"index.html": page("{% for each in scripts %}{{ each }}{% endfor %}" + BODY)}
    assert said(files, select=frozenset({RULE})) == []


EDITOR, GAME = '<script type="py-editor">print(1)</script>', '<script type="py-game">print(1)</script>'
WORKER = """<script type="py" worker config='{"name": "x"}'>print(1)</script>"""
OTHER = '<script type="mpy">print(1)</script>'


@pytest.mark.parametrize(
    ("scripts", "reason", "fix"),
    [
        (OTHER, "nothing on this page runs on Pyodide", "Use `<mpy-config>`"),
        (EDITOR, "editors read only the `config` attribute", "Put it on the script"),
        (GAME, "`py-game` read only the `config` attribute", "Put it on the script"),
        (WORKER, "the Pyodide code on this page has its own config", "Put it on the script"),
        (OTHER + WORKER, "the Pyodide code on this page has its own config", "Put it on the script"),
    ],
)
def test_the_reason_is_what_runs_on_the_page(scripts: str, reason: str, fix: str) -> None:
    report = report_of({"index.html": page(f'<py-config>name = "x"</py-config>{scripts}')})
    (found,) = [each.finding for each in report.diagnostics if each.rule.name == "config-ignored"]

    assert reason in found.message
    assert found.help.startswith(fix)


@pytest.mark.parametrize("text", ["plugins = ['!error']", "experimental_ffi_timeout = 1"])
def test_settings_of_the_page_are_read_anyway(text: str) -> None:
    found = said({"index.html": page(f"<py-config>{text}</py-config>{OTHER}")})
    assert [each for each in found if each.endswith(" config-ignored")] == []
