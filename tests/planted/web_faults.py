"""What goes wrong in an evening of web development: quotes, paths, commas, places of scripts, imports, data files.

Each operator is a pattern, whose group "it" is changed, and the change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.planted.faults import WORD, Fault, misspelt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Change = Callable[[str], str]

BOM = "\ufeff"
PYTHON_TAG = r'(?P<it><script type="m?py"[^>]*></script>)'
CORE_TAG = r'(?P<it><script type="module" src="[^"]*/core\.js"></script>)'


def _as(text: str) -> Change:
    return lambda _: text


def _around(before: str, after: str = "") -> Change:
    return lambda it: before + it + after


def _without(*letters: str) -> Change:
    return lambda it: "".join(letter for letter in it if letter not in letters)


def _curly(it: str) -> str:
    return it.replace('"', "“", 1).replace('"', "”", 1)


def _single(it: str) -> str:
    return it.replace('"', "'")


def _capitalized(it: str) -> str:
    return it[0].upper() + it[1:]


def _last_capital(it: str) -> str:
    return it[:-1] + it[-1].upper()


def _with_windows_lines(it: str) -> str:
    return it.replace("\n", "\r\n")


HTML: Mapping[str, tuple[str, Change]] = {
    "opening-quote-dropped": (r'<script type="m?py"[^>]*\ssrc=(?P<it>")', _as("")),
    "quotes-dropped": (r'<script type="m?py"[^>]*\ssrc=(?P<it>"[^"\s]+")', _without('"')),
    "curly-quotes-in-tag": (r'<script type="m?py"[^>]*\ssrc=(?P<it>"[^"\s]+")', _curly),
    "space-in-source": (r'<script type="m?py"[^>]*\ssrc="[^".]*?\w(?P<it>)\.py"', _as(" ")),
    "source-in-capitals": (r'<script type="m?py"[^>]*\ssrc="(?:\./)?(?P<it>[a-z]\w*)\.py"', _capitalized),
    "config-file-in-capitals": (r'config="(?:\./)?(?P<it>[a-z]\w*)\.(?:toml|json)"', _capitalized),
    "source-in-a-folder": (r'<script type="m?py"[^>]*\ssrc="(?P<it>(?:\./)?)\w+\.py"', _as("scripts/")),
    "script-source-above": (r'<script type="module" src="(?P<it>)(?!http)[\w/]+\.js"', _as("../js/")),
    "backslash-in-source": (r'<script type="module" src="\w+(?P<it>/)[\w/]+\.js"', _as("\\")),
    "python-in-select": (PYTHON_TAG, _around("<select>", "</select>")),
    "python-in-table": (PYTHON_TAG, _around("<table><tr><td>1</td></tr>", "</table>")),
    "python-in-textarea": (PYTHON_TAG, _around("<textarea>", "</textarea>")),
    "python-in-noscript": (PYTHON_TAG, _around("<noscript>", "</noscript>")),
    "python-in-svg": (PYTHON_TAG, _around("<svg>", "</svg>")),
    "core-self-closed": (r'/core\.js"(?P<it>></script>)', _as(" />")),
    "space-in-type": (r'<script type="(?P<it>m?py)"', _around("", " ")),
    "type-in-capitals": (r'<script type="(?P<it>m?py)"', str.upper),
    "href-for-source": (r'<script type="m?py"[^>]*\s(?P<it>src)="', _as("href")),
    "link-for-core": (CORE_TAG, lambda it: f'<link rel="script" href="{it.split(chr(34))[3]}">'),
    "second-core": (CORE_TAG, lambda it: it + it.replace("2026.7.3", "2025.11.1")),
    "core-type-of-scripts": (r'<script type="(?P<it>module)" src="[^"]*/core\.js"', _as("text/javascript")),
    "core-type-misspelt": (r'<script type="(?P<it>module)" src="[^"]*/core\.js"', misspelt),
    "core-address-incomplete": (r'src="https://pyscript\.net/(?P<it>releases/)[\d.]+/core\.js"', _as("")),
    "stylesheet-of-another-release": (r"/releases/(?P<it>[\d.]+)/core\.css", _as("2025.11.1")),
    "id-twice": (r'(?P<it><(?!script)\w+ id="[^"]+")', lambda it: f"<p{it[it.index(' ') :]}></p>\n  {it}"),
    "id-capitalized": (r'<(?!script)\w+[^>]*\sid="(?P<it>[a-z]\w+)"', _capitalized),
    "id-with-dash": (r'<(?!script)\w+[^>]*\sid="(?P<it>[a-z]\w+)"', _around("the-")),
    "comma-at-end-of-attribute": (r"config='\{[^']*(?P<it>)\}'", _as(",")),
    "quotes-in-attribute": (r"config=(?P<it>'\{[^']*\}')", lambda it: '"' + it[1:-1] + '"'),
    "worker-value": (r"<script type=\"py\" (?P<it>worker)(?=[\s>])", _around("", '="false"')),
    "worker-name-dropped": (r'<script[^>]*\sworker(?P<it>\sname="\w+")', _as("")),
    "worker-name-in-capitals": (r'<script[^>]*\sworker\sname="(?P<it>\w+)"', _capitalized),
    "handler-with-parentheses": (r'\s(?:py|mpy)-click="(?P<it>\w+)"', _around("", "()")),
    "onclick-for-event": (r'\s(?P<it>(?:py|mpy)-click="\w+)"', lambda it: f"onclick={it.partition('=')[2]}(event)"),
    "base-address": (r"(?P<it><title>)", _around('<base href="/app/">\n  ')),
    "script-tag-misspelt": (r'<(?P<it>script) type="m?py"', misspelt),
    "closing-slash-dropped": (r'<script type="m?py"[^>]*><(?P<it>/)script>', _as("")),
    "tag-bracket-dropped": (r'<script type="m?py"[^>]*(?P<it>>)</script>', _as("")),
    "stylesheet-misspelt": (r'href="(?P<it>\w+)\.css"', misspelt),
    "script-before-element": (
        r"(?s)(?P<it></head>.*?(?P<script><script>(?:(?!</script>).)*getElementById(?:(?!</script>).)*</script>))",
        lambda it: it[it.rindex("<script>") :] + it[: it.rindex("<script>")],
    ),
    "windows-lines-in-page": (r"(?s)\A(?P<it>.*)\Z", _with_windows_lines),
    "bom-in-page": (r"\A(?P<it>)", _as(BOM)),
}
METHODS = "getElementById|querySelector|addEventListener|createElement|setItem|getContext|fillRect|matchMedia|parse|log"
JAVASCRIPT: Mapping[str, tuple[str, Change]] = {
    "method-misspelt": (rf"\.(?P<it>{METHODS})\(", misspelt),
    "method-with-a-capital": (r"\.(?P<it>getElementById|addEventListener|querySelector)\(", _last_capital),
    "javascript-property-misspelt": (r"\.(?P<it>textContent|innerHTML|fillStyle)\s*=", misspelt),
    "javascript-property-read-misspelt": (r"\.(?P<it>target|documentElement|dataset)\.", misspelt),
    "string-method-misspelt": (r"\.(?P<it>toUpperCase|slice|push|stringify|keys|round)\(", misspelt),
    "javascript-variable-misspelt": (
        r"(?<![\w.\"'$])(?P<it>title|names|recipes|context|dark|word|kept)(?=\.\w|\[)",
        misspelt,
    ),
    "javascript-global-misspelt": (r"(?<![\w.])(?P<it>document|console|localStorage|window)\.", misspelt),
    "import-without-dot": (r'from "(?P<it>\./)\w+\.js"', _as("")),
    "named-for-default": (r"import (?P<it>\w+) from", _around("{ ", " }")),
    "default-for-named": (r"import (?P<it>\{ \w+, \w+ \}) from", lambda it: it[2:-2].partition(",")[0]),
    "await-dropped-in-javascript": (r"(?P<it>await )(?=fetch\(|response\.)", _as("")),
    "async-dropped-in-javascript": (r"(?P<it>async )function", _as("")),
    "quote-dropped-in-javascript": (r'\("\w+(?P<it>")\)', _as("")),
    "arrow-misspelt": (r"(?P<it>=>) \{", _as("=")),
    "javascript-parenthesis-dropped": (r'\("\w+"(?P<it>\));?\n', _as("")),
    "javascript-id-misspelt": (r'getElementById\("(?P<it>\w{4,})"\)', misspelt),
    "javascript-selector-without-hash": (r'querySelector\("(?P<it>#)\w+"\)', _as("")),
    "import-from-another-folder": (r'from "(?P<it>\./)\w+\.js"', _as("./lib/")),
    "default-export-for-named": (r"(?m)^export (?P<it>)function", _as("default ")),
    "javascript-fetch-misspelt": (r'fetch\("(?:\./)?(?P<it>[\w/]+)\.json"', lambda it: it + "s"),
    "javascript-event-misspelt": (r'addEventListener\("(?P<it>\w+)"', lambda it: "on" + it),
    "reserved-word-for-name": (r"\bconst (?P<it>\w+) = ", _as("class")),
    "condition-without-parentheses": (r"\bif (?P<it>\(\w+\)) \{", lambda it: it[1:-1]),
    "arrow-on-next-line": (r"\)(?P<it> =>) \{", _as("\n  =>")),
    "python-none-in-javascript": (r"(?P<it>\bnull\b)", _as("None")),
    "python-len-in-javascript": (r"(?P<it>\b[a-z]+\.length\b)", lambda it: f"len({it.partition('.')[0]})"),
    "python-words-in-javascript": (r"(?P<it>function) \w+\(", _as("def")),
    "stylesheet-imported": (r"(?m)\A(?P<it>)(?=(?:.*\n)*export )", _as('import "./style.css";\n')),
    "curly-quotes-in-javascript": (r'from (?P<it>"[^"]+")', _curly),
}
DATA: Mapping[str, tuple[str, Change]] = {
    "comma-at-end-of-data": (r"\](?P<it>)\s*\}", _as(",")),
    "comma-dropped-in-data": (r"[\]}](?P<it>,)", _as("")),
    "single-quotes-in-data": (r'(?P<it>"\w+")\s*:', _single),
    "quotes-dropped-in-data": (r'(?P<it>"\w+")\s*:', _without('"')),
    "curly-quotes-in-data": (r'(?P<it>"\w+")\s*:', _curly),
    "comment-in-data": (r"(?P<it>)\{", _as("// what we have\n")),
    "bracket-dropped-in-data": (r"(?P<it>\}\s*)\Z", _as("")),
    "bom-in-data": (r"\A(?P<it>)", _as(BOM)),
    "python-words-in-data": (r":\s*(?P<it>\d+|\[)", lambda it: "None" if it.isdigit() else "True, ["),
    "windows-lines-in-data": (r"(?s)\A(?P<it>.*)\Z", _with_windows_lines),
}
JSON_CONFIG: Mapping[str, tuple[str, Change]] = {
    "comma-at-end-of-config": (r'"(?P<it>)\s*\}', _as(",")),
    "comma-dropped-in-config": (r'"(?P<it>,)\n', _as("")),
    "single-quotes-in-config": (r'(?P<it>"\w+")\s*:', _single),
    "curly-quotes-in-config": (r'(?P<it>"\w+")\s*:', _curly),
    "comment-in-config": (r"\{(?P<it>)\n", _as(" // our files")),
    "bom-in-config": (r"\A(?P<it>)", _as(BOM)),
    "equals-sign-in-json": (r'"\w+"(?P<it>:)', _as(" =")),
}
TOML: Mapping[str, tuple[str, Change]] = {
    "package-from-repository": (r'(?m)^packages = \["(?P<it>[\w.-]+)"', lambda it: f"https://github.com/tea/{it}"),
    "package-version-after-at": (r'(?m)^packages = \["(?P<it>[\w.-]+)"', _around("", "@1.0")),
    "colon-in-toml": (r'(?m)^"?[\w./]+"? (?P<it>=) ', _as(":")),
    "value-quotes-dropped": (r'(?m)^\w+ = (?P<it>"[^"]+")', _without('"')),
    "key-quotes-dropped": (r'(?m)^(?P<it>"[\w./]+") =', _without('"')),
    "curly-quotes-in-toml": (r'(?m)^\w+ = (?P<it>"[^"]+")', _curly),
    "single-quotes-in-toml": (r'(?m)^(?P<it>"[\w./]+" = "[^"]*")', _single),
    "semicolon-in-toml": (r'(?m)^"[\w./]+" = "[^"]*"(?P<it>)$', _as(";")),
    "comma-in-toml": (r'(?m)^"[\w./]+" = "[^"]*"(?P<it>)$', _as(",")),
    "table-of-tables": (r"(?m)^(?P<it>\[files\])", _around("[", "]")),
    "table-in-capitals": (r"(?m)^\[(?P<it>files|js_modules)\b", _capitalized),
    "table-twice": (r"(?m)^(?P<it>\[files\]\n\"[^\n]+\n)", lambda it: it + "[files]\n"),
    "table-dropped": (r"(?m)^(?P<it>\[files\]\n)", _as("")),
    "dotted-files": (r"(?m)^(?P<it>\[files\]\n)\"", _as("files.")),
    "inline-files": (
        r'(?m)^(?P<it>\[files\]\n"[^\n]+\n)',
        lambda it: "files = { " + it.partition("\n")[2].strip() + " }\n",
    ),
    "bom-in-toml": (r"\A(?P<it>)", _as(BOM)),
    "windows-lines-in-toml": (r"(?s)\A(?P<it>.*)\Z", _with_windows_lines),
    "comment-of-javascript-in-toml": (r"(?m)^(?P<it>)\[files\]", _as("// our files\n")),
    "module-reversed": (r'(?m)^(?P<it>"\./js[^"]*" = "\w+")', lambda it: " = ".join(reversed(it.split(" = ")))),
}
HEADERS: Mapping[str, tuple[str, Change]] = {
    "header-indentation-dropped": (r"(?m)^(?P<it>  )Cross", _as("")),
    "header-path-without-star": (r"(?m)^/(?P<it>\*)$", _as("")),
    "header-path-without-slash": (r"(?m)^(?P<it>/)\*$", _as("")),
    "header-equals-sign": (r"(?m)^\s+Cross-[\w-]+(?P<it>:) ", _as(" =")),
    "header-value-quoted": (r"(?m)^\s+Cross-[\w-]+: (?P<it>\S+)$", _around('"', '"')),
    "headers-on-one-line": (r"(?m)^\s+Cross-[\w-]+: \S+(?P<it>\n  )Cross", _as(", ")),
}


def web_faults(path: str, text: str) -> Iterator[Fault]:
    """Every slip in a file, by what kind of file it is."""
    if path.endswith(".html"):
        yield from _of(HTML, path, text)
        for script in re.finditer(r"(?s)<script(?: type=\"module\")?>(?P<code>.*?)</script>", text):
            yield from _of(JAVASCRIPT, path, text, *script.span("code"))
    elif path.endswith((".js", ".mjs")):
        yield from _of(JAVASCRIPT, path, text)
    elif path.endswith(".toml"):
        yield from _of(TOML, path, text)
    elif path.endswith(".json"):
        is_config = '"files"' in text or '"packages"' in text
        yield from _of(JSON_CONFIG if is_config else DATA, path, text)
    elif path == "_headers":
        yield from _of(HEADERS, path, text)


def _of(
    operators: Mapping[str, tuple[str, Change]], path: str, text: str, start: int = 0, end: int | None = None
) -> Iterator[Fault]:
    end = len(text) if end is None else end
    for operator, (pattern, change) in operators.items():
        for match in re.finditer(pattern, text):
            first, last = match.span("it")
            if start <= first and last <= end and change(match["it"]) != match["it"]:
                words = tuple(WORD.findall(match["it"])) if len(match["it"]) < 60 else ()
                yield Fault(operator, path, first, last, change(match["it"]), words)
