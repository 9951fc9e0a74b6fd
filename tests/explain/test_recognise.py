"""What a whole log comes to: each known error once, in order, with who wrote it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pyscript_doctor.explain.log import log_of
from pyscript_doctor.explain.recognise import Explanation, Recognised, recognise
from pyscript_doctor.explain.speaker import Speaker, speaker_of
from pyscript_doctor.knowledge.releases import number
from tests.browser.runtimes import ROOT
from tests.explain.test_traceback import MICROPYTHON, PYODIDE
from tests.in_one_test import in_one_test
from tests.rule_pages import examples
from tests.truth.cases import Case, Run, load_cases

CONSOLE_TEXTS: dict[str, dict[str, str]] = json.loads(
    Path(__file__).with_name("console_texts.json").read_text(encoding="utf-8")
)["not_recognised"]
CUT_OFF = {
    "at",
    "T",
    "x",
    "^^^^^^^^",
    "WARNING:root:x",
    "AttributeError: 'NoneType' obje",
    "The module 'micropip' is in",
}
"""What the record holds of an error that it cut off too early to be known."""


def said(text: str) -> Recognised:
    return recognise(log_of(text))


def names(text: str) -> list[str]:
    return [each.entry.name for each in said(text).explanations]


def only(text: str) -> Explanation:
    (explanation,) = said(text).explanations
    return explanation


# A log


def test_each_error_is_told_once_in_the_order_of_the_log_with_its_count() -> None:
    borrowed = "This borrowed proxy was automatically destroyed at the end of a function call."
    explanations = said("\n".join(["(PY0404)", borrowed, "(PY0404)", "hello", borrowed, borrowed])).explanations
    assert [(each.entry.name, each.line, each.count) for each in explanations] == [
        ("code-py0404", 1, 2),
        ("borrowed-proxy", 2, 3),
    ]


def test_two_modules_that_are_missing_are_two_errors() -> None:
    text = "ModuleNotFoundError: No module named 'arrr'\nModuleNotFoundError: No module named 'utils'"
    assert [each.values["module"] for each in said(text).explanations] == ["arrr", "utils"]


def test_lines_that_are_no_errors_are_passed_over() -> None:
    noise = "[pyscript/main] PyScript Ready\nhello\n  at foo (core.js:1:2)\nHeld value x not relevant anymore\n"
    assert names(noise) == []
    assert said(noise).unknown == ()


def test_an_error_that_is_not_known_is_said_to_be_so() -> None:
    result = said("Uncaught FlurbError: the flurb is empty\n(PY0404)\nUncaught FlurbError: the flurb is empty")
    assert result.unknown == ("Uncaught FlurbError: the flurb is empty",)
    assert result.unknown_count == 1


def test_what_a_traceback_quotes_is_no_error_of_its_own() -> None:
    text = """\
Traceback (most recent call last):
  File "/lib/python3.12/site-packages/micropip/_commands/install.py", line 142, in install
    raise ValueError("Can't fetch metadata for 'x'")
ZeroDivisionError: division by zero
"""
    assert names(text) == ["python-exception"]


# Two texts of one error are one explanation: the one that says more


CORS = "from origin 'http://localhost:8080' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header"
LIBRARY = "https://micropython.org/pi/v2/package/py/numpy/latest.json"
TOLD_TOGETHER = {
    "fetch-status": """\
GET http://localhost:8000/main.py 404 (Not Found)
(PY0404): Fetching from URL main.py failed with error 404 (Not Found). Are your filename and path correct?
""",
    "not-installed": """\
ModuleNotFoundError: No module named 'numpy'
The module 'numpy' is included in the Pyodide distribution, but it is not installed.
You can install it by calling:
  await micropip.install("numpy")
""",
    "file-protocol": """\
Access to script at 'file:///C:/x/core.js' from origin 'null' has been blocked by CORS policy: no
Failed to load resource: net::ERR_FAILED
""",
    "mpy-package": f"""\
Access to XMLHttpRequest at '{LIBRARY}' {CORS}
Failed to load resource: net::ERR_FAILED
Failed to execute 'send' on 'XMLHttpRequest': Failed to load '{LIBRARY}'.
""",
    "other-interpreter": "ImportError: no module named 'pyodide.ffi'",
}


@pytest.mark.parametrize("entry", TOLD_TOGETHER)
def test_of_several_texts_the_one_that_says_most_is_told(entry: str) -> None:
    assert names(TOLD_TOGETHER[entry]) == [entry]


def test_a_general_error_far_away_is_another_one() -> None:
    far = "\n".join(f"line {number}" for number in range(100))
    text = (
        f"Failed to load resource: net::ERR_FAILED\n{far}\n(PY0404): Fetching from URL a.py failed with error 404 (x)"
    )
    assert names(text) == ["resource-failed", "fetch-status"]


# What texts of people were once taken for something else

WASM_BLOCKED = (
    "CompileError: WebAssembly.instantiateStreaming(): Compiling or instantiating WebAssembly module violates the "
    "following Content Security policy directive because 'unsafe-eval' is not an allowed source of script"
)
BLOCKED_BY_FIREFOX = "(script-src) {} \"script-src 'self'\" ('wasm-unsafe-eval')"
TEXTS = {
    # micropip writes the name in quotes, and after one name a full stop.
    "ValueError: Can't find a pure Python 3 wheel for 'numpyy'.": ("wheel", "numpyy"),
    "ValueError: Can't find a pure Python 3 wheel for: 'numpyy', 'pandass'": ("wheel", "numpyy"),
    WASM_BLOCKED: ("csp-webassembly", ""),
    f"wasm streaming compile failed: {WASM_BLOCKED}": ("csp-webassembly", ""),
    "CompileError: call to WebAssembly.compile() blocked by CSP": ("csp-webassembly", ""),
    "UnboundLocalError: cannot access local variable 'count' where it is not associated with a value": (
        "local-before-assignment",
        "count",
    ),
    "UnboundLocalError: local variable 'count' referenced before assignment": ("local-before-assignment", "count"),
    "NameError: local variable referenced before assignment": ("local-before-assignment", ""),
    # Safari
    "SyntaxError: Importing binding name 'default' cannot be resolved by star export entries.": (
        "no-export",
        "default",
    ),
    "SyntaxError: Indirectly exported binding name 'default' is not found.": ("no-export", "default"),
    # JSON is not Python
    "SyntaxError: Expected property name or '}' in JSON at position 1 (line 1 column 2)": ("json-expected", ""),
    "SyntaxError: Expected double-quoted property name in JSON at position 7 (line 1 column 8)": ("json-expected", ""),
    "SyntaxError: Unterminated string in JSON at position 4 (line 1 column 5)": ("json-expected", ""),
    "SyntaxError: Unexpected non-whitespace character after JSON at position 8 (line 1 column 9)": (
        "json-expected",
        "",
    ),
    "SyntaxError: Unexpected end of JSON input": ("json-expected", ""),
    "json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)": ("json-expected", ""),
    "ValueError: syntax error in JSON": ("json-expected", ""),
    "Uncaught SyntaxError: Unexpected token '<'": ("html-instead-of-javascript", ""),
    # pandas has optional dependencies, which no error of Python names by itself
    "ImportError: Missing optional dependency 'lxml'.  Use pip or conda to install lxml.": (
        "optional-dependency",
        "lxml",
    ),
    "ImportError: `Import openpyxl` failed.  Use pip or conda to install the openpyxl package.": (
        "optional-dependency",
        "openpyxl",
    ),
    "ImportError: dynamic module does not define module export function": ("import-error", ""),
    # A digest that does not fit
    "Failed to find a valid digest in the 'integrity' attribute for resource 'http://x/a.js' with computed SHA-384": (
        "integrity",
        "http://x/a.js",
    ),
    "None of the “sha384” hashes in the integrity attribute match the content of the subresource.": ("integrity", ""),
    # What the browser blocks
    "Mixed Content: The page at 'https://site.example/' was loaded over HTTPS, but requested an insecure stylesheet "
    "'http://x/a.css'. This request has been blocked; the content must be served over HTTPS.": (
        "mixed-content",
        "http://x/a.css",
    ),
    "Failed to load resource: net::ERR_BLOCKED_BY_CLIENT": ("blocked-by-extension", ""),
    # JavaScript's names
    "Uncaught ReferenceError: PyWorker is not defined": ("worker-function-not-imported", "PyWorker"),
    "NameError: name 'PyWorker' is not defined": ("worker-function-not-imported", "PyWorker"),
    "ReferenceError: Can't find variable: MPWorker": ("worker-function-not-imported", "MPWorker"),
    "Uncaught ReferenceError: Plotly is not defined": ("javascript-global", "Plotly"),
    "AttributeError: module 'js' has no attribute 'settings'": ("jsproxy-attribute", "settings"),
    "AttributeError: module 'js' has no attribute 'document'": ("js-document-in-worker", "document"),
    # Workers
    "Uncaught (in promise) MessageEvent {isTrusted: true, type: 'error', data: PythonError}": ("worker-stopped", ""),
    'MessageEvent {type: "error"}': ("worker-stopped", ""),
    "Error: Unable to assign x as number": ("sync-not-a-function", "x"),
    # A TypeError has many causes
    "TypeError: unsupported operand type(s) for +: 'int' and 'str'": ("operand-types", ""),
    'TypeError: can only concatenate str (not "int") to str': ("operand-types", ""),
    "TypeError: '<' not supported between instances of 'int' and 'str'": ("operand-types", ""),
    "TypeError: unsupported types for __add__: 'int', 'str'": ("operand-types", ""),
    "TypeError: 'int' object is not callable": ("not-callable", ""),
    "TypeError: 'int' object isn't callable": ("not-callable", ""),
    "TypeError: 'NoneType' object is not subscriptable": ("no-items", ""),
    "TypeError: 'int' object is not iterable": ("no-items", ""),
    "TypeError: object of type 'int' has no len()": ("no-items", ""),
    "TypeError: display() got an unexpected keyword argument 'tarket'": ("unexpected-keyword", "display"),
    "TypeError: Object prototype may only be an Object or null: undefined": ("type-error", ""),
    "ValueError: invalid literal for int() with base 10: ''": ("not-a-number", ""),
    "ValueError: invalid syntax for integer with base 10: ''": ("not-a-number", ""),
}
IN_OTHER_LANGUAGES = {
    # German
    "Quellübergreifende (Cross-Origin) Anfrage blockiert: Die Gleiche-Quelle-Regel verbietet das Lesen der externen "
    "Ressource auf https://x/. (Grund: CORS-Anfrage schlug fehl). Statuscode: (null).": "cors",
    "(Grund: CORS-Anfrage war nicht http)": "file-protocol",
    'Laden des Moduls von "http://x/" wurde auf Grund eines nicht freigegebenen MIME-Typs ("text/html") blockiert.': (
        "mime"
    ),
    'Laden fehlgeschlagen für das Modul mit der Quelle "http://x/".': "resource-failed",
    'Laden von gemischten aktiven Inhalten "http://x/" wurde blockiert.': "mixed-content",
    'Keine der "sha384"-Hashes im "integrity"-Attribut stimmen mit dem Inhalt der Subressource überein.': "integrity",
    'Content-Security-Policy: Die Einstellungen der Seite haben das Laden einer Ressource blockiert: "eval"': "csp",
    # French
    "Blocage d’une requête multiorigines (Cross-Origin Request) : la politique « Same Origin » ne permet pas de "
    "consulter la ressource distante située sur https://x/. Raison : échec de la requête CORS.": "cors",
    "Le chargement du module à l’adresse « http://x/ » a été bloqué en raison d’un type MIME interdit "
    "(« text/html »).": "mime",
    "Échec du chargement pour l’élément <script> dont la source est « http://x/ ».": "resource-failed",
    "Blocage du chargement du contenu mixte actif (mixed active content) « http://x/ »": "mixed-content",
    "Aucune des empreintes « sha384 » de l’attribut « integrity » ne correspond au contenu": "integrity",
    f"Content-Security-Policy : Les paramètres de la page ont empêché l’exécution de WebAssembly "
    f"{BLOCKED_BY_FIREFOX.format('car il enfreint la directive suivante :')}": "csp-webassembly",
    # Spanish
    "Solicitud desde otro origen bloqueada: la política de mismo origen impide leer el recurso remoto en https://x/ "
    "(razón: falta la cabecera CORS 'Access-Control-Allow-Origin').": "cors",
    "Se bloqueó la carga de un módulo de “http://x/” debido a un tipo MIME no permitido (“text/html”).": "mime",
    'Ha fallado la carga del <script> con origen "http://x/"': "resource-failed",
    'Se ha bloqueado la carga del contenido activo mixto "http://x/"': "mixed-content",
    'Ninguno de los hashes "sha384" en el atributo integrity coinciden con el contenido del subrecurso.': "integrity",
    "Content-Security-Policy: La configuración de la página bloqueó la ejecución de un script (script-src)": "csp",
    # Japanese
    "クロスオリジン要求をブロックしました: 同一生成元ポリシーにより、https://x/ にあるリモートリソースの読み込みは"
    "拒否されます (理由: CORS 要求が成功しなかった)。": "cors",
    "許可されていない MIME タイプにより “http://x/” からのスクリプトがブロックされました。": "mime",
    "混在アクティブコンテンツ “http://x/” の読み込みをブロックしました": "mixed-content",
    "integrity 属性内の “sha384” ハッシュが subresource のコンテンツと一致しません。": "integrity",
    "Content-Security-Policy: ページの設定によりリソースの読み込みをブロックしました: eval": "csp",
}  # fmt: skip


@in_one_test(TEXTS)
def test_a_text_is_taken_for_what_it_is(text: str) -> None:
    explanation = only(text)
    assert (explanation.entry.name, explanation.named) == TEXTS[text]


@in_one_test(IN_OTHER_LANGUAGES)
def test_firefox_is_understood_in_other_languages(text: str) -> None:
    assert names(text) == [IN_OTHER_LANGUAGES[text]]


# What comes first


FAVICON = "GET http://localhost:8000/favicon.ico 404 (Not Found)"


def test_an_icon_that_is_not_there_comes_last() -> None:
    assert names(f"{FAVICON}\nOSError: 44") == ["mpy-errno", "unimportant-request"]


def test_a_request_that_failed_beside_the_icon_is_told_too() -> None:
    other = "GET http://localhost:8000/data.csv 404 (Not Found)"
    assert names(f"{FAVICON}\n{other}") == ["resource-failed", "unimportant-request"]


def test_an_error_of_python_comes_before_a_request_that_failed() -> None:
    """Chromium does not write which file it was when the line is copied without its right end."""
    request = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert names(f"{request}\n{MICROPYTHON}") == ["name-error", "resource-failed"]


# Who wrote it


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ('  File "/lib/python312.zip/_pyodide/_base.py", line 5, in f', Speaker("Pyodide", python="3.12")),
        ('  File "/lib/python3.13/site-packages/x.py", line 5, in f', Speaker("Pyodide", python="3.13")),
        ('  File "<exec>", line 1, in <module>', Speaker("Pyodide")),
        ('  File "<stdin>", line 1, in <module>', Speaker("MicroPython")),
        ("NameError: name 'x' isn't defined", Speaker("MicroPython")),
        ("NameError: name 'x' is not defined", Speaker("Pyodide")),
        ("AttributeError: 'JsProxy' object has no attribute 'x'", Speaker("Pyodide")),
        ("at f (https://cdn.jsdelivr.net/pyodide/v0.26.2/full/pyodide.asm.js:9:1)", Speaker("Pyodide", "0.26.2")),
        (
            "at g (https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.24.0-preview-114/m.mjs:1:1)",
            Speaker("MicroPython", "1.24.0-preview-114"),
        ),
        ("at h (https://pyscript.net/releases/2025.11.1/core-x.js:1:1)", Speaker(release="2025.11.1")),
        ("at h (https://cdn.jsdelivr.net/npm/@pyscript/core@0.6.20/dist/core.js:1:1)", Speaker(release="2024.11.1")),
        ("3.4.0; MicroPython v1.28.0-6.g974b56afa6 on 2026-04-06", Speaker("MicroPython", "1.28.0-6")),
        ("3.14.2 (main, Jun 30 2026, 11:29:08) [Clang 23.0.0git", Speaker()),
        ("hello", Speaker()),
    ],
)
def test_a_line_tells_who_wrote_it(line: str, speaker: Speaker) -> None:
    assert speaker_of([line]) == speaker


def test_what_is_known_of_the_speaker_is_put_together() -> None:
    assert said(PYODIDE).speaker == Speaker("Pyodide", "314.0.2", "3.14")


def test_the_speaker_tells_the_releases() -> None:
    found = [each.name for each in Speaker("Pyodide", python="3.12").releases]
    assert (found[0], found[-1]) == ("2024.6.1", "2025.7.3")
    assert [each.name for each in Speaker(release="2025.3.1").releases] == ["2025.3.1"]


def test_each_error_of_a_page_with_both_interpreters_has_its_own_speaker() -> None:
    one, other = said(PYODIDE + MICROPYTHON.replace("failure", "other")).explanations
    assert (one.speaker.interpreter, other.speaker.interpreter) == ("Pyodide", "MicroPython")


def test_an_error_carries_the_traceback_that_it_ends() -> None:
    traceback = only(PYODIDE).traceback
    assert traceback is not None
    assert traceback.place is not None
    assert traceback.place.file == "/home/pyodide/helper.py"


def test_meaning_and_help_speak_of_the_case() -> None:
    explanation = only("ModuleNotFoundError: No module named 'utils'")
    assert "`utils`" in explanation.meaning
    assert '"./utils.py"' in explanation.help


def test_a_value_is_cut_and_keeps_its_place_in_the_sentence() -> None:
    explanation = only(f"(PY1000): Invalid URL: {'`' + 'x' * 500}")
    assert len(explanation.help) < 300
    assert "``" not in explanation.help


# What the rules' pages promise for the console


def console_texts() -> list[tuple[str, str]]:
    """The texts by rule, but for what the example's own files write or name."""
    found = set()
    for page in (ROOT / "rules").rglob("*.md"):
        for example in examples(page.read_text(encoding="utf-8")):
            written = "\n".join(example.files.values())
            texts = (text for text in example.console if text not in written)
            found |= {(page.stem.replace("_", "-"), text) for text in texts}
    return sorted(found)


@in_one_test(console_texts())
def test_the_text_that_a_rule_foretells_is_recognised_and_names_the_rule(rule: str, text: str) -> None:
    found = {name for each in said(text).explanations for name in each.entry.rules}
    listed = text in CONSOLE_TEXTS.get(rule, {})
    assert (rule in found) is not listed, "recognised: take it off the list" if listed else f"explained by {found}"


def test_the_list_of_texts_that_are_not_recognised_holds_none_that_no_page_has() -> None:
    assert {(rule, text) for rule, texts in CONSOLE_TEXTS.items() for text in texts} <= set(console_texts())


# What browsers were seen to say


def failing_runs() -> list[tuple[Case, Run]]:
    seen: dict[tuple[str, ...], tuple[Case, Run]] = {}
    for case in load_cases():
        for run in case.runs:
            if run.errors and not CUT_OFF.issuperset(run.errors):
                seen.setdefault(run.errors, (case, run))
    return list(seen.values())


@in_one_test(failing_runs(), lambda case, run: f"{case.name}-{run.release}")
def test_what_a_failing_page_said_is_known(case: Case, run: Run) -> None:
    text = "\n".join(run.errors)
    cut_off_traceback = re.fullmatch(r'(?s)(?:.*\n)?\s*File "[^\n]*', text)
    assert names(text) or cut_off_traceback


@in_one_test(failing_runs(), lambda case, run: f"{case.name}-{run.release}")
def test_a_release_speaks_as_its_wordings_say(case: Case, run: Run) -> None:
    for each in said("\n".join(run.errors)).explanations:
        since, until = each.wording.since or run.release, each.wording.until or run.release
        assert number(since) <= number(run.release) <= number(until), each.message
