"""Configs of pages that a template makes."""

from __future__ import annotations

from tests.projects import page, said

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

    assert said(files) == []
