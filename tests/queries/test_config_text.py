"""Help repeats what to write into a config in the syntax that the config has."""

from __future__ import annotations

import pytest

from pyscript_doctor import check
from tests.projects import page

TOML = ("<py-config>\n{}\n</py-config>", 'packages = ["pandas"]', '[files]\n"./data.csv" = ""')
JSON = (
    '<py-config type="json">\n{}\n</py-config>',
    '"packages": ["pandas"]',
    '"files": {"./data.csv": ""}',
)


@pytest.mark.parametrize(("config", "packages", "files"), [TOML, JSON])
def test_help_is_written_as_the_config_is(config: str, packages: str, files: str) -> None:
    held = "{}" if config is JSON[0] else ""
    script = '<script type="py">\nimport pandas\nopen("./data.csv")\n</script>'
    report = check({"index.html": page(config.format(held) + "\n" + script), "data.csv": ""})
    helps = {each.rule.name: each.finding.help for each in report.diagnostics}
    assert packages in helps["import-without-package"]
    assert files in helps["open-not-in-files"]
