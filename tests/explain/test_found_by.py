"""What `explain` says of a known error, "found by" such a rule, is so: the rule finds a project that says it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.explain.known_errors import known_errors
from pyscript_doctor.explain.log import log_of
from pyscript_doctor.explain.recognise import recognise
from tests.in_one_test import in_one_test
from tests.projects import page, report_of
from tests.rule_pages import examples
from tests.truth.cases import load_cases

FOLDER = Path(__file__).parent
SEEN: dict[str, dict[str, list[str]]] = json.loads((FOLDER / "seen.json").read_text(encoding="utf-8"))["seen"]
UNSEEN: dict[str, list[str]] = json.loads((FOLDER / "unseen.json").read_text(encoding="utf-8"))["unseen"]

MODULE = '<script type="mpy">{}</script>'
PROJECTS: dict[tuple[str, str], dict[str, str]] = {
    ("config-url", "config-invalid"): {
        "index.html": page('<script type="py" config="./pyscript.yaml">print(1)</script>'),
        "pyscript.yaml": "packages:\n",
    },
    ("core-twice", "core-loaded-twice"): {
        "index.html": page(
            '<script type="py">print(1)</script>',
            head='<script type="module" src="https://pyscript.net/releases/2025.11.1/core.js"></script>\n',
        )
    },
    ("editor-source", "missing-local-file"): {"index.html": page('<script type="py-editor" src="gone.py"></script>')},
    ("terminal-read-only", "input-cannot-work"): {
        "index.html": page('<script type="py" terminal>\nname = input("Your name?")\n</script>')
    },
    ("latest-deprecated", "pyscript-latest"): {
        "index.html": page('<script type="py">print(1)</script>').replace("releases/2026.7.3", "latest")
    },
    ("unknown-target", "selector-not-found"): {
        "index.html": page('<script type="py" terminal target="out">print(1)</script>')
    },
    ("named-worker", "named-worker-not-awaited"): {
        "index.html": page(
            '<script type="mpy" worker name="counter">\n__export__ = ["up"]\ndef up():\n    return 1\n</script>\n'
            '<script type="mpy">\nfrom pyscript import workers\nworkers["counter"].up()\n</script>'
        )
    },
    ("no-export", "js-module-not-esm"): {
        "index.html": page('<script type="py" config="p.toml">\nfrom pyscript.js_modules.chart import draw\n</script>'),
        "p.toml": '[js_modules.main]\n"./chart.js" = "chart"\n',
        "chart.js": "module.exports = { draw() {} };\n",
    },
    ("borrowed-proxy", "experimental-create-proxy-value"): {
        "index.html": page(
            '<script type="py" config="p.toml">\nfrom pyscript import window\n'
            "window.setTimeout(lambda: 1, 10)\n</script>"
        ),
        "p.toml": 'experimental_create_proxy = "yes"\n',
    },
}
"""For pairs that no example shows: a project that says the error in the browser, and that the rule must find."""


@cache
def shown() -> frozenset[tuple[str, str]]:
    """The known errors that the browser or a rule's page showed, each with a rule that finds the example."""
    seen = {(entry, rule) for rule, found in SEEN.items() for entries in found.values() for entry in entries}
    foretold = {
        (each.entry.name, rule.name)
        for rule in rules()
        for example in examples(page_text(rule))
        if example.flagged
        for text in example.console
        for each in recognise(log_of(text)).explanations
    }
    recorded = {
        (each.entry.name, rule)
        for case in load_cases()
        for run in case.runs
        if case.expected(run) == "fails"
        for each in recognise(log_of("\n".join(run.errors))).explanations
        for rule in case.rules_for(run)
    }
    return frozenset(seen | foretold | recorded)


def pairs() -> list[tuple[str, str]]:
    """Every rule of a known error that texts tell of."""
    return [(entry.name, rule) for entry in known_errors() if entry.wordings for rule in entry.rules]


@in_one_test(pair for pair in pairs() if pair not in PROJECTS)
def test_a_rule_that_finds_an_error_has_an_example_that_shows_it(entry: str, rule: str) -> None:
    excused = {pair for listed in UNSEEN.values() for pair in listed}
    assert ((entry, rule) in shown()) != (f"{entry} {rule}" in excused)


@pytest.mark.parametrize("pair", PROJECTS, ids=" ".join)
def test_a_rule_that_finds_an_error_finds_a_project_that_says_it(pair: tuple[str, str]) -> None:
    assert pair in pairs()
    assert pair[1] in {each.rule.name for each in report_of(PROJECTS[pair]).diagnostics}


def test_what_is_excused_is_listed() -> None:
    excused = {tuple(pair.split()) for listed in UNSEEN.values() for pair in listed}
    assert excused <= set(pairs())


NOISE = {"worker-without-isolation", "worker-stopped"}
"""What a page that is not isolated says of every worker, and every worker that fails."""


def test_what_the_browser_showed_names_the_rule() -> None:
    general = {entry.name for entry in known_errors() if entry.general} | NOISE
    seen = {(entry, rule) for rule, found in SEEN.items() for entries in found.values() for entry in entries}
    assert {(entry, rule) for entry, rule in seen if entry not in general} <= set(pairs())
