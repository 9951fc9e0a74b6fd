"""Small reports, built by hand, that the reporters' tests show."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from pyscript_doctor.engine.finding import Diagnostic, Effect, Finding, Related, RuntimeLabel, Severity, Skip
from pyscript_doctor.engine.report import PageLabel, Report
from pyscript_doctor.engine.rule import Rule
from pyscript_doctor.knowledge.interpreters import Interpreter, Thread
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.text.text import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator


INDEX = """\
<!doctype html>
<script type="module" src="https://pyscript.net/releases/2025.11.1/core.js"></script>
<script type="py" worker src="main.py" config="pyscript.toml"></script>
"""
MAIN = """\
from pyscript import document

document.title = "Hello"
"""
CONFIG = """\
name = "Hello"
[files]
"./a.py" = ""
"./b.py" = ""
"./a.py" = ""
"""

MAIN_THREAD = RuntimeLabel("index.html", "2025.11.1", Interpreter.PYODIDE, Thread.MAIN)
WORKER = RuntimeLabel("index.html", "2025.11.1", Interpreter.PYODIDE, Thread.WORKER)
PAGE = PageLabel("index.html", "", "2025.11.1", (MAIN_THREAD,), scripts=1)


def a_rule(
    name: str = "some-rule",
    severity: Severity = Severity.ERROR,
    effect: Effect = Effect.ACTION_FAILS,
    section: str = "some_section",
    faq: str = "",
    guide: str = "",
    default: bool = True,
) -> Rule:
    def check() -> Iterator[Finding]:
        """Something that is wrong."""
        return iter(())

    return Rule(
        name,
        check,
        severity,
        effect,
        section,
        "Page",
        wants_project=False,
        faq=faq,
        guide=guide,
        default=default,
        module=f"{section}.{name.replace('-', '_')}",
    )


WORKER_RULE = a_rule("worker-without-isolation", Severity.ERROR, Effect.SCRIPT_DIES, "workers", faq="sharedarraybuffer")
CONFIG_RULE = a_rule("config-invalid", Severity.ERROR, Effect.PAGE_BLANK, "configuration", guide="configuration/")


def place(path: str, source: str, text: str, occurrence: int = 1) -> Span:
    """Where a text is in a source, for the first time or a later one."""
    start = -1
    for _ in range(occurrence):
        start = source.index(text, start + 1)
    return Span(path, start, start + len(text))


def diagnostic(rule: Rule, finding: Finding, *runtimes: RuntimeLabel, everywhere: bool = True) -> Diagnostic:
    severity = finding.severity or rule.severity
    pages = tuple(dict.fromkeys(runtime.page for runtime in runtimes))
    if finding.unless:
        severity = min(severity, Severity.WARNING)
    return Diagnostic(rule, finding, severity, finding.effect or rule.effect, runtimes, everywhere, pages)


def shown(source: str, text: str, label: str = "", related: tuple[Related, ...] = ()) -> str:
    """What a report shows of main.py where this text is at fault."""
    finding = Finding(place("main.py", source, text), "this fails", label=label, related=related)
    report = Report((diagnostic(a_rule(effect=Effect.COSMETIC), finding),), sources={"main.py": source})
    return plain(text_lines(report, quiet=True)).partition("this fails\n")[2].rstrip("\n") + "\n"


def lines(expected: str) -> str:
    """An expected output, written indented."""
    return dedent(expected).lstrip("\n")


BLANK_PAGE = Report(
    diagnostics=(
        diagnostic(
            CONFIG_RULE,
            Finding(
                place("pyscript.toml", CONFIG, '"./a.py"', 2),
                'The key `"./a.py"` stands twice in `[files]`, which TOML forbids',
                help="Keep one of the two lines.",
                label="and here again",
                related=(Related(place("pyscript.toml", CONFIG, '"./a.py"'), "first here"),),
            ),
            MAIN_THREAD,
        ),
    ),
    files=3,
    pages=(PAGE,),
    sources={"index.html": INDEX, "pyscript.toml": CONFIG},
)

WORKER_PROJECT = Report(
    diagnostics=(
        diagnostic(
            WORKER_RULE,
            Finding(
                place("index.html", INDEX, "worker"),
                "This worker reaches the page, but the page is not cross-origin isolated",
                help=dedent("""\
                    Send these headers with the page:

                    ```
                    Cross-Origin-Opener-Policy: same-origin
                    Cross-Origin-Embedder-Policy: require-corp
                    ```

                    Where you cannot set headers, load `mini-coi.js` first in the page's `<head>`."""),
                label="needs SharedArrayBuffer",
                console="Unable to use `window` or `document` -> https://docs.pyscript.net/latest/faq/#sharedarraybuffer",
                unless="your server sends the headers",
                related=(Related(place("main.py", MAIN, "document", 2), "reaches the page here"),),
            ),
            WORKER,
            everywhere=False,
        ),
    ),
    skips=(Skip("package-without-wheel", "value in a template", 7), Skip("", "Python in a template", 1)),
    files=2,
    pages=(PAGE,),
    sources={"index.html": INDEX, "main.py": MAIN},
)
