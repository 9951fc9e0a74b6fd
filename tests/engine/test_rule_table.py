"""The doctor knows its rules from a table, and trusts it only while it is that of the files."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.engine.loader import imported_rules, rules
from pyscript_doctor.engine.rule_table import TABLE, table_of, tabled_rules

if TYPE_CHECKING:
    from pyscript_doctor.engine.rule import Rule

RULES = Path(__file__).resolve().parents[2] / "rules"


def _said(rule: Rule) -> dict[str, object]:
    """All that a rule says of itself; of its functions, which are imported later, that they are there."""
    fields = {field.name: getattr(rule, field.name) for field in dataclasses.fields(rule) if field.name != "check"}
    return {**fields, "matters": rule.matters is not None, "description": rule.description}


def test_the_table_says_of_each_rule_what_its_module_says() -> None:
    tabled = tabled_rules(str(RULES))
    assert tabled is not None
    assert list(map(_said, tabled)) == list(map(_said, imported_rules()))


def test_no_rule_is_imported_to_know_which_there_are() -> None:
    code = (
        "import sys; from pyscript_doctor.engine.loader import rules; rules(); "
        "print(sum(name.startswith('pyscript_doctor.rules.') for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == 0


def test_a_rule_whose_file_has_changed_makes_the_table_void(tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    (tmp_path / "rules" / TABLE).write_text(table_of(rules(), str(tmp_path / "rules")), encoding="utf-8")
    assert tabled_rules(str(tmp_path / "rules")) is not None
    changed = next((tmp_path / "rules" / "main_thread").glob("*.py"))
    changed.write_text(changed.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    assert tabled_rules(str(tmp_path / "rules")) is None


def test_a_new_rule_makes_the_table_void(tmp_path: Path) -> None:
    shutil.copytree(RULES, tmp_path / "rules")
    (tmp_path / "rules" / "main_thread" / "of_mine.py").write_text("", encoding="utf-8")
    assert tabled_rules(str(tmp_path / "rules")) is None


def test_a_table_that_is_not_one_is_void(tmp_path: Path) -> None:
    for text in ("", "[]", "{}", '{"format": 1, "files": {}, "rules": [{}]}', "\0"):
        (tmp_path / TABLE).write_text(text, encoding="utf-8")
        assert tabled_rules(str(tmp_path)) is None
