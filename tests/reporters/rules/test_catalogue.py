"""The list of the rules, and their pages for a reader."""

from __future__ import annotations

import json

from pyscript_doctor.engine.finding import Severity
from pyscript_doctor.engine.fix_kind import FixKind
from pyscript_doctor.engine.loader import rules as all_rules
from pyscript_doctor.reporters.rules.catalogue import rule_lines, rules_to_json
from pyscript_doctor.reporters.rules.page import page, wrapped
from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.terminal.visible import width
from tests.reporters.examples import CONFIG_RULE, WORKER_RULE, a_rule, lines


def test_rules_stand_under_their_sections() -> None:
    rules = [
        CONFIG_RULE,
        a_rule("config-unused", section="configuration", default=False),
        a_rule("config-type", section="configuration", severity=Severity.WARNING),
        a_rule("page-empty", section="workers_via_javascript", guide="workers/#creating-workers-dynamically"),
        WORKER_RULE,
    ]
    kinds = dict.fromkeys((rule.name for rule in rules), FixKind.NONE)
    kinds |= {"config-unused": FixKind.UNSAFE, "config-type": FixKind.SAFE}
    assert plain(rule_lines(rules, kinds, 80)) == lines("""
        configuration  https://docs.pyscript.net/latest/user-guide/configuration/
          config-invalid            error
              Something that is wrong.
          config-unused             error    fix: unsafe  (off by default)
              Something that is wrong.
          config-type               warning  fix: safe
              Something that is wrong.

        workers-via-javascript
          https://docs.pyscript.net/latest/user-guide/workers/#creating-workers-dynamically
          page-empty                error
              Something that is wrong.

        workers  https://docs.pyscript.net/latest/faq/#sharedarraybuffer
          worker-without-isolation  error
              Something that is wrong.

        5 rules. The doctor can fix what 2 of them find. `check --fix` makes the safe
        fixes, after which the page certainly does what its author meant.
        `--unsafe-fixes` makes the others too: look at what they did. Sometimes means
        that only some findings have a fix, or that some fixes are safe and others are
        not.
    """)


def test_every_rule_fits_into_80_columns() -> None:
    shown = plain(
        rule_lines(all_rules(), dict.fromkeys((rule.name for rule in all_rules()), FixKind.SOMETIMES), 80)
    ).splitlines()
    assert [each for each in shown if width(each) > 80 and "https:" not in each] == []


def test_the_list_for_other_tools() -> None:
    assert json.loads(rules_to_json([WORKER_RULE], {WORKER_RULE.name: FixKind.NONE})) == {
        "version": 1,
        "rules": [
            {
                "name": "worker-without-isolation",
                "section": "workers",
                "severity": "error",
                "effect": "script-dies",
                "fix": None,
                "description": "Something that is wrong.",
                "default": True,
                "faq": "https://docs.pyscript.net/latest/faq/#sharedarraybuffer",
                "guide": None,
                "url": "https://pyscript.github.io/pyscript-doctor/docs/rules/worker-without-isolation/",
            }
        ],
    }


def test_a_page_puts_into_words_what_its_examples_say_to_the_tests() -> None:
    written = lines("""
        # Workers

        ## Flagged

        ### A worker {since=2024.8.1 until=2025.3.1}

        ```html title="index.html" hl_lines="2"
        <p>
        ```

        ```console
        Unable
        ```

        ### Another {proof="a dead host"}

        ```html title="index.html" body hl_lines="1"
        <script type="py" worker></script>
        ```

        ```text title="_headers"
        /*
        ```
    """)
    assert page(WORKER_RULE, written) == lines("""
        # Workers

        `worker-without-isolation`, error, https://docs.pyscript.net/latest/faq/#sharedarraybuffer

        ## Flagged

        ### A worker (since 2024.8.1 until 2025.3.1)

        `index.html`, flagged at line 2:

        ```html
        <p>
        ```

        The browser's console shows:

        ```console
        Unable
        ```

        ### Another

        `index.html`, inside `<body>`, flagged at line 1:

        ```html
        <script type="py" worker></script>
        ```

        `_headers`:

        ```text
        /*
        ```
    """)


def test_paragraphs_of_a_page_fit_the_width_and_code_stays() -> None:
    written = lines("""
        # A long title stays on its line

        One two
        three four.
        - an item that stays

        ```python
        if so:
            this = "stays, however long it is"
        ```
        Five.
    """)
    assert wrapped(written, 11) == lines("""
        # A long title stays on its line

        One two
        three four.
        - an item that stays

        ```python
        if so:
            this = "stays, however long it is"
        ```
        Five.
    """)
    assert wrapped("One two three\nfour.\n", 9) == "One two\nthree\nfour.\n"
