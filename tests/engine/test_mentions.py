"""A rule that asks for a word is run only where the word is said, and may be said in any spelling that counts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pyscript_doctor import Files, Session, Settings, check
from pyscript_doctor.engine.loader import rules
from pyscript_doctor.engine.mentions import Mentions, Wording
from tests.projects import page

ROOT = Path(__file__).resolve().parents[2]
SLEEPS = "import time\n\ntime.sleep(3)\n"
WAITS = "import asyncio\n\nawait asyncio.sleep(3)\n"


def names(files: dict[str, str]) -> set[str]:
    """The rules that find something."""
    return {each.rule.name for each in check(files).diagnostics}


@pytest.mark.parametrize(
    "text",
    [
        "proxy.destroy()",
        "proxy.Destroy()",
        "proxy.ｄestroy()",
        "getattr(proxy, name)()",
        '"de" "stroy"',
        "'de' +\n 'stroy'",
        r'"\x64estroy"',
        r'"\u0064estroy"',
        r'"\144estroy"',
        r'"\N{LATIN SMALL LETTER D}estroy"',
        '"de\\\nstroy"',
        "&#100;estroy",
        "&#x64;estroy",
    ],
)
def test_a_word_may_be_there_in_another_spelling(text: str) -> None:
    assert Wording(text).may_say("destroy")


@pytest.mark.parametrize(
    "text",
    ["", "proxy.close()", 'print("Hello", "world")', "it&#8217;s", "&amp;&lt;", 'total = 1 + \\\n 2\nsay("\\n")'],
)
def test_most_texts_do_not_hide_a_word(text: str) -> None:
    assert not Wording(text).may_say("destroy")


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("blocking-sleep", {"main.py": "import time\n\ntime.ｓleep(3)\n"}),
        ("blocking-sleep", {"main.py": 'import time\n\ngetattr(time, "sl" + "eep")(3)\n'}),
        ("package-import-name", {"main.py": "import sklearn\n", "c.json": '{"\\u0070ackages": ["sklearn"]}'}),
    ],
)
def test_a_rule_sees_what_is_spelt_otherwise(name: str, files: dict[str, str]) -> None:
    config = next((f' config="{path}"' for path in files if path.startswith("c.")), "")
    html = page(f'<script type="py" src="main.py"{config}></script>')
    assert name in names({"index.html": html, **files})


def test_a_config_in_an_attribute_may_have_character_references() -> None:
    config = "{&quot;&#112;ackages&quot;: [&quot;sklearn&quot;]}"
    html = page(f"<script type='py' config='{config}'>import sklearn</script>")
    assert "package-import-name" in names({"index.html": html})


def test_a_changed_file_wakes_a_rule_and_lets_it_sleep_again() -> None:
    html = page('<script type="py" src="main.py"></script>')
    session = Session(Files({"index.html": html, "main.py": WAITS.replace("sleep", "to_thread")}))
    found = []
    for source in (None, SLEEPS, WAITS, SLEEPS):
        if source is not None:
            session.change("main.py", source)
        found.append([each.rule.name for each in session.check().diagnostics])
    assert [("blocking-sleep" in each) for each in found] == [False, True, False, True]


def test_what_is_not_said_of_a_config_that_is_missing_is_counted_as_before() -> None:
    html = page('<script type="py" config="gone.toml">print(1)</script>')
    skipped = {skip.rule for skip in check({"index.html": html}).skips}
    assert {"package-unknown", "interpreter-not-url"} <= skipped


@pytest.mark.parametrize("folder", sorted(path.name for path in (ROOT / "fixtures").iterdir() if path.is_dir()))
def test_rules_that_are_left_out_find_nothing_when_they_run(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = Settings(select=frozenset({"ALL"}))
    asked = check(ROOT / "fixtures" / folder, everything)
    monkeypatch.setattr(Mentions, "may_have", lambda *_: True)
    assert check(ROOT / "fixtures" / folder, everything).diagnostics == asked.diagnostics


def test_a_small_project_loads_the_rules_alone_that_may_speak_of_it() -> None:
    code = (
        "import sys; from pyscript_doctor import check; "
        f"check({{'index.html': {page('<script type=py>print(1)</script>')!r}}}); "
        "print(*(name.rpartition('.')[2] for name in sys.modules if name.startswith('pyscript_doctor.rules.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    asking = {rule.module.rpartition(".")[2] for rule in rules() if rule.mentions}
    assert loaded.isdisjoint(asking)
    assert len(asking) > 60
