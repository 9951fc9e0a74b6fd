"""Applying fixes: what is fixed, in which order, and what is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pyscript_doctor import SAFE, UNSAFE, Files, Session, Settings
from pyscript_doctor.edits.fix import Fix
from pyscript_doctor.engine.applying import Applied, apply_fixes
from pyscript_doctor.engine.editing import Offer, edited, without_overlap
from pyscript_doctor.parsers.text import Edit
from tests.rule_pages import in_standard_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from pyscript_doctor.engine.finding import Diagnostic

BOTH = frozenset({SAFE, UNSAFE})
CORE = "https://pyscript.net/releases/2026.7.3/core"
HEAD = f'<link rel="stylesheet" href="{CORE}.css"><script type="module" src="{CORE}.js"></script>'


def applied(files: dict[str, str | bytes], settings: Settings | None = None, **options: object) -> Applied:
    may_write = options.get("may_write")
    session = Session(Files(files), settings)
    if callable(may_write):
        return apply_fixes(session, BOTH, may_write=may_write)
    return apply_fixes(session, BOTH)


def after(path: str, files: dict[str, str | bytes]) -> str:
    return applied(files).changes[path].after.decode()


def test_safe_fixes_alone_are_made_unless_more_is_asked_for() -> None:
    files = {"index.html": HEAD.replace(' type="module"', "") + "<script type=py>import numpy</script>"}
    safe = apply_fixes(Session(Files(files)))
    assert safe.fixed == 1
    assert b'type="module"' in safe.changes["index.html"].after
    assert b"packages" not in safe.changes["index.html"].after
    assert "packages" in after("index.html", dict(files))


def test_two_findings_share_an_import_and_two_packages_come_in_two_rounds() -> None:
    script = """\
    <script type="py">
      import numpy, pandas
      from pyscript import window
      window.setTimeout(lambda: numpy, 1)
      window.setTimeout(lambda: pandas, 2)
    </script>
    """
    page = after("index.html", {"index.html": in_standard_page(script)})
    assert page.count("from pyscript.ffi import create_proxy") == 1
    assert page.count("create_proxy(lambda: ") == 2
    assert 'packages = ["numpy", "pandas"]' in page or 'packages = ["pandas", "numpy"]' in page


def test_second_run_changes_nothing() -> None:
    files: dict[str, str | bytes] = {
        "index.html": HEAD.replace("releases/2026.7.3", "latest")
        + '<button py-click="go()">x</button><script type="py" src="Main.py" config="pyscript.toml"></script>',
        "main.py": "import tools, numpy\ndef go(event):\n    pass\n",
        "tools.py": "",
        "pyscript.toml": 'packages = [ "PIL" ] # keep\n',
    }
    first = applied(files)
    assert set(first.changes) == {"index.html", "pyscript.toml"}
    second = applied({**files, **{path: change.after for path, change in first.changes.items()}})
    assert second.changes == {}


def test_fix_of_a_config_that_a_parser_would_refuse_is_dropped() -> None:
    """basic-toml, which reads this config, takes no quoted key in an inline table."""
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<py-config>files = {{ a = "b.py" }}</py-config><script type=py>import tools</script>',
        "tools.py": "",
        "a": "",
    }
    result = applied(files)
    assert result.changes == {}
    assert [each.finding.fix for each in result.report.diagnostics if each.rule.name == "import-not-in-files"] == [None]


def test_fix_after_which_something_as_bad_fails_is_dropped() -> None:
    """Without `new` the worker starts, but too early: it has no module `pyscript`."""
    script = f'import {{ MPWorker }} from "{CORE}.js";\nconst worker = new MPWorker("./worker.py");\n'
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<script type="module">{script}</script>',
        "worker.py": "from pyscript import sync\n",
    }
    assert applied(files).changes == {}


def test_handler_gets_a_parameter_with_the_name_that_calls_it() -> None:
    page = f'{HEAD}<button py-click="go()">x</button><script type="py">def go():\n  pass\n</script>'
    after_fix = page.replace("go()", "go", 1).replace("go()", "go(event=None)")
    assert after("index.html", {"index.html": page}) == after_fix


def test_fix_of_shared_python_is_offered_only_if_it_suits_all_who_run_it() -> None:
    """One page has the id, the other has one like it: what helps this one breaks that one."""
    script = '<script type="py" src="main.py"></script>'
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<p id="output"></p>{script}',
        "other.html": f'{HEAD}<p id="ouput"></p>{script}',
        "main.py": 'from pyscript import document\n\ndocument.getElementById("ouput").innerText = "x"\n',
    }
    found = [each for each in Session(Files(files)).check().diagnostics if each.rule.name == "element-is-null"]
    assert [each.finding.fix for each in found] == [None]
    assert applied(files).changes == {}


def test_fix_that_does_no_harm_to_others_is_made_in_shared_python() -> None:
    """MicroPython needs no proxy, but takes one."""
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<script type="py" src="main.py"></script><script type="mpy" src="main.py"></script>',
        "main.py": "from pyscript import window\n\nwindow.setTimeout(lambda: print(1), 10)\n",
    }
    assert "create_proxy(lambda: print(1))" in after("main.py", files)


def test_what_fails_in_a_file_that_was_not_reached_is_not_new() -> None:
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<script type="py" src="Main.py"></script>',
        "main.py": "import js\n\njs.Event('x')\n",
    }
    assert set(applied(files).changes) == {"index.html", "main.py"}


def test_misspelled_table_is_renamed_and_not_written_a_second_time() -> None:
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<script type=py config="a.toml">import tools</script>',
        "a.toml": '[Files]\n"./tools.py" = ""\n',
        "tools.py": "",
    }
    assert after("a.toml", files) == '[files]\n"./tools.py" = ""\n'


def test_config_of_which_pyscript_ignores_a_part_is_left_alone() -> None:
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<script type=py config="a.toml">import numpy</script>',
        "a.toml": "{\n",
    }
    assert applied(files).changes == {}


def test_file_that_must_not_be_written_keeps_its_fault() -> None:
    page = HEAD.replace(' type="module"', "")
    assert applied({"index.html": page}, may_write=lambda path: path != "index.html").changes == {}
    excluded = Settings(exclude=("shared/",))
    files: dict[str, str | bytes] = {
        "index.html": f'{HEAD}<script type=py src="shared/main.py"></script>',
        "shared/main.py": "import numpy",
    }
    assert set(applied(files, excluded).changes) <= {"index.html"}


@pytest.mark.parametrize("encode", [
    lambda text: b"\xef\xbb\xbf" + text.encode(),
    lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    lambda text: text.replace("\n", "\r\n").encode(),
    lambda text: f'<meta charset="iso-8859-1">{text}'.encode("cp1252"),
])  # fmt: skip
def test_encoding_line_ends_and_byte_order_mark_stay(encode: Callable[[str], bytes]) -> None:
    text = f'{HEAD}\n<p>\u00e4</p>\n<script type="py">\n  import numpy\n</script>\n'
    content = encode(text)
    result = applied({"index.html": content}).changes["index.html"].after
    added = encode('<py-config>\n  packages = ["numpy"]\n</py-config>\n')
    mark = encode("")
    assert result.replace(added[len(mark) :], b"") == content


def test_bytes_that_are_no_text_keep_the_file_from_being_written() -> None:
    assert edited(b"a\xff", "a\ufffd", [Edit("a", 0, 1, "b")]) is None
    assert edited("\u00e4".encode(), "\u00e4", [Edit("a", 1, 1, "b")]) == "\u00e4b".encode()


def offer(diagnostic: Diagnostic, *edits: Edit) -> Offer:
    return Offer(diagnostic, Fix(SAFE, "", edits))


def test_of_overlapping_edits_the_first_is_kept_and_the_same_edit_twice_is_one() -> None:
    report = Session(Files({"index.html": HEAD.replace(' type="module"', "")})).check()
    diagnostic = report.diagnostics[0]
    first = offer(diagnostic, Edit("a", 0, 5, "x"), Edit("a", 9, 9, "import"))
    shares = offer(diagnostic, Edit("a", 9, 9, "import"), Edit("a", 6, 7, "z"))
    overlaps = offer(diagnostic, Edit("a", 4, 6, "y"))
    elsewhere = offer(diagnostic, Edit("b", 4, 6, "y"))
    assert without_overlap([first, shares, overlaps, elsewhere]) == [first, shares, elsewhere]
