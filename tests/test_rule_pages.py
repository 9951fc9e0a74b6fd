"""What a rule's page says, read as data; and that every rule's page keeps to the grammar."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from tests.browser.runtimes import ROOT, manifest
from tests.in_one_test import in_one_test
from tests.rule_pages import NEWEST_IN_EXAMPLES, PageError, examples

if TYPE_CHECKING:
    from pathlib import Path

PAGES = sorted((ROOT / "rules").glob("*/*.md"))

PAGE = """\
# A title

## Why

```html
<p>no example</p>
```

## How to fix it

Do it.

## Flagged

### The first {since=2024.8.1 until=2025.3.1}

Some words.

```html title="index.html" hl_lines="2 4-5"
<script src="https://pyscript.net/releases/2026.7.3/core.js">
```

```python title="app/main.py" hl_lines="1"
import js
```

```console
an error
```

```page
a banner
```

### The second {proof="no browser can do this" host="insecure.example"}

```yaml title="_config.yml"
theme: none
```

## Not flagged

### The third {click="button.go"}

```html title="start.html"
<p>
```

```js title="https://cdn.example/library.js" headers="none"
export default 1
```
"""


def test_examples_come_in_order_with_their_section() -> None:
    assert [(example.title, example.flagged) for example in examples(PAGE)] == [
        ("The first", True),
        ("The second", True),
        ("The third", False),
    ]


def test_blocks_are_files_or_expected_texts() -> None:
    first = examples(PAGE)[0]
    assert list(first.files) == ["index.html", "app/main.py"]
    assert first.flagged_lines == {"index.html": {2, 4, 5}, "app/main.py": {1}}
    assert first.console == ("an error",)
    assert first.page == ("a banner",)
    assert first.path == "index.html"


def test_heading_says_what_the_example_holds_for() -> None:
    first, second, third = examples(PAGE)
    assert first.releases(["2024.7.1", "2024.8.1", "2024.10.2", "2025.3.1", "2025.5.1"]) == [
        "2024.8.1",
        "2024.10.2",
        "2025.3.1",
    ]
    assert second.proof == "no browser can do this"
    assert second.host == "insecure.example"
    assert third.click == "button.go"


def test_page_is_index_html_or_the_only_one() -> None:
    assert examples(PAGE)[2].path == "start.html"


def test_title_that_is_a_url_is_a_file_of_another_host() -> None:
    third = examples(PAGE)[2]
    assert third.remote == {"https://cdn.example/library.js": "export default 1\n"}
    assert third.private == {"https://cdn.example/library.js"}
    assert list(third.files) == ["start.html"]


def test_newest_release_is_swapped_for_the_one_that_is_tested() -> None:
    first = examples(PAGE)[0]
    assert "releases/2025.3.1/core.js" in first.files_for("2025.3.1")["index.html"]
    assert first.files_for(NEWEST_IN_EXAMPLES) == first.files


def test_block_that_shows_the_body_alone_is_the_standard_page_around_it() -> None:
    shown = """\
        <script type="py">
          print(1)

          print(pi)
        </script>
    """
    heading = f'## Flagged\n\n### One\n\n```html title="index.html" body hl_lines="4"\n{dedent(shown)}```\n'
    whole = dedent(f"""\
        <!doctype html>
        <html>
        <head>
          <link rel="stylesheet" href="https://pyscript.net/releases/{NEWEST_IN_EXAMPLES}/core.css">
          <script type="module" src="https://pyscript.net/releases/{NEWEST_IN_EXAMPLES}/core.js"></script>
        </head>
        <body>
          <script type="py">
            print(1)

            print(pi)
          </script>
        </body>
        </html>
    """)
    (example,) = examples(heading)
    assert example.files == {"index.html": whole}
    assert example.flagged_lines == {"index.html": {11}}
    assert whole.splitlines()[11 - 1].strip() == "print(pi)"
    assert "releases/2024.1.1/core.js" in example.files_for("2024.1.1")["index.html"]


@pytest.mark.parametrize(
    ("section", "complaint"),
    [
        ('### One {sinse=2024.1.1}\n\n```html title="index.html"\n```', "not what a heading can say"),
        ("### One\n\n```html\n<p>\n```", "a file with a title"),
        ('### One\n\n```python title="main.py"\n```', "no index.html"),
        ('### One\n\n```html title="index.html" bodies\n<p>\n```', "not what this block can say"),
        ('### One\n\n```python title="main.py" body\n```', "not what this block can say"),
        ('```html title="index.html"\n```', "before the first example's heading"),
        ('### One\n\n```html title="a.html"\n```\n\n```html title="a.html"\n```', "there twice"),
    ],
)
def test_breaches_of_the_grammar_are_errors(section: str, complaint: str) -> None:
    with pytest.raises(PageError, match=complaint):
        examples(f"# A title\n\n## Flagged\n\n{dedent(section)}\n")


@in_one_test(PAGES, lambda page: page.stem)
def test_every_example_of_a_rule_can_be_proven_or_says_why_not(page: Path) -> None:
    found = examples(page.read_text(encoding="utf-8"))
    assert {example.flagged for example in found} == {True, False}
    for example in found:
        assert example.proof or example.releases(manifest().releases), f"{example.title}: no release of the manifest"
        assert example.flagged or not example.flagged_lines, f"{example.title}: highlights what is not flagged"


def test_newest_release_of_the_manifest_is_that_of_the_examples() -> None:
    assert manifest().newest == NEWEST_IN_EXAMPLES
