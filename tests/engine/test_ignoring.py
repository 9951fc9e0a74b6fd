"""Comments that the doctor writes itself: where they are legal, and so that nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.ignoring import NO_HELP, add_ignores
from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.engine.session import Session
from pyscript_doctor.settings import Settings
from pyscript_doctor.sources.memory import Files
from tests.projects import page
from tests.rule_pages import Example, examples

if TYPE_CHECKING:
    from collections.abc import Mapping

WITHOUT_ADVICE = Settings(ignore=frozenset({"output-nowhere", "heavy-packages-on-main"}))
MAIN = page('<script type="mpy" src="main.py"></script>')
COMMENT = "pyscript-doctor: ignore[blocking-sleep]"


def ignored(files: Mapping[str, str | bytes], reason: str = "") -> tuple[dict[str, bytes], list[tuple[str, str]]]:
    """The changed files, and for which rules no comment was written, with why. What is left is all that is found."""
    session = Session(Files(files), WITHOUT_ADVICE)
    report = session.check()
    done = add_ignores(session, report, report.diagnostics, reason)
    changed = {path: change.after for path, change in done.changes.items()}
    after = Session(Files({**files, **changed}), WITHOUT_ADVICE).check()
    left = [(each.diagnostic.rule.name, each.why) for each in done.left]
    assert sorted(each.rule.name for each in after.diagnostics) == sorted(name for name, _ in left)
    assert done.ignored + len(left) == len(report.diagnostics)
    return changed, left


def python(source: str | bytes) -> bytes:
    """A Python file with its comments; there is one for each finding."""
    changed, left = ignored({"index.html": MAIN, "main.py": source})
    assert left == []
    return changed["main.py"]


def test_in_python_a_comment_is_above_the_line_and_indented_as_it_is() -> None:
    source = "import time\nif True:\n    time.sleep(1)\nprint(1)\n"
    assert python(source).decode() == source.replace("    time", f"    # {COMMENT}\n    time")


def test_a_reason_follows_the_bracket() -> None:
    changed, _ = ignored({"index.html": MAIN, "main.py": "import time\ntime.sleep(1)\nprint(1)\n"}, "it is short")
    assert b"# pyscript-doctor: ignore[blocking-sleep] it is short\n" in changed["main.py"]


def test_behind_a_long_string_a_comment_is_at_the_end_of_the_line() -> None:
    source = 'import time\nx = """\n# no comment\n"""; time.sleep(1)\nprint(x)\n'
    assert python(source).decode() == source.replace("sleep(1)", f"sleep(1)  # {COMMENT}")


def test_behind_a_backslash_a_comment_is_at_the_end_of_the_line() -> None:
    source = "import time\nx = not \\\n  time.sleep(1)\nprint(x)\n"
    assert python(source).decode() == source.replace("sleep(1)", f"sleep(1)  # {COMMENT}")


def test_between_two_backslashes_there_is_no_place() -> None:
    source = "import time\nx = 1 + \\\n  (time.sleep(1) or 1) + \\\n  1\nprint(x)\n"
    changed, left = ignored({"index.html": MAIN, "main.py": source})
    assert (changed, left) == ({}, [("blocking-sleep", "no comment can be here")])


IMPORTING = page(
    '<p id="x"></p>\n'
    '<py-config>[files]\n"main.py" = ""</py-config>\n<script type="py">\nimport main\nmain.run()\n</script>'
)


def test_a_file_keeps_its_encoding() -> None:
    source = "# -*- coding: latin-1 -*-\nimport time\nx = '\xe4'\ntime.sleep(1)\nrun = print\n".encode("latin-1")
    changed, left = ignored({"index.html": IMPORTING, "main.py": source})
    assert left == []
    assert changed["main.py"] == source.replace(b"time.sleep", f"# {COMMENT}\ntime.sleep".encode())


def test_line_ends_byte_order_mark_and_encoding_stay() -> None:
    source = "\ufeffimport time\r\ntime.sleep(1)\r\nprint('ä')\r\n".encode()
    assert python(source) == source.replace(b"time.sleep", f"# {COMMENT}\r\ntime.sleep".encode())
    first = "\ufefffrom time import sleep; sleep(1); print(1)\r\n".encode()
    assert python(first) == first.replace(b"from", f"# {COMMENT}\r\nfrom".encode())


def test_a_comment_that_is_there_gets_one_name_more() -> None:
    source = (
        "import time\n# pyscript-doctor: ignore[mpy-missing-module] old\nimport dataclasses; time.sleep(1)\nprint(1)\n"
    )
    changed, left = ignored({"index.html": MAIN, "main.py": source})
    assert left == []
    assert b"# pyscript-doctor: ignore[mpy-missing-module, blocking-sleep] old\n" in changed["main.py"]


def html(body: str) -> tuple[str, list[tuple[str, str]]]:
    """The lines that were added to the body of a page."""
    before = page(body)
    changed, left = ignored({"index.html": before})
    after = changed.get("index.html", before.encode()).decode()
    added = list(after.splitlines())
    for line in before.splitlines():
        added.remove(line)
    return "\n".join(added), left


def test_in_html_a_comment_is_above_the_tag_even_if_the_fault_is_in_its_third_line() -> None:
    added, left = html('<div>\n  <script\n    type="mpy"\n    src="gone.py"></script>\n</div>')
    assert (added, left) == ("  <!-- pyscript-doctor: ignore[missing-local-file] -->", [])


def test_in_a_script_a_comment_is_python_or_javascript() -> None:
    assert html('<script type="mpy">\n  import time\n  time.sleep(1)\n  print(1)\n</script>') == (f"  # {COMMENT}", [])
    added, left = html('<script type="mpy">print(1)</script>\n<script type="module">\n  import "lodash";\n</script>')
    assert (added, left) == ("  // pyscript-doctor: ignore[js-bare-import]", [])


def test_code_on_the_line_of_its_tag_has_the_comment_above_the_tag() -> None:
    added, left = html('<script type="mpy">import time; time.sleep(1); print(1)</script>')
    assert (added, left) == (f"<!-- {COMMENT} -->", [])


def test_a_tag_that_starts_in_the_middle_of_a_line_and_goes_on_has_no_place() -> None:
    added, left = html('<p>text <script type="mpy"\n    src="gone.py"></script></p>')
    assert (added, left) == ("", [("missing-local-file", NO_HELP)])


def test_in_toml_a_comment_is_above_the_key_and_never_inside_of_an_array() -> None:
    config = 'name = "x"\npackages = [\n  "numpy",\n  "sklearn",\n]\n'
    files = {
        "index.html": page('<script type="py" src="main.py" config="pyscript.toml"></script>'),
        "main.py": "import sklearn\nimport numpy\nprint(sklearn, numpy)\n",
        "pyscript.toml": config,
    }
    changed, left = ignored(files)
    assert left == []
    comment = "# pyscript-doctor: ignore[package-import-name]\n"
    assert changed["pyscript.toml"].decode() == config.replace("packages", f"{comment}packages")


def test_the_config_of_a_page_has_its_comments_above_its_keys() -> None:
    config = '<py-config>\n  packages = [\n    "sklearn",\n  ]\n</py-config>'
    added, left = html(f'{config}\n<script type="py">\nimport sklearn\nsklearn.show_versions()\n</script>')
    assert (added, left) == ("  # pyscript-doctor: ignore[package-import-name]", [])


@pytest.mark.parametrize("attribute", [True, False])
def test_json_has_no_comments_and_an_attribute_has_them_above_its_tag(attribute: bool) -> None:
    config = '{"packages": ["sklearn"]}'
    named = f"config='{config}'" if attribute else 'config="pyscript.json"'
    files: dict[str, str | bytes] = {
        "index.html": page(f'<script type="py" src="main.py" {named}></script>'),
        "main.py": "import sklearn\nprint(sklearn)\n",
        "pyscript.json": config,
    }
    changed, left = ignored(files)
    assert left == ([] if attribute else [("package-import-name", "JSON has no comments")])
    assert set(changed) == ({"index.html"} if attribute else set())


def test_a_comment_about_comments_is_not_written() -> None:
    source = "print(1)  # pyscript-doctor: ignore[nothing]\n"
    _, left = ignored({"index.html": MAIN, "main.py": source})
    assert left == [("suppression-unknown", "it is about such a comment: change that")]


def test_what_is_not_the_users_own_is_not_written() -> None:
    session = Session(Files({"index.html": MAIN, "main.py": "import time\ntime.sleep(1)\nprint(1)\n"}))
    report = session.check()
    done = add_ignores(session, report, report.diagnostics, may_write=lambda path: path != "main.py")
    assert (done.changes, [each.why for each in done.left]) == ({}, ["this file is not written"])


FLAGGED = [
    pytest.param(example, id=f"{rule.name}: {example.title}", marks=pytest.mark.in_turns(rule.name))
    for rule in rules()
    if rule.section != "suppressions"
    for example in [each for each in examples(page_text(rule)) if each.flagged][:1]
]


@pytest.mark.parametrize("example", FLAGGED)
def test_after_the_comments_nothing_is_found_where_comments_exist(example: Example) -> None:
    files: dict[str, str | bytes] = dict(example.files)
    _, left = ignored(files, "known")
    assert {why for _, why in left} <= {"JSON has no comments", "no comment can be here", NO_HELP}
