"""The command as a user meets it: what it prints, and how it exits."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.command import Result, doctor

if TYPE_CHECKING:
    from pathlib import Path

CORE = """\
<!doctype html>
<html>
<link rel="stylesheet" href="https://pyscript.net/releases/2026.7.3/core.css">
<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>
"""
GOOD = CORE + '<script type="py">\nprint("hello")\n</script>\n'
WARNING = CORE.replace("releases/2026.7.3", "latest") + '<script type="py">\nprint("hello")\n</script>\n'
ERROR = CORE + '<script type="py">\nimport js\njs.setTimeout(lambda: print("never"), 10)\n</script>\n'
UNLESS = CORE + '<script type="py" worker>\nfrom pyscript import document\ndocument.title = "x"\n</script>\n'


def write(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_html", ".html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def findings(result: Result) -> list[str]:
    return [finding["rule"] for finding in json.loads(result.stdout)["findings"]]


# What was found decides how it exits


def test_a_good_project_gets_a_clean_bill_and_0(tmp_path: Path) -> None:
    result = doctor("check", cwd=write(tmp_path, index_html=GOOD))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "All good: nothing wrong was found.\n"
        "Checked index.html with 1 script on PyScript 2026.7.3: Pyodide on the main\n"
        "thread.\n"
    )


def test_an_error_is_shown_where_it_is_and_exits_with_1(tmp_path: Path) -> None:
    result = doctor("check", cwd=write(tmp_path, index_html=ERROR))
    assert result.returncode == 1
    assert "error[callback-without-create-proxy]" in result.stdout
    assert " --> index.html:7:15\n" in result.stdout
    assert "7 | js.setTimeout(lambda" in result.stdout


def test_a_project_without_pyscript_says_so_and_exits_with_0(tmp_path: Path) -> None:
    result = doctor("check", cwd=write(tmp_path, index_html="<p>Hello"))
    assert result.returncode == 0
    assert result.stdout.startswith("No page that runs PyScript was found")


def test_paths_are_relative_to_the_working_directory(tmp_path: Path) -> None:
    write(tmp_path, site__index_html=ERROR)
    result = doctor("check", "site", "--output-format", "json", cwd=tmp_path)
    assert json.loads(result.stdout)["findings"][0]["path"] == "site/index.html"
    (tmp_path / "other").mkdir()
    result = doctor("check", "../site", "--output-format", "json", cwd=tmp_path / "other")
    assert json.loads(result.stdout)["findings"][0]["path"] == "../site/index.html"


@pytest.mark.parametrize(
    ("page", "options", "code"),
    [
        (WARNING, [], 1),
        (WARNING, ["--fail-level", "error"], 0),
        (ERROR, ["--fail-level", "error"], 1),
        (ERROR, ["--exit-zero"], 0),
        (UNLESS, [], 0),
        (UNLESS, ["--strict"], 1),
        (UNLESS, ["--strict", "--fail-level", "error"], 0),
    ],
)
def test_the_fail_level_and_circumstances_decide(tmp_path: Path, page: str, options: list[str], code: int) -> None:
    result = doctor("check", *options, cwd=write(tmp_path, index_html=page))
    assert result.returncode == code
    assert " found.\n" in result.stdout


def test_a_binary_page_is_one_line_and_2_which_outranks_1(tmp_path: Path) -> None:
    write(tmp_path, index_html=ERROR)
    (tmp_path / "binary.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    result = doctor("check", "--output-format", "concise", cwd=tmp_path)
    assert result.returncode == 2
    assert [line for line in result.stdout.splitlines() if line.startswith("binary.html: could not be read: ")]
    assert doctor("check", "--exit-zero", cwd=tmp_path).returncode == 2


def test_a_broken_config_is_a_finding_not_a_failure(tmp_path: Path) -> None:
    write(tmp_path, index_html=CORE + '<script type="py" config="./pyscript.toml">print(1)</script>\n')
    (tmp_path / "pyscript.toml").write_text("packages = [\n", encoding="utf-8")
    result = doctor("check", "--output-format", "json", cwd=tmp_path)
    assert result.returncode == 1
    assert findings(result) == ["config-invalid"]


# Which rules run


def test_rules_are_selected_and_ignored(tmp_path: Path) -> None:
    write(tmp_path, index_html=ERROR.replace("releases/2026.7.3", "latest"))
    both = doctor("check", "--output-format", "json", cwd=tmp_path)
    assert set(findings(both)) == {"pyscript-latest", "callback-without-create-proxy"}
    one = doctor("check", "--output-format", "json", "--select", "pyscript-latest", cwd=tmp_path)
    assert findings(one) == ["pyscript-latest"]
    other = doctor("check", "--output-format", "json", "--ignore", "pyscript-latest", cwd=tmp_path)
    assert findings(other) == ["callback-without-create-proxy"]
    none = doctor("check", "--ignore", "pyscript-latest,borrowed-proxy", cwd=tmp_path)
    assert none.returncode == 0


def test_an_unknown_rule_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    result = doctor("check", "--ignore", "pyscript-lates", cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "pyscript-doctor: error: there is no rule or section named 'pyscript-lates': did you mean pyscript-latest?\n"
    )


# What a user gets wrong


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "missing"], "missing: there is no such file or folder"),
        (["check", "--output-format", "xml"], "there is no format 'xml': the formats are text, concise, json"),
        (["check", "--fail-level", "worst"], "--fail-level: there is no 'worst': use error, warning or info\n"),
        (["check", "--fail-level", "warn"], "--fail-level: there is no 'warn': did you mean 'warning'?\n"),
        (["check", "--fx"], "there is no option '--fx': did you mean '--fix'?\n"),
        (["check", "--fx"], "Try `pyscript-doctor check --help`.\n"),
        (["inspect", "--valeus", "main.py"], "did you mean '--values'?\nTry `pyscript-doctor inspect --help`.\n"),
        (["check", "-v"], "there is no option '-v': `--quiet` says less"),
        (["--fix", "."], "'--fix' is an option of a command: write `pyscript-doctor check --fix .`\n"),
        (["help", "chekc"], "there is no command 'chekc': did you mean 'check'?"),
        (["rules", "all"], "'all' is too much: pyscript-doctor rules takes no such argument"),
        (["inspect", "--format", "jsno"], "--output-format: there is no 'jsno': did you mean 'json'?"),
        (["inspect", "https://example.org/"], "https://example.org/: this command reads files"),
        (["index.html"], "say what to do with 'index.html': `pyscript-doctor check index.html`"),
        (["chekc"], "there is no command 'chekc': did you mean 'check'?"),
        (["explain", "worker-isolation"], "did you mean worker-without-isolation"),
        (["explain"], "the following arguments are required: RULE"),
    ],
)
def test_a_slip_is_answered_with_a_line_and_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    result = doctor(*arguments, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_without_arguments_it_shows_how_it_is_used(tmp_path: Path) -> None:
    result = doctor(cwd=tmp_path)
    assert result.returncode == 2
    assert "pyscript-doctor check index.html" in result.stderr


def test_help_shows_examples_and_exit_codes(tmp_path: Path) -> None:
    assert "examples:" in doctor("--help", cwd=tmp_path).stdout
    assert "exit codes:" in doctor("check", "--help", cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("arguments", "same"),
    [
        (["help"], ["--help"]),
        (["help", "check"], ["check", "--help"]),
        (["version"], ["--version"]),
        (["-v"], ["--version"]),
        (["-V"], ["--version"]),
        (["rules", "--format", "json"], ["rules", "--output-format", "json"]),
        (["rules", "--no-color"], ["rules", "--color", "never"]),
    ],
)
def test_what_other_programs_have_works(tmp_path: Path, arguments: list[str], same: list[str]) -> None:
    meant = doctor(*same, cwd=tmp_path)
    assert meant.returncode == 0
    assert doctor(*arguments, cwd=tmp_path).stdout == meant.stdout


@pytest.mark.parametrize("columns", ["60", "72", "100"])
@pytest.mark.parametrize("command", ["--help", "check", "inspect", "explain", "report", "rules", "init", "completion"])
def test_help_is_as_wide_as_the_terminal(tmp_path: Path, command: str, columns: str) -> None:
    arguments = [command] if command == "--help" else [command, "--help"]
    lines = doctor(*arguments, cwd=tmp_path, COLUMNS=columns).stdout.splitlines()
    too_wide = [line for line in lines if len(line) > int(columns) and not line.startswith("  pyscript-doctor")]
    assert too_wide == []
    assert command != "check" or max(map(len, lines)) > int(columns) * 0.8


def test_version_starts_nearly_as_fast_as_python(tmp_path: Path) -> None:
    """At most 2.5 times as long as an empty program: completion and hooks start the doctor all the time."""

    def fastest(*command: str) -> float:
        times = []
        for _ in range(7):
            before = processor_time()
            subprocess.run([sys.executable, "-I", *command], cwd=tmp_path, check=True, capture_output=True)
            times.append(processor_time() - before)
        return min(times)

    def processor_time() -> float:
        """Seconds that the processes started here have used, in microseconds and not in hundredths of a second."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    main = "from pyscript_doctor.cli.main import main; main(['--version'])"
    assert fastest("-c", main) <= 2.5 * max(fastest("-c", "pass"), 0.01)


def test_version_is_one_line(tmp_path: Path) -> None:
    result = doctor("--version", cwd=tmp_path)
    assert result.returncode == 0
    assert re.fullmatch(r"pyscript-doctor \d+\.\d+\.\d+\S*\n", result.stdout)


def check_that_raises(error: str, cwd: Path, **environment: str) -> Result:
    """A run whose engine fails in this way."""
    code = (
        "import pyscript_doctor.engine.check\n"
        "from pyscript_doctor.cli.main import main\n"
        f"def check(*_, **_named):\n    raise {error}\n"
        "pyscript_doctor.engine.check.check_targets = check\n"
        "raise SystemExit(main(['check']))"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, "PYSCRIPT_DOCTOR_DEBUG": "", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_fault_of_our_own_is_one_line(tmp_path: Path) -> None:
    result = check_that_raises("KeyError('x\\ny')", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("pyscript-doctor: internal error (KeyError: 'x\\ny').")
    assert result.stderr.count("\n") == 1


def test_its_traceback_is_shown_on_request(tmp_path: Path) -> None:
    assert "Traceback" in check_that_raises("KeyError()", tmp_path, PYSCRIPT_DOCTOR_DEBUG="1").stderr


def test_a_lack_of_memory_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    result = check_that_raises("MemoryError", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "pyscript-doctor: error: there is not enough memory. "
        "Check fewer files at once, or leave large ones out with the setting `exclude`\n"
    )


def test_an_interrupt_is_quiet(tmp_path: Path) -> None:
    result = check_that_raises("KeyboardInterrupt", tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")


# The other commands


def test_explain_shows_the_page_of_a_rule(tmp_path: Path) -> None:
    result = doctor("explain", "worker-without-isolation", cwd=tmp_path)
    assert result.returncode == 0
    assert "## How to fix it" in result.stdout
    assert "https://docs.pyscript.net/latest/faq/#sharedarraybuffer" in result.stdout
    colored = doctor("explain", "worker-without-isolation", "--color", "always", cwd=tmp_path)
    assert "\x1b[" in colored.stdout
    assert "## How to fix it" not in colored.stdout


def test_explain_takes_a_name_as_a_report_shows_it(tmp_path: Path) -> None:
    result = doctor("explain", "[worker_without_isolation]", cwd=tmp_path)
    assert result.returncode == 0


def test_rules_lists_every_rule(tmp_path: Path) -> None:
    shown = doctor("rules", cwd=tmp_path)
    listed = json.loads(doctor("rules", "--output-format", "json", cwd=tmp_path).stdout)["rules"]
    assert {"worker-without-isolation", "config-invalid"} <= {rule["name"] for rule in listed}
    for rule in listed:
        assert re.search(f"^  {rule['name']} +{rule['severity']}", shown.stdout, re.MULTILINE)
        assert rule["description"]


# Where the output goes


def test_json_is_the_whole_output(tmp_path: Path) -> None:
    document = json.loads(doctor("check", "--output-format", "json", cwd=write(tmp_path, index_html=ERROR)).stdout)
    assert set(document) == {"version", "findings", "ignored", "problems", "troubles", "summary", "tool"}
    assert document["summary"]["pages"] == 1
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", document["tool"]["knowledge"])


def test_colour_is_for_those_who_want_it(tmp_path: Path) -> None:
    write(tmp_path, index_html=ERROR)
    assert "\x1b" not in doctor("check", cwd=tmp_path).stdout
    assert "\x1b[" in doctor("check", "--color", "always", cwd=tmp_path).stdout
    assert "\x1b[" in doctor("check", cwd=tmp_path, FORCE_COLOR="1").stdout
    assert "\x1b" not in doctor("check", cwd=tmp_path, FORCE_COLOR="1", NO_COLOR="1").stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_an_encoding_that_lacks_a_character_crashes_nothing(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, index_html=ERROR.replace("never", "日本 🐍"))
    result = doctor("check", cwd=tmp_path, PYTHONIOENCODING=encoding)
    assert result.returncode == 1
    assert "?? ?" in result.stdout


@pytest.mark.skipif(os.name == "nt", reason="file names of Windows are text")
def test_a_file_name_that_is_no_text_crashes_nothing(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"a\xff.html")).write_text(ERROR)
    except OSError:
        pytest.skip("the file system refuses the name")
    assert "a\\udcff.html:7:15: error" in doctor("check", "--output-format", "concise", cwd=tmp_path).stdout
    assert json.loads(doctor("check", "--output-format", "json", cwd=tmp_path).stdout)["summary"]["errors"] == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows close otherwise")
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    write(tmp_path, **{f"page{number}_html": ERROR for number in range(20)})
    process = subprocess.Popen(
        [sys.executable, "-m", "pyscript_doctor", "check"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 1


# Start-up

HEAVY = {"rich", "bs4", "httpx", "markdown_it", "pygments", "packaging", "pathspec", "importlib.metadata", "asyncio"}


def imported(*arguments: str, cwd: Path) -> set[str]:
    """Which modules a run imports that fails with no error."""
    code = (
        "import sys\n"
        "from pyscript_doctor.cli.main import main\n"
        "try:\n    code = main(sys.argv[1:])\nexcept SystemExit as exit:\n    code = exit.code\n"
        "print(*sys.modules, file=sys.stderr)\n"
        "assert code in (0, 1), code"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=True
    )
    return set(result.stderr.split())


def test_version_imports_next_to_nothing(tmp_path: Path) -> None:
    modules = imported("--version", cwd=tmp_path)
    assert not modules & HEAVY
    own = {name for name in modules if name.startswith("pyscript_doctor")}
    front = {
        "pyscript_doctor.cli",
        *(
            f"pyscript_doctor.cli.{name}"
            for name in (
                "addresses",
                "argument_values",
                "arguments",
                "check_arguments",
                "exit_codes",
                "hosts",
                "main",
                "output",
                "outputs",
                "parser",
                "run_arguments",
                "setup_arguments",
            )
        ),
    }
    assert own == {"pyscript_doctor", "pyscript_doctor.patterns", "pyscript_doctor.records", *front}


def test_a_report_without_colour_does_not_import_rich(tmp_path: Path) -> None:
    formats = [f"--output-format={each}" for each in ("text", "concise=concise.out", "json=json.out")]
    modules = imported("check", *formats, cwd=write(tmp_path, index_html=ERROR))
    assert all((tmp_path / f"{name}.out").stat().st_size for name in ("concise", "json"))
    assert not modules & {"rich", "httpx", "markdown_it", "pygments", "asyncio"}


def test_a_project_without_pyscript_imports_nothing_heavy(tmp_path: Path) -> None:
    modules = imported("check", cwd=write(tmp_path, index_html="<p>Hello"))
    assert not modules & HEAVY


def test_of_a_named_file_only_its_own_pages_are_told(tmp_path: Path) -> None:
    """The whole project is read to know what runs where; what is not asked for is not reported."""
    (tmp_path / ".git").mkdir()
    write(tmp_path, index_html=GOOD, other_html=ERROR, third_html=WARNING)
    summary = json.loads(doctor("check", "index.html", "--output-format", "json", cwd=tmp_path).stdout)["summary"]
    assert (summary["pages"], summary["errors"], summary["warnings"]) == (1, 0, 0)
    both = json.loads(doctor("check", "index.html", "other.html", "--output-format", "json", cwd=tmp_path).stdout)
    assert (both["summary"]["pages"], both["summary"]["errors"]) == (2, 1)
